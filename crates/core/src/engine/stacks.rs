//! Rows repeat what stands above them: patches of land cover are as high as they are wide. A chunk of cells that are
//! the same in several rows, one below another, is looked at once, with the weight of all of these rows.

use super::cells_of_unit::CellsOfUnit;
use super::sums::RunSums;
use crate::TallyFault;
use std::ops::Range;

/// For each chunk of a unit's columns, rows that are alike there and not yet counted.
#[derive(Debug, Default)]
pub(super) struct Stacks(Vec<Stack>);

#[derive(Debug, Clone, Copy, Default)]
struct Stack {
    /// The lowest of the rows.
    row: usize,
    /// Of all the rows; 0 where there are none.
    weight: u64,
}

impl Stacks {
    /// Puts chunks of a row on their stacks; rows come from above. A stack that is complete is counted.
    #[inline]
    pub(super) fn put(
        &mut self,
        cells: &mut impl CellsOfUnit,
        row: usize,
        chunks: Range<usize>,
        weight: u64,
        sums: &mut impl RunSums,
    ) -> Result<(), TallyFault> {
        /// Bits of a word.
        const TOGETHER: usize = 64;
        if self.0.len() < chunks.end {
            self.0.resize(chunks.end, Stack::default());
        }
        for first in chunks.clone().step_by(TOGETHER) {
            let chunks = first..chunks.end.min(first + TOGETHER);
            let mut repeats = if row > 0 { cells.repeats_above(row, chunks.clone()) } else { 0 };
            for (chunk, stack) in chunks.clone().zip(&mut self.0[chunks]) {
                if repeats & 1 == 1 && stack.row + 1 == row && stack.weight > 0 {
                    stack.weight += weight;
                } else {
                    stack.count(cells, chunk, sums)?;
                    stack.weight = weight;
                }
                stack.row = row;
                repeats >>= 1;
            }
        }
        Ok(())
    }

    /// Counts what is left on the stacks.
    pub(super) fn clear(&mut self, cells: &mut impl CellsOfUnit, sums: &mut impl RunSums) -> Result<(), TallyFault> {
        for (chunk, stack) in self.0.iter_mut().enumerate() {
            stack.count(cells, chunk, sums)?;
            stack.weight = 0;
        }
        Ok(())
    }
}

impl Stack {
    fn count(self, cells: &mut impl CellsOfUnit, chunk: usize, sums: &mut impl RunSums) -> Result<(), TallyFault> {
        if self.weight == 0 {
            return Ok(());
        }
        cells.count_chunk(self.row, chunk, self.weight, sums.lend())
    }
}
