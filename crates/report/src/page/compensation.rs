//! Compensation: who comes first, who gets how much.

use super::data_table::data_table;
use super::{Page, figure, headed};
use crate::figures::{against_gross_product, priority};
use crate::markup::Element;
use crate::tables;

/// `None` where the study pays none.
pub(super) fn section(page: &Page<'_>) -> Option<Element> {
    let (findings, phrases) = (page.findings, page.phrases);
    findings.study().account?.compensation.as_ref()?;
    let table = tables::compensation_of_zones(findings)?;
    let section = headed("compensation", phrases)
        .children(priority(findings, phrases).map(figure))
        .children(against_gross_product(findings, phrases).map(figure));
    let caption = phrases.fill("table.compensation", &[("currency", findings.currency)]);
    Some(section.child(data_table(table, "", &caption, phrases)))
}
