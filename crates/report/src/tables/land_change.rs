//! `land_change`: gain, loss, net change, swap and dynamic degree of each class.

use super::{by_period, code, name, number, with_period_keys};
use crate::{Cell, Column, Scope, Table};
use landledger_accounting::{class_change, dynamic_degree};
use landledger_core::{Area, Tally};

pub(super) fn table<'a>(scope: &'a Scope<'a>, tally: &'a Tally) -> Table<'a> {
    let columns = [
        Column::whole("code"),
        Column::text("class"),
        Column::number("from_area_ha"),
        Column::number("to_area_ha"),
        Column::number("persistence_ha"),
        Column::number("gain_ha"),
        Column::number("loss_ha"),
        Column::number("net_change_ha"),
        Column::number("swap_ha"),
        Column::number("exchange_ha"),
        Column::number("shift_ha"),
        Column::number("dynamic_degree_percent_per_year"),
    ];
    let rows = by_period(scope, tally, move |_, period| {
        period.classes.iter().enumerate().map(|(index, &class)| {
            let change = class_change(&period.matrix, index);
            let class = &tally.legend().classes()[class];
            let hectares = |area: Area| Cell::Number(area.hectares());
            vec![
                code(class),
                name(class),
                hectares(change.from),
                hectares(change.to),
                hectares(change.persistence),
                hectares(change.gain()),
                hectares(change.loss()),
                Cell::Number(change.net_change_hectares()),
                hectares(change.swap()),
                hectares(change.exchange),
                hectares(change.shift()),
                number(dynamic_degree(change.from, change.to, period.years())),
            ]
        })
    });
    Table { name: "land_change", columns: with_period_keys(scope, columns), rows }
}
