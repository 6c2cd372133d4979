//! `trajectories`: how much followed each sequence of classes, over cells that have a class in every epoch.

use super::{row, with_keys};
use crate::{Cell, Column, Scope, Table};
use landledger_core::Tally;

pub(super) fn table<'a>(scope: &'a Scope<'a>, tally: &'a Tally) -> Table<'a> {
    let codes = tally.years().iter().map(|year| Column::whole(format!("code_{year}")));
    let columns = codes.chain([Column::number("cells"), Column::number("area_ha")]);
    let rows = scope.regions.iter().flat_map(move |region| {
        region.tally.complete_trajectories().map(move |(trajectory, amount)| {
            let classes = tally.legend().classes();
            let codes = trajectory
                .classes()
                .iter()
                .flatten()
                .map(|&index| Cell::Whole(i64::from(classes[usize::from(index)].code)));
            let amounts = [Cell::count(amount.cells), Cell::Number(amount.area.hectares())];
            row(scope, region, codes.chain(amounts))
        })
    });
    Table { name: "trajectories", columns: with_keys(scope, columns), rows: Box::new(rows) }
}
