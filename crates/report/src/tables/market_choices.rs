//! `market_choices`: what each choice of the services that have a market makes of the compensation of each region. The study's
//! own choice comes first; where Eq 4 to 6 are not defined by a choice, its amounts are empty and it has no rank.

use super::{row, with_keys};
use crate::{Cell, Column, Scope, Table};
use landledger_accounting::{Accounts, Money};

pub(super) fn table<'a>(scope: &'a Scope<'a>, accounts: &'a Accounts) -> Table<'a> {
    let columns = [
        Column::whole("year"),
        Column::text("choice"),
        Column::text("market_services"),
        Column::number("nonmarket_value"),
        Column::number("priority"),
        Column::number("demand"),
        Column::number("compensation"),
        Column::whole("rank"),
        Column::number("difference_from_study"),
    ];
    let rows = scope.regions.iter().flat_map(move |region| {
        let lines = region.account.into_iter().flat_map(|account| {
            let year = account.compensation.as_ref().map(|line| line.year);
            account.comparisons.market_choices.iter().map(move |line| (year, line))
        });
        accounts.market_choices.iter().zip(lines).map(move |(choice, (year, line))| {
            let names = Some(choice.names.as_str()).filter(|names| !names.is_empty());
            let paid = line.compensation.as_ref();
            let number = |number: Option<f64>| number.map_or(Cell::Empty, Cell::Number);
            let own = [
                year.map_or(Cell::Empty, |year| Cell::Whole(i64::from(year.0))),
                Cell::Text(choice.kind.name()),
                Cell::of_text(names),
                Cell::Number(line.nonmarket_value.units_per_year()),
                number(paid.map(|paid| paid.priority)),
                number(paid.map(|paid| paid.demand)),
                number(paid.map(|paid| paid.compensation.units_per_year())),
                paid.map_or(Cell::Empty, |paid| Cell::Whole(paid.rank as i64)),
                number(line.difference.map(Money::units_per_year)),
            ];
            row(scope, region, own)
        })
    });
    Table { name: "market_choices", columns: with_keys(scope, columns), rows: Box::new(rows) }
}
