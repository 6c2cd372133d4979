//! `ledger`: does the land that was counted add up to the polygons?
//!
//! `classes_area_ha` is land with a class in every epoch, `nodata_area_ha` land with nodata in at least
//! one; each epoch's own nodata stands in `nodata_area_ha_YEAR`. `residual_ha` is what the polygon has
//! beyond the rest: rounding under exact shares, the difference that whole cells make along the edge under the other
//! rules. For groups and the study `overlap_area_ha` is the land that lies in more than one of their zones; it is counted once.

use super::{row, with_keys};
use crate::{Cell, Column, Scope, Table};
use landledger_core::Tally;

pub(super) fn table<'a>(scope: &'a Scope<'a>, tally: &'a Tally) -> Table<'a> {
    let columns = ["polygon_area_ha", "classes_area_ha", "nodata_area_ha", "outside_area_ha", "residual_ha"];
    let by_year = tally.years().iter().map(|year| Column::number(format!("nodata_area_ha_{year}")));
    let overlap = (!scope.has_zone).then(|| Column::number("overlap_area_ha"));
    let columns = columns.into_iter().map(Column::number).chain(overlap).chain(by_year);
    let rows = scope.regions.iter().map(move |region| {
        let (classes, nodata) = (region.tally.classified().area, region.tally.nodata().area);
        let residual = region.line.polygon.hectares_beyond(classes + nodata + region.line.outside);
        let amounts =
            [region.line.polygon, classes, nodata, region.line.outside].map(|area| Cell::Number(area.hectares()));
        let by_year = (0..tally.years().len()).map(|epoch| Cell::Number(region.tally.nodata_in(epoch).area.hectares()));
        let overlap = region.overlap.map(|area| Cell::Number(area.hectares()));
        row(scope, region, amounts.into_iter().chain([Cell::Number(residual)]).chain(overlap).chain(by_year))
    });
    Table { name: "ledger", columns: with_keys(scope, columns), rows: Box::new(rows) }
}
