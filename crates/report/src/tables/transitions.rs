//! `transitions`: from which class to which, for consecutive epochs and for the first to the last.

use super::{code, name, row, with_keys};
use crate::{Cell, Column, Scope, Table};
use landledger_core::Tally;

pub(super) fn table<'a>(scope: &'a Scope<'a>, tally: &'a Tally) -> Table<'a> {
    let columns = [
        Column::whole("from_year"),
        Column::whole("to_year"),
        Column::whole("from_code"),
        Column::text("from_class"),
        Column::whole("to_code"),
        Column::text("to_class"),
        Column::number("cells"),
        Column::number("area_ha"),
    ];
    let rows = scope.regions.iter().flat_map(move |region| {
        tally.epoch_pairs().into_iter().flat_map(move |(earlier, later)| {
            let year = |epoch: usize| Cell::Whole(i64::from(tally.years()[epoch].0));
            let matrix = region.tally.transitions(earlier, later).amounts;
            let (classes, _) = matrix.dim();
            let pairs = (0..classes).flat_map(move |from| (0..classes).map(move |to| (from, to)));
            pairs.filter_map(move |(from, to)| {
                let amount = matrix[(from, to)];
                let (from, to) = (&tally.legend().classes()[from], &tally.legend().classes()[to]);
                (!amount.cells.is_zero()).then(|| {
                    let cells = Cell::count(amount.cells);
                    let area = Cell::Number(amount.area.hectares());
                    let own = [year(earlier), year(later), code(from), name(from), code(to), name(to), cells, area];
                    row(scope, region, own)
                })
            })
        })
    });
    Table { name: "transitions", columns: with_keys(scope, columns), rows: Box::new(rows) }
}
