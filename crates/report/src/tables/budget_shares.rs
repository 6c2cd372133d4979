//! `budget_shares`: a fixed budget by Eq 5. Shares are whole cents that add up to the budget; those of a group are the sum of
//! its zones'.

use super::{row, with_keys};
use crate::{Cell, Column, Scope, Table};

/// `None` where there is no budget.
pub(super) fn table<'a>(scope: &'a Scope<'a>) -> Option<Table<'a>> {
    let line = |region: &'a crate::Region<'a>| region.account?.comparisons.budget_share.as_ref();
    scope.regions.iter().find_map(line)?;
    let columns = [
        Column::whole("year"),
        Column::number("compensation"),
        Column::number("compensation_share"),
        Column::number("budget_share"),
        Column::number("budget_share_of_compensation"),
        Column::whole("rank"),
    ];
    let rows = scope.regions.iter().filter_map(move |region| {
        let line = line(region)?;
        let (due, amount) = (line.compensation.units_per_year(), line.amount.money().units_per_year());
        let own = [
            Cell::Whole(i64::from(line.year.0)),
            Cell::Number(due),
            Cell::Number(line.share),
            Cell::Number(amount),
            if due > 0.0 { Cell::Number(amount / due) } else { Cell::Empty },
            Cell::Whole(line.rank as i64),
        ];
        Some(row(scope, region, own))
    });
    Some(Table { name: "budget_shares", columns: with_keys(scope, columns), rows: Box::new(rows) })
}
