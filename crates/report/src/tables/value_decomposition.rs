//! `value_decomposition`: by what value changes: land, unit value, correction factors. The effects add up to the change.

use super::{row, with_period_keys, year};
use crate::{Cell, Column, Scope, Table};

pub(super) fn table<'a>(scope: &'a Scope<'a>) -> Table<'a> {
    let columns = [
        "from_value",
        "to_value",
        "value_change",
        "land_effect",
        "mapping_effect",
        "unit_value_effect",
        "factor_effect",
    ];
    let rows = scope.regions.iter().flat_map(move |region| {
        region.account.iter().flat_map(move |account| {
            account.changes.iter().map(move |change| {
                let (from, to) = (change.from.units_per_year(), change.to.units_per_year());
                let own = [
                    year(account.years[change.from_epoch].year),
                    year(account.years[change.to_epoch].year),
                    Cell::Number(from),
                    Cell::Number(to),
                    Cell::Number(to - from),
                    Cell::Number(change.land_effect.units_per_year()),
                    Cell::Number(change.mapping_effect.units_per_year()),
                    Cell::Number(change.unit_value_effect.units_per_year()),
                    Cell::Number(change.factor_effect.units_per_year()),
                ];
                row(scope, region, own)
            })
        })
    });
    Table {
        name: "value_decomposition",
        columns: with_period_keys(scope, columns.map(Column::number)),
        rows: Box::new(rows),
    }
}
