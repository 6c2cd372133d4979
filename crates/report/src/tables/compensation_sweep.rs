//! `compensation_sweep`: Eqs 4 to 6 for each region, year and conversion coefficient that is asked for. `rank` is the place
//! among the lines of the same year and coefficient.

use super::{row, with_keys};
use crate::{Cell, Column, Scope, Table};

/// `None` where no sweep was asked for.
pub(super) fn table<'a>(scope: &'a Scope<'a>) -> Option<Table<'a>> {
    let lines = |region: &'a crate::Region<'a>| region.account.map_or(&[][..], |account| &account.comparisons.sweep);
    if scope.regions.iter().all(|region| lines(region).is_empty()) {
        return None;
    }
    let columns = [
        Column::whole("year"),
        Column::number("conversion"),
        Column::number("nonmarket_value"),
        Column::number("gdp"),
        Column::number("priority"),
        Column::number("demand"),
        Column::number("compensation"),
        Column::number("compensation_share_of_gdp"),
        Column::whole("rank"),
    ];
    let rows = scope.regions.iter().flat_map(move |region| {
        lines(region).iter().map(move |swept| {
            let line = &swept.compensation;
            let own = [
                Cell::Whole(i64::from(line.year.0)),
                Cell::Number(swept.conversion),
                Cell::Number(line.nonmarket_value.units_per_year()),
                Cell::Number(line.gross_product.units_per_year()),
                Cell::Number(line.priority),
                Cell::Number(line.demand),
                Cell::Number(line.compensation.units_per_year()),
                Cell::Number(line.share_of_gross_product),
                Cell::Whole(line.rank as i64),
            ];
            row(scope, region, own)
        })
    });
    Some(Table { name: "compensation_sweep", columns: with_keys(scope, columns), rows: Box::new(rows) })
}
