//! How many blocks one unit of work takes.

use landledger_core::GridShape;

/// Rows and columns of a file's own blocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct BlockShape {
    pub(crate) rows: usize,
    pub(crate) cols: usize,
}

/// A unit holds about this many cells: enough to hide the cost of handing it out, few enough to
/// stay in the processor's cache with all epochs. It is the size of the usual 512 x 512 tile.
const CELLS_PER_UNIT: usize = 512 * 512;

/// A unit that no epoch's blocks stick out of, grown to about [`CELLS_PER_UNIT`].
pub(crate) fn of(blocks: &[BlockShape], grid: GridShape) -> GridShape {
    let largest = |side: fn(&BlockShape) -> usize, limit: usize| {
        blocks.iter().map(side).max().unwrap_or(1).clamp(1, limit.max(1))
    };
    let mut unit = GridShape { rows: largest(|b| b.rows, grid.rows), cols: largest(|b| b.cols, grid.cols) };
    let (block_rows, block_cols) = (unit.rows, unit.cols);
    while unit.rows * unit.cols * 2 <= CELLS_PER_UNIT && (unit.rows < grid.rows || unit.cols < grid.cols) {
        if unit.cols < grid.cols && (unit.cols <= unit.rows || unit.rows >= grid.rows) {
            unit.cols += block_cols * (unit.cols / block_cols);
        } else {
            unit.rows += block_rows * (unit.rows / block_rows);
        }
    }
    GridShape { rows: unit.rows.min(grid.rows), cols: unit.cols.min(grid.cols) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GRID: GridShape = GridShape { rows: 20_480, cols: 20_480 };

    fn unit(rows: usize, cols: usize) -> (usize, usize) {
        let unit = of(&[BlockShape { rows, cols }], GRID);
        (unit.rows, unit.cols)
    }

    #[test]
    fn the_usual_tile_is_a_unit() {
        assert_eq!(unit(512, 512), (512, 512));
    }

    #[test]
    fn small_tiles_are_taken_together() {
        assert_eq!(unit(256, 256), (512, 512));
        assert_eq!(unit(128, 128), (512, 512));
    }

    #[test]
    fn several_one_row_strips_make_a_unit() {
        // 8 x 20 480 = 163 840 cells; twice that would be more than 262 144.
        assert_eq!(unit(1, 20_480), (8, 20_480));
    }

    #[test]
    fn strips_and_tiles_together_make_a_unit_that_cuts_neither() {
        let blocks = [BlockShape { rows: 512, cols: 512 }, BlockShape { rows: 1, cols: 20_480 }];
        let unit = of(&blocks, GRID);
        assert_eq!((unit.rows, unit.cols), (512, 20_480));
    }

    #[test]
    fn a_unit_is_never_larger_than_the_grid() {
        let unit = of(&[BlockShape { rows: 512, cols: 512 }], GridShape { rows: 30, cols: 40 });
        assert_eq!((unit.rows, unit.cols), (30, 40));
    }
}
