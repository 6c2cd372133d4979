//! How the cells of a window come into memory.

use crate::unit_shape::BlockShape;
use landledger_core::{GridShape, Window};

/// How an epoch's cells come into memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Whole blocks below one another, each decoded where its cells are counted.
    InPlace,
    /// Whole blocks, each decoded into a scratch block and copied or translated row by row.
    Copied,
    /// Any window, through GDAL's block cache.
    Windowed,
}

impl Access {
    /// The fastest way to a window of a file with these blocks.
    pub(crate) fn of(window: Window, block: BlockShape, grid: GridShape) -> Self {
        let is_border = |at: usize, block: usize, size: usize| at.is_multiple_of(block) || at == size;
        let is_whole = window.row.is_multiple_of(block.rows)
            && window.col.is_multiple_of(block.cols)
            && is_border(window.end_row(), block.rows, grid.rows)
            && is_border(window.end_col(), block.cols, grid.cols);
        match (is_whole, window.cols <= block.cols) {
            (false, _) => Self::Windowed,
            (true, true) => Self::InPlace,
            (true, false) => Self::Copied,
        }
    }
}

/// The blocks that a window of whole blocks is made of, row by row, cut at the grid's border.
pub(crate) fn blocks_of(window: Window, block: BlockShape) -> impl Iterator<Item = Window> {
    (window.row..window.end_row()).step_by(block.rows).flat_map(move |row| {
        let rows = block.rows.min(window.end_row() - row);
        (window.col..window.end_col()).step_by(block.cols).map(move |col| Window {
            row,
            col,
            rows,
            cols: block.cols.min(window.end_col() - col),
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const GRID: GridShape = GridShape { rows: 1000, cols: 700 };
    const TILE: BlockShape = BlockShape { rows: 256, cols: 256 };

    fn access(row: usize, col: usize, rows: usize, cols: usize, block: BlockShape) -> Access {
        Access::of(Window { row, col, rows, cols }, block, GRID)
    }

    #[test]
    fn one_column_of_blocks_is_decoded_in_place() {
        assert_eq!(access(0, 256, 512, 256, TILE), Access::InPlace);
        // The last tiles are cut: 1000 - 768 = 232 rows, 700 - 512 = 188 columns.
        assert_eq!(access(768, 512, 232, 188, TILE), Access::InPlace);
        assert_eq!(access(12, 0, 5, 700, BlockShape { rows: 1, cols: 700 }), Access::InPlace);
    }

    #[test]
    fn several_columns_of_blocks_are_copied() {
        assert_eq!(access(0, 0, 256, 512, TILE), Access::Copied);
        assert_eq!(access(0, 256, 256, 444, TILE), Access::Copied);
    }

    #[test]
    fn a_window_that_cuts_a_block_inside_the_grid_is_no_matter_of_whole_blocks() {
        for (row, col, rows, cols) in [(1, 0, 256, 256), (0, 0, 255, 256), (0, 0, 256, 255), (0, 3, 256, 253)] {
            assert_eq!(access(row, col, rows, cols, TILE), Access::Windowed);
        }
    }

    #[test]
    fn blocks_cover_their_window_once() {
        let window = Window { row: 768, col: 256, rows: 232, cols: 444 };
        let blocks: Vec<Window> = blocks_of(window, TILE).collect();
        let expected = [(768, 256, 232, 256), (768, 512, 232, 188)];
        assert_eq!(blocks, expected.map(|(row, col, rows, cols)| Window { row, col, rows, cols }));
    }
}
