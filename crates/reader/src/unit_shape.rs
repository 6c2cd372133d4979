//! How many blocks one unit of work takes.

use landledger_core::GridShape;

/// Rows and columns of a file's own blocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct BlockShape {
    pub(crate) rows: usize,
    pub(crate) cols: usize,
}

impl BlockShape {
    pub(crate) fn cells(self) -> usize {
        self.rows * self.cols
    }
}

/// A unit holds about this many cells: enough to hide the cost of handing it out. It is the size of the usual
/// 512 x 512 tile.
const CELLS_PER_UNIT: usize = 512 * 512;

/// Symbols of all epochs of a unit: three usual tiles stay in a second-level cache of 1 MiB.
const SYMBOLS_PER_UNIT: usize = 3 * CELLS_PER_UNIT;

/// With many epochs units get smaller, but not than this: there are many blocks to read in each of them.
const LEAST_CELLS_PER_UNIT: usize = 256 * 256;

/// Blocks narrower than this are taken side by side, although each must be copied then: rows as short as that would
/// cost more.
const NARROW: usize = 256;

/// A unit that no epoch's blocks stick out of, grown to about [`CELLS_PER_UNIT`]: downwards, because blocks below one
/// another are decoded in place.
pub(crate) fn of(blocks: &[BlockShape], grid: GridShape) -> GridShape {
    let largest = |side: fn(&BlockShape) -> usize, limit: usize| {
        blocks.iter().map(side).max().unwrap_or(1).clamp(1, limit.max(1))
    };
    let block = BlockShape { rows: largest(|b| b.rows, grid.rows), cols: largest(|b| b.cols, grid.cols) };
    let cells = (SYMBOLS_PER_UNIT / blocks.len().max(1)).clamp(LEAST_CELLS_PER_UNIT, CELLS_PER_UNIT);
    let fitting = |side: usize, limit: usize| side * (limit / side).max(1);
    let cols =
        if block.cols < NARROW { fitting(block.cols, cells.isqrt().min(cells / block.rows)) } else { block.cols };
    let rows = fitting(block.rows, cells / cols);
    GridShape { rows: rows.min(grid.rows), cols: cols.min(grid.cols) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GRID: GridShape = GridShape { rows: 20_480, cols: 20_480 };

    fn unit_of(epochs: usize, rows: usize, cols: usize, grid: GridShape) -> (usize, usize) {
        let unit = of(&vec![BlockShape { rows, cols }; epochs], grid);
        (unit.rows, unit.cols)
    }

    fn unit(rows: usize, cols: usize) -> (usize, usize) {
        unit_of(3, rows, cols, GRID)
    }

    #[test]
    fn the_usual_tile_is_a_unit() {
        assert_eq!(unit(512, 512), (512, 512));
        assert_eq!(unit(1024, 1024), (1024, 1024));
    }

    #[test]
    fn tiles_of_half_the_side_are_stacked() {
        assert_eq!(unit(256, 256), (1024, 256));
    }

    #[test]
    fn small_tiles_are_taken_together() {
        assert_eq!(unit(128, 128), (512, 512));
        assert_eq!(unit(16, 16), (512, 512));
        // 512 / 48 = 10 tiles side by side, 262 144 / 480 / 48 = 11 below one another.
        assert_eq!(unit(48, 48), (528, 480));
    }

    #[test]
    fn strips_are_stacked() {
        // 262 144 / 20 480 = 12.8
        assert_eq!(unit(1, 20_480), (12, 20_480));
        assert_eq!(unit(3, 20_480), (12, 20_480));
        assert_eq!(unit(16, 20_480), (16, 20_480));
    }

    #[test]
    fn many_epochs_make_small_units() {
        // 3 x 262 144 / 30 is less than 65 536, which is one strip of this raster and a tile of 256 x 256.
        let wide = GridShape { rows: 40_000, cols: 60_000 };
        assert_eq!(unit_of(30, 1, 60_000, wide), (1, 60_000));
        assert_eq!(unit_of(3, 1, 60_000, wide), (4, 60_000));
        assert_eq!(unit_of(30, 256, 256, GRID), (256, 256));
        assert_eq!(unit_of(30, 512, 512, GRID), (512, 512));
    }

    #[test]
    fn strips_and_tiles_together_make_a_unit_that_cuts_neither() {
        let blocks = [BlockShape { rows: 512, cols: 512 }, BlockShape { rows: 1, cols: 20_480 }];
        let unit = of(&blocks, GRID);
        assert_eq!((unit.rows, unit.cols), (512, 20_480));
    }

    #[test]
    fn a_unit_is_never_larger_than_the_grid() {
        assert_eq!(unit_of(1, 512, 512, GridShape { rows: 30, cols: 40 }), (30, 40));
        assert_eq!(unit_of(1, 1, 40, GridShape { rows: 30, cols: 40 }), (30, 40));
        assert_eq!(unit_of(1, 16, 16, GridShape { rows: 30, cols: 40 }), (30, 40));
    }

    #[test]
    fn a_file_that_is_one_block_is_one_unit_and_decoded_once() {
        assert_eq!(unit(20_480, 20_480), (20_480, 20_480));
    }
}
