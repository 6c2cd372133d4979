//! `value_trends`: whether each region's value rose or fell from epoch to epoch.

use super::{number, row, with_keys, year};
use crate::{Cell, Column, Scope, Table};
use landledger_accounting::{Money, Trend, relative_change, trend};

pub(super) fn table<'a>(scope: &'a Scope<'a>) -> Table<'a> {
    let columns = [
        Column::whole("from_year"),
        Column::whole("to_year"),
        Column::text("trend"),
        Column::number("from_value"),
        Column::number("to_value"),
        Column::number("value_change"),
        Column::number("relative_change_percent"),
    ];
    let rows = scope.regions.iter().flat_map(move |region| {
        region.account.iter().filter_map(move |account| {
            let (first, last) = (account.years.first()?, account.years.last()?);
            let values: Vec<Money> = account.years.iter().map(|year| year.total).collect();
            let own = [
                year(first.year),
                year(last.year),
                Cell::Text(in_words(&trend(&values))),
                Cell::Number(first.total.units_per_year()),
                Cell::Number(last.total.units_per_year()),
                Cell::Number(last.total.units_per_year() - first.total.units_per_year()),
                number(relative_change(first.total, last.total)),
            ];
            Some(row(scope, region, own))
        })
    });
    Table { name: "value_trends", columns: with_keys(scope, columns), rows: Box::new(rows) }
}

/// Two steps have a word for each; more have one where all of them go one way.
fn in_words(steps: &[Trend]) -> &'static str {
    use Trend::{Fall, Level, Rise};
    match steps {
        [one] => one.name(),
        [Rise, Rise] => "rise-rise",
        [Rise, Fall] => "rise-fall",
        [Fall, Rise] => "fall-rise",
        [Fall, Fall] => "fall-fall",
        [Rise, Level] => "rise-level",
        [Fall, Level] => "fall-level",
        [Level, Rise] => "level-rise",
        [Level, Fall] => "level-fall",
        [Level, Level] => "level-level",
        steps if steps.iter().all(|step| *step == Rise) => "rise throughout",
        steps if steps.iter().all(|step| *step == Fall) => "fall throughout",
        steps if steps.iter().all(|step| *step == Level) => "level throughout",
        _ => "both ways",
    }
}
