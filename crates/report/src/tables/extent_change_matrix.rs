//! `extent_change_matrix`: SEEA EA, table 4.2: a row for each opening class, a column for each closing class.

use super::{by_period, with_period_keys};
use crate::{Cell, Column, Scope, Table};
use landledger_core::Tally;

pub(super) fn table<'a>(scope: &'a Scope<'a>, tally: &'a Tally) -> Table<'a> {
    let present = tally.study().classes_present();
    let shown: Vec<usize> = (0..present.len()).filter(|&class| present[class]).collect();
    let closing = shown.iter().map(|&class| Column::number(format!("to_{}_ha", tally.legend().classes()[class].code)));
    let columns: Vec<Column> = [Column::whole("opening_code"), Column::text("opening_class")]
        .into_iter()
        .chain(closing)
        .chain([Column::number("opening_extent_ha")])
        .collect();
    let rows = by_period(scope, tally, move |_, period| {
        // A column for each class of the study, a row for each of the region's.
        let place = |class: &usize| period.classes.iter().position(|other| other == class);
        let places: Vec<Option<usize>> = shown.iter().map(place).collect();
        let line = |code: Cell<'a>, class: Cell<'a>, area: &dyn Fn(usize) -> f64, whole: f64| {
            let areas = places.iter().map(|place| Cell::Number(place.map_or(0.0, area)));
            [code, class].into_iter().chain(areas).chain([Cell::Number(whole)]).collect::<Vec<_>>()
        };
        let (opening, closing) = (period.matrix.row_sums(), period.matrix.column_sums());
        let mut rows: Vec<Vec<Cell<'a>>> = Vec::new();
        for (from, &class) in period.classes.iter().enumerate() {
            let class = &tally.legend().classes()[class];
            let area = |to: usize| period.matrix.amounts[(from, to)].area.hectares();
            rows.push(line(
                Cell::Whole(i64::from(class.code)),
                Cell::Text(&class.name),
                &area,
                opening[from].area.hectares(),
            ));
        }
        let whole: landledger_core::Area = closing.iter().map(|amount| amount.area).sum();
        rows.push(line(Cell::Empty, Cell::Text("closing extent"), &|to| closing[to].area.hectares(), whole.hectares()));
        rows
    });
    Table { name: "extent_change_matrix", columns: with_period_keys(scope, columns), rows }
}
