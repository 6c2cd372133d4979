//! Ecosystem service value of the study through the years, by service, by group of services and by class, as in Fig 4 of
//! the founding paper.

use super::{Figure, money_unit};
use crate::Findings;
use crate::chart::{Bar, PAGE_WIDTH, Piece, Series, StackedBars, categories};
use crate::phrases::Phrases;
use crate::shown_classes::ShownClasses;
use landledger_accounting::{Money, Service};

/// `None` where services have no groups.
pub(crate) fn by_service_group(findings: &Findings<'_>, phrases: &Phrases) -> Option<Figure> {
    let accounts = findings.accounts?;
    let mut groups: Vec<&str> = Vec::new();
    for service in &accounts.services {
        if !groups.contains(&service.group.as_str()) {
            groups.push(&service.group);
        }
    }
    if groups.iter().all(|group| group.is_empty()) {
        return None;
    }
    let part_of = |service: &Service| groups.iter().position(|group| *group == service.group).unwrap_or(0);
    let names = groups.iter().map(|group| named(phrases, "service_group", group)).collect();
    let words: Vec<String> = groups.iter().map(|group| (*group).to_owned()).collect();
    Some(by_part(
        findings,
        phrases,
        ("esv-by-service-group", "figure.by_service_group"),
        "data-service-group",
        names,
        &words,
        part_of,
    ))
}

pub(crate) fn by_service(findings: &Findings<'_>, phrases: &Phrases) -> Option<Figure> {
    let services = &findings.accounts?.services;
    let part_of = |service: &Service| services.iter().position(|known| known == service).unwrap_or(0);
    let names = services.iter().map(|service| named(phrases, "service", &service.name)).collect();
    let words: Vec<String> = services.iter().map(|service| service.name.clone()).collect();
    Some(by_part(findings, phrases, ("esv-by-service", "figure.by_service"), "data-service", names, &words, part_of))
}

/// A service or a group of services in the reader's language, where it has a phrase.
pub(crate) fn named(phrases: &Phrases, kind: &str, name: &str) -> String {
    phrases.find(&format!("{kind}.{name}")).unwrap_or_else(|| name.replace('_', " "))
}

fn by_part(
    findings: &Findings<'_>,
    phrases: &Phrases,
    (name, heading): (&str, &str),
    attribute: &'static str,
    names: Vec<String>,
    words: &[String],
    part_of: impl Fn(&Service) -> usize,
) -> Figure {
    let colors = categories(names.len());
    let series: Vec<Series> =
        names.into_iter().zip(colors).map(|(name, color)| Series { name, color: color.to_owned() }).collect();
    let services = findings.accounts.map_or(&[][..], |accounts| &accounts.services);
    let years = findings.study().account.map_or(&[][..], |account| &account.years);
    let bars = years.iter().map(|year| {
        let mut sums = vec![Money::ZERO; series.len()];
        for (service, value) in services.iter().zip(&year.by_service) {
            sums[part_of(service)] += *value;
        }
        let pieces = sums.into_iter().enumerate().map(|(part, value)| {
            let data = vec![("data-year", year.year.to_string()), (attribute, words[part].clone())];
            Piece { series: part, value: value.units_per_year(), data }
        });
        Bar { name: String::new(), label: year.year.to_string(), pieces: pieces.collect() }
    });
    let bars: Vec<Bar> = bars.collect();
    let heading = phrases.say(heading);
    let unit = money_unit(findings, phrases);
    let sheet = StackedBars {
        label: &heading,
        unit: &unit,
        series: &series,
        bars: &bars,
        width: PAGE_WIDTH,
        language: phrases.language,
    };
    Figure { name: name.into(), sheet: sheet.draw(), heading, notes: Vec::new() }
}

pub(crate) fn by_class(findings: &Findings<'_>, classes: &ShownClasses, phrases: &Phrases) -> Figure {
    let years = findings.study().account.map_or(&[][..], |account| &account.years);
    let bars = years.iter().map(|year| {
        let values = year.classes.iter().map(|class| (class.class, class.values.iter().copied().sum::<Money>()));
        let pieces = classes.sums(values).into_iter().enumerate().map(|(category, value)| {
            let data = vec![("data-year", year.year.to_string()), ("data-code", classes.codes[category].clone())];
            Piece { series: category, value: value.units_per_year(), data }
        });
        Bar { name: String::new(), label: year.year.to_string(), pieces: pieces.collect() }
    });
    let bars: Vec<Bar> = bars.collect();
    let heading = phrases.say("figure.by_class");
    let unit = money_unit(findings, phrases);
    let sheet = StackedBars {
        label: &heading,
        unit: &unit,
        series: &classes.series,
        bars: &bars,
        width: PAGE_WIDTH,
        language: phrases.language,
    };
    Figure { name: "esv-by-class".into(), sheet: sheet.draw(), heading, notes: Vec::new() }
}
