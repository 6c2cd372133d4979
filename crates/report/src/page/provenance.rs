//! What made the numbers: the essentials of `manifest.json`.

use super::{Page, headed, note, terms};
use crate::FileRecord;
use crate::markup::Element;

pub(super) fn section(page: &Page<'_>) -> Element {
    let (findings, phrases) = (page.findings, page.phrases);
    let inputs = files(page, findings.provenance.inputs.iter().chain(findings.study_files));
    headed("provenance", phrases)
        .child(terms(pairs(page)))
        .child(inputs)
        .child(note(phrases.say("provenance.manifest")))
}

/// Terms and what they stand for.
pub(super) fn pairs(page: &Page<'_>) -> Vec<(String, String)> {
    let (findings, phrases) = (page.findings, page.phrases);
    let made = findings.provenance;
    let grid = made.grid;
    let crs = made.crs.as_ref().map_or_else(|| phrases.say("provenance.no_crs"), |crs| crs.name.clone());
    let size = format!("{} × {}", grid.rows, grid.cols);
    let cell = format!("{} × {}", grid.cell_x.abs(), grid.cell_y.abs());
    let epochs: Vec<String> =
        made.epochs.iter().map(|epoch| format!("{}: {} ({})", epoch.year, epoch.raster, epoch.driver)).collect();
    let zones =
        made.zones.as_ref().map_or_else(|| phrases.say("provenance.whole_raster"), |zones| zones.source.clone());
    let libraries: Vec<String> = made.libraries.iter().map(|(name, version)| format!("{name} {version}")).collect();
    let pairs = [
        ("provenance.program", findings.program.to_owned()),
        ("provenance.tally_program", made.program.clone()),
        ("provenance.libraries", libraries.join(", ")),
        ("provenance.epochs", epochs.join("; ")),
        ("provenance.zones", zones),
        ("provenance.legend", made.legend.origin.clone()),
        ("provenance.crs", crs),
        ("provenance.grid", size),
        ("provenance.cell", cell),
        ("provenance.edge", made.edge.clone()),
        ("provenance.area", made.measured.clone()),
        ("provenance.align", made.align.clone()),
    ];
    pairs.into_iter().map(|(key, text)| (phrases.say(key), text)).collect()
}

fn files<'a>(page: &Page<'_>, files: impl Iterator<Item = &'a FileRecord>) -> Element {
    let rows = files.map(|file| {
        Element::new("tr")
            .child(Element::new("th").with("scope", "row").with("dir", "auto").text(file.path.clone()))
            .child(Element::new("td").with("class", "n").text(crate::chart::digits(file.bytes as f64)))
            .child(Element::new("td").with("class", "hash").text(file.sha256.clone()))
    });
    let heads = ["provenance.file", "provenance.bytes", "provenance.sha256"];
    let heads = heads.map(|key| Element::new("th").with("scope", "col").text(page.phrases.say(key)));
    let caption = page.phrases.say("provenance.inputs");
    let table = Element::new("table")
        .child(Element::new("caption").text(caption.clone()))
        .child(Element::new("thead").child(Element::new("tr").children(heads)))
        .child(Element::new("tbody").children(rows));
    let scroll = Element::new("div").with("class", "scroll").with("tabindex", "0").with("role", "group");
    scroll.with("aria-label", caption).child(table)
}
