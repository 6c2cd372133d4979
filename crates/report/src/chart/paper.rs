//! The sheet that a chart is drawn on, and the letters on it.

use super::text_width::{shortened, text_width, wrapped};
use crate::markup::{Element, coordinate};

/// Width of a figure over both columns of an A4 page: 180 mm at 96 pixels an inch.
pub(crate) const PAGE_WIDTH: f64 = 680.0;
/// Size of ordinary letters: 7 points.
pub(crate) const LETTER: f64 = 9.5;
/// Almost black, almost white, and the grey of grid lines; the page replaces them by its theme's, by class.
pub(crate) const INK: &str = "#222222";
pub(crate) const FAINT: &str = "#595959";
pub(crate) const GRID: &str = "#d9d9d9";
/// Latin first, then the Chinese letters of the common systems.
const FONTS: &str = "'Helvetica Neue', Arial, 'Liberation Sans', 'DejaVu Sans', 'PingFang SC', 'Microsoft YaHei', \
                     'Noto Sans CJK SC', 'Source Han Sans SC', 'WenQuanYi Micro Hei', sans-serif";

/// Where letters stand relative to their point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Anchor {
    Start,
    Middle,
    End,
}

/// Pixels in millimetres of paper.
pub(crate) fn millimetres(pixels: f64) -> f64 {
    pixels * 25.4 / 96.0
}

/// A chart: its size, what screen readers call it, and what is on it.
#[derive(Debug, Clone)]
pub(crate) struct Sheet {
    width: f64,
    height: f64,
    label: String,
    content: Vec<Element>,
}

/// An empty chart.
pub(crate) fn sheet(width: f64, height: f64, label: &str) -> Sheet {
    Sheet { width, height, label: label.to_owned(), content: Vec::new() }
}

impl Sheet {
    #[must_use]
    pub(crate) fn child(mut self, child: Element) -> Self {
        self.content.push(child);
        self
    }

    #[must_use]
    pub(crate) fn children(mut self, children: impl IntoIterator<Item = Element>) -> Self {
        self.content.extend(children);
        self
    }

    /// With more room below.
    #[must_use]
    pub(crate) fn taller(mut self, height: f64) -> Self {
        self.height += height;
        self
    }

    /// With remarks below.
    #[must_use]
    pub(crate) fn noted(mut self, notes: &[String]) -> Self {
        const LINE: f64 = 12.5;
        for line in notes.iter().flat_map(|note| wrapped(note, self.width, LETTER)) {
            self.height += LINE;
            self.content.push(faint_letters(0.0, self.height - LINE / 2.0, Anchor::Start, line));
        }
        self
    }

    /// What screen readers call it.
    pub(crate) fn label(&self) -> &str {
        &self.label
    }

    /// Width in pixels.
    pub(crate) fn width(&self) -> f64 {
        self.width
    }

    /// A picture as a whole.
    pub(crate) fn svg(self) -> Element {
        self.drawn("img")
    }

    /// A picture whose marks can be reached one by one.
    pub(crate) fn svg_of_parts(self) -> Element {
        self.drawn("group")
    }

    fn drawn(self, role: &'static str) -> Element {
        Element::new("svg")
            .with("xmlns", "http://www.w3.org/2000/svg")
            .with("viewBox", format!("0 0 {} {}", coordinate(self.width), coordinate(self.height)))
            .with("width", format!("{}mm", coordinate(millimetres(self.width))))
            .with("height", format!("{}mm", coordinate(millimetres(self.height))))
            .with("font-family", FONTS)
            .at("font-size", LETTER)
            .with("class", "chart")
            .with("role", role)
            .with("aria-label", self.label)
            .children(self.content)
    }
}

/// Letters; `y` is the middle of their height.
pub(crate) fn letters(x: f64, y: f64, anchor: Anchor, text: impl Into<String>) -> Element {
    let anchor = match anchor {
        Anchor::Start => "start",
        Anchor::Middle => "middle",
        Anchor::End => "end",
    };
    Element::new("text")
        .at("x", x)
        .at("y", y + LETTER * 0.35)
        .with("text-anchor", anchor)
        .with("fill", INK)
        .with("class", "ink")
        .text(text.into())
}

/// The same in grey.
pub(crate) fn faint_letters(x: f64, y: f64, anchor: Anchor, text: impl Into<String>) -> Element {
    let anchor = match anchor {
        Anchor::Start => "start",
        Anchor::Middle => "middle",
        Anchor::End => "end",
    };
    Element::new("text")
        .at("x", x)
        .at("y", y + LETTER * 0.35)
        .with("text-anchor", anchor)
        .with("fill", FAINT)
        .with("class", "faint")
        .text(text.into())
}

/// A name cut to fit, which says in full what it is when it is pointed at.
pub(crate) fn name_within(x: f64, y: f64, anchor: Anchor, name: &str, width: f64) -> Element {
    let short = shortened(name, width, LETTER);
    let is_whole = short == name;
    let element = letters(x, y, anchor, short);
    if is_whole { element } else { element.child(Element::new("title").text(name.to_owned())) }
}

/// Width that the longest of these names needs, within bounds.
pub(crate) fn name_column<'a>(names: impl IntoIterator<Item = &'a str>, most: f64) -> f64 {
    names.into_iter().map(|name| text_width(name, LETTER)).fold(20.0, f64::max).min(most)
}

/// A line of the grid or an axis.
pub(crate) fn rule(x1: f64, y1: f64, x2: f64, y2: f64, is_axis: bool) -> Element {
    let (color, class) = if is_axis { (FAINT, "axis") } else { (GRID, "grid") };
    Element::new("line")
        .at("x1", x1)
        .at("y1", y1)
        .at("x2", x2)
        .at("y2", y2)
        .with("stroke", color)
        .with("stroke-width", "0.8")
        .with("class", class)
}

/// What a mark says when it is pointed at.
pub(crate) fn title(text: impl Into<String>) -> Element {
    Element::new("title").text(text.into())
}
