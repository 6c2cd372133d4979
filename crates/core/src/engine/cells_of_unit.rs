//! The cells of a unit in all epochs, as the counting loop sees them: trajectory numbers, run by run.

use super::numbering::{Numbering, SYMBOLS};
use super::runs::{CHUNK, RowSymbols, all_alike, changes_in_chunk, each_run};
use super::sums::RunSums;
use super::vector_numbers::VectorNumbers;
use crate::block::Symbols;
use crate::{SymbolBlock, TallyFault};
use std::ops::Range;

/// Up to so many changes in a chunk it is counted run by run.
const FEW_CHANGES: u32 = 4;

/// Rows and columns are the unit's; a chunk is [`CHUNK`] columns from a multiple of that.
pub(super) trait CellsOfUnit {
    /// A bit for each of at most 64 chunks: whether it repeats the one above it in every epoch. The row is not the first.
    fn repeats_above(&self, row: usize, chunks: Range<usize>) -> u64;

    /// Counts the cells of a chunk, each with this weight.
    fn count_chunk(&mut self, row: usize, chunk: usize, weight: u64, sums: impl RunSums) -> Result<(), TallyFault>;

    /// Calls `each` with number, first column and column after the last of every run in these columns. Where a run
    /// is longer than [`CHUNK`] it comes in pieces.
    fn runs(&mut self, row: usize, cols: Range<usize>, each: impl FnMut(u32, usize, usize)) -> Result<(), TallyFault>;
}

/// The usual few maps of bytes: a run takes a look into a small table for each.
#[derive(Debug, Clone, Copy)]
pub(super) struct NarrowCells<'a, const EPOCHS: usize> {
    symbols: [&'a [u8]; EPOCHS],
    strides: [usize; EPOCHS],
    /// Columns of the unit.
    cols: usize,
    addends: [&'a [u32; SYMBOLS]; EPOCHS],
    vector: Option<&'a VectorNumbers>,
}

impl<'a, const EPOCHS: usize> NarrowCells<'a, EPOCHS> {
    /// `None` where there are not so many epochs, or not all of them are narrow.
    pub(super) fn of(blocks: &'a [SymbolBlock], cols: usize, numbering: &'a Numbering<'_>) -> Option<Self> {
        let addends: &[_; EPOCHS] = numbering.addends()?.try_into().ok()?;
        let blocks: &[_; EPOCHS] = blocks.try_into().ok()?;
        if blocks.iter().any(|block| matches!(block.symbols(), Symbols::Wide(_))) {
            return None;
        }
        let narrow = |block: &'a SymbolBlock| match block.symbols() {
            Symbols::Narrow(symbols) => &symbols[..],
            Symbols::Wide(_) => unreachable!("looked at above"),
        };
        let strides = blocks.each_ref().map(SymbolBlock::stride);
        Some(Self {
            symbols: blocks.each_ref().map(narrow),
            strides,
            cols,
            addends: addends.each_ref(),
            vector: numbering.vector(),
        })
    }

    /// Some chunks of a row in one epoch.
    #[inline]
    fn chunks(&self, epoch: usize, row: usize, chunks: &Range<usize>) -> &'a [[u8; CHUNK]] {
        let row = row * self.strides[epoch];
        self.symbols[epoch][row + chunks.start * CHUNK..row + chunks.end * CHUNK].as_chunks().0
    }

    #[inline]
    fn number(&self, symbol: impl Fn(usize) -> u8) -> u32 {
        (0..EPOCHS).map(|epoch| self.addends[epoch][usize::from(symbol(epoch))]).sum()
    }
}

impl<const EPOCHS: usize> CellsOfUnit for NarrowCells<'_, EPOCHS> {
    #[inline]
    fn repeats_above(&self, row: usize, chunks: Range<usize>) -> u64 {
        let above: [_; EPOCHS] = std::array::from_fn(|epoch| self.chunks(epoch, row - 1, &chunks));
        let here: [_; EPOCHS] = std::array::from_fn(|epoch| self.chunks(epoch, row, &chunks));
        (0..chunks.len()).fold(0, |bits, chunk| {
            let pairs = std::array::from_fn(|epoch| (&above[epoch][chunk], &here[epoch][chunk]));
            bits | u64::from(all_alike::<EPOCHS>(pairs)) << chunk
        })
    }

    #[inline]
    fn count_chunk(&mut self, row: usize, chunk: usize, weight: u64, mut sums: impl RunSums) -> Result<(), TallyFault> {
        let cells: [&[u8; CHUNK]; EPOCHS] =
            std::array::from_fn(|epoch| &self.chunks(epoch, row, &(chunk..chunk + 1))[0]);
        let changes = cells.iter().fold(0, |changes, cells| changes | changes_in_chunk(cells));
        if let Some(vector) = self.vector.filter(|_| sums.takes_chunks() && changes.count_ones() > FEW_CHANGES) {
            sums.add_chunk(&vector.of_chunk(cells), weight);
            return Ok(());
        }
        each_run(changes, CHUNK, |start, end| {
            // Places are below the chunk's length; said so that the compiler knows.
            sums.add(self.number(|epoch| cells[epoch][start % CHUNK]), weight * (end - start) as u64);
        });
        Ok(())
    }

    #[inline]
    fn runs(
        &mut self,
        row: usize,
        cols: Range<usize>,
        mut each: impl FnMut(u32, usize, usize),
    ) -> Result<(), TallyFault> {
        let rows: [&[u8]; EPOCHS] = std::array::from_fn(|epoch| {
            let from = row * self.strides[epoch];
            &self.symbols[epoch][from..from + self.cols]
        });
        // Edge cells come one by one.
        if cols.len() == 1 {
            each(self.number(|epoch| rows[epoch][cols.start]), cols.start, cols.end);
            return Ok(());
        }
        for Range { start: from, end: to } in in_chunks(cols) {
            let changes = rows.iter().fold(0, |changes, row| changes | RowSymbols::Narrow(row).changes(from, to));
            each_run(changes, to - from, |start, end| {
                each(self.number(|epoch| rows[epoch][from + start]), from + start, from + end);
            });
        }
        Ok(())
    }
}

/// Cuts columns where chunks begin.
fn in_chunks(cols: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let chunks = cols.start / CHUNK..cols.end.div_ceil(CHUNK);
    chunks.map(move |chunk| cols.start.max(chunk * CHUNK)..cols.end.min((chunk + 1) * CHUNK))
}

/// Cells of any kind, in any number of epochs.
#[derive(Debug)]
pub(super) struct AnyCells<'a, 'j> {
    pub(super) blocks: &'a [SymbolBlock],
    pub(super) numbering: &'a mut Numbering<'j>,
    /// Columns of the unit.
    pub(super) cols: usize,
}

impl<'a> AnyCells<'a, '_> {
    fn row(&self, epoch: usize, row: usize) -> RowSymbols<'a> {
        RowSymbols::of(&self.blocks[epoch], row, self.cols)
    }
}

impl CellsOfUnit for AnyCells<'_, '_> {
    fn repeats_above(&self, row: usize, chunks: Range<usize>) -> u64 {
        let repeats = |chunk: usize| {
            let cols = chunk * CHUNK..(chunk + 1) * CHUNK;
            (0..self.blocks.len()).all(|epoch| self.row(epoch, row - 1).is_like(self.row(epoch, row), cols.clone()))
        };
        chunks.rev().fold(0, |bits, chunk| (bits << 1) | u64::from(repeats(chunk)))
    }

    fn count_chunk(&mut self, row: usize, chunk: usize, weight: u64, mut sums: impl RunSums) -> Result<(), TallyFault> {
        self.runs(row, chunk * CHUNK..(chunk + 1) * CHUNK, |number, start, end| {
            sums.add(number, weight * (end - start) as u64);
        })
    }

    fn runs(
        &mut self,
        row: usize,
        cols: Range<usize>,
        mut each: impl FnMut(u32, usize, usize),
    ) -> Result<(), TallyFault> {
        if cols.len() == 1 {
            each(self.numbering.number(self.blocks, row, cols.start)?, cols.start, cols.end);
            return Ok(());
        }
        for Range { start: from, end: to } in in_chunks(cols) {
            let epochs = 0..self.blocks.len();
            let changes = epochs.fold(0, |changes, epoch| changes | self.row(epoch, row).changes(from, to));
            let mut fault = Ok(());
            each_run(changes, to - from, |start, end| {
                if fault.is_ok() {
                    match self.numbering.number(self.blocks, row, from + start) {
                        Ok(number) => each(number, from + start, from + end),
                        Err(too_many) => fault = Err(too_many),
                    }
                }
            });
            fault?;
        }
        Ok(())
    }
}
