//! Bars of pieces, one line for each; negative pieces reach to the left of zero.

use super::axis::Axis;
use super::key::{Series, key};
use super::paper::{Anchor, Sheet, faint_letters, name_column, name_within, sheet, title};
use super::rounded::amount;
use crate::Language;
use crate::markup::Element;

/// A part of a bar.
#[derive(Debug, Clone)]
pub(crate) struct Piece {
    /// Index of its series.
    pub(crate) series: usize,
    /// How long it is.
    pub(crate) value: f64,
    /// What it is, as `data-*`.
    pub(crate) data: Vec<(&'static str, String)>,
}

/// One bar.
#[derive(Debug, Clone)]
pub(crate) struct Bar {
    /// Shown where it is another than that of the bar above: the zone.
    pub(crate) name: String,
    /// Shown beside every bar: the year.
    pub(crate) label: String,
    /// From zero outwards.
    pub(crate) pieces: Vec<Piece>,
}

/// The chart.
#[derive(Debug)]
pub(crate) struct StackedBars<'a> {
    pub(crate) label: &'a str,
    pub(crate) unit: &'a str,
    pub(crate) series: &'a [Series],
    pub(crate) bars: &'a [Bar],
    pub(crate) width: f64,
    pub(crate) language: Language,
}

impl StackedBars<'_> {
    pub(crate) fn draw(&self) -> Sheet {
        const BAR: f64 = 9.0;
        const STEP: f64 = 11.0;
        const GAP: f64 = 5.0;
        let names = name_column(self.bars.iter().map(|bar| bar.name.as_str()), 170.0);
        let labels = name_column(self.bars.iter().map(|bar| bar.label.as_str()), 120.0);
        let (left, right) = (names + labels + 22.0, self.width - 24.0);
        let (keys, key_height) = key(self.series, 0.0, 2.0, self.width);
        let top = key_height + 10.0;
        let mut places = Vec::with_capacity(self.bars.len());
        let mut y = top + 2.0;
        for (index, bar) in self.bars.iter().enumerate() {
            let is_new = index == 0 || self.bars[index - 1].name != bar.name;
            y += if is_new && index > 0 { GAP } else { 0.0 };
            places.push((y, is_new));
            y += STEP;
        }
        let bottom = y + 2.0;
        let ends = self.bars.iter().flat_map(|bar| {
            let side = |wanted: fn(f64) -> bool| bar.pieces.iter().map(|p| p.value).filter(|&v| wanted(v)).sum::<f64>();
            [side(|value| value > 0.0), side(|value| value < 0.0)]
        });
        let axis = Axis::with_zero(ends, [left, right], 6, self.language);
        let mut marks = Element::new("g").with("class", "marks");
        let mut words = Element::new("g");
        for (bar, &(y, is_new)) in self.bars.iter().zip(&places) {
            if is_new {
                words = words.child(name_within(0.0, y + BAR / 2.0, Anchor::Start, &bar.name, names));
            }
            words = words.child(faint_letters(left - 6.0, y + BAR / 2.0, Anchor::End, bar.label.clone()));
            let (mut up, mut down) = (0.0, 0.0);
            for piece in bar.pieces.iter().filter(|piece| piece.value != 0.0) {
                let reach = if piece.value < 0.0 { &mut down } else { &mut up };
                let (from, to) = (axis.place(*reach), axis.place(*reach + piece.value));
                *reach += piece.value;
                let rect = Element::new("rect").at("x", from.min(to)).at("y", y).at("width", (to - from).abs());
                marks = marks.child(self.mark(rect.at("height", BAR), bar, piece));
            }
        }
        let caption = faint_letters(right, bottom + 22.0, Anchor::End, axis.unit(self.unit));
        sheet(self.width, bottom + 30.0, self.label)
            .child(keys)
            .child(Element::new("g").children(axis.below(top, bottom)))
            .child(marks)
            .child(words)
            .child(caption)
    }

    fn mark(&self, rect: Element, bar: &Bar, piece: &Piece) -> Element {
        let series = &self.series[piece.series];
        let shown = amount(piece.value, self.unit, self.language);
        let bar_name = if bar.name.is_empty() { bar.label.clone() } else { format!("{}, {}", bar.name, bar.label) };
        let rect = rect.with("fill", series.color.clone()).with("class", "bar");
        let rect = rect.with("stroke", "#ffffff").with("stroke-width", "0.4");
        let mut mark = Element::new("g").with("class", "mark").exactly("data-value", piece.value);
        mark = mark.with("data-unit", self.unit.to_owned());
        for (name, value) in &piece.data {
            mark = mark.with(name, value.clone());
        }
        mark.child(title(format!("{bar_name}: {}: {shown}", series.name))).child(rect)
    }
}
