//! `paid_comparison`: compensation beside transfers that were really paid, for the regions of which these are known. Ranks are
//! places among the regions of the level that were paid in the same year.

use super::{row, with_keys};
use crate::{Cell, Column, Scope, Table};

/// `None` where no payment to a region of this level is known.
pub(super) fn table<'a>(scope: &'a Scope<'a>) -> Option<Table<'a>> {
    let lines = |region: &'a crate::Region<'a>| region.account.map_or(&[][..], |account| &account.comparisons.paid);
    if scope.regions.iter().all(|region| lines(region).is_empty()) {
        return None;
    }
    let columns = [
        Column::whole("year"),
        Column::whole("paid_year"),
        Column::number("compensation"),
        Column::number("paid"),
        Column::number("difference"),
        Column::number("ratio"),
        Column::whole("compensation_rank"),
        Column::whole("paid_rank"),
    ];
    let rows = scope.regions.iter().flat_map(move |region| {
        lines(region).iter().map(move |line| {
            let own = [
                Cell::Whole(i64::from(line.year.0)),
                Cell::Whole(i64::from(line.paid_year.0)),
                Cell::Number(line.compensation.units_per_year()),
                Cell::Number(line.paid.units_per_year()),
                Cell::Number(line.comparison.difference.units_per_year()),
                line.comparison.ratio.map_or(Cell::Empty, Cell::Number),
                Cell::Whole(line.compensation_rank as i64),
                Cell::Whole(line.paid_rank as i64),
            ];
            row(scope, region, own)
        })
    });
    Some(Table { name: "paid_comparison", columns: with_keys(scope, columns), rows: Box::new(rows) })
}
