//! `unit_values`: E_a of each zone and year, and how it came about; there where values are equivalents times a unit value.

use super::{row, with_keys};
use crate::{Cell, Column, Scope, Table};
use landledger_accounting::{Accounts, MoneyPerHectare};
use landledger_core::Year;

pub(super) fn table<'a>(scope: &'a Scope<'a>, accounts: &'a Accounts) -> Option<Table<'a>> {
    let lines = accounts.unit_values.as_ref()?;
    let columns = [
        Column::whole("year"),
        Column::text("method"),
        Column::number("national_value"),
        Column::number("regional_ratio"),
        Column::whole("stated_price_year"),
        Column::number("unit_value_before_deflation"),
        Column::number("deflator"),
        Column::whole("price_year"),
        Column::number("unit_value"),
    ];
    let rows = scope.regions.iter().zip(lines.rows()).flat_map(move |(region, lines)| {
        let years = region.account.iter().flat_map(|account| &account.years).map(|year| year.year);
        years.zip(lines.to_vec()).map(move |(epoch, line)| {
            let money = |money: MoneyPerHectare| Cell::Number(money.units_per_hectare());
            let year = |year: Option<Year>| year.map_or(Cell::Empty, |year| Cell::Whole(i64::from(year.0)));
            let own = [
                year(Some(epoch)),
                Cell::Text(line.method.name()),
                line.national.map_or(Cell::Empty, money),
                line.regional_ratio.map_or(Cell::Empty, Cell::Number),
                year(line.stated_price_year),
                money(line.before_deflation),
                Cell::Number(line.deflator),
                year(line.price_year),
                money(line.unit_value),
            ];
            row(scope, region, own)
        })
    });
    Some(Table { name: "unit_values", columns: with_keys(scope, columns), rows: Box::new(rows) })
}
