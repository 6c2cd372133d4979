//! How the cells of one grid find theirs on another, and how far apart the two are.

use crate::align::{Placed, SAME_WITHIN_CELLS};
use crate::{Crs, GeoGrid};
use gdal::spatial_ref::CoordTransform;
use landledger_core::GridShape;

/// How far an epoch's own grid lies from the first epoch's, onto which it was brought.
#[derive(Debug, Clone, PartialEq)]
pub struct Alignment {
    /// Columns of the first grid from the centre of a cell to the centre of the cell that it takes its value
    /// from: the largest among 17 x 17 cells all over the grid, centre and corners among them.
    pub shift_cols: f64,
    /// The same in rows.
    pub shift_rows: f64,
    /// Width of the epoch's own cells in cells of the first grid, in the middle of what both cover.
    pub cell_ratio_x: f64,
    /// Height of the same.
    pub cell_ratio_y: f64,
    /// The epoch's own CRS, where it is another.
    pub crs: Option<String>,
    /// False when PROJ knows no shift between the two datums and takes one for the other.
    pub knows_datum_shift: bool,
    /// False when some of the 17 x 17 cells lie beyond the epoch's raster: what it does not cover is nodata.
    pub covers_grid: bool,
}

/// Cells that are looked at along each side.
const LOOKS: usize = 17;

/// GDAL's warper takes the cell to the right of and below an edge that a centre comes this close to (in
/// cells; `gdalwarpkernel.cpp`).
const ON_THE_EDGE: f64 = 1e-10;

/// From points on the first grid, as `[column, row]`, to points on another.
pub(crate) enum Way {
    /// One CRS: `other = scale x first + start`.
    Plane { scale: [f64; 2], start: [f64; 2] },
    /// Through two CRS, here and back.
    Projected { first: GeoGrid, other: GeoGrid, there: CoordTransform, back: CoordTransform },
}

impl Way {
    /// Between two grids of one CRS, counted in cells of the first: numbers stay small, and sizes and places
    /// that differ by rounding become alike, so that centres on an edge all fall to the same side.
    pub(crate) fn within_one_crs(first: &GeoGrid, other: &GeoGrid) -> Self {
        // Origin, cell size and number of cells along one axis.
        let across = |grid: &GeoGrid| (grid.origin_x, grid.cell_x, grid.shape.cols as f64);
        let down = |grid: &GeoGrid| (grid.origin_y, grid.cell_y, grid.shape.rows as f64);
        let (scale_x, start_x) = along(across(first), across(other));
        let (scale_y, start_y) = along(down(first), down(other));
        Self::Plane { scale: [scale_x, scale_y], start: [start_x, start_y] }
    }

    /// Between grids of two CRS.
    pub(crate) fn between(first: (&GeoGrid, &Crs), other: (&GeoGrid, &Crs)) -> gdal::errors::Result<Self> {
        Ok(Self::Projected {
            first: *first.0,
            other: *other.0,
            there: first.1.transform_to(other.1)?,
            back: other.1.transform_to(first.1)?,
        })
    }

    fn to_other(&self, point: [f64; 2]) -> Option<[f64; 2]> {
        match self {
            Self::Plane { scale, start } => Some([point[0] * scale[0] + start[0], point[1] * scale[1] + start[1]]),
            Self::Projected { first, other, there, .. } => {
                Some(other.to_grid(transformed(there, first.to_crs(point))?))
            }
        }
    }

    fn to_first(&self, point: [f64; 2]) -> Option<[f64; 2]> {
        match self {
            Self::Plane { scale, start } => Some([(point[0] - start[0]) / scale[0], (point[1] - start[1]) / scale[1]]),
            Self::Projected { first, other, back, .. } => Some(first.to_grid(transformed(back, other.to_crs(point))?)),
        }
    }
}

/// Scale and start of one axis; an axis is its origin, cell size and number of cells.
fn along((origin, cell, cells): (f64, f64, f64), other: (f64, f64, f64)) -> (f64, f64) {
    let (other_origin, other_cell, other_cells) = other;
    let ratio = other_cell / cell;
    let scale = without_rounding(1.0 / ratio, SAME_WITHIN_CELLS / cells.max(other_cells * ratio.abs()));
    /// A thousandth of a millimetre on a 1 m grid; what origins written with fewer digits are off by.
    const ROUNDING: f64 = 1e-6;
    let start = (origin - other_origin) / other_cell;
    (scale, near_fraction(start, ROUNDING).unwrap_or(start))
}

/// A ratio of small whole numbers, where it is one but for this share of it.
fn without_rounding(scale: f64, tolerance: f64) -> f64 {
    let size = scale.abs();
    let near = |size: f64| near_fraction(size, size * tolerance);
    let whole = if size >= 1.0 { near(size) } else { near(1.0 / size).map(f64::recip) };
    whole.map_or(scale, |whole| whole.copysign(scale))
}

/// The fraction of small whole numbers that a number is but for rounding: grids lie at halves, thirds, quarters or tenths of each
/// other's cells, and whether a centre falls on an edge must not depend on the last digit of an origin.
fn near_fraction(number: f64, tolerance: f64) -> Option<f64> {
    /// Twice the least common multiple of 1 to 10.
    const PARTS: f64 = 5040.0;
    let fraction = (number * PARTS).round() / PARTS;
    ((number - fraction).abs() <= tolerance).then_some(fraction)
}

fn transformed(transform: &CoordTransform, [x, y]: [f64; 2]) -> Option<[f64; 2]> {
    let (mut x, mut y) = ([x], [y]);
    transform.transform_coords(&mut x, &mut y, &mut []).ok()?;
    (x[0].is_finite() && y[0].is_finite()).then_some([x[0], y[0]])
}

impl Alignment {
    /// Measures it; `None` when the two have no ground in common.
    pub(crate) fn measure(way: &Way, first: Placed<'_>, other: Placed<'_>) -> Option<Self> {
        let inside = |shape: GridShape, [col, row]: [f64; 2]| {
            (0.0..shape.cols as f64).contains(&col) && (0.0..shape.rows as f64).contains(&row)
        };
        // The cell of the first grid, by its centre, and the cell that it takes, by its centre.
        let taken = |centre: [f64; 2]| {
            let cell = way.to_other(centre)?.map(|at| (at + ON_THE_EDGE).floor() + 0.5);
            inside(other.grid.shape, cell).then_some((centre, cell))
        };
        let looks = cells_all_over(first.grid.shape);
        let mut pairs: Vec<_> = looks.iter().filter_map(|&centre| taken(centre)).collect();
        let covers_grid = pairs.len() == looks.len();
        if pairs.is_empty() {
            // A small raster may lie between the cells looked at: look from its side.
            let centres = cells_all_over(other.grid.shape)
                .into_iter()
                .filter_map(|cell| Some(way.to_first(cell)?.map(|at| at.floor() + 0.5)))
                .filter(|&centre| inside(first.grid.shape, centre));
            pairs = centres.filter_map(taken).collect();
        }
        let (mut shift_cols, mut shift_rows) = (0.0_f64, 0.0_f64);
        for &(centre, cell) in &pairs {
            let Some([col, row]) = way.to_first(cell) else { continue };
            shift_cols = shift_cols.max((col - centre[0]).abs());
            shift_rows = shift_rows.max((row - centre[1]).abs());
        }
        let &(_, [col, row]) = pairs.get(pairs.len() / 2)?;
        let length = |from: [f64; 2], to: [f64; 2]| {
            let ([x0, y0], [x1, y1]) = (way.to_first(from)?, way.to_first(to)?);
            Some(length_of(x1 - x0, y1 - y0))
        };
        Some(Self {
            shift_cols,
            shift_rows,
            cell_ratio_x: length([col - 0.5, row], [col + 0.5, row])?,
            cell_ratio_y: length([col, row - 0.5], [col, row + 0.5])?,
            crs: matches!(way, Way::Projected { .. }).then(|| other.crs.map(Crs::name)).flatten(),
            knows_datum_shift: match (way, first.crs, other.crs) {
                (Way::Projected { .. }, Some(crs), Some(own)) => crs.knows_the_way_to(own, &first.grid),
                _ => true,
            },
            covers_grid,
        })
    }
}

/// Squares and a root are the same on every machine, which the system's `hypot` is not.
fn length_of(x: f64, y: f64) -> f64 {
    (x * x + y * y).sqrt()
}

/// Centres of cells spread evenly from the first to the last, row by row.
fn cells_all_over(shape: GridShape) -> Vec<[f64; 2]> {
    let along = |cells: usize| (0..LOOKS).map(move |look| (cells.saturating_sub(1) * look / (LOOKS - 1)) as f64 + 0.5);
    along(shape.rows).flat_map(|row| along(shape.cols).map(move |col| [col, row])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_centre_on_an_edge_takes_the_cell_to_the_right_whatever_the_offset() {
        // Cells of 30 m take cells of 20 m from grids whose origins lie 2.5 k metres apart. In units of 20 m / 24, centre c lies
        // at (c + 1/2) 36 - 3 k: on an edge where that is a multiple of 24.
        let mut on_an_edge = 0;
        for origin in [0.0, 3_765_432.1, -1_234_567.89, 116.123_456] {
            for twelfths in -24..=24 {
                let (scale, start) =
                    along((origin, 30.0, 20_000.0), (origin + f64::from(twelfths) * 2.5, 20.0, 30_000.0));
                for centre in [0_i32, 1, 2, 3, 777, 12_345, 19_999] {
                    let found = ((f64::from(centre) + 0.5) * scale + start + ON_THE_EDGE).floor();
                    let place = 36 * centre + 18 - 3 * twelfths;
                    assert_eq!(found, f64::from(place.div_euclid(24)), "{origin} {twelfths} {centre}");
                    on_an_edge += i32::from(place % 24 == 0);
                }
            }
        }
        assert!(on_an_edge > 100, "{on_an_edge}");
    }

    #[test]
    fn grids_at_no_fraction_of_each_other_are_left_as_they_are() {
        let (scale, start) = along((0.0, 30.0, 100.0), (7.123_456_7, 21.7, 100.0));
        assert_eq!((scale, start), (1.0 / (21.7 / 30.0), -7.123_456_7 / 21.7));
    }
}
