//! `values`: ESV of each region and year in one row, with the unit value that it was made with.

use super::{row, with_keys};
use crate::{Cell, Column, Scope, Table};
use landledger_accounting::Hectares;
use landledger_core::Area;

pub(super) fn table<'a>(scope: &'a Scope<'a>) -> Table<'a> {
    let columns = [
        Column::whole("year"),
        Column::number("unit_value"),
        Column::number("area_ha"),
        Column::number("value"),
        Column::number("value_per_ha"),
    ];
    let rows = scope.regions.iter().flat_map(move |region| {
        region.account.iter().flat_map(|account| &account.years).enumerate().map(move |(epoch, year)| {
            let area: Area = region.tally.class_areas(epoch).iter().map(|amount| amount.area).sum();
            let per_hectare = if area > Area::ZERO {
                Cell::Number((year.total / Hectares::from(area)).units_per_hectare())
            } else {
                Cell::Empty
            };
            let unit_value = year.unit_value.map_or(Cell::Empty, |value| Cell::Number(value.units_per_hectare()));
            let value = Cell::Number(year.total.units_per_year());
            row(
                scope,
                region,
                [Cell::Whole(i64::from(year.year.0)), unit_value, Cell::Number(area.hectares()), value, per_hectare],
            )
        })
    });
    Table { name: "values", columns: with_keys(scope, columns), rows: Box::new(rows) }
}
