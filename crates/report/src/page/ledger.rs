//! Does the land add up?

use super::answer::hectares;
use super::data_table::data_table;
use super::{Page, headed, paragraph};
use crate::markup::Element;
use crate::tables;

pub(super) fn section(page: &Page<'_>) -> Element {
    let (findings, phrases) = (page.findings, page.phrases);
    let study = findings.study();
    let (classes, nodata) = (study.tally.classified().area, study.tally.nodata().area);
    let polygon = study.line.polygon.hectares();
    let residual = study.line.polygon.hectares_beyond(classes + nodata + study.line.outside);
    let rule = findings.provenance.edge.as_str();
    let verdict = if rule == "exact" { "ledger.closes" } else { "ledger.whole_cells" };
    let words = [
        ("polygon", hectares(page, polygon)),
        ("classes", hectares(page, classes.hectares())),
        ("nodata", hectares(page, nodata.hectares())),
        ("outside", hectares(page, study.line.outside.hectares())),
        ("residual", hectares(page, residual)),
        ("edge", rule.to_owned()),
    ];
    let sum = phrases.fill("ledger.sum", &words.each_ref().map(|(word, text)| (*word, text.as_str())));
    let mut section =
        headed("ledger", phrases).child(paragraph(sum).with("class", "verdict")).child(paragraph(phrases.say(verdict)));
    if let Some(overlap) = study.overlap.filter(|overlap| overlap.hectares() > 0.0) {
        let area = hectares(page, overlap.hectares());
        section = section.child(paragraph(phrases.fill("ledger.overlap", &[("area", &area)])));
    }
    let notes: Vec<&String> = findings.provenance.notes.iter().chain(findings.notes).collect();
    if !notes.is_empty() {
        let items = notes.into_iter().map(|note| Element::new("li").with("dir", "auto").text(note.clone()));
        section = section.child(Element::new("h3").text(phrases.say("ledger.notes")));
        section = section.child(Element::new("ul").children(items));
    }
    let table = tables::ledger_of_zones(findings);
    section.child(data_table(table, "", &phrases.say("table.ledger"), phrases))
}
