//! `extent_account`: the ecosystem extent account of SEEA EA, table 4.1, a row for each class.

use super::{by_period, code, name, with_period_keys};
use crate::{Cell, Column, Scope, Table};
use landledger_accounting::extent_account;
use landledger_core::{Area, Tally};

pub(super) fn table<'a>(scope: &'a Scope<'a>, tally: &'a Tally) -> Table<'a> {
    let columns = [
        Column::whole("code"),
        Column::text("class"),
        Column::number("opening_ha"),
        Column::number("additions_ha"),
        Column::number("reductions_ha"),
        Column::number("newly_mapped_ha"),
        Column::number("no_longer_mapped_ha"),
        Column::number("net_change_ha"),
        Column::number("closing_ha"),
    ];
    let rows = by_period(scope, tally, move |region, period| {
        let areas = |epoch: usize| region.tally.class_areas(epoch);
        let (opening, closing) = (areas(period.earlier), areas(period.later));
        period.classes.iter().enumerate().map(move |(index, &class)| {
            let account = extent_account(&period.matrix, index, opening[class].area, closing[class].area);
            let class = &tally.legend().classes()[class];
            let hectares = |area: Area| Cell::Number(area.hectares());
            vec![
                code(class),
                name(class),
                hectares(account.opening),
                hectares(account.additions),
                hectares(account.reductions),
                hectares(account.newly_mapped),
                hectares(account.no_longer_mapped),
                Cell::Number(account.net_change_hectares()),
                hectares(account.closing),
            ]
        })
    });
    Table { name: "extent_account", columns: with_period_keys(scope, columns), rows }
}
