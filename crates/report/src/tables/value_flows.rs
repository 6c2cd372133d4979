//! `value_flows`: the value of each service that each transition gains or loses; `value_flow_contributions`: all services together, and
//! each transition's share in all gains and losses.

use super::{code, name, number, row, with_period_keys, year};
use crate::{Cell, Column, Region, Scope, Table};
use landledger_accounting::{Accounts, Money, RegionAccount, ValueChange, ValueFlow, contribution_rates};
use landledger_core::Tally;

fn class_columns() -> [Column; 5] {
    [
        Column::whole("from_code"),
        Column::text("from_class"),
        Column::whole("to_code"),
        Column::text("to_class"),
        Column::number("area_ha"),
    ]
}

pub(super) fn by_service<'a>(scope: &'a Scope<'a>, tally: &'a Tally, accounts: &'a Accounts) -> Table<'a> {
    let own = [Column::text("service"), Column::text("service_group"), Column::number("value")];
    let columns = with_period_keys(scope, class_columns().into_iter().chain(own));
    let rows = changes(scope).flat_map(move |(region, account, change)| {
        change.flows.iter().flat_map(move |flow| {
            accounts.services.iter().zip(&flow.by_service).map(move |(service, value)| {
                let own = [Cell::Text(&service.name), Cell::Text(&service.group), Cell::Number(value.units_per_year())];
                row(scope, region, keys(account, change, flow, tally).into_iter().chain(own))
            })
        })
    });
    Table { name: "value_flows", columns, rows: Box::new(rows) }
}

pub(super) fn contributions<'a>(scope: &'a Scope<'a>, tally: &'a Tally) -> Table<'a> {
    let own = [Column::number("value"), Column::number("contribution_percent")];
    let columns = with_period_keys(scope, class_columns().into_iter().chain(own));
    let rows = changes(scope).flat_map(move |(region, account, change)| {
        let values: Vec<Money> = change.flows.iter().map(ValueFlow::value).collect();
        let rates = contribution_rates(&values);
        change.flows.iter().zip(values).zip(rates).map(move |((flow, value), rate)| {
            let own = [Cell::Number(value.units_per_year()), number(rate)];
            row(scope, region, keys(account, change, flow, tally).into_iter().chain(own))
        })
    });
    Table { name: "value_flow_contributions", columns, rows: Box::new(rows) }
}

fn changes<'a>(
    scope: &'a Scope<'a>,
) -> impl Iterator<Item = (&'a Region<'a>, &'a RegionAccount, &'a ValueChange)> + use<'a> {
    let accounts = scope.regions.iter().filter_map(|region| Some((region, region.account?)));
    accounts.flat_map(|(region, account)| account.changes.iter().map(move |change| (region, account, change)))
}

fn keys<'a>(account: &RegionAccount, change: &ValueChange, flow: &ValueFlow, tally: &'a Tally) -> [Cell<'a>; 7] {
    let class = |index: usize| &tally.legend().classes()[index];
    let (from, to) = (class(flow.from_class), class(flow.to_class));
    [
        year(account.years[change.from_epoch].year),
        year(account.years[change.to_epoch].year),
        code(from),
        name(from),
        code(to),
        name(to),
        Cell::Number(flow.area.hectares()),
    ]
}
