//! `service_values`: ESV by class and service, in currency units per year.

use super::{code, name, row, with_keys};
use crate::{Cell, Column, Scope, Table};
use landledger_accounting::Accounts;
use landledger_core::Tally;

pub(super) fn table<'a>(scope: &'a Scope<'a>, tally: &'a Tally, accounts: &'a Accounts) -> Table<'a> {
    let columns = [
        Column::whole("year"),
        Column::whole("code"),
        Column::text("class"),
        Column::text("service"),
        Column::text("service_group"),
        Column::number("value"),
    ];
    let rows = scope.regions.iter().flat_map(move |region| {
        region.account.iter().flat_map(|account| &account.years).flat_map(move |year| {
            year.classes.iter().flat_map(move |account| {
                let class = &tally.legend().classes()[account.class];
                accounts.services.iter().zip(&account.values).map(move |(service, value)| {
                    let own = [
                        Cell::Whole(i64::from(year.year.0)),
                        code(class),
                        name(class),
                        Cell::Text(&service.name),
                        Cell::Text(&service.group),
                        Cell::Number(value.units_per_year()),
                    ];
                    row(scope, region, own)
                })
            })
        })
    });
    Table { name: "service_values", columns: with_keys(scope, columns), rows: Box::new(rows) }
}
