//! `trajectories`: how much followed each sequence of classes, over cells that have a class in every epoch.

use super::{row, with_keys};
use crate::{Cell, Column, Scope, Table};
use landledger_core::Tally;

/// `None` where they are too many to be kept.
pub(super) fn table<'a>(scope: &'a Scope<'a>, tally: &'a Tally) -> Option<Table<'a>> {
    if !tally.keeps_trajectories() {
        return None;
    }
    let codes = tally.years().iter().map(|year| Column::whole(format!("code_{year}")));
    let columns = codes.chain([Column::number("cells"), Column::number("area_ha")]);
    let rows = scope.regions.iter().flat_map(move |region| {
        region.tally.complete_trajectories().into_iter().flatten().map(move |(trajectory, amount)| {
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
    Some(Table { name: "trajectories", columns: with_keys(scope, columns), rows: Box::new(rows) })
}
