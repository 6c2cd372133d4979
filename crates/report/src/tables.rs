//! The tables, one file each. Row order everywhere: regions as in the source, then year, then legend.

mod areas;
mod budget_shares;
mod compensation;
mod compensation_sweep;
mod coupling;
mod decoupling;
mod edge_band;
mod environment_index;
mod extent_account;
mod extent_change_matrix;
mod intensity_category;
mod intensity_interval;
mod intensity_transition;
mod land_change;
mod land_change_total;
mod ledger;
mod market_choices;
mod overlaps;
mod paid_comparison;
mod paper_tables;
mod sensitivity;
mod service_values;
mod trajectories;
mod transition_probabilities;
mod transitions;
mod unit_values;
mod value_by;
mod value_decomposition;
mod value_flows;
mod value_trends;
mod values;

use crate::{Cell, Column, Findings, Period, Region, RuleTally, Scope, Table};
use landledger_accounting::Accounts;
use landledger_core::{Class, Tally, Year};

pub(crate) use paper_tables::TOTAL;

/// All that tables are made of.
#[derive(Debug, Clone, Copy)]
pub struct TableSources<'a> {
    /// Tallies by edge rule; tables follow the first.
    pub tallies: &'a [RuleTally],
    /// The accounts, where the study makes any.
    pub accounts: Option<&'a Accounts>,
    /// Grade of land use of each class of the legend, where the study states them.
    pub land_use_grades: Option<&'a [Option<f64>]>,
    /// Whether gross products are stated to be in the prices of one year: only then do their changes mean anything.
    pub has_constant_gdp_prices: bool,
}

impl<'a> TableSources<'a> {
    /// The tally that tables follow.
    ///
    /// # Panics
    /// Without any tally.
    pub fn tally(&self) -> &'a Tally {
        &self.tallies[0].tally
    }
}

/// Every table of one level. Without accounts only those of land; those of change where there are two epochs and more.
///
/// # Panics
/// Without any tally.
pub fn all_tables<'a>(scope: &'a Scope<'a>, sources: TableSources<'a>) -> Vec<Table<'a>> {
    let (tally, accounts) = (sources.tally(), sources.accounts);
    let mut tables = vec![areas::table(scope, tally), transitions::table(scope, tally)];
    tables.extend(trajectories::table(scope, tally));
    tables.push(ledger::table(scope, tally));
    tables.extend(edge_band::table(scope, sources.tallies));
    if scope.has_zone {
        tables.extend(overlaps::table(tally));
    }
    if tally.years().len() > 1 {
        tables.extend(of_land_change(scope, sources));
    }
    if let Some(accounts) = accounts {
        if scope.has_zone {
            tables.extend(unit_values::table(scope, accounts));
        }
        tables.push(values::table(scope));
        tables.push(service_values::table(scope, tally, accounts));
        tables.extend(of_value(scope, tally, accounts));
        tables.extend(of_coordination(scope, sources, accounts));
        if accounts.study.compensation.is_some() {
            tables.push(compensation::table(scope));
            tables.push(market_choices::table(scope, accounts));
            tables.extend(compensation_sweep::table(scope));
            tables.extend(budget_shares::table(scope));
            tables.extend(paid_comparison::table(scope));
        }
    }
    tables
}

fn of_value<'a>(scope: &'a Scope<'a>, tally: &'a Tally, accounts: &'a Accounts) -> Vec<Table<'a>> {
    let mut tables: Vec<Table<'a>> =
        value_by::By::ALL.into_iter().map(|by| value_by::table(by, scope, tally, accounts)).collect();
    tables.push(paper_tables::by_service_group(scope, tally, accounts));
    tables.push(paper_tables::by_class(scope, tally));
    tables.push(sensitivity::table(scope, tally));
    if tally.years().len() > 1 {
        tables.extend(value_by::By::ALL.into_iter().map(|by| value_by::change_table(by, scope, tally, accounts)));
        tables.push(value_trends::table(scope));
        tables.push(value_flows::by_service(scope, tally, accounts));
        tables.push(value_flows::contributions(scope, tally));
        tables.push(value_decomposition::table(scope));
    }
    tables
}

fn of_land_change<'a>(scope: &'a Scope<'a>, sources: TableSources<'a>) -> [Table<'a>; 8] {
    let tally = sources.tally();
    [
        land_change::table(scope, tally),
        land_change_total::table(scope, tally, sources.land_use_grades),
        transition_probabilities::table(scope, tally),
        intensity_interval::table(scope, tally),
        intensity_category::table(scope, tally),
        intensity_transition::table(scope, tally),
        extent_account::table(scope, tally),
        extent_change_matrix::table(scope, tally),
    ]
}

fn of_coordination<'a>(
    scope: &'a Scope<'a>,
    sources: TableSources<'a>,
    accounts: &'a Accounts,
) -> impl Iterator<Item = Table<'a>> {
    let coupling = if scope.has_zone { coupling::table(scope) } else { None };
    let decoupling = if sources.has_constant_gdp_prices { decoupling::table(scope, sources.tally()) } else { None };
    [environment_index::table(scope, accounts), coupling, decoupling].into_iter().flatten()
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

/// `paper_table_1` of one level.
pub(crate) fn paper_table_1<'a>(scope: &'a Scope<'a>, tally: &'a Tally, accounts: &'a Accounts) -> Table<'a> {
    paper_tables::by_service_group(scope, tally, accounts)
}

/// `paper_table_2` of one level.
pub(crate) fn paper_table_2<'a>(scope: &'a Scope<'a>, tally: &'a Tally) -> Table<'a> {
    paper_tables::by_class(scope, tally)
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

fn year(year: Year) -> Cell<'static> {
    Cell::Whole(i64::from(year.0))
}

/// A number, or nothing where it has no meaning.
fn number(number: Option<f64>) -> Cell<'static> {
    number.map_or(Cell::Empty, Cell::Number)
}

/// Rows for each period of each region.
fn by_period<'a, R>(
    scope: &'a Scope<'a>,
    tally: &'a Tally,
    rows: impl Fn(&'a Region<'a>, &'a Period) -> R + Clone + 'a,
) -> Box<dyn Iterator<Item = Vec<Cell<'a>>> + 'a>
where
    R: IntoIterator<Item = Vec<Cell<'a>>> + 'a,
{
    Box::new(scope.regions.iter().flat_map(move |region| {
        let rows = rows.clone();
        region.periods(tally).iter().flat_map(move |period| {
            rows(region, period).into_iter().map(move |own| {
                let keys = [year(period.from_year), year(period.to_year)];
                row(scope, region, keys.into_iter().chain(own))
            })
        })
    }))
}

/// Columns of a table by period: the region, both years, the table's own.
fn with_period_keys(scope: &Scope<'_>, own: impl IntoIterator<Item = Column>) -> Vec<Column> {
    with_keys(scope, [Column::whole("from_year"), Column::whole("to_year")].into_iter().chain(own))
}
