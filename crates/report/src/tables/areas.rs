//! `areas`: how much of each class, each year. A class that occurs in some epoch has a row in every one.

use super::{code, name, row, with_keys};
use crate::{Cell, Column, Scope, Table};
use landledger_core::{Area, Tally};

pub(super) fn table<'a>(scope: &'a Scope<'a>, tally: &'a Tally) -> Table<'a> {
    let columns = [
        Column::whole("year"),
        Column::whole("code"),
        Column::text("class"),
        Column::number("cells"),
        Column::number("area_ha"),
        Column::number("share"),
    ];
    let rows = scope.regions.iter().flat_map(move |region| {
        let present = region.tally.classes_present();
        tally.years().iter().enumerate().flat_map(move |(epoch, year)| {
            let areas = region.tally.class_areas(epoch);
            let total: Area = areas.iter().map(|amount| amount.area).sum();
            let shown = present.clone().into_iter().zip(areas).enumerate().filter(|(_, (present, _))| *present);
            shown.map(move |(index, (_, amount))| {
                let class = &tally.legend().classes()[index];
                // A region with nodata all over in this year has no share to speak of.
                let share = if total == Area::ZERO { Cell::Empty } else { Cell::Number(amount.area.share_of(total)) };
                let year = Cell::Whole(i64::from(year.0));
                let area = Cell::Number(amount.area.hectares());
                row(scope, region, [year, code(class), name(class), Cell::count(amount.cells), area, share])
            })
        })
    });
    Table { name: "areas", columns: with_keys(scope, columns), rows: Box::new(rows) }
}
