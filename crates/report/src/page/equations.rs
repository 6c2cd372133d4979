//! The equations of the accounts as formulas.

use super::mathml::{formula, fraction, index, name, number, row, sign, sum};
use crate::markup::Element;

/// Which cells a hectare figure is made of: shares of cells times their areas.
pub(super) fn area(label: &str) -> Element {
    let cell = |letter| index(name(letter), name("c"));
    let share = index(name("s"), row(vec![name("z"), sign(","), name("c")]));
    formula(
        label,
        vec![index(name("A"), row(vec![name("z"), sign(","), name("i")])), sign("="), sum("c∈i"), share, cell("a")],
    )
}

/// Eq 1.
pub(super) fn unit_value_of_crops(label: &str) -> Element {
    let crop = |letter| index(name(letter), name("j"));
    let terms = vec![crop("m"), crop("p"), crop("q")];
    let right = fraction(terms, vec![name("M")]);
    let seventh = fraction(vec![number("1")], vec![number("7")]);
    formula(label, vec![index(name("E"), name("a")), sign("="), seventh, sum("j"), right])
}

/// A seventh of price times yield.
pub(super) fn unit_value_of_grain(label: &str) -> Element {
    let seventh = fraction(vec![number("1")], vec![number("7")]);
    formula(label, vec![index(name("E"), name("a")), sign("="), seventh, name("P"), sign("·"), name("Q")])
}

/// Net profit by the share of sown land.
pub(super) fn unit_value_of_profit(label: &str) -> Element {
    let crop = |letter| index(name(letter), name("j"));
    formula(label, vec![index(name("E"), name("a")), sign("="), sum("j"), crop("S"), crop("F")])
}

/// A national value in a region.
pub(super) fn unit_value_of_region(label: &str) -> Element {
    let national = index(name("E"), name("nat"));
    formula(label, vec![index(name("E"), name("a")), sign("="), national, sign("·"), name("r")])
}

/// Eq 2 and 3.
pub(super) fn value(label: &str) -> Element {
    let class = |letter| index(name(letter), name("i"));
    let service = index(name("EC"), row(vec![name("i"), sign(","), name("j")]));
    let unit = index(name("E"), name("a"));
    formula(label, vec![name("ESV"), sign("="), sum("i"), class("A"), sum("j"), service, unit])
}

/// Eq 2 with stated values.
pub(super) fn value_per_hectare(label: &str) -> Element {
    let class = |letter| index(name(letter), name("i"));
    formula(label, vec![name("ESV"), sign("="), sum("i"), class("A"), class("VC")])
}

/// Eq 4.
pub(super) fn priority(label: &str) -> Element {
    formula(label, vec![name("ECPS"), sign("="), fraction(vec![name("VAL")], vec![name("GDP")])])
}

/// Eq 6.
pub(super) fn demand(label: &str) -> Element {
    let angle = vec![number("2"), name("arctan"), sign("("), name("ECPS"), sign(")")];
    formula(label, vec![name("t"), sign("="), fraction(angle, vec![name("π")])])
}

/// Eq 5.
pub(super) fn compensation(label: &str) -> Element {
    formula(label, vec![name("R"), sign("="), name("VAL"), sign("·"), name("k"), sign("·"), name("t")])
}
