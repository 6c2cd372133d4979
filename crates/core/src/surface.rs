//! How much ground the grid's cells and polygons cover.

use crate::{Area, Cell, Ellipsoid, Polygons};

/// The ground under a grid: what a piece of it, in grid coordinates, measures.
#[derive(Debug, Clone, PartialEq)]
pub enum Surface {
    /// Every cell covers the same area.
    Plane {
        /// Area of one cell.
        cell: Area,
    },
    /// Rows are parallels and columns are meridians of an ellipsoid.
    Geographic {
        /// The ellipsoid of the CRS.
        ellipsoid: Ellipsoid,
        /// Latitude of the upper edge of row 0, in radians.
        first_latitude: f64,
        /// Latitude from one row edge to the next, in radians (negative in a north-up grid).
        row_step: f64,
        /// Longitude from one column edge to the next, in radians (sign ignored).
        col_step: f64,
    },
}

impl Surface {
    /// A grid whose cells all have this area.
    pub fn plane(cell: Area) -> Self {
        Self::Plane { cell }
    }

    /// Area of one cell.
    pub fn cell_area(&self, cell: Cell) -> Area {
        let row = cell.row;
        match *self {
            Self::Plane { cell } => cell,
            Self::Geographic { ellipsoid, col_step, .. } => {
                let (upper, lower) = (self.latitude(row as f64), self.latitude((row + 1) as f64));
                Area::from_square_metres((col_step * ellipsoid.area_per_radian(lower, upper)).abs())
            }
        }
    }

    /// Area of every cell in this row, where they are all alike (see [`Self::rows_are_uniform`]).
    pub(crate) fn row_cell_area(&self, row: usize) -> Area {
        self.cell_area(Cell { row, col: 0 })
    }

    /// True when all cells of a row have the same area.
    pub fn rows_are_uniform(&self) -> bool {
        true
    }

    /// Running sums of the cells' areas along a row: `into[i]` is the area of the first `i` of these columns.
    pub fn areas_along(&self, row: usize, cols: std::ops::Range<usize>, into: &mut Vec<Area>) {
        into.clear();
        let cell = self.row_cell_area(row);
        into.extend((0..=cols.len() as u64).map(|cells| cell * cells));
    }

    /// True when every row has the same cell area.
    pub fn is_plane(&self) -> bool {
        matches!(self, Self::Plane { .. })
    }

    /// Area inside an outline given in grid coordinates, from its geometry alone.
    pub fn polygon_area(&self, outline: &Polygons) -> Area {
        let square_metres = match *self {
            Self::Plane { cell } => outline.cells() * cell.square_metres(),
            Self::Geographic { ellipsoid, col_step, .. } => {
                let reference =
                    outline.rings().first().and_then(|ring| ring.first()).map_or(0.0, |p| self.latitude(p[1]));
                let on_globe = |p: [f64; 2]| [p[0] * col_step, self.latitude(p[1])];
                let signed: f64 = outline
                    .edges()
                    .map(|[from, to]| ellipsoid.area_below_edge(reference, on_globe(from), on_globe(to)))
                    .sum();
                signed.abs()
            }
        };
        Area::from_square_metres(square_metres)
    }

    /// Latitude of a row coordinate in radians, held at the pole: a global grid may overshoot it by rounding.
    fn latitude(&self, row: f64) -> f64 {
        match *self {
            Self::Plane { .. } => 0.0,
            Self::Geographic { first_latitude, row_step, .. } => {
                let quarter = std::f64::consts::FRAC_PI_2;
                (first_latitude + row * row_step).clamp(-quarter, quarter)
            }
        }
    }
}
