//! The pieces of formulas.

use crate::markup::Element;

pub(super) fn formula(label: &str, parts: Vec<Element>) -> Element {
    let math = Element::new("math").with("xmlns", "http://www.w3.org/1998/Math/MathML").with("display", "block");
    math.with("aria-label", label.to_owned()).child(row(parts))
}

pub(super) fn row(parts: Vec<Element>) -> Element {
    Element::new("mrow").children(parts)
}

/// A quantity.
pub(super) fn name(letters: &'static str) -> Element {
    Element::new("mi").text(letters)
}

pub(super) fn number(digits: impl Into<String>) -> Element {
    Element::new("mn").text(digits.into())
}

pub(super) fn sign(sign: &'static str) -> Element {
    Element::new("mo").text(sign)
}

pub(super) fn index(of: Element, index: Element) -> Element {
    Element::new("msub").child(of).child(index)
}

pub(super) fn fraction(above: Vec<Element>, below: Vec<Element>) -> Element {
    Element::new("mfrac").child(row(above)).child(row(below))
}

/// A sum over an index.
pub(super) fn sum(over: &'static str) -> Element {
    Element::new("munder").child(sign("∑")).child(name(over))
}
