//! The pieces that workers draw: some tiles side by side, read together.

use crate::TILE;
use landledger_core::{BlockReader, GridShape, SymbolBlock, SymbolRow, Window, ZoneRows};
use std::ops::Range;

/// The symbols of the epochs in a window.
#[derive(Debug)]
pub(crate) struct Symbols {
    window: Window,
    /// One for each epoch of the study; those that no map needs are empty.
    blocks: Vec<SymbolBlock>,
}

impl Symbols {
    pub(crate) fn of_epochs(epochs: usize) -> Self {
        Self { window: Window { row: 0, col: 0, rows: 0, cols: 0 }, blocks: vec![SymbolBlock::default(); epochs] }
    }

    pub(crate) fn read<R: BlockReader>(
        &mut self,
        reader: &mut R,
        epochs: &[usize],
        window: Window,
    ) -> Result<(), R::Error> {
        self.window = window;
        epochs.iter().try_for_each(|&epoch| reader.read(epoch, window, &mut self.blocks[epoch]))
    }

    /// Columns of a row of the grid.
    pub(crate) fn row(&self, epoch: usize, row: usize, cols: Range<usize>) -> SymbolRow<'_> {
        let Window { row: first_row, col: first_col, .. } = self.window;
        self.blocks[epoch].row(row - first_row, cols.start - first_col..cols.end - first_col)
    }
}

/// Rows and columns of tiles that are drawn together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct JobShape {
    pub(crate) tile_rows: usize,
    pub(crate) tile_cols: usize,
}

/// Jobs are squares of so many tiles: their first two overviews are then complete inside.
const SIDE: usize = 4;

/// The most columns of tiles in a job, for rasters in strips.
const WIDEST: usize = 64;

/// Symbols of all epochs of a job.
const SYMBOLS: usize = 32 << 20;

impl JobShape {
    /// For rasters that are read by units of this shape. Strips are taken as wide as they are, and one row of tiles at once.
    pub(crate) fn of(unit: GridShape, grid: GridShape, epochs: usize) -> Self {
        let mut shape = if unit.cols > SIDE * TILE {
            Self { tile_rows: 1, tile_cols: unit.cols.div_ceil(TILE).min(WIDEST) }
        } else {
            Self { tile_rows: SIDE, tile_cols: SIDE }
        };
        while shape.cells() * epochs > SYMBOLS && shape.tile_rows.max(shape.tile_cols) > 1 {
            let halve = if shape.tile_rows >= shape.tile_cols { &mut shape.tile_rows } else { &mut shape.tile_cols };
            *halve = halve.div_ceil(2);
        }
        let most = |cells: usize| cells.div_ceil(TILE).max(1);
        Self { tile_rows: shape.tile_rows.min(most(grid.rows)), tile_cols: shape.tile_cols.min(most(grid.cols)) }
    }

    pub(crate) fn cells(self) -> usize {
        self.tile_rows * self.tile_cols * TILE * TILE
    }

    /// Every job, row by row.
    pub(crate) fn jobs(self, grid: GridShape) -> Vec<Job> {
        let tiles = GridShape { rows: grid.rows.div_ceil(TILE), cols: grid.cols.div_ceil(TILE) };
        let rows = (0..tiles.rows).step_by(self.tile_rows);
        let of_row = |row: usize| {
            (0..tiles.cols).step_by(self.tile_cols).map(move |col| Job {
                rows: row..(row + self.tile_rows).min(tiles.rows),
                cols: col..(col + self.tile_cols).min(tiles.cols),
            })
        };
        rows.flat_map(of_row).collect()
    }
}

/// Tiles that are drawn together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Job {
    /// Rows of tiles.
    pub(crate) rows: Range<usize>,
    /// Columns of tiles.
    pub(crate) cols: Range<usize>,
}

impl Job {
    /// Each tile, row by row.
    pub(crate) fn tiles(&self) -> impl Iterator<Item = [usize; 2]> + '_ {
        self.rows.clone().flat_map(|row| self.cols.clone().map(move |col| [row, col]))
    }

    /// Rows of cells.
    pub(crate) fn cell_rows(&self, grid: GridShape) -> Range<usize> {
        self.rows.start * TILE..(self.rows.end * TILE).min(grid.rows)
    }

    /// The tiles, in the order of [`Self::tiles`], of which some zone holds a cell.
    pub(crate) fn under(&self, zones: &ZoneRows, grid: GridShape) -> Vec<bool> {
        let mut under = vec![false; self.rows.len() * self.cols.len()];
        let cols = self.cols.start * TILE..(self.cols.end * TILE).min(grid.cols);
        for row in self.cell_rows(grid) {
            let first = (row / TILE - self.rows.start) * self.cols.len();
            for stretch in zones.within(row, cols.clone()) {
                let tiles = stretch.start / TILE - self.cols.start..=(stretch.end - 1) / TILE - self.cols.start;
                under[first + tiles.start()..=first + tiles.end()].fill(true);
            }
        }
        under
    }

    /// The smallest window of whole tiles, cut at the grid's border, that holds those which are under a zone.
    pub(crate) fn window(&self, under: &[bool], grid: GridShape) -> Option<Window> {
        let tiles = || self.tiles().zip(under).filter(|(_, under)| **under).map(|(tile, _)| tile);
        let range = |axis: usize| Some((tiles().map(|tile| tile[axis]).min()?, tiles().map(|tile| tile[axis]).max()?));
        let ((top, bottom), (left, right)) = (range(0)?, range(1)?);
        let (row, col) = (top * TILE, left * TILE);
        let (end_row, end_col) = (((bottom + 1) * TILE).min(grid.rows), ((right + 1) * TILE).min(grid.cols));
        Some(Window { row, col, rows: end_row - row, cols: end_col - col })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use landledger_core::{Polygons, Zone, ZoneCells};

    const GRID: GridShape = GridShape { rows: 20_480, cols: 20_480 };

    fn shape(unit: [usize; 2], epochs: usize) -> (usize, usize) {
        let shape = JobShape::of(GridShape { rows: unit[0], cols: unit[1] }, GRID, epochs);
        (shape.tile_rows, shape.tile_cols)
    }

    #[test]
    fn tiles_make_squares_and_strips_make_rows() {
        assert_eq!(shape([512, 512], 3), (4, 4));
        assert_eq!(shape([12, 20_480], 3), (1, 40));
    }

    #[test]
    fn many_epochs_make_small_jobs() {
        // 30 x 16 tiles of 262 144 cells are 120 Mi, 30 x 8 are 60, 30 x 4 are 30.
        assert_eq!(shape([512, 512], 30), (2, 2));
    }

    #[test]
    fn only_tiles_under_a_zone_are_read() {
        let grid = GridShape { rows: 3 * TILE, cols: 3 * TILE + 10 };
        // Cells 600 to 700 of rows 100 to 1100: the second column of tiles, all three rows of the job.
        let ring = vec![[600.0, 100.0], [700.0, 100.0], [700.0, 1100.0], [600.0, 1100.0]];
        let zones = [Zone { name: String::new(), group: None, outline: Polygons::from_rings(vec![ring]) }];
        let job = Job { rows: 0..3, cols: 0..4 };
        let under = job.under(&ZoneCells::of(&zones, grid).rows(job.cell_rows(grid)), grid);
        let expected = [false, true, false, false].repeat(3);
        assert_eq!(under, expected);
        assert_eq!(job.window(&under, grid), Some(Window { row: 0, col: TILE, rows: 3 * TILE, cols: TILE }));
        assert_eq!(job.window(&[false; 12], grid), None);
    }
}
