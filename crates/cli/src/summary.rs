//! What an analyst wants to see at once after a run.

use crate::numbers::{change, grouped, hectares, money};
use crate::talk::Talk;
use landledger::Outcome;
use landledger::core::{Amount, Area, EdgeRule, Tally};
use std::fmt::Write as _;

/// More lines than this are for the tables.
const TOP: usize = 5;

/// More notes than this are for the manifest.
const MOST_NOTES: usize = 12;

/// Epochs, zones, hectares, biggest transitions, ESV, top compensation, notes, where the files are.
pub(crate) fn of(outcome: &Outcome, talk: &Talk) -> String {
    let mut text = String::new();
    let mut line = |topic: &str, words: &str| {
        let _ = writeln!(text, "{topic:>14}  {words}");
    };
    let tally = &outcome.tally;
    let study = tally.study();
    line("", &talk.bold(outcome.study.title()));
    let years: Vec<String> = tally.years().iter().map(ToString::to_string).collect();
    line("epochs", &years.join(", "));
    line("zones", &zones(tally));
    if !outcome.rows.is_complete() {
        line("rows", &format!("{} (a piece: add all up with `landledger merge`)", outcome.rows));
    }
    let total = study.total();
    line(
        "land",
        &format!("{} in {} cells", hectares(total.area.hectares()), grouped(total.cells.count().round() as u64)),
    );
    let edges = if outcome.provenance.zones.is_some() { edges(outcome) } else { Vec::new() };
    for (topic, words) in edges.into_iter().chain(overlap(tally)) {
        line(topic, &words);
    }
    let nodata = study.nodata();
    if !nodata.cells.is_zero() {
        let share = 100.0 * nodata.area.hectares() / total.area.hectares();
        line("nodata", &format!("{} ({share:.2} %) in at least one epoch", hectares(nodata.area.hectares())));
    }
    for (at, words) in biggest_transitions(tally).iter().enumerate() {
        line(if at == 0 { "transitions" } else { "" }, words);
    }
    if let Some(accounts) = &outcome.accounts {
        let currency = outcome.study.currency();
        if let Some(words) = outcome.unit_value_in_words() {
            line("unit value E_a", &words);
        }
        let years = &accounts.study.years;
        for (at, year) in years.iter().enumerate() {
            let value = money(year.total.units_per_year(), currency);
            let since = at.checked_sub(1).map(|before| &years[before]).map_or_else(String::new, |before| {
                format!(
                    " ({} since {})",
                    change(before.total.units_per_year(), year.total.units_per_year()),
                    before.year
                )
            });
            line(if at == 0 { "ESV per year" } else { "" }, &format!("{}: {value}{since}", year.year));
        }
        for (at, words) in top_compensation(outcome, currency).iter().enumerate() {
            line(if at == 0 { "compensation" } else { "" }, words);
        }
    }
    let notes: Vec<&String> = outcome.provenance.notes.iter().chain(&outcome.notes).collect();
    for note in notes.iter().take(MOST_NOTES) {
        line("note", note);
    }
    if notes.len() > MOST_NOTES {
        line("", &format!("and {} more notes in manifest.json", notes.len() - MOST_NOTES));
    }
    line("results", &outcome.folder.display().to_string());
    text.trim_end().to_owned()
}

/// What became of the cells at an edge; where all rules were tallied, the band that these leave open.
fn edges(outcome: &Outcome) -> Vec<(&'static str, String)> {
    let edge = outcome.study.edge();
    let own = match edge {
        EdgeRule::Exact => "cells at an edge are counted by share",
        EdgeRule::Centre => "cells are counted whole where their centre lies inside",
        EdgeRule::Touched => "cells are counted whole where any part lies inside",
    };
    let mut lines = vec![("edges", own.to_owned())];
    if !outcome.others.is_empty() {
        let land = |tally: &Tally| tally.study().total().area;
        let mut by_rule: Vec<(EdgeRule, Area)> =
            outcome.others.iter().map(|of_rule| (of_rule.edge, land(&of_rule.tally))).collect();
        by_rule.push((edge, land(&outcome.tally)));
        by_rule.sort_by_key(|(rule, _)| *rule);
        let ends = [by_rule.iter().map(|(_, area)| *area).min(), by_rule.iter().map(|(_, area)| *area).max()];
        let ends = ends.map(|end| hectares(end.unwrap_or_default().hectares()));
        let each: Vec<String> =
            by_rule.iter().map(|(rule, area)| format!("{rule} {}", hectares(area.hectares()))).collect();
        lines.push(("edge band", format!("{} to {} ({})", ends[0], ends[1], each.join(", "))));
    }
    lines
}

/// Land in more than one zone, unless it is rounding.
fn overlap(tally: &Tally) -> Option<(&'static str, String)> {
    const ROUNDING: f64 = 1e-9;
    let all: Vec<usize> = (0..tally.zones().len()).collect();
    let overlap = tally.overlap_among(&all).area.hectares();
    let land = tally.study().total().area.hectares();
    let words = || format!("{} in more than one zone", hectares(overlap));
    (overlap > land * ROUNDING).then(|| ("overlap", words()))
}

fn zones(tally: &Tally) -> String {
    let names: Vec<&str> = tally.zones().iter().map(|zone| zone.name.as_str()).collect();
    let shown = names.iter().take(TOP).copied().collect::<Vec<_>>().join(", ");
    let more = if names.len() > TOP { ", ..." } else { "" };
    let groups = if tally.groups().is_empty() { String::new() } else { format!(" in {} groups", tally.groups().len()) };
    format!("{}{groups}: {shown}{more}", names.len())
}

/// The largest changes of class from the first epoch to the last.
fn biggest_transitions(tally: &Tally) -> Vec<String> {
    let Some(last) = tally.years().len().checked_sub(1).filter(|&last| last > 0) else { return Vec::new() };
    let matrix = tally.study().transitions(0, last);
    let mut changes: Vec<((usize, usize), Amount)> = matrix
        .amounts
        .indexed_iter()
        .filter(|((from, to), amount)| from != to && !amount.cells.is_zero())
        .map(|(pair, &amount)| (pair, amount))
        .collect();
    // Largest first; equal ones in legend order.
    changes.sort_by(|(a, first), (b, second)| second.area.cmp(&first.area).then(a.cmp(b)));
    let name = |class: usize| &tally.legend().classes()[class].name;
    let period = format!("{}-{}", tally.years()[0], tally.years()[last]);
    changes
        .iter()
        .take(TOP)
        .map(|&((from, to), amount)| {
            format!("{period}: {} -> {}: {}", name(from), name(to), hectares(amount.area.hectares()))
        })
        .collect()
}

fn top_compensation(outcome: &Outcome, currency: &str) -> Vec<String> {
    let Some(accounts) = &outcome.accounts else { return Vec::new() };
    let mut lines: Vec<_> = outcome
        .tally
        .zones()
        .iter()
        .zip(&accounts.zones)
        .filter_map(|(zone, account)| account.compensation.as_ref().map(|line| (zone, line)))
        .collect();
    lines.sort_by_key(|(_, line)| line.rank);
    let top = lines.iter().take(TOP).map(|(zone, line)| {
        format!(
            "{}. {}: {} (priority {:.3}, {:.2} % of GDP)",
            line.rank,
            zone.name,
            money(line.compensation.units_per_year(), currency),
            line.priority,
            line.share_of_gross_product * 100.0
        )
    });
    let total = accounts
        .study
        .compensation
        .as_ref()
        .map(|line| format!("{} in all for {}", money(line.compensation.units_per_year(), currency), line.year));
    total.into_iter().chain(top).collect()
}
