//! `environment_index`: the mean relative value of a region's land by year.

use super::{number, row, with_keys, year};
use crate::{Column, Scope, Table};
use landledger_accounting::{Accounts, environment_index};

/// `None` where the classes are worth nothing together.
pub(super) fn table<'a>(scope: &'a Scope<'a>, accounts: &'a Accounts) -> Option<Table<'a>> {
    let relative_values = &accounts.relative_values;
    relative_values.iter().find(|value| value.is_some())?;
    let rows = scope.regions.iter().flat_map(move |region| {
        region.account.iter().flat_map(|account| &account.years).map(move |account| {
            let land = account.classes.iter().filter_map(|class| Some((class.area, relative_values[class.class]?)));
            row(scope, region, [year(account.year), number(environment_index(land))])
        })
    });
    let columns = [Column::whole("year"), Column::number("index")];
    Some(Table { name: "environment_index", columns: with_keys(scope, columns), rows: Box::new(rows) })
}
