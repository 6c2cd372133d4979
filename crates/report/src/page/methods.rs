//! How the numbers came about, in sentences for a paper, with the equations and parameters of this run.

use super::references::References;
use super::{Page, equations, headed, paragraph, terms};
use crate::figures::named;
use crate::markup::Element;
use crate::phrases;
use crate::{Phrases, UnitValueRecord};

pub(super) fn section(page: &Page<'_>) -> Element {
    let (findings, phrases) = (page.findings, page.phrases);
    let mut works = References::default();
    let mut section = headed("methods", phrases);
    section = section.child(paragraph(land(page, &mut works)));
    section = section.child(equation(equations::area(&phrases.say("equation.area")), phrases.say("equation.area")));
    section = section.child(paragraph(phrases.say("methods.change")));
    if findings.accounts.is_some() {
        section = values(page, section, &mut works);
    }
    if let (Some(line), Some(conversion)) =
        (findings.study().account.and_then(|account| account.compensation.as_ref()), findings.parameters.conversion)
    {
        let services: Vec<String> =
            findings.parameters.market_services.iter().map(|service| named(phrases, "service", service)).collect();
        let words = [
            ("year", line.year.to_string()),
            ("services", services.join(&phrases.say("list.separator"))),
            ("conversion", conversion.to_string()),
            ("cite", works.cite("wang_crdc")),
        ];
        let key = if services.is_empty() { "methods.compensation_of_all" } else { "methods.compensation" };
        section = section.child(paragraph(filled(phrases, key, &words)));
        let [priority, demand, paid] =
            ["equation.priority", "equation.demand", "equation.compensation"].map(|key| phrases.say(key));
        section = section
            .child(equation(equations::priority(&priority), priority))
            .child(equation(equations::demand(&demand), demand))
            .child(equation(equations::compensation(&paid), paid));
    }
    let words =
        [("program", findings.program.to_owned()), ("cite", format!("{}{}", works.cite("gdal"), works.cite("proj")))];
    section = section.child(paragraph(filled(phrases, "methods.program", &words)));
    let palettes = ["okabe_ito", "cividis", "colorbrewer"].map(|palette| works.cite(palette));
    let words = [("cite", palettes.concat())];
    section = section.child(paragraph(filled(phrases, "methods.colors", &words)));
    let parameters = parameters(page);
    if !parameters.is_empty() {
        section = section.child(Element::new("h3").text(phrases.say("methods.parameters"))).child(terms(parameters));
    }
    section
        .child(Element::new("h3").text(phrases.say("methods.references")))
        .children(works.list(phrases.say("methods.bibtex")))
}

fn filled(phrases: &Phrases, key: &str, words: &[(&str, String)]) -> String {
    let words: Vec<(&str, &str)> = words.iter().map(|(word, text)| (*word, text.as_str())).collect();
    let phrase = phrases.say(key);
    // Where there is no work to name, its gap goes too.
    let phrase = if words.contains(&("cite", "")) { phrase.replace(" {cite}", "") } else { phrase };
    phrases::filled(&phrase, &words)
}

fn equation(math: Element, label: String) -> Element {
    Element::new("div")
        .with("class", "equation")
        .with("tabindex", "0")
        .with("role", "group")
        .with("aria-label", label)
        .child(math)
}

/// Rasters, zones, edges, areas.
fn land(page: &Page<'_>, works: &mut References) -> String {
    let (findings, phrases) = (page.findings, page.phrases);
    let made = findings.provenance;
    let years: Vec<String> = findings.years().iter().map(ToString::to_string).collect();
    let cell = format!("{} × {}", made.grid.cell_x.abs(), made.grid.cell_y.abs());
    let crs = made.crs.as_ref().map_or_else(|| phrases.say("provenance.no_crs"), |crs| crs.name.clone());
    let words = [
        ("legend", made.legend.origin.clone()),
        ("cite", works.cite(&made.legend.origin)),
        ("years", years.join(&phrases.say("list.separator"))),
        ("cell", cell),
        ("crs", crs),
        ("zones", findings.tally.zones().len().to_string()),
    ];
    let edge = match made.edge.as_str() {
        "exact" => phrases.say("methods.edge_exact"),
        "centre" => phrases.say("methods.edge_centre"),
        _ => phrases.say("methods.edge_touched"),
    };
    let area = match made.measured.as_str() {
        "on the ellipsoid" => phrases.say("methods.area_ellipsoid"),
        "equal-area projection" => phrases.say("methods.area_equal"),
        "stated cell area" => phrases.say("methods.area_stated"),
        _ => phrases.say("methods.area_planar"),
    };
    let gap = phrases.say("sentence.gap");
    let key = if findings.tally.zones().len() == 1 { "methods.land_one" } else { "methods.land" };
    [filled(phrases, key, &words), edge, area].join(&gap)
}

fn values(page: &Page<'_>, section: Element, works: &mut References) -> Element {
    let (findings, phrases) = (page.findings, page.phrases);
    let parameters = findings.parameters;
    let table = parameters.values.clone().unwrap_or_default();
    let services = findings.accounts.map_or(0, |accounts| accounts.services.len()).to_string();
    let words = [
        ("table", table.clone()),
        ("services", services),
        ("currency", findings.currency.to_owned()),
        ("cite", works.cite(&table)),
    ];
    let Some(way) = &parameters.unit_value_from else {
        let label = phrases.say("equation.value_per_hectare");
        return section
            .child(paragraph(filled(phrases, "methods.per_hectare", &words)))
            .child(equation(equations::value_per_hectare(&label), label));
    };
    let label = phrases.say("equation.value");
    let section = section
        .child(paragraph(filled(phrases, "methods.equivalents", &words)))
        .child(equation(equations::value(&label), label));
    unit_value(page, section, way, works)
}

/// A formula by its name.
type Formula = fn(&str) -> Element;

/// The way to `E_a`, its prices, its factors.
fn unit_value(page: &Page<'_>, section: Element, way: &UnitValueRecord, works: &mut References) -> Element {
    let (findings, phrases) = (page.findings, page.phrases);
    let number = |value: Option<f64>| value.map_or_else(String::new, |value| value.to_string());
    let stated = number(findings.parameters.unit_value);
    let words = [
        ("currency", findings.currency.to_owned()),
        ("table", way.table.clone().unwrap_or_default()),
        ("stated", stated),
        ("price", number(way.grain_price_per_kg)),
        ("yield", number(way.grain_yield_kg_per_ha)),
        ("national", number(way.national_value)),
    ];
    let (sentence, math): (String, Option<(String, Formula)>) = match way.method.as_str() {
        "crops" => {
            let words = [words[1].clone(), ("cite", works.cite("wang_crdc"))];
            let label = phrases.say("equation.crops");
            (filled(phrases, "methods.crops", &words), Some((label, equations::unit_value_of_crops)))
        }
        "grain" => {
            let label = phrases.say("equation.grain");
            (filled(phrases, "methods.grain", &words), Some((label, equations::unit_value_of_grain)))
        }
        "net_profit" => {
            let words = [words[1].clone(), ("cite", works.cite("xie2015"))];
            let label = phrases.say("equation.profit");
            (filled(phrases, "methods.profit", &words), Some((label, equations::unit_value_of_profit)))
        }
        "national_by_yield" | "national_by_factor" => {
            let label = phrases.say("equation.region");
            let sentence = match way.method.as_str() {
                "national_by_yield" => filled(phrases, "methods.national_by_yield", &words),
                _ => filled(phrases, "methods.national_by_factor", &words),
            };
            (sentence, Some((label, equations::unit_value_of_region)))
        }
        _ => (filled(phrases, "methods.stated", &words), None),
    };
    let mut section = section.child(paragraph(sentence));
    if let Some((label, math)) = math {
        section = section.child(equation(math(&label), label));
    }
    if let (Some(year), Some(index)) = (way.price_year, &way.price_index) {
        let words = [("year", year.to_string()), ("table", index.table.clone())];
        section = section.child(paragraph(filled(phrases, "methods.prices", &words)));
    }
    if let Some(table) = &way.factors {
        section = section.child(paragraph(phrases.fill("methods.factors", &[("table", table)])));
    }
    section
}

/// What this run was told.
pub(super) fn parameters(page: &Page<'_>) -> Vec<(String, String)> {
    let (findings, phrases) = (page.findings, page.phrases);
    let told = findings.parameters;
    let mut pairs = Vec::new();
    let mut push = |key: &str, value: Option<String>| {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            pairs.push((phrases.say(key), value));
        }
    };
    push("parameter.currency", told.currency.clone());
    push("parameter.values", told.values.clone());
    push("parameter.mapping", told.mapping.clone());
    push("parameter.unit_value", told.unit_value.map(|value| value.to_string()));
    push("parameter.year", told.compensation_year.map(|year| year.to_string()));
    push("parameter.conversion", told.conversion.map(|value| value.to_string()));
    push("parameter.market_services", Some(told.market_services.join(", ")));
    let classes = findings.tally.legend();
    let mixes = told.classes.iter().filter_map(|(code, mix)| {
        let class = &classes.classes()[classes.index_of(*code)?];
        let shares: Vec<String> = mix
            .iter()
            .map(|(ecosystem, share)| if *share == 1.0 { ecosystem.clone() } else { format!("{share} {ecosystem}") })
            .collect();
        let mix = if shares.is_empty() { phrases.say("parameter.no_value") } else { shares.join(" + ") };
        Some(format!("{code} {} = {mix}", phrases.class(class)))
    });
    for mix in mixes {
        pairs.push((phrases.say("parameter.class"), mix));
    }
    pairs
}
