//! The tables, one file each. Row order everywhere: regions as in the source, then year, then legend.

mod areas;
mod compensation;
mod edge_band;
mod ledger;
mod overlaps;
mod service_values;
mod trajectories;
mod transitions;
mod unit_values;
mod values;

use crate::{Cell, Column, Findings, Region, RuleTally, Scope, Table};
use landledger_accounting::Accounts;
use landledger_core::Class;

/// Every table of one level, by the first of the tallies' edge rules. Without accounts only those of land.
///
/// # Panics
/// Without any tally.
pub fn all_tables<'a>(
    scope: &'a Scope<'a>,
    tallies: &'a [RuleTally],
    accounts: Option<&'a Accounts>,
) -> Vec<Table<'a>> {
    let tally = &tallies[0].tally;
    let mut tables = vec![areas::table(scope, tally), transitions::table(scope, tally)];
    tables.extend(trajectories::table(scope, tally));
    tables.push(ledger::table(scope, tally));
    tables.extend(edge_band::table(scope, tallies));
    if scope.has_zone {
        tables.extend(overlaps::table(tally));
    }
    if let Some(accounts) = accounts {
        if scope.has_zone {
            tables.extend(unit_values::table(scope, accounts));
        }
        tables.push(values::table(scope));
        tables.push(service_values::table(scope, tally, accounts));
        if accounts.study.compensation.is_some() {
            tables.push(compensation::table(scope));
        }
    }
    tables
}

/// `areas` of the whole study.
pub(crate) fn areas_of_study<'a>(findings: &Findings<'a>) -> Table<'a> {
    areas::table(findings.scopes.last().expect("scopes end with the study"), findings.tally)
}

/// `values` of the zones; none without zones.
pub(crate) fn values_of_zones<'a>(findings: &Findings<'a>) -> Option<Table<'a>> {
    findings.scopes.first().map(values::table)
}

/// `compensation` of the zones, likewise.
pub(crate) fn compensation_of_zones<'a>(findings: &Findings<'a>) -> Option<Table<'a>> {
    findings.scopes.first().map(compensation::table)
}

/// `ledger` of the zones.
pub(crate) fn ledger_of_zones<'a>(findings: &Findings<'a>) -> Table<'a> {
    ledger::table(&findings.scopes[0], findings.tally)
}

/// Columns that name the region, then the table's own.
fn with_keys(scope: &Scope<'_>, own: impl IntoIterator<Item = Column>) -> Vec<Column> {
    let zone = scope.has_zone.then(|| Column::text("zone"));
    let group = scope.has_group.then(|| Column::text("group"));
    zone.into_iter().chain(group).chain(own).collect()
}

/// The region's name cells, then the row's own.
fn row<'a>(scope: &Scope<'_>, region: &'a Region<'a>, own: impl IntoIterator<Item = Cell<'a>>) -> Vec<Cell<'a>> {
    let zone = scope.has_zone.then(|| Cell::of_text(region.zone));
    let group = scope.has_group.then(|| Cell::of_text(region.group));
    zone.into_iter().chain(group).chain(own).collect()
}

fn code(class: &Class) -> Cell<'_> {
    Cell::Whole(i64::from(class.code))
}

fn name(class: &Class) -> Cell<'_> {
    Cell::Text(&class.name)
}
