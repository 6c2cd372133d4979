//! What was studied and the answer, in five lines.

use super::{Page, headed};
use crate::chart::{amount, whole};
use crate::figures::money_unit;
use crate::markup::Element;
use crate::measures::percent;
use landledger_core::Area;

pub(super) fn section(page: &Page<'_>) -> Element {
    let items = lines(page).into_iter().map(|line| Element::new("li").text(line));
    headed("answer", page.phrases).child(Element::new("ul").with("class", "answer").children(items))
}

/// The lines.
pub(super) fn lines(page: &Page<'_>) -> Vec<String> {
    vec![studied(page), land(page), value(page), compensation(page), ledger(page)]
}

/// Hectares for a sentence.
pub(super) fn hectares(page: &Page<'_>, area: f64) -> String {
    format!("{} {}", whole(area), page.phrases.say("unit.ha"))
}

fn studied(page: &Page<'_>) -> String {
    let tally = page.findings.tally;
    let years: Vec<String> = page.findings.years().iter().map(ToString::to_string).collect();
    let area = hectares(page, page.findings.study().tally.total().area.hectares());
    let zones = tally.zones().len().to_string();
    let separator = page.phrases.say("list.separator");
    let years = years.join(&separator);
    if tally.zones().len() == 1 {
        return page.phrases.fill("answer.studied_one", &[("area", &area), ("years", &years)]);
    }
    page.phrases.fill("answer.studied", &[("zones", &zones), ("area", &area), ("years", &years)])
}

/// The largest transition between different classes, first to last, and how much land changed at all.
fn land(page: &Page<'_>) -> String {
    let tally = page.findings.tally;
    let years = page.findings.years();
    let (Some(first), Some(last)) = (years.first(), years.last()) else { return String::new() };
    if years.len() < 2 {
        return page.phrases.say("answer.one_year");
    }
    let matrix = page.findings.study().tally.transitions(0, years.len() - 1).amounts;
    let total: Area = matrix.iter().map(|amount| amount.area).sum();
    let changed = || matrix.indexed_iter().filter(|((from, to), _)| from != to);
    let moved: Area = changed().map(|(_, amount)| amount.area).sum();
    let share = if total > Area::ZERO { moved.share_of(total) } else { 0.0 };
    let (first, last, share) = (first.to_string(), last.to_string(), percent(share));
    let largest = changed().max_by_key(|(_, amount)| amount.area).filter(|(_, amount)| amount.area > Area::ZERO);
    let Some(((from, to), amount)) = largest else {
        return page.phrases.fill("answer.no_change", &[("from_year", &first), ("to_year", &last)]);
    };
    let classes = tally.legend().classes();
    let words = [
        ("from_year", first.as_str()),
        ("to_year", &last),
        ("share", &share),
        ("from", page.phrases.class(&classes[from])),
        ("to", page.phrases.class(&classes[to])),
        ("area", &hectares(page, amount.area.hectares())),
    ];
    page.phrases.fill("answer.land", &words)
}

fn value(page: &Page<'_>) -> String {
    let Some(account) = page.findings.study().account else { return page.phrases.say("answer.no_value") };
    let (Some(first), Some(last)) = (account.years.first(), account.years.last()) else { return String::new() };
    let unit = money_unit(page.findings, page.phrases);
    let [from, to] = [first, last].map(|year| amount(year.total.units_per_year(), &unit, page.phrases.language));
    let (before, after) = (first.total.units_per_year(), last.total.units_per_year());
    let (from_year, to_year) = (first.year.to_string(), last.year.to_string());
    if account.years.len() < 2 {
        return page.phrases.fill("answer.value_of_year", &[("year", &to_year), ("to", &to)]);
    }
    let change = if before > 0.0 { percent((after / before - 1.0).abs()) } else { "–".into() };
    let words =
        [("from_year", from_year.as_str()), ("to_year", &to_year), ("from", &from), ("to", &to), ("change", &change)];
    if after < before {
        page.phrases.fill("answer.value_fell", &words)
    } else {
        page.phrases.fill("answer.value_rose", &words)
    }
}

fn compensation(page: &Page<'_>) -> String {
    let line = page.findings.study().account.and_then(|account| account.compensation.as_ref());
    let Some(line) = line else { return page.phrases.say("answer.no_compensation") };
    let unit = money_unit(page.findings, page.phrases);
    let zones =
        page.findings.zones().iter().filter_map(|region| Some((region.zone?, region.account?.compensation.as_ref()?)));
    let highest = zones.clone().min_by_key(|(_, line)| line.rank);
    let urgent = zones.max_by(|a, b| a.1.priority.total_cmp(&b.1.priority));
    let (Some((zone, most)), Some((first, _))) = (highest, urgent) else { return String::new() };
    let shown = |value: f64| amount(value, &unit, page.phrases.language);
    let words = [
        ("year", line.year.to_string()),
        ("total", shown(line.compensation.units_per_year())),
        ("zone", zone.to_owned()),
        ("most", shown(most.compensation.units_per_year())),
        ("urgent", first.to_owned()),
    ];
    page.phrases.fill("answer.compensation", &words.each_ref().map(|(word, text)| (*word, text.as_str())))
}

fn ledger(page: &Page<'_>) -> String {
    let study = page.findings.study();
    let (classes, nodata) = (study.tally.classified().area, study.tally.nodata().area);
    let residual = study.line.polygon.hectares_beyond(classes + nodata + study.line.outside);
    let words = [
        ("polygon", hectares(page, study.line.polygon.hectares())),
        ("classes", hectares(page, classes.hectares())),
        ("nodata", hectares(page, nodata.hectares())),
        ("outside", hectares(page, study.line.outside.hectares())),
        ("residual", hectares(page, residual)),
    ];
    page.phrases.fill("answer.ledger", &words.each_ref().map(|(word, text)| (*word, text.as_str())))
}
