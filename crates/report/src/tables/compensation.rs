//! `compensation`: Eqs 4 to 6 for each region in the year of compensation.

use super::{row, with_keys};
use crate::{Cell, Column, Scope, Table};

pub(super) fn table<'a>(scope: &'a Scope<'a>) -> Table<'a> {
    let columns = [
        Column::whole("year"),
        Column::number("total_value"),
        Column::number("nonmarket_value"),
        Column::number("gdp"),
        Column::number("priority"),
        Column::number("demand"),
        Column::number("compensation"),
        Column::number("compensation_share_of_gdp"),
        Column::whole("rank"),
    ];
    let rows = scope.regions.iter().filter_map(move |region| {
        let line = region.account?.compensation.as_ref()?;
        let own = [
            Cell::Whole(i64::from(line.year.0)),
            Cell::Number(line.total_value.units_per_year()),
            Cell::Number(line.nonmarket_value.units_per_year()),
            Cell::Number(line.gross_product.units_per_year()),
            Cell::Number(line.priority),
            Cell::Number(line.demand),
            Cell::Number(line.compensation.units_per_year()),
            Cell::Number(line.share_of_gross_product),
            Cell::Whole(line.rank as i64),
        ];
        Some(row(scope, region, own))
    });
    Table { name: "compensation", columns: with_keys(scope, columns), rows: Box::new(rows) }
}
