//! What else is asked of a compensation, in words: for `check` and notes.

use crate::study::Study;
use landledger_accounting::Accounts;
use landledger_core::Year;
use std::collections::BTreeSet;
use std::fmt::Display;

/// One line for each thing that is asked.
pub(crate) fn asked(study: &Study) -> Vec<(&'static str, String)> {
    let Some(compensation) = &study.compensation else { return Vec::new() };
    let asked = &compensation.comparisons;
    let sweep = asked
        .sweep(compensation.year, compensation.conversion)
        .map(|sweep| ("sweep", format!("conversion {} in {}", joined(&sweep.conversions), joined(&sweep.years))));
    let budget = asked.budget.map(|budget| {
        ("budget", format!("{} {} to share out by Eq 5", budget.money().units_per_year(), study.currency()))
    });
    let paid = asked.paid.as_ref().map(|paid| {
        let regions: BTreeSet<&str> = paid.rows.iter().map(|row| row.region.as_str()).collect();
        let what = if paid.by_group { "group" } else { "zone" };
        let plural = if regions.len() == 1 { "" } else { "s" };
        ("paid", format!("payments to {} {what}{plural} to compare with", regions.len()))
    });
    sweep.into_iter().chain(budget).chain(paid).collect()
}

/// A sentence where payments are of other years than the compensation.
pub(crate) fn notes(study: &Study, accounts: &Accounts) -> Option<String> {
    let year = study.compensation.as_ref()?.year;
    let regions = accounts.zones.iter().chain(&accounts.groups);
    let years: BTreeSet<Year> = regions
        .flat_map(|region| &region.comparisons.paid)
        .map(|line| line.paid_year)
        .filter(|&paid| paid != year)
        .collect();
    (!years.is_empty()).then(|| {
        let years = joined(&years.into_iter().collect::<Vec<_>>());
        format!("payments of {years} stand beside the compensation for {year}, each in the prices that it is given in")
    })
}

fn joined(items: &[impl Display]) -> String {
    items.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}
