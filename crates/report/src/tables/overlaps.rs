//! `overlaps`: the land that two zones share, for each pair that shares some. Where three zones lie over one another,
//! each of their three pairs has that land.

use crate::{Cell, Column, Table};
use landledger_core::Tally;

/// `None` where no zones overlap.
pub(super) fn table(tally: &Tally) -> Option<Table<'_>> {
    let overlaps = tally.overlaps();
    if overlaps.is_empty() {
        return None;
    }
    let columns = vec![Column::text("zone"), Column::text("other_zone"), Column::number("area_ha")];
    let name = |zone: usize| Cell::Text(&tally.zones()[zone].name);
    let rows = overlaps
        .into_iter()
        .map(move |((zone, other), area)| vec![name(zone), name(other), Cell::Number(area.hectares())]);
    Some(Table { name: "overlaps", columns, rows: Box::new(rows) })
}
