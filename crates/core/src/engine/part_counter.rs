//! Counts the cells of one part of a unit.

use super::cells_of_unit::{AnyCells, CellsOfUnit, NarrowCells};
use super::numbering::Numbering;
use super::row_weights::RowWeights;
use super::runs::CHUNK;
use super::stacks::Stacks;
use super::sums::{AmountSums, Amounts, RunSums, WholeCells};
use crate::{Amount, Area, Cells, Share, Surface, SymbolBlock, TallyFault, Window};
use std::ops::Range;

/// Sums of shares of so many cells fit: each has 2^30 units at most.
const MOST_CELLS_BY_SHARES: usize = 1 << 33;

/// One worker's sums; memory reused from part to part.
#[derive(Debug, Default)]
pub(super) struct PartCounter {
    whole: WholeCells,
    shares: Amounts,
    stacks: Stacks,
    /// Running sums of cell areas along a row.
    areas: Vec<Area>,
    /// What was counted: trajectory numbers and amounts. A number may stand there several times.
    pub(super) found: Vec<(u32, Amount)>,
}

/// Cells of one row of a unit that lie in one part by the same share. Rows and columns are the unit's.
#[derive(Debug, Clone, Copy)]
pub(super) struct UnitSpan {
    pub(super) row: u32,
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) share: Share,
}

impl UnitSpan {
    fn cols(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    fn cells(&self) -> u64 {
        u64::from(self.end - self.start)
    }
}

/// A unit of work and how much ground its cells cover.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ground<'a> {
    pub(super) window: Window,
    pub(super) surface: &'a Surface,
}

impl PartCounter {
    /// Counts the cells in the spans, row by row, into `found`.
    pub(super) fn count(
        &mut self,
        ground: Ground<'_>,
        spans: &[UnitSpan],
        blocks: &[SymbolBlock],
        numbering: &mut Numbering<'_>,
    ) -> Result<(), TallyFault> {
        let numbers = numbering.numbers();
        if let Some(mut cells) = NarrowCells::<3>::of(blocks, ground.window.cols, numbering) {
            return self.count_cells(ground, spans, &mut cells, numbers);
        }
        if let Some(mut cells) = NarrowCells::<2>::of(blocks, ground.window.cols, numbering) {
            return self.count_cells(ground, spans, &mut cells, numbers);
        }
        if let Some(mut cells) = NarrowCells::<1>::of(blocks, ground.window.cols, numbering) {
            return self.count_cells(ground, spans, &mut cells, numbers);
        }
        let mut cells = AnyCells { blocks, numbering, cols: ground.window.cols };
        self.count_cells(ground, spans, &mut cells, numbers)
    }

    fn count_cells(
        &mut self,
        ground: Ground<'_>,
        spans: &[UnitSpan],
        cells: &mut impl CellsOfUnit,
        numbers: Option<usize>,
    ) -> Result<(), TallyFault> {
        let Ground { window, surface } = ground;
        if surface.is_plane() && window.cells() < MOST_CELLS_BY_SHARES {
            // All cells are alike: their area is known from their shares, at the end.
            let amount = |shares| Amount { cells: Cells::from_units(u128::from(shares)), area: Area::ZERO };
            let weight = |_, share: Share| Some(u64::from(share.units()));
            self.count_alike(spans, cells, numbers, &(weight, |_| Area::ZERO, amount))?;
        } else if surface.rows_are_uniform() {
            let mut left = spans;
            while let Some(first) = left.first() {
                let on_grid = |row: u32| window.row + row as usize;
                let weights = RowWeights::of(surface, on_grid(first.row)..window.end_row(), window.cols);
                let within = left.partition_point(|span| on_grid(span.row) < weights.rows().end);
                let (these, others) = left.split_at(within);
                let weight = |row, share| (share == Share::FULL).then(|| weights.of_row(on_grid(row)));
                let scale = (weight, |row| weights.cell_area(on_grid(row)), |sum| weights.amount(sum));
                self.count_alike(these, cells, numbers, &scale)?;
                left = others;
            }
        } else {
            self.count_one_by_one(ground, spans, cells)?;
        }
        let found = &mut self.found;
        self.shares.drain(|number, amount| found.push((number, amount)));
        Ok(())
    }

    /// Rows whose cells are alike. `scale` is the weight of a cell by its row and share, where sums of weights say all; the
    /// area of a whole cell in a row, for the others; and what a sum of weights stands for.
    #[inline]
    fn count_alike(
        &mut self,
        spans: &[UnitSpan],
        cells: &mut impl CellsOfUnit,
        numbers: Option<usize>,
        scale: &(impl Fn(u32, Share) -> Option<u64>, impl Fn(u32) -> Area, impl Fn(u64) -> Amount),
    ) -> Result<(), TallyFault> {
        let Self { whole, shares, stacks, found, .. } = self;
        let (weight, cell_area, amount) = scale;
        for span in spans.iter().filter(|span| weight(span.row, span.share).is_none()) {
            let (area, share) = (cell_area(span.row), u128::from(span.share.units()));
            cells.runs(span.row as usize, span.cols(), |number, start, end| {
                let cells = Cells::from_units(share * (end - start) as u128);
                shares.add(number, Amount { cells, area: area * cells });
            })?;
        }
        let weighed = || spans.iter().filter_map(|span| Some((span, weight(span.row, span.share)?)));
        match numbers {
            Some(numbers) => {
                let mut sums = whole.below(numbers, weighed().map(|(span, _)| span.cells()).sum());
                count_weighed(weighed(), cells, stacks, &mut sums)?;
                whole.drain(|number, sum| found.push((number, amount(sum))));
                Ok(())
            }
            None => count_weighed(weighed(), cells, stacks, &mut AmountSums { amounts: shares, amount }),
        }
    }

    /// Rows in which each cell has an area of its own.
    fn count_one_by_one(
        &mut self,
        ground: Ground<'_>,
        spans: &[UnitSpan],
        cells: &mut impl CellsOfUnit,
    ) -> Result<(), TallyFault> {
        let Self { shares, areas, .. } = self;
        let Window { row, col, .. } = ground.window;
        for span in spans {
            let cols = span.cols();
            ground.surface.areas_along(row + span.row as usize, col + cols.start..col + cols.end, areas);
            cells.runs(span.row as usize, cols.clone(), |number, start, end| {
                let area = areas[end - cols.start] - areas[start - cols.start];
                let cells = Cells::from_units(u128::from(span.share.units()) * (end - start) as u128);
                shares.add(number, Amount { cells, area: area * Cells::from(span.share) });
            })?;
        }
        Ok(())
    }
}

/// Counts spans, each with the weight of its cells.
fn count_weighed<'s>(
    spans: impl Iterator<Item = (&'s UnitSpan, u64)>,
    cells: &mut impl CellsOfUnit,
    stacks: &mut Stacks,
    sums: &mut impl RunSums,
) -> Result<(), TallyFault> {
    for (span, weight) in spans {
        let (row, cols) = (span.row as usize, span.cols());
        let chunks = cols.start.div_ceil(CHUNK)..cols.end / CHUNK;
        let ragged = if chunks.is_empty() {
            [cols, 0..0]
        } else {
            stacks.put(cells, row, chunks.clone(), weight, sums)?;
            [cols.start..chunks.start * CHUNK, chunks.end * CHUNK..cols.end]
        };
        for cols in ragged {
            cells.runs(row, cols, |number, start, end| sums.add(number, weight * (end - start) as u64))?;
        }
    }
    stacks.clear(cells, sums)
}
