//! Land change: a Sankey and a matrix for each region and period that the reader picks.

use super::{Page, figure, headed, note};
use crate::Region;
use crate::chart::digits;
use crate::figures::{Figure, areas, flows, region_name};
use crate::markup::Element;
use crate::tables;
use landledger_core::Area;

/// Bytes of drawings that wait in the page: the whole of it stays below 6 MB.
const BUDGET: usize = 2_500_000;

pub(super) fn section(page: &Page<'_>) -> Element {
    let section = headed("land", page.phrases);
    let section = section.child(figure(areas(page.findings, &page.classes, page.phrases)));
    let pairs = page.findings.tally.epoch_pairs();
    let section = match pairs.last() {
        Some(&whole) => changes(page, section, &pairs, whole),
        None => section,
    };
    let table = tables::areas_of_study(page.findings);
    section.child(super::data_table::data_table(table, "study", &page.phrases.say("table.areas"), page.phrases))
}

fn changes(page: &Page<'_>, section: Element, pairs: &[(usize, usize)], whole: (usize, usize)) -> Element {
    let years = page.findings.years();
    let study = page.findings.study();
    let regions: Vec<(String, &Region<'_>)> = std::iter::once(("study".to_owned(), study))
        .chain(page.findings.groups().iter().enumerate().map(|(index, region)| (format!("group-{index}"), region)))
        .chain(page.findings.zones().iter().enumerate().map(|(index, region)| (format!("zone-{index}"), region)))
        .collect();
    let period = |pair: (usize, usize)| format!("{}-{}", years[pair.0], years[pair.1]);
    let first_key = format!("study/{}", period(whole));
    // The whole period of every region first, then the periods between.
    let mut order: Vec<(usize, usize)> = vec![whole];
    order.extend(pairs.iter().copied().filter(|&pair| pair != whole));
    let mut templates = Vec::new();
    let (mut bytes, mut missing) = (0, 0);
    for pair in order {
        for (key, region) in &regions {
            let key = format!("{key}/{}", period(pair));
            if key == first_key {
                continue;
            }
            if bytes > BUDGET {
                missing += 1;
                continue;
            }
            let template = Element::new("template").with("data-flows", key).child(change(page, region, pair));
            bytes += template.to_string().len();
            templates.push(template);
        }
    }
    let select = |id: &'static str, options: Vec<(String, String)>, chosen: &str| {
        let options = options.into_iter().map(|(value, text)| {
            let option = Element::new("option");
            let option = if value == chosen { option.with("selected", "") } else { option };
            option.with("value", value).text(text)
        });
        Element::new("select").with("id", id).with("autocomplete", "off").children(options)
    };
    let names = regions.iter().map(|(key, region)| (key.clone(), region_name(region, page.phrases))).collect();
    let mut periods: Vec<(String, String)> =
        pairs.iter().map(|&pair| (period(pair), format!("{} – {}", years[pair.0], years[pair.1]))).collect();
    periods.reverse();
    let labelled = |key: &str, select: Element| Element::new("label").text(page.phrases.say(key)).child(select);
    let choices = Element::new("div")
        .with("class", "choices")
        // Without the script it would do nothing: the script shows it.
        .with("data-script", "")
        .with("hidden", "")
        .child(labelled("land.region", select("flows-region", names, "study")))
        .child(labelled("land.period", select("flows-period", periods, &period(whole))));
    let place = Element::new("div").with("id", "flows").with("data-first", first_key).child(change(page, study, whole));
    let absent = Element::new("p").with("id", "flows-missing").with("role", "status").with("hidden", "");
    let absent = absent.text(page.phrases.say("land.missing"));
    let section = section
        .child(Element::new("h3").text(page.phrases.say("land.transitions")))
        .child(choices)
        .child(place)
        .child(absent)
        .children(templates);
    if missing == 0 {
        return section;
    }
    let all = (regions.len() * pairs.len()).to_string();
    let here = (regions.len() * pairs.len() - missing).to_string();
    section.child(note(page.phrases.fill("land.some", &[("here", &here), ("all", &all)])))
}

/// The drawing and the matrix.
fn change(page: &Page<'_>, region: &Region<'_>, pair: (usize, usize)) -> Element {
    let years = page.findings.years();
    let (from, to) = (years[pair.0].to_string(), years[pair.1].to_string());
    let name = region_name(region, page.phrases);
    let heading = page.phrases.fill("figure.transitions", &[("region", &name), ("from", &from), ("to", &to)]);
    let sheet = flows(page.findings, region, pair, &page.classes, page.phrases, &heading);
    let notes = vec![page.phrases.say("figure.transitions.paler")];
    let drawing = figure(Figure { name: format!("transitions-{from}-{to}"), heading, notes, sheet });
    Element::new("div").child(drawing).child(matrix(page, region, pair))
}

/// Rows are the earlier year, columns the later; the last of each are the sums.
fn matrix(page: &Page<'_>, region: &Region<'_>, (earlier, later): (usize, usize)) -> Element {
    let years = page.findings.years();
    let classes = &page.classes;
    let count = classes.series.len();
    let mut areas = vec![vec![Area::ZERO; count]; count];
    for ((from, to), amount) in region.tally.transitions(earlier, later).amounts.indexed_iter() {
        if let (Some(from), Some(to)) = (classes.category(from), classes.category(to)) {
            areas[from][to] += amount.area;
        }
    }
    let column_sum = |to: usize| areas.iter().map(|row| row[to]).sum::<Area>();
    let kept: Vec<usize> = (0..count)
        .filter(|&class| areas[class].iter().any(|area| *area > Area::ZERO) || column_sum(class) > Area::ZERO)
        .collect();
    let cell = |area: Area, class: &'static str| {
        let text = if area == Area::ZERO { "–".into() } else { digits(area.hectares()) };
        Element::new("td").with("class", class).exactly("data-value", area.hectares()).text(text)
    };
    let head = |text: &str| Element::new("th").with("scope", "col").with("class", "n").text(text.to_owned());
    let total = page.phrases.say("land.sum");
    let heads = Element::new("tr")
        .child(Element::new("th").with("scope", "col").text(format!("{} → {}", years[earlier], years[later])))
        .children(kept.iter().map(|&to| head(&classes.series[to].name)))
        .child(head(&total));
    let rows = kept.iter().map(|&from| {
        let name = Element::new("th").with("scope", "row").text(classes.series[from].name.clone());
        let row = Element::new("tr").with("data-from-code", classes.codes[from].clone()).child(name);
        let row = row.children(kept.iter().map(|&to| cell(areas[from][to], if from == to { "n kept" } else { "n" })));
        row.child(cell(areas[from].iter().copied().sum(), "n"))
    });
    let all: Area = areas.iter().flatten().copied().sum();
    let last = Element::new("tr")
        .child(Element::new("th").with("scope", "row").text(total.clone()))
        .children(kept.iter().map(|&to| cell(column_sum(to), "n")))
        .child(cell(all, "n"));
    let caption = page.phrases.say("land.matrix");
    let table = Element::new("table")
        .with("class", "matrix wide")
        .child(Element::new("caption").text(caption.clone()))
        .child(Element::new("thead").child(heads))
        .child(Element::new("tbody").children(rows).child(last));
    let scroll = Element::new("div").with("class", "scroll").with("tabindex", "0").with("role", "group");
    scroll.with("aria-label", caption).child(table)
}
