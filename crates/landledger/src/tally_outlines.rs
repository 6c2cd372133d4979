//! Outlines for the maps of accounts from a tally file: read again, where the boundaries are those that were tallied.

use crate::file_hashes::file_hash;
use crate::provenance::shown;
use crate::study::Study;
use landledger_core::{GridShape, ZoneSet};
use landledger_reader::{Crs, GeoGrid, Zones, files_of};
use landledger_report::TallyFile;

/// The zones with their outlines; `None` where a boundary file is gone or is not, byte for byte, the one that was
/// tallied: a map must not show other outlines than those of its numbers.
pub(crate) fn of_tally(study: &Study, file: &TallyFile) -> Option<ZoneSet> {
    let made = &file.provenance;
    let grid = GeoGrid {
        shape: GridShape { rows: made.grid.rows, cols: made.grid.cols },
        origin_x: made.grid.origin_x,
        origin_y: made.grid.origin_y,
        cell_x: made.grid.cell_x,
        cell_y: made.grid.cell_y,
    };
    let Some(spec) = &study.zones else { return Some(Zones::whole(&grid).set) };
    landledger_reader::start();
    let files = files_of(&spec.source);
    let is_the_same = |path: &std::path::PathBuf| {
        let hash = file_hash(path).ok()?;
        let record = made.inputs.iter().find(|record| record.path == shown(study, path))?;
        Some(record.sha256 == hash.sha256)
    };
    if files.is_empty() || !files.iter().all(|path| is_the_same(path) == Some(true)) {
        return None;
    }
    let crs = match &made.crs {
        Some(record) => Some(Crs::from_wkt(&record.wkt)?),
        None => None,
    };
    let zones = Zones::read(spec, &grid, crs.as_ref()).ok()?.set;
    (zones.names() == file.tally().zones()).then_some(zones)
}
