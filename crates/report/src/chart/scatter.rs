//! Two quantities of each zone against each other.

use super::axis::Axis;
use super::name_place::{Room, free_place};
use super::paper::{Anchor, INK, LETTER, Sheet, faint_letters, name_within, sheet, title};
use super::rounded::amount;
use super::text_width::text_width;
use crate::Language;
use crate::markup::Element;

/// One zone.
#[derive(Debug, Clone)]
pub(crate) struct Dot {
    pub(crate) name: String,
    pub(crate) x: f64,
    pub(crate) y: f64,
    pub(crate) color: String,
    pub(crate) data: Vec<(&'static str, String)>,
}

/// The chart. An axis whose values reach over more than a factor of 20 is logarithmic, which its caption says.
#[derive(Debug)]
pub(crate) struct Scatter<'a> {
    pub(crate) label: &'a str,
    pub(crate) unit: &'a str,
    pub(crate) captions: [&'a str; 2],
    /// Said behind the caption of a logarithmic axis.
    pub(crate) logarithmic: &'a str,
    pub(crate) dots: &'a [Dot],
    pub(crate) width: f64,
    pub(crate) height: f64,
    pub(crate) language: Language,
}

impl Scatter<'_> {
    pub(crate) fn draw(&self) -> Sheet {
        const NAME: f64 = 110.0;
        let (left, right, top, bottom) = (60.0, self.width - 70.0, 18.0, self.height - 36.0);
        let (x, x_is_log) = self.axis(|dot| dot.x, [left, right]);
        let (y, y_is_log) = self.axis(|dot| dot.y, [bottom, top]);
        let mut marks = Element::new("g").with("class", "marks");
        let mut words = Element::new("g");
        // No name lies on a dot or on another name; one that finds no place is left to the title.
        let mut taken: Vec<Room> =
            self.dots.iter().map(|dot| Room::around(x.place(dot.x), y.place(dot.y), 4.0)).collect();
        for dot in self.dots {
            let (at_x, at_y) = (x.place(dot.x), y.place(dot.y));
            let circle = Element::new("circle").at("cx", at_x).at("cy", at_y).at("r", 4.0);
            let circle = circle.with("fill", dot.color.clone()).with("stroke", INK).with("stroke-width", "0.5");
            let mut mark =
                Element::new("g").with("class", "mark").exactly("data-x", dot.x).exactly("data-value", dot.y);
            mark = mark.with("data-unit", self.unit.to_owned());
            for (name, word) in &dot.data {
                mark = mark.with(name, word.clone());
            }
            let shown = [dot.x, dot.y].map(|value| amount(value, self.unit, self.language));
            let text = format!("{}: {} {}; {} {}", dot.name, self.captions[0], shown[0], self.captions[1], shown[1]);
            marks = marks.child(mark.child(title(text)).child(circle));
            let wide = text_width(&dot.name, LETTER).min(NAME);
            if let Some((anchor, name_x, name_y, room)) =
                free_place(Room::around(at_x, at_y, 4.0), wide, [left, self.width], &taken)
            {
                words = words.child(name_within(name_x, name_y, anchor, &dot.name, NAME));
                taken.push(room);
            }
        }
        let caption = |text: &str, axis: &Axis, is_log: bool| {
            let more = if is_log { self.logarithmic } else { "" };
            format!("{text} ({}){more}", axis.unit(self.unit))
        };
        sheet(self.width, self.height, self.label)
            .child(Element::new("g").children(x.below(top, bottom)))
            .child(Element::new("g").children(y.beside(left, right)))
            .child(marks)
            .child(words)
            .child(faint_letters(0.0, 6.0, Anchor::Start, caption(self.captions[1], &y, y_is_log)))
            .child(faint_letters(right, bottom + 26.0, Anchor::End, caption(self.captions[0], &x, x_is_log)))
    }

    fn axis(&self, of: impl Fn(&Dot) -> f64, ends: [f64; 2]) -> (Axis, bool) {
        const FACTOR: f64 = 20.0;
        let values = || self.dots.iter().map(&of);
        let (low, high) = (values().fold(f64::INFINITY, f64::min), values().fold(0.0, f64::max));
        let is_log = low > 0.0 && high / low > FACTOR;
        let axis = if is_log {
            Axis::logarithmic(low, high, ends, self.language)
        } else {
            Axis::with_zero(values(), ends, 5, self.language)
        };
        (axis, is_log)
    }
}
