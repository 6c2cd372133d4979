//! `report.html`: everything on one page that opens without a network and prints on A4.
//!
//! Charts are those of the figures. The script only switches, sorts, filters and recolours what is there; without it the
//! page is complete for the whole study and the first and last year.

mod answer;
mod compensation;
mod content_policy;
mod data_table;
mod equations;
mod land;
mod ledger;
mod map;
mod mathml;
mod methods;
mod provenance;
mod references;
mod values;

use crate::figures::Figure;
use crate::markup::Element;
use crate::phrases::Phrases;
use crate::shown_classes::ShownClasses;
use crate::{Findings, Language, ReportError, ResultFolder};

const STYLE: &str = include_str!("../assets/report.css");
const SCRIPT: &str = include_str!("../assets/report.js");
/// Name of the page in a result folder.
const PAGE: &str = "report.html";

/// What the sections are made from.
struct Page<'a> {
    findings: &'a Findings<'a>,
    phrases: &'a Phrases,
    classes: ShownClasses,
}

/// Writes the page.
///
/// # Errors
/// When it cannot be written.
pub fn write_report(findings: &Findings<'_>, language: Language, folder: &mut ResultFolder) -> Result<(), ReportError> {
    let page = page(findings, language);
    folder.write(PAGE, |file| file.write_all(page.as_bytes()))
}

/// What the workbook's first sheet says too.
pub(crate) struct Essentials {
    /// The answer, a sentence or two a line.
    pub(crate) answer: Vec<String>,
    /// What made the numbers: terms and what they stand for.
    pub(crate) provenance: Vec<(String, String)>,
    /// What the run was told, likewise.
    pub(crate) parameters: Vec<(String, String)>,
}

/// The essentials of the page.
pub(crate) fn essentials(findings: &Findings<'_>, phrases: &Phrases) -> Essentials {
    let page = Page { findings, phrases, classes: ShownClasses::of(findings, phrases) };
    Essentials {
        answer: answer::lines(&page),
        provenance: provenance::pairs(&page),
        parameters: methods::parameters(&page),
    }
}

/// The page as text.
pub(crate) fn page(findings: &Findings<'_>, language: Language) -> String {
    let phrases = &Phrases::of(language);
    let page = Page { findings, phrases, classes: ShownClasses::of(findings, phrases) };
    let sections: Vec<(&'static str, Element)> = [
        Some(("answer", answer::section(&page))),
        Some(("map", map::section(&page))),
        Some(("land", land::section(&page))),
        values::section(&page).map(|section| ("values", section)),
        compensation::section(&page).map(|section| ("compensation", section)),
        Some(("ledger", ledger::section(&page))),
        Some(("methods", methods::section(&page))),
        Some(("provenance", provenance::section(&page))),
    ]
    .into_iter()
    .flatten()
    .collect();
    let links = sections.iter().map(|(id, _)| {
        let link = Element::new("a").with("href", format!("#{id}")).text(phrases.say(&format!("section.{id}")));
        Element::new("li").child(link)
    });
    let nav = Element::new("nav").with("aria-label", phrases.say("page.contents"));
    let nav = nav.child(Element::new("ul").children(links));
    let theme = Element::new("button").with("id", "theme").with("type", "button").with("hidden", "");
    let theme = theme.with("aria-pressed", "false").text(phrases.say("page.dark"));
    let heading =
        Element::new("div").child(Element::new("h1").with("dir", "auto").text(findings.title.to_owned())).child(
            Element::new("p").with("class", "made").text(phrases.fill("page.made", &[("program", findings.program)])),
        );
    let top = Element::new("div").with("class", "top").child(heading).child(theme);
    let main = Element::new("main").with("id", "main").with("tabindex", "-1");
    let main = main.children(sections.into_iter().map(|(_, section)| section));
    let footer = Element::new("footer").child(paragraph(phrases.say("page.footer")));
    let skip = Element::new("a").with("class", "skip").with("href", "#main").text(phrases.say("page.skip"));
    let body = Element::new("body")
        .child(skip)
        .child(Element::new("header").child(top).child(nav))
        .child(main)
        .child(footer)
        .child(Element::new("script").program(SCRIPT));
    let html = Element::new("html").with("lang", language.tag()).child(head(findings)).child(body);
    format!("<!DOCTYPE html>\n{html}\n")
}

fn head(findings: &Findings<'_>) -> Element {
    let policy = content_policy::content_policy(STYLE, SCRIPT);
    Element::new("head")
        .child(Element::new("meta").with("charset", "utf-8"))
        .child(Element::new("meta").with("http-equiv", "Content-Security-Policy").with("content", policy))
        .child(Element::new("meta").with("name", "viewport").with("content", "width=device-width, initial-scale=1"))
        .child(Element::new("meta").with("name", "referrer").with("content", "no-referrer"))
        .child(Element::new("title").text(findings.title.to_owned()))
        .child(Element::new("style").program(STYLE))
}

/// A section with its heading.
fn headed(id: &'static str, phrases: &Phrases) -> Element {
    let heading = format!("{id}-heading");
    let title = Element::new("h2").with("id", heading.clone()).text(phrases.say(&format!("section.{id}")));
    Element::new("section").with("id", id).with("aria-labelledby", heading).child(title)
}

fn paragraph(text: impl Into<String>) -> Element {
    Element::new("p").text(text.into())
}

fn note(text: impl Into<String>) -> Element {
    paragraph(text).with("class", "note")
}

/// A chart with its heading and what is said with it.
fn figure(figure: Figure) -> Element {
    let name = figure.name.clone();
    let mut caption = Element::new("figcaption").text(figure.heading);
    for text in figure.notes {
        caption = caption.text(" ").child(Element::new("span").with("class", "note").text(text));
    }
    let label = figure.sheet.label().to_owned();
    let scroll = Element::new("div").with("class", "scroll").with("tabindex", "0").with("role", "group");
    let scroll = scroll.with("aria-label", label).child(figure.sheet.svg());
    Element::new("figure").with("data-figure", name).child(caption).child(scroll)
}

/// A list of terms with what they stand for; a term that is the same as the one before is not said again.
fn terms(pairs: impl IntoIterator<Item = (String, String)>) -> Element {
    let mut list = Element::new("dl");
    let mut last = String::new();
    for (term, words) in pairs {
        if term != last {
            list = list.child(Element::new("dt").text(term.clone()));
            last = term;
        }
        list = list.child(Element::new("dd").with("dir", "auto").text(words));
    }
    list
}

#[cfg(test)]
#[path = "page_tests.rs"]
mod tests;
