//! Do two epochs lie on the same grid? If not: how do they differ, in words.

use crate::alignment::Way;
use crate::{Alignment, Crs, GeoGrid, ReaderError};
use std::path::Path;

/// Cells of two epochs may be apart by this share of a cell.
pub(crate) const SAME_WITHIN_CELLS: f64 = 1e-3;

/// What becomes of an epoch that does not lie on the first epoch's grid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum AlignRule {
    /// It is refused.
    #[default]
    Refuse,
    /// Each cell of the first grid takes the value of the epoch's cell in which its centre lies.
    Nearest,
}

impl AlignRule {
    /// Every rule.
    pub const ALL: [Self; 2] = [Self::Refuse, Self::Nearest];

    /// As the study file writes it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Refuse => "refuse",
            Self::Nearest => "nearest",
        }
    }
}

/// One epoch's place.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Placed<'a> {
    pub(crate) path: &'a Path,
    pub(crate) grid: GeoGrid,
    pub(crate) crs: Option<&'a Crs>,
}

/// Refuses an epoch whose cells are not those of the reference.
pub(crate) fn require_same_grid(reference: Placed<'_>, other: Placed<'_>) -> Result<(), ReaderError> {
    let mut differences = crs_difference(reference, other);
    if differences.is_empty() {
        differences = grid_differences(&reference.grid, &other.grid);
    }
    if differences.is_empty() {
        return Ok(());
    }
    Err(misaligned(reference, other, differences, way_out(reference, other)))
}

/// The way from the reference's cells to another epoch's, and how far it is.
pub(crate) fn way_to(reference: Placed<'_>, other: Placed<'_>) -> Result<(Way, Alignment), ReaderError> {
    let differences = crs_difference(reference, other);
    let way = match (reference.crs, other.crs) {
        _ if differences.is_empty() => Way::within_one_crs(&reference.grid, &other.grid),
        (Some(crs), Some(own)) => Way::between((&reference.grid, crs), (&other.grid, own)).map_err(|source| {
            ReaderError::Gdal { path: other.path.to_owned(), doing: "setting up the transformation", source }
        })?,
        _ => return Err(misaligned(reference, other, differences, way_out(reference, other))),
    };
    let alignment = Alignment::measure(&way, reference, other).ok_or_else(|| {
        let mut differences = differences;
        differences.push("it covers no cell of that grid".into());
        let way_out = "compare the extents that `gdalinfo` shows: is the CRS of one of them wrong?";
        misaligned(reference, other, differences, way_out.into())
    })?;
    Ok((way, alignment))
}

fn misaligned(reference: Placed<'_>, other: Placed<'_>, differences: Vec<String>, way_out: String) -> ReaderError {
    ReaderError::Misaligned { path: other.path.to_owned(), reference: reference.path.to_owned(), differences, way_out }
}

fn crs_difference(reference: Placed<'_>, other: Placed<'_>) -> Vec<String> {
    match (reference.crs, other.crs) {
        (None, None) => vec![],
        (Some(expected), None) => vec![format!("it has no CRS, expected {}", expected.name())],
        (None, Some(found)) => vec![format!("it has the CRS {}, the first epoch has none", found.name())],
        (Some(expected), Some(found)) if expected.means_the_same_as(found, &reference.grid) => vec![],
        (Some(expected), Some(found)) => {
            vec![format!("its CRS is {}, expected {}", found.name(), expected.name())]
        }
    }
}

fn grid_differences(reference: &GeoGrid, other: &GeoGrid) -> Vec<String> {
    let mut differences = Vec::new();
    if other.shape != reference.shape {
        differences.push(format!(
            "it has {} rows x {} columns, expected {} x {}",
            other.shape.rows, other.shape.cols, reference.shape.rows, reference.shape.cols
        ));
    }
    // A cell size is the same when it moves the far edge by less than the tolerance.
    let drift = |a: f64, b: f64, cells: usize| ((a - b) / b).abs() * cells as f64;
    if drift(other.cell_x, reference.cell_x, reference.shape.cols) > SAME_WITHIN_CELLS
        || drift(other.cell_y, reference.cell_y, reference.shape.rows) > SAME_WITHIN_CELLS
    {
        differences.push(format!(
            "its cells measure {} x {}, expected {} x {}",
            other.cell_x, other.cell_y, reference.cell_x, reference.cell_y
        ));
    } else {
        let [east, south] = reference.to_grid([other.origin_x, other.origin_y]);
        if east.abs() > SAME_WITHIN_CELLS || south.abs() > SAME_WITHIN_CELLS {
            differences.push(format!("it is shifted by {}", shift(east, south)));
        }
    }
    differences
}

fn shift(columns: f64, rows: f64) -> String {
    let side = |cells: f64, forward: &str, back: &str, unit: &str| {
        (cells.abs() > SAME_WITHIN_CELLS)
            .then(|| format!("{:.3} {unit} {}", cells.abs(), if cells > 0.0 { forward } else { back }))
    };
    let parts: Vec<String> = [side(columns, "to the right", "to the left", "cells"), side(rows, "down", "up", "cells")]
        .into_iter()
        .flatten()
        .collect();
    parts.join(" and ")
}

fn way_out(reference: Placed<'_>, other: Placed<'_>) -> String {
    // Warping cannot tell in which CRS a file without one is.
    let assign = |crs: &Crs, path: &Path| {
        let (crs, path) = (crs.definition(), path.display());
        format!("if its coordinates are in that CRS, assign it: gdal_edit.py -a_srs '{crs}' '{path}'")
    };
    match (reference.crs, other.crs) {
        (Some(crs), None) => assign(crs, other.path),
        (None, Some(crs)) => assign(crs, reference.path),
        _ => warp_command(reference, other),
    }
}

fn warp_command(reference: Placed<'_>, other: Placed<'_>) -> String {
    let [xmin, ymin, xmax, ymax] = reference.grid.bounds();
    let crs = reference.crs.map(|crs| format!(" -t_srs '{}'", crs.definition())).unwrap_or_default();
    let stem = other.path.file_stem().unwrap_or_default().to_string_lossy();
    format!(
        "put it on the first epoch's grid: gdalwarp -r near{crs} -te {xmin} {ymin} {xmax} {ymax} -ts {} {} '{}' '{stem}_aligned.tif'; \
         or have that done while it is read, with align = \"nearest\" under [study]",
        reference.grid.shape.cols,
        reference.grid.shape.rows,
        other.path.display(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use landledger_core::GridShape;

    const GRID: GeoGrid = GeoGrid {
        shape: GridShape { rows: 100, cols: 200 },
        origin_x: 5000.0,
        origin_y: 9000.0,
        cell_x: 30.0,
        cell_y: -30.0,
    };

    #[test]
    fn half_a_cell_is_said_in_cells_and_direction() {
        let moved = GeoGrid { origin_x: 5015.0, origin_y: 9015.0, ..GRID };
        assert_eq!(grid_differences(&GRID, &moved), ["it is shifted by 0.500 cells to the right and 0.500 cells up"]);
    }

    #[test]
    fn rounding_of_the_origin_is_not_a_difference() {
        // 0.02 m of 30 m is 0.0007 of a cell.
        let moved = GeoGrid { origin_x: 5000.02, ..GRID };
        assert!(grid_differences(&GRID, &moved).is_empty());
    }

    #[test]
    fn a_cell_size_that_drifts_over_the_width_is_a_difference() {
        // 200 columns x 0.0003 m = 0.06 m = 0.002 of a cell at the far edge.
        let grown = GeoGrid { cell_x: 30.0003, ..GRID };
        assert_eq!(grid_differences(&GRID, &grown), ["its cells measure 30.0003 x -30, expected 30 x -30"]);
    }

    #[test]
    fn another_size_is_said() {
        let larger = GeoGrid { shape: GridShape { rows: 101, cols: 200 }, ..GRID };
        assert_eq!(grid_differences(&GRID, &larger), ["it has 101 rows x 200 columns, expected 100 x 200"]);
    }
}
