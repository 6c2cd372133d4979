//! The key of colours.

use super::paper::{Anchor, LETTER, letters};
use super::text_width::{shortened, text_width};
use crate::markup::Element;

/// A category: a name and a colour.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Series {
    pub(crate) name: String,
    pub(crate) color: String,
}

/// Swatches and names in lines of at most `width`, from `top`; beside them the height they take.
pub(crate) fn key(series: &[Series], left: f64, top: f64, width: f64) -> (Element, f64) {
    const SWATCH: f64 = 9.0;
    const LINE: f64 = 14.0;
    const LONGEST: f64 = 190.0;
    let (mut x, mut y) = (left, top);
    let mut group = Element::new("g").with("class", "key");
    for one in series {
        let name = shortened(&one.name, LONGEST, LETTER);
        let wide = SWATCH + 4.0 + text_width(&name, LETTER) + 12.0;
        if x + wide > left + width && x > left {
            (x, y) = (left, y + LINE);
        }
        let swatch = Element::new("rect").at("x", x).at("y", y).at("width", SWATCH).at("height", SWATCH);
        let swatch = swatch.with("fill", one.color.clone()).with("class", "swatch");
        group = group.child(swatch).child(letters(x + SWATCH + 4.0, y + SWATCH / 2.0, Anchor::Start, name));
        x += wide;
    }
    (group, y + LINE - top)
}
