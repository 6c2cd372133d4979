//! What an analyst wants to see at once after a run.

use crate::numbers::{change, grouped, hectares, money};
use crate::talk::Talk;
use landledger::Outcome;
use landledger::core::{Amount, Tally};
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
    let total = study.total();
    line(
        "land",
        &format!("{} in {} cells", hectares(total.area.hectares()), grouped(total.cells.count().round() as u64)),
    );
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
