//! Outlines drawn in cells on a small grid, and what becomes of them.

use crate::boundary::{Boundary, zone_refusals};
use crate::counting::open;
use crate::folder::Folder;
use crate::land_cover::{CORNER, LandCover, METRIC};
use landledger_core::{Area, GridShape, Surface, ledger_lines};
use landledger_reader::{Rasters, ZoneSpec, Zones};

/// Rows and columns of the grid.
pub(crate) const SHAPE: GridShape = GridShape { rows: 6, cols: 8 };

/// A grid of 6 x 8 cells of 1 ha. Its lower left corner is the origin of the drawings below.
pub(crate) fn ground(folder: &Folder) -> Rasters {
    open(&[LandCover::uniform(SHAPE.rows, SHAPE.cols).write(folder, "land.tif")])
}

/// Well-known text drawn in cells, x to the right and y up from the grid's lower left corner, in metres of the CRS.
pub(crate) fn drawn(wkt: &str) -> String {
    let bottom = CORNER[1] - SHAPE.rows as f64 * 100.0;
    let is_of_number = |character: char| character.is_ascii_digit() || ".-".contains(character);
    let mut origins = [CORNER[0], bottom].into_iter().cycle();
    let (mut text, mut rest) = (String::new(), wkt);
    while let Some(start) = rest.find(is_of_number) {
        let (before, from) = rest.split_at(start);
        let (number, after) = from.split_at(from.find(|character| !is_of_number(character)).unwrap_or(from.len()));
        let cells: f64 = number.parse().expect("a coordinate");
        let metres = cells * 100.0 + origins.next().expect("x and y take turns for ever");
        text.push_str(before);
        text.push_str(&metres.to_string());
        rest = after;
    }
    text + rest
}

/// The zones of a layer on that grid.
pub(crate) fn zones_of(boundary: &Boundary) -> Zones {
    let folder = Folder::new();
    let rasters = ground(&folder);
    boundary.zones_on(rasters.grid(), rasters.crs())
}

/// One zone drawn on that grid.
pub(crate) fn zone(wkt: &str) -> Zones {
    zones_of(&Boundary::in_crs(METRIC).zone("a", &drawn(wkt)))
}

/// What is refused about a file on that grid: messages without the folder's name, and ways out.
pub(crate) fn refused(folder: &Folder, spec: &ZoneSpec) -> Vec<(String, String)> {
    let rasters = ground(folder);
    let name = spec.source.file_name().unwrap().to_string_lossy().into_owned();
    let shortened = |text: String| text.replace(&spec.source.display().to_string(), &name);
    zone_refusals(spec, rasters.grid(), rasters.crs())
        .into_iter()
        .map(|(message, way_out)| (shortened(message), shortened(way_out)))
        .collect()
}

pub(crate) fn messages(refusals: Vec<(String, String)>) -> Vec<String> {
    refusals.into_iter().map(|(message, _)| message).collect()
}

/// Cells by their number: row 0 is the uppermost.
pub(crate) fn cells(rows_and_columns: &[(usize, std::ops::Range<usize>)]) -> Vec<usize> {
    let mut cells: Vec<usize> =
        rows_and_columns.iter().flat_map(|(row, cols)| cols.clone().map(move |col| row * SHAPE.cols + col)).collect();
    cells.sort_unstable();
    cells
}

/// The ledger line of the first zone, in hectares: one cell of the drawings is one.
pub(crate) fn line(zones: &Zones) -> (f64, f64) {
    let surface = Surface::plane(Area::from_square_metres(10_000.0));
    let line = ledger_lines(&zones.set.zones()[..1], &surface, SHAPE)[0];
    (line.polygon.hectares(), line.outside.hectares())
}

pub(crate) fn names(zones: &Zones) -> Vec<&str> {
    zones.set.zones().iter().map(|zone| zone.name.as_str()).collect()
}
