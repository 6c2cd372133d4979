//! Where the grid lies in its CRS.

use crate::ReaderError;
use landledger_core::GridShape;
use std::path::Path;

/// Origin and cell size of a grid whose rows run along the x axis.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct GeoGrid {
    /// Rows and columns.
    pub shape: GridShape,
    /// x of the outer corner of the first cell, in CRS units.
    pub origin_x: f64,
    /// y of the outer corner of the first cell, in CRS units.
    pub origin_y: f64,
    /// x from one column to the next, in CRS units.
    pub cell_x: f64,
    /// y from one row to the next, in CRS units; negative in a north-up raster.
    pub cell_y: f64,
}

impl GeoGrid {
    /// From GDAL's six terms.
    ///
    /// # Errors
    /// When the grid is rotated or sheared.
    pub(crate) fn from_terms(path: &Path, shape: GridShape, terms: [f64; 6]) -> Result<Self, ReaderError> {
        let [origin_x, cell_x, row_rotation, origin_y, column_rotation, cell_y] = terms;
        // A rotation that moves the far corner by less than a thousandth of a cell is rounding.
        let drift_x = (row_rotation * shape.rows as f64 / cell_x).abs();
        let drift_y = (column_rotation * shape.cols as f64 / cell_y).abs();
        if drift_x < 1e-3 && drift_y < 1e-3 {
            Ok(Self { shape, origin_x, origin_y, cell_x, cell_y })
        } else {
            Err(ReaderError::Rotated { path: path.to_owned(), row_rotation, column_rotation })
        }
    }

    /// Width and height of a cell, in CRS units.
    pub(crate) fn cell_sides(&self) -> [f64; 2] {
        [self.cell_x.abs(), self.cell_y.abs()]
    }

    /// CRS coordinates of a point on the grid, given as `[column, row]`.
    pub fn to_crs(&self, [col, row]: [f64; 2]) -> [f64; 2] {
        [self.origin_x + col * self.cell_x, self.origin_y + row * self.cell_y]
    }

    /// The point on the grid, as `[column, row]`, of CRS coordinates.
    pub fn to_grid(&self, [x, y]: [f64; 2]) -> [f64; 2] {
        [(x - self.origin_x) / self.cell_x, (y - self.origin_y) / self.cell_y]
    }

    /// Smallest x, smallest y, largest x, largest y.
    pub fn bounds(&self) -> [f64; 4] {
        let [x0, y0] = self.to_crs([0.0, 0.0]);
        let [x1, y1] = self.to_crs([self.shape.cols as f64, self.shape.rows as f64]);
        [x0.min(x1), y0.min(y1), x0.max(x1), y0.max(y1)]
    }

    /// The centre and the four corners of the grid, as `(name, [column, row])`.
    pub fn landmarks(&self) -> [(&'static str, [f64; 2]); 5] {
        let (cols, rows) = (self.shape.cols as f64, self.shape.rows as f64);
        [
            ("centre", [cols / 2.0, rows / 2.0]),
            ("upper left", [0.0, 0.0]),
            ("upper right", [cols, 0.0]),
            ("lower left", [0.0, rows]),
            ("lower right", [cols, rows]),
        ]
    }
}
