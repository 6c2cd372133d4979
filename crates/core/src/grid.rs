//! Positions on the grid. Always named fields: a bare pair does not say which comes first.

/// Rows and columns of a grid. Row 0 is the first row of the raster (northernmost in a north-up one).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GridShape {
    /// Number of rows.
    pub rows: usize,
    /// Number of columns.
    pub cols: usize,
}

impl GridShape {
    /// Number of cells.
    pub fn cells(self) -> u64 {
        self.rows as u64 * self.cols as u64
    }

    /// The window that holds the whole grid.
    pub fn window(self) -> Window {
        Window { row: 0, col: 0, rows: self.rows, cols: self.cols }
    }
}

/// One cell, counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cell {
    /// Row of the cell.
    pub row: usize,
    /// Column of the cell.
    pub col: usize,
}

/// A rectangle of cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// First row.
    pub row: usize,
    /// First column.
    pub col: usize,
    /// Number of rows.
    pub rows: usize,
    /// Number of columns.
    pub cols: usize,
}

impl Window {
    /// Number of cells.
    pub fn cells(self) -> usize {
        self.rows * self.cols
    }

    /// The row after the last one.
    pub fn end_row(self) -> usize {
        self.row + self.rows
    }

    /// The column after the last one.
    pub fn end_col(self) -> usize {
        self.col + self.cols
    }
}
