//! By how much the shares of a zone's cells may add up to something else than its outline, for reasons of arithmetic alone.

use crate::{Area, Cell, GridShape, Polygons, Surface};

/// A cell's pieces of an outline are rounded to 2^-30 cells, in x, in y and in area, and an edge has an end in some of them.
const ROUNDING: f64 = 1.0 / (1_u64 << 28) as f64;

/// Polygon, outside and each cell are rounded to 1e-9 m2.
const AREA_UNIT: f64 = 1e-9;

/// A share is taken of the cell's whole area, as if every spot of the cell covered the same ground. Where the ground changes by
/// d from one end of the cell to the other, the worst outline, along its middle, is off by d / 8.
const UNEVEN: f64 = 1.0 / 8.0;

/// What the shares of the cells under an outline may add up to more or less than the area inside it.
///
/// Two reasons, both bounded by the number of cells that the outline runs through: rounding to the lattice of shares (2^-28 cell
/// for each), and ground that changes within a cell, as it does in degrees (nothing on a plane). At 30 m both
/// are far below a millionth of any zone that is wider than a cell; they matter for slivers and for cells of a degree.
pub fn share_slack(outline: &Polygons, surface: &Surface, shape: GridShape) -> Area {
    let Some(reach) = Reach::of(outline, shape) else { return Area::ZERO };
    let (mut largest, mut change) = (0.0_f64, 0.0_f64);
    // Areas change smoothly over a grid: the ends and the middle of the zone stand for the rest.
    for row in reach.rows {
        for col in reach.cols {
            let area = |row: usize, col: usize| surface.cell_area(Cell { row, col }).square_metres();
            let here = area(row, col);
            // On both sides and one further: next to the equator a neighbour may be the mirror image.
            let is_degrees = matches!(surface, Surface::Geographic { .. });
            let rows = [row.saturating_sub(1), row + 1, row + 2];
            let cols = [col.saturating_sub(1), col + 1, col + 2];
            // A grid in degrees has areas beyond its last row as well: one row has no neighbour of its own.
            let along_rows = rows.into_iter().filter(|&row| is_degrees || row < shape.rows).map(|row| area(row, col));
            let along_cols = cols.into_iter().filter(|&col| col < shape.cols).map(|col| area(row, col));
            let most = |areas: &mut dyn Iterator<Item = f64>| areas.map(|area| (area - here).abs()).fold(0.0, f64::max);
            change = change.max(most(&mut { along_rows }) + most(&mut { along_cols }));
            largest = largest.max(here);
        }
    }
    Area::from_square_metres(cells_along(outline, shape) * (ROUNDING * largest + UNEVEN * change + AREA_UNIT))
}

/// The rows and columns of the grid that an outline reaches: first, middle and last.
struct Reach {
    rows: [usize; 3],
    cols: [usize; 3],
}

impl Reach {
    fn of(outline: &Polygons, shape: GridShape) -> Option<Self> {
        let extent = |axis: usize, cells: usize| {
            let along = || outline.rings().iter().flatten().map(|point| point[axis]);
            let last = cells.checked_sub(1)? as f64;
            let (low, high) = (along().reduce(f64::min)?.clamp(0.0, last), along().reduce(f64::max)?.clamp(0.0, last));
            Some([low as usize, f64::midpoint(low, high) as usize, high as usize])
        };
        Some(Self { cols: extent(0, shape.cols)?, rows: extent(1, shape.rows)? })
    }
}

/// At least as many cells as the outline runs through, counted again for each edge.
fn cells_along(outline: &Polygons, shape: GridShape) -> f64 {
    let within = |[x, y]: [f64; 2]| [x.clamp(0.0, shape.cols as f64), y.clamp(0.0, shape.rows as f64)];
    let of_edge = |[from, to]: [[f64; 2]; 2]| {
        let (from, to) = (within(from), within(to));
        (to[0] - from[0]).abs() + (to[1] - from[1]).abs() + 2.0
    };
    outline.edges().map(of_edge).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Ellipsoid;

    const SHAPE: GridShape = GridShape { rows: 10, cols: 10 };

    fn square() -> Polygons {
        Polygons::from_rings(vec![vec![[1.0, 1.0], [4.0, 1.0], [4.0, 4.0], [1.0, 4.0]]])
    }

    #[test]
    fn on_a_plane_it_is_the_rounding_of_the_cells_along_the_outline() {
        let surface = Surface::plane(Area::from_square_metres(900.0));
        // Four edges of three cells, and two more cells for each.
        let cells = 4.0 * (3.0 + 2.0);
        let expected = cells * (900.0 / f64::from(1 << 28) + 1e-9);
        assert!((share_slack(&square(), &surface, SHAPE).square_metres() - expected).abs() < 1e-9);
    }

    #[test]
    fn in_degrees_it_grows_with_the_change_from_row_to_row() {
        let surface = |step: f64| Surface::Geographic {
            ellipsoid: Ellipsoid::wgs84(),
            first_latitude: 0.8,
            row_step: -step,
            col_step: step,
        };
        let share = |surface: &Surface| {
            share_slack(&square(), surface, SHAPE).square_metres() / surface.polygon_area(&square()).square_metres()
        };
        // At 0.8 rad cells two rows away differ by 2 x step x tan(0.8) of their area; 20 cells of 9, an eighth each.
        let degree = 1_f64.to_radians();
        let expected = 2.0 * degree * 0.8_f64.tan() / 8.0 * 20.0 / 9.0;
        assert!(
            (share(&surface(degree)) / expected - 1.0).abs() < 0.2,
            "the tangent changes by some per cent over the grid"
        );
        assert!(share(&surface(degree / 3600.0)) < 4e-6);
    }

    #[test]
    fn an_outline_far_beyond_the_grid_counts_where_it_meets_the_grid() {
        let surface = Surface::plane(Area::from_square_metres(900.0));
        let far = Polygons::from_rings(vec![vec![[-1e6, -1e6], [1e6, -1e6], [1e6, 1e6], [-1e6, 1e6]]]);
        let cells = 4.0 * (10.0 + 2.0);
        assert!(share_slack(&far, &surface, SHAPE).square_metres() < cells * 900.0 * ROUNDING * 1.01);
    }
}
