//! How much ground the grid's cells and polygons cover.

use crate::{Area, ArealGrid, Cell, Ellipsoid, Polygons, Ring};
use std::ops::Range;

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
    /// The plane of a projection that does not keep areas: each cell has its own.
    Projected(ArealGrid),
}

impl Surface {
    /// A grid whose cells all have this area.
    pub fn plane(cell: Area) -> Self {
        Self::Plane { cell }
    }

    /// Area of one cell: always the same whole number, however work is cut.
    pub fn cell_area(&self, cell: Cell) -> Area {
        match self {
            Self::Plane { cell } => *cell,
            Self::Geographic { ellipsoid, col_step, .. } => {
                let (upper, lower) = (self.latitude(cell.row as f64), self.latitude((cell.row + 1) as f64));
                Area::from_square_metres((col_step * ellipsoid.area_per_radian(lower, upper)).abs())
            }
            Self::Projected(grid) => grid.cell_area(cell),
        }
    }

    /// Area of every cell in this row, where they are all alike (see [`Self::rows_are_uniform`]).
    pub(crate) fn row_cell_area(&self, row: usize) -> Area {
        self.cell_area(Cell { row, col: 0 })
    }

    /// Running sums of cell areas along a row: `into` becomes 0, the area of the first cell of `cols`, of the first
    /// two, and so on, `cols.len() + 1` entries.
    pub fn areas_along(&self, row: usize, cols: Range<usize>, into: &mut Vec<Area>) {
        into.clear();
        into.reserve(cols.len() + 1);
        let mut sum = Area::ZERO;
        into.push(sum);
        if let Self::Projected(grid) = self {
            grid.for_each_along(row, cols, |cell| {
                sum += cell;
                into.push(sum);
            });
            return;
        }
        let cell = self.cell_area(Cell { row, col: cols.start });
        for _ in cols {
            sum += cell;
            into.push(sum);
        }
    }

    /// True when all cells have the same area.
    pub fn is_plane(&self) -> bool {
        matches!(self, Self::Plane { .. })
    }

    /// True when all cells of a row have the same area.
    pub fn rows_are_uniform(&self) -> bool {
        !matches!(self, Self::Projected(_))
    }

    /// Area inside an outline given in grid coordinates, from its geometry alone.
    ///
    /// # Panics
    /// On a projected surface: where its edges run on the ground only the projection knows, which the reader has.
    pub fn polygon_area(&self, outline: &Polygons) -> Area {
        let square_metres = match self {
            Self::Plane { cell } => outline.cells() * cell.square_metres(),
            Self::Geographic { ellipsoid, col_step, .. } => {
                let reference = outline.rings().iter().flatten().next().map_or(0.0, |point| self.latitude(point[1]));
                let parallel = ellipsoid.from_parallel(reference);
                let on_globe = |&[col, row]: &[f64; 2]| {
                    let latitude = self.latitude(row);
                    ([col * col_step, latitude], parallel.to(latitude))
                };
                let below_ring = |ring: &Ring| {
                    let Some(mut from) = ring.last().map(on_globe) else { return 0.0 };
                    let edges = ring.iter().map(on_globe).map(|to| {
                        let below = parallel.area_below_edge(from, to);
                        from = to;
                        below
                    });
                    edges.sum()
                };
                outline.rings().iter().map(below_ring).sum::<f64>().abs()
            }
            Self::Projected(_) => panic!("outlines on a projection are measured by the reader"),
        };
        Area::from_square_metres(square_metres)
    }

    /// Latitude of a row coordinate in radians, held at the pole: a global grid may overshoot it by rounding.
    fn latitude(&self, row: f64) -> f64 {
        match *self {
            Self::Plane { .. } | Self::Projected(_) => 0.0,
            Self::Geographic { first_latitude, row_step, .. } => {
                let quarter = std::f64::consts::FRAC_PI_2;
                (first_latitude + row * row_step).clamp(-quarter, quarter)
            }
        }
    }
}
