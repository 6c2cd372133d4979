//! Ecosystem service value through the years.

use super::data_table::data_table;
use super::{Page, figure, headed};
use crate::figures::{by_class, by_service, by_service_group, values_by_zone};
use crate::markup::Element;
use crate::tables;

/// `None` where the study makes no money.
pub(super) fn section(page: &Page<'_>) -> Option<Element> {
    let (findings, phrases) = (page.findings, page.phrases);
    findings.accounts?;
    let table = tables::values_of_zones(findings)?;
    let section = headed("values", phrases)
        .child(figure(values_by_zone(findings, phrases)))
        .children(by_service_group(findings, phrases).map(figure))
        .children(by_service(findings, phrases).map(figure))
        .child(figure(by_class(findings, &page.classes, phrases)));
    let caption = phrases.fill("table.values", &[("currency", findings.currency)]);
    Some(section.child(data_table(table, "", &caption, phrases)))
}
