//! `sensitivity`: what the total would be with each class's coefficient half as much again, and half; the coefficient of
//! sensitivity.

use super::{code, name, number, row, with_keys, year};
use crate::{Cell, Column, Scope, Table};
use landledger_accounting::{Money, sensitivity};
use landledger_core::Tally;

/// By how much Kreuter et al. (2001) vary a coefficient.
const VARIATION: f64 = 0.5;

pub(super) fn table<'a>(scope: &'a Scope<'a>, tally: &'a Tally) -> Table<'a> {
    let columns = [
        Column::whole("year"),
        Column::whole("code"),
        Column::text("class"),
        Column::number("value"),
        Column::number("total_value_plus_50_percent"),
        Column::number("total_value_minus_50_percent"),
        Column::number("sensitivity"),
    ];
    let rows = scope.regions.iter().flat_map(move |region| {
        region.account.iter().flat_map(|account| &account.years).flat_map(move |of| {
            of.classes.iter().map(move |account| {
                let class = &tally.legend().classes()[account.class];
                let value: Money = account.values.iter().copied().sum();
                let total = |variation: f64| of.total.units_per_year() + variation * value.units_per_year();
                let own = [
                    year(of.year),
                    code(class),
                    name(class),
                    Cell::Number(value.units_per_year()),
                    Cell::Number(total(VARIATION)),
                    Cell::Number(total(-VARIATION)),
                    number(sensitivity(value, of.total)),
                ];
                row(scope, region, own)
            })
        })
    });
    Table { name: "sensitivity", columns: with_keys(scope, columns), rows: Box::new(rows) }
}
