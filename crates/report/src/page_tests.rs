//! The page as a browser would read it.

use super::*;
use crate::figures::all_figures;
use crate::small_study::SmallStudy;
use resvg::usvg::roxmltree::{Document, Node};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;

/// Names that would do harm if they were markup.
const HOSTILE: [&str; 6] = [
    "</script><script>alert(1)</script>",
    "\" onmouseover=\"alert(1)",
    "<img src=x onerror=alert(1)>",
    "&lt;b&gt; & Co. {zone} {area}",
    "East\u{202e}\u{2066}\u{200f}",
    "]]></template></svg><!--",
];

fn hostile() -> SmallStudy {
    let mut study = SmallStudy::new(&HOSTILE, HOSTILE[2], HOSTILE[0], &[2000, 2010, 2020]);
    study.title = HOSTILE[0].into();
    study.currency = HOSTILE[1].into();
    study.with_money(HOSTILE[5])
}

fn plain() -> SmallStudy {
    SmallStudy::new(&["North", "South"], "A", "town", &[2000, 2010, 2020]).with_money("climate")
}

fn page_of(study: &SmallStudy, language: Language) -> String {
    study.show(true, |findings| page(findings, language))
}

/// The page as XML: our own style and script, which are no XML, go.
fn as_xml(page: &str) -> String {
    let xml = page.strip_prefix("<!DOCTYPE html>\n").unwrap();
    assert_eq!((xml.matches(STYLE).count(), xml.matches(SCRIPT).count()), (1, 1));
    xml.replace(STYLE, "").replace(SCRIPT, "")
}

fn elements<'a>(document: &'a Document<'a>, name: &'a str) -> impl Iterator<Item = Node<'a, 'a>> {
    document.descendants().filter(move |node| node.tag_name().name() == name)
}

#[test]
fn no_name_becomes_markup_or_script() {
    for language in [Language::English, Language::Chinese] {
        let text = as_xml(&page_of(&hostile(), language));
        let document = Document::parse(&text).unwrap();
        let known: BTreeSet<&str> = "a body button caption circle dd details div dl dt figcaption figure footer g h1 h2 h3 \
            head header html input label li line link main math meta mfrac mi mn mo mrow msub munder nav ol option p path \
            polyline pre rect script section select span style summary svg table tbody td template text th thead title tr ul"
            .split_whitespace()
            .collect();
        for node in document.descendants().filter(Node::is_element) {
            assert!(known.contains(node.tag_name().name()), "<{}>", node.tag_name().name());
            for attribute in node.attributes() {
                assert!(!attribute.name().starts_with("on"), "{}", attribute.name());
                assert!(!["src", "style", "formaction", "action"].contains(&attribute.name()), "{}", attribute.name());
            }
        }
        // The program and the data of the map.
        assert_eq!(elements(&document, "script").count(), 2);
    }
}

#[test]
fn names_come_through_as_they_are() {
    let text = as_xml(&page_of(&hostile(), Language::English));
    let document = Document::parse(&text).unwrap();
    let found: BTreeSet<&str> = document.descendants().filter_map(|node| node.attribute("data-zone")).collect();
    assert_eq!(found, BTreeSet::from(HOSTILE));
    assert_eq!(elements(&document, "h1").next().unwrap().text(), Some(HOSTILE[0]));
    let data = elements(&document, "script").find(|node| node.has_attribute("type")).unwrap();
    let measures: serde_json::Value = serde_json::from_str(data.text().unwrap()).unwrap();
    assert!(measures.as_array().unwrap().iter().any(|m| m["label"].as_str().unwrap().contains(HOSTILE[0])));
}

#[test]
fn no_text_on_the_page_can_turn_the_text_behind_it() {
    let text = as_xml(&page_of(&hostile(), Language::English));
    let document = Document::parse(&text).unwrap();
    let shown = document.descendants().filter(Node::is_text).filter_map(|node| node.text());
    let outside_data = shown.filter(|text| !text.starts_with("[{"));
    assert!(outside_data.into_iter().all(|text| !text.contains(['\u{202e}', '\u{2066}', '\u{200f}'])));
}

#[test]
fn the_policy_lets_only_our_own_script_and_style_run() {
    let text = page_of(&plain(), Language::English);
    let policy = text.split("content=\"").nth(1).unwrap().split('"').next().unwrap().replace("&#39;", "'");
    assert!(policy.starts_with("default-src 'none'; "), "{policy}");
    // The hash is of the bytes between the tags, as the browser takes it.
    let script = text.rsplit("<script>").next().unwrap().split("</script>").next().unwrap();
    let style = text.split("<style>").nth(1).unwrap().split("</style>").next().unwrap();
    assert_eq!(policy, content_policy::content_policy(style, script));
    assert_eq!(Sha256::digest(script.as_bytes()), Sha256::digest(SCRIPT.as_bytes()));
}

#[test]
fn nothing_on_the_page_leads_to_a_network() {
    let text = as_xml(&page_of(&plain(), Language::English));
    let document = Document::parse(&text).unwrap();
    for node in document.descendants() {
        for attribute in node.attributes().filter(|attribute| attribute.name() == "href") {
            assert!(attribute.value().starts_with('#'), "{}", attribute.value());
        }
    }
    assert!(!STYLE.contains("url(") && !STYLE.contains("@import"));
    for call in ["fetch(", "XMLHttpRequest", "import(", "WebSocket", "sendBeacon", "innerHTML", "eval("] {
        assert!(!SCRIPT.contains(call), "{call}");
    }
}

#[test]
fn sections_stand_in_their_order_and_headings_do_not_jump() {
    let text = as_xml(&page_of(&plain(), Language::English));
    let document = Document::parse(&text).unwrap();
    let sections: Vec<&str> = elements(&document, "section").filter_map(|node| node.attribute("id")).collect();
    let expected = ["answer", "map", "land", "values", "compensation", "ledger", "methods", "provenance"];
    assert_eq!(sections, expected);
    let links: Vec<&str> = elements(&document, "a").filter_map(|node| node.attribute("href")).collect();
    assert_eq!(links[0], "#main");
    assert_eq!(links[1..], expected.map(|id| format!("#{id}")));
    let level =
        |node: Node<'_, '_>| node.tag_name().name().strip_prefix('h').and_then(|level| level.parse::<u8>().ok());
    let levels: Vec<u8> = document.descendants().filter_map(level).collect();
    assert_eq!(levels[0], 1);
    assert!(levels[1..].iter().all(|&level| level > 1));
    assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{levels:?}");
}

#[test]
fn every_control_has_a_label_and_every_chart_a_name() {
    let text = as_xml(&page_of(&plain(), Language::English));
    let document = Document::parse(&text).unwrap();
    for node in elements(&document, "select").chain(elements(&document, "input")) {
        assert_eq!(node.parent().unwrap().tag_name().name(), "label");
    }
    for node in elements(&document, "svg").filter(|node| node.attribute("aria-hidden").is_none()) {
        assert!(node.attribute("aria-label").is_some_and(|label| !label.is_empty()));
    }
    for node in elements(&document, "g").filter(|node| node.attribute("class").is_some_and(|c| c.contains("mark "))) {
        assert!(node.children().any(|child| child.tag_name().name() == "title"));
    }
    for node in elements(&document, "th") {
        assert!(node.attribute("scope").is_some());
    }
    let ids: Vec<&str> = document.descendants().filter_map(|node| node.attribute("id")).collect();
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "an id stands twice");
    for name in document.descendants().filter_map(|node| node.attribute("aria-labelledby")) {
        assert!(ids.contains(&name), "{name}");
    }
}

#[test]
fn both_languages_show_the_same_numbers() {
    let values = |language| -> Vec<String> {
        let text = as_xml(&page_of(&plain(), language));
        let document = Document::parse(&text).unwrap();
        document.descendants().filter_map(|node| node.attribute("data-value")).map(str::to_owned).collect()
    };
    let english = values(Language::English);
    assert!(english.len() > 200, "{}", english.len());
    assert_eq!(english, values(Language::Chinese));
}

#[test]
fn a_chinese_page_says_nothing_in_english_but_names() {
    let text = as_xml(&page_of(&plain(), Language::Chinese));
    let document = Document::parse(&text).unwrap();
    for name in ["h2", "h3", "figcaption", "option", "label", "summary"] {
        for node in elements(&document, name) {
            let text = node.text().unwrap_or_default();
            let is_name = ["North", "South", "A"].contains(&text) || text.starts_with(|c: char| c.is_ascii_digit());
            assert!(is_name || text.chars().any(|letter| letter > '\u{2e7f}'), "<{name}> {text}");
        }
    }
}

#[test]
fn a_study_without_money_has_no_money_on_its_page() {
    let study = SmallStudy::new(&["North", "South"], "A", "town", &[2000, 2020]);
    let text = as_xml(&page_of(&study, Language::English));
    let document = Document::parse(&text).unwrap();
    let sections: Vec<&str> = elements(&document, "section").filter_map(|node| node.attribute("id")).collect();
    assert_eq!(sections, ["answer", "map", "land", "ledger", "methods", "provenance"]);
    assert!(!text.contains("ESV"));
}

#[test]
fn a_study_of_one_year_has_no_change() {
    let study = SmallStudy::new(&["North"], "A", "town", &[2020]).with_money("climate");
    let text = as_xml(&page_of(&study, Language::English));
    assert!(!text.contains("id=\"flows\"") && !text.contains("value-change"));
    Document::parse(&text).unwrap();
}

#[test]
fn accounts_from_a_tally_say_that_they_have_no_outlines() {
    let text = plain().show(false, |findings| page(findings, Language::English));
    assert!(text.contains("holds no outlines") && !text.contains("class=\"mark zone\""));
    // The numbers of the map are there all the same.
    assert!(text.contains("id=\"map-table\""));
}

#[test]
fn every_way_to_the_unit_value_has_its_sentence() {
    let ways = ["stated", "crops", "grain", "net_profit", "national_by_yield", "national_by_factor"];
    let pages = ways.map(|way| {
        let text = page_of(&plain().with_unit_value(way), Language::English);
        text.split("id=\"methods\"").nth(1).unwrap().to_owned()
    });
    assert_eq!(pages.iter().collect::<BTreeSet<_>>().len(), ways.len());
    let formulas = pages.each_ref().map(|page| page.matches("<math").count());
    // Areas, value, priority, demand, compensation; and one for each way but a stated number.
    assert_eq!(formulas, [5, 6, 6, 6, 6, 6]);
}

#[test]
fn a_page_of_three_thousand_zones_stays_below_six_megabytes_and_says_what_is_left_out() {
    let names: Vec<String> = (0..3000).map(|zone| format!("Zone number {zone} of a large study")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let study = SmallStudy::new(&names, "A", "town", &[2000, 2010, 2020]).with_money("climate");
    let text = page_of(&study, Language::English);
    const MOST: usize = 6_000_000;
    assert!(text.len() < MOST, "{}", text.len());
    let xml = as_xml(&text);
    let document = Document::parse(&xml).unwrap();
    let here = elements(&document, "template").count() + 1;
    // Study, group and zones in three periods.
    assert!(xml.contains(&format!("The page holds {here} of {} drawings", 3002 * 3)));
    assert!(xml.contains("Shown are 600 of 3000 rows; all of them, with all digits, stand in compensation.csv."));
    for figure in study.show(true, |findings| all_figures(findings, &Phrases::of(Language::English))) {
        let is_of_zones = ["areas", "esv-by-zone", "priority", "compensation-gdp"].contains(&figure.name.as_str());
        assert_eq!(is_of_zones, figure.notes.iter().any(|note| note.contains("of 3000")), "{}", figure.name);
    }
}
