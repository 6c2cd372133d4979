//! Bars from the largest down, each with its number.

use super::axis::Axis;
use super::paper::{Anchor, Sheet, faint_letters, name_column, name_within, sheet, title};
use super::rounded::{amount, digits};
use crate::Language;
use crate::markup::Element;

/// One bar.
#[derive(Debug, Clone)]
pub(crate) struct Ranked {
    pub(crate) name: String,
    pub(crate) value: f64,
    pub(crate) color: String,
    pub(crate) data: Vec<(&'static str, String)>,
}

/// The chart; the caller sorts.
#[derive(Debug)]
pub(crate) struct RankedBars<'a> {
    pub(crate) label: &'a str,
    /// Empty for a ratio.
    pub(crate) unit: &'a str,
    pub(crate) bars: &'a [Ranked],
    pub(crate) width: f64,
    pub(crate) language: Language,
}

impl RankedBars<'_> {
    pub(crate) fn draw(&self) -> Sheet {
        const BAR: f64 = 10.0;
        const STEP: f64 = 13.5;
        let names = name_column(self.bars.iter().map(|bar| bar.name.as_str()), 190.0);
        let (left, right) = (names + 10.0, self.width - 62.0);
        let bottom = 6.0 + STEP * self.bars.len() as f64;
        let axis = Axis::with_zero(self.bars.iter().map(|bar| bar.value), [left, right], 6, self.language);
        let mut marks = Element::new("g").with("class", "marks");
        let mut words = Element::new("g");
        for (index, bar) in self.bars.iter().enumerate() {
            let y = 4.0 + STEP * index as f64;
            let (from, to) = (axis.place(0.0), axis.place(bar.value));
            let rect =
                Element::new("rect").at("x", from.min(to)).at("y", y).at("width", (to - from).abs()).at("height", BAR);
            let rect = rect.with("fill", bar.color.clone()).with("class", "piece");
            let mut mark = Element::new("g").with("class", "mark").exactly("data-value", bar.value);
            mark = mark.with("data-unit", self.unit.to_owned());
            for (name, word) in &bar.data {
                mark = mark.with(name, word.clone());
            }
            let shown =
                if self.unit.is_empty() { digits(bar.value) } else { amount(bar.value, self.unit, self.language) };
            marks = marks.child(mark.child(title(format!("{}: {shown}", bar.name))).child(rect));
            words = words.child(name_within(left - 6.0, y + BAR / 2.0, Anchor::End, &bar.name, names));
            let number = if self.unit.is_empty() { shown } else { axis.number(bar.value) };
            words = words.child(faint_letters(from.max(to) + 4.0, y + BAR / 2.0, Anchor::Start, number));
        }
        sheet(self.width, bottom + 30.0, self.label)
            .child(Element::new("g").children(axis.below(2.0, bottom)))
            .child(marks)
            .child(words)
            .child(faint_letters(right, bottom + 22.0, Anchor::End, axis.unit(self.unit)))
    }
}
