//! How much a workbook may hold. Excel's own limit is 1,048,576 rows in a sheet; a file that people can open is smaller.

/// Rows of a sheet.
const MOST_ROWS: usize = 100_000;
/// Cells of all sheets of tables; a cell takes some 200 bytes while the workbook is made (measured).
const MOST_CELLS: usize = 2_000_000;
/// Rows that a sheet has in any case, so that it shows what its table is.
const FIRST_ROWS: usize = 1_000;

/// What is left.
#[derive(Debug)]
pub(super) struct Room {
    cells: usize,
}

impl Default for Room {
    fn default() -> Self {
        Self { cells: MOST_CELLS }
    }
}

impl Room {
    /// Rows that a table of so many columns may have now.
    pub(super) fn rows(&self, columns: usize) -> usize {
        (self.cells / columns.max(1)).clamp(FIRST_ROWS, MOST_ROWS)
    }

    /// So many cells are taken.
    pub(super) fn take(&mut self, cells: usize) {
        self.cells = self.cells.saturating_sub(cells);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_has_up_to_its_limit_and_at_least_its_first_rows() {
        let mut room = Room::default();
        assert_eq!((room.rows(1), room.rows(40)), (100_000, 50_000));
        room.take(1_950_000);
        assert_eq!(room.rows(10), 5_000);
        room.take(90_000);
        assert_eq!(room.rows(10), 1_000);
    }
}
