//! Two quantities of each zone against each other.

use super::axis::Axis;
use super::paper::{Anchor, INK, LETTER, faint_letters, name_within, Sheet, sheet, title};
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
        let mut taken: Vec<Room> = self.dots.iter().map(|dot| Room::around(x.place(dot.x), y.place(dot.y), 4.0)).collect();
        for dot in self.dots {
            let (at_x, at_y) = (x.place(dot.x), y.place(dot.y));
            let circle = Element::new("circle").at("cx", at_x).at("cy", at_y).at("r", 4.0);
            let circle = circle.with("fill", dot.color.clone()).with("stroke", INK).with("stroke-width", "0.5");
            let mut mark = Element::new("g").with("class", "mark").exactly("data-x", dot.x).exactly("data-value", dot.y);
            mark = mark.with("data-unit", self.unit.to_owned());
            for (name, word) in &dot.data {
                mark = mark.with(name, word.clone());
            }
            let shown = [dot.x, dot.y].map(|value| amount(value, self.unit, self.language));
            let text = format!("{}: {} {}; {} {}", dot.name, self.captions[0], shown[0], self.captions[1], shown[1]);
            marks = marks.child(mark.child(title(text)).child(circle));
            let wide = text_width(&dot.name, LETTER).min(NAME);
            if let Some((anchor, name_x, name_y, room)) = free_place([at_x, at_y], wide, [left, self.width], &taken) {
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

/// A rectangle that something takes.
#[derive(Debug, Clone, Copy)]
struct Room {
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
}

impl Room {
    fn around(x: f64, y: f64, reach: f64) -> Self {
        Self { left: x - reach, right: x + reach, top: y - reach, bottom: y + reach }
    }

    fn meets(&self, other: &Self) -> bool {
        self.left < other.right && other.left < self.right && self.top < other.bottom && other.top < self.bottom
    }
}

/// Right of the dot, left of it, above or below, wherever nothing is.
fn free_place([x, y]: [f64; 2], wide: f64, [least, most]: [f64; 2], taken: &[Room]) -> Option<(Anchor, f64, f64, Room)> {
    const GAP: f64 = 7.0;
    const HALF: f64 = LETTER * 0.5;
    let level = |left: f64, middle: f64| Room { left, right: left + wide, top: middle - HALF, bottom: middle + HALF };
    let places = [
        (Anchor::Start, x + GAP, y, level(x + GAP, y)),
        (Anchor::End, x - GAP, y, level(x - GAP - wide, y)),
        (Anchor::Middle, x, y - GAP - HALF, level(x - wide / 2.0, y - GAP - HALF)),
        (Anchor::Middle, x, y + GAP + HALF, level(x - wide / 2.0, y + GAP + HALF)),
    ];
    let is_free = |room: &Room| room.left >= least && room.right <= most && !taken.iter().any(|other| other.meets(room));
    places.into_iter().find(|(_, _, _, room)| is_free(room))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_goes_to_the_left_where_another_dot_is_on_the_right() {
        let free = free_place([100.0, 50.0], 40.0, [0.0, 300.0], &[]).unwrap();
        assert_eq!(free.0, Anchor::Start);
        let beside = [Room::around(120.0, 50.0, 4.0)];
        assert_eq!(free_place([100.0, 50.0], 40.0, [0.0, 300.0], &beside).unwrap().0, Anchor::End);
        let around = [Room::around(100.0, 50.0, 60.0)];
        assert!(free_place([100.0, 50.0], 40.0, [0.0, 300.0], &around).is_none());
    }
}
