//! The zones on a map, coloured by what the reader picks; and the same as a table.

use super::{Page, headed, note, paragraph};
use crate::chart::{Choropleth, NO_VALUE};
use crate::figures::{zone_marks, zone_shapes};
use crate::markup::Element;
use crate::measures::{Measure, measures};
use serde_json::json;

/// Vertices of all outlines together: some 400 kB of the page.
const MOST_VERTICES: usize = 40_000;

pub(super) fn section(page: &Page<'_>) -> Element {
    let section = headed("map", page.phrases);
    let measures = measures(page.findings, &page.classes, page.phrases);
    let Some(first) = measures.first() else { return section.child(paragraph(page.phrases.say("map.nothing"))) };
    let options = measures
        .iter()
        .map(|measure| Element::new("option").with("value", measure.key.clone()).text(measure.label.clone()));
    let select = Element::new("select").with("id", "map-choice").with("autocomplete", "off").children(options);
    let label = Element::new("label").text(page.phrases.say("map.choice")).child(select);
    let choices = Element::new("div").with("class", "choices").with("data-script", "").with("hidden", "").child(label);
    let shapes = zone_shapes(page.findings, [760.0, 480.0], MOST_VERTICES);
    let Some(shapes) = shapes else {
        let why = paragraph(page.phrases.say("map.no_outlines"));
        return section.child(why).child(table(page, first));
    };
    let steps = first.steps();
    let zones = zone_marks(page.findings, first, &steps);
    let chart = Choropleth { label: &first.label, shapes: &shapes, zones: &zones, unit: &first.unit };
    let swatches = steps.words.iter().zip(&steps.colors).map(|(words, color)| {
        let rect = Element::new("rect").with("width", "16").with("height", "16").with("fill", color.clone());
        let swatch = Element::new("svg").with("viewBox", "0 0 16 16").with("aria-hidden", "true").child(rect);
        Element::new("li").child(swatch).child(Element::new("span").text(words.clone()))
    });
    let swatches = Element::new("ul").with("class", "steps").with("id", "map-steps").children(swatches);
    let data: Vec<serde_json::Value> = measures
        .iter()
        .map(|measure| {
            let steps = measure.steps();
            json!({
                "key": measure.key, "label": measure.label, "unit": measure.unit, "values": measure.values,
                "texts": measure.texts, "steps": steps.of_zone, "colors": steps.colors, "words": steps.words,
                "none": NO_VALUE,
            })
        })
        .collect();
    let data = Element::new("script").with("type", "application/json").with("id", "map-data").json(&json!(data));
    let caption = Element::new("figcaption").with("data-measure-name", "").text(first.label.clone());
    let figure = Element::new("figure")
        .with("data-figure", "map")
        .child(caption)
        .child(Element::new("div").with("class", "map").child(chart.draw().svg_of_parts()))
        .child(swatches);
    section
        .child(choices)
        .child(figure)
        .child(note(page.phrases.say("map.not_to_scale")))
        .child(paragraph(page.phrases.say("map.keys")).with("class", "note screen"))
        .child(table(page, first))
        .child(data)
}

/// What the map shows, in words and numbers.
fn table(page: &Page<'_>, measure: &Measure) -> Element {
    let rows = page.findings.tally.zones().iter().enumerate().map(|(index, zone)| {
        let value = measure.values[index].map_or_else(String::new, |value| format!("{}", value + 0.0));
        let name = Element::new("th").with("scope", "row").with("dir", "auto").text(zone.name.clone());
        let cell = Element::new("td").with("class", "n").with("data-value", value).text(measure.texts[index].clone());
        Element::new("tr").with("data-index", index.to_string()).child(name).child(cell)
    });
    let head = |text: String, class: &'static str| {
        let button = Element::new("button").with("type", "button");
        let button = if class == "n" { button.with("data-measure-name", "") } else { button };
        let head = Element::new("th").with("scope", "col").with("aria-sort", "none").with("class", class);
        head.child(button.text(text))
    };
    let heads = Element::new("tr").child(head(page.phrases.say("column.zone"), "name"));
    let heads = heads.child(head(measure.label.clone(), "n"));
    let caption = Element::new("caption").with("data-measure-name", "").text(measure.label.clone());
    let table = Element::new("table").with("id", "map-table").with("data-sorts", "").child(caption);
    let table = table.child(Element::new("thead").child(heads)).child(Element::new("tbody").children(rows));
    let scroll = Element::new("div").with("class", "scroll long").with("tabindex", "0").with("role", "group");
    let scroll = scroll.with("aria-label", page.phrases.say("map.table")).child(table);
    let summary = Element::new("summary").text(page.phrases.say("map.table"));
    Element::new("details").child(summary).child(scroll)
}
