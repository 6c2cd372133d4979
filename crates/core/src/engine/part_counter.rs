//! Counts the cells of one part of a unit.

use super::cells_of_unit::{AnyCells, CellsOfUnit, NarrowCells};
use super::numbering::Numbering;
use super::row_weights::RowWeights;
use super::runs::CHUNK;
use super::stacks::Stacks;
use super::sums::{AmountSums, Amounts, RunSums, WholeCells};
use crate::coverage::PartSpan;
use crate::{Amount, Area, Cells, Share, Surface, SymbolBlock, TallyFault, Window};
use std::ops::Range;

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

/// A span cut to a unit.
#[derive(Debug, Clone, Copy)]
pub(super) struct UnitSpan {
    pub(super) row: usize,
    pub(super) span: PartSpan,
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
        if surface.is_plane() {
            // All cells are alike: their area is known from their number, at the end.
            let amount = |cells| Amount { cells: Cells::whole(cells), area: Area::ZERO };
            self.count_alike(window, spans, cells, numbers, &(|_| 1, |_| Area::ZERO, amount))?;
        } else if surface.rows_are_uniform() {
            let mut left = spans;
            while let Some(first) = left.first() {
                let weights = RowWeights::of(surface, first.row..window.end_row(), window.cols);
                let (these, others) = left.split_at(left.partition_point(|span| span.row < weights.rows().end));
                let scale = (|row| weights.of_row(row), |row| weights.cell_area(row), |sum| weights.amount(sum));
                self.count_alike(window, these, cells, numbers, &scale)?;
                left = others;
            }
        } else {
            self.count_one_by_one(ground, spans, cells)?;
        }
        let found = &mut self.found;
        self.shares.drain(|number, amount| found.push((number, amount)));
        Ok(())
    }

    /// Rows whose cells are alike: whole cells by the weight of their row, edge cells by their share and area. `scale` is
    /// the weight of a cell in a row, its area, and what a sum of weights stands for.
    #[inline]
    fn count_alike(
        &mut self,
        window: Window,
        spans: &[UnitSpan],
        cells: &mut impl CellsOfUnit,
        numbers: Option<usize>,
        (weight, cell_area, amount): &(impl Fn(usize) -> u64, impl Fn(usize) -> Area, impl Fn(u64) -> Amount),
    ) -> Result<(), TallyFault> {
        let Self { whole, shares, stacks, found, .. } = self;
        for UnitSpan { row, span } in spans.iter().filter(|span| span.span.share != Share::FULL) {
            let (area, share) = (cell_area(*row), u128::from(span.share.units()));
            cells.runs(row - window.row, cols_in(window, span), |number, start, end| {
                let cells = Cells::from_units(share * (end - start) as u128);
                shares.add(number, Amount { cells, area: area * cells });
            })?;
        }
        match numbers {
            Some(numbers) => {
                let whole_cells = spans.iter().map(|span| u64::from(span.span.end - span.span.start)).sum();
                let mut sums = whole.below(numbers, whole_cells);
                count_whole(window, spans, cells, stacks, weight, &mut sums)?;
                whole.drain(|number, sum| found.push((number, amount(sum))));
                Ok(())
            }
            None => count_whole(window, spans, cells, stacks, weight, &mut AmountSums { amounts: shares, amount }),
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
        let window = ground.window;
        for UnitSpan { row, span } in spans {
            ground.surface.areas_along(*row, span.start as usize..span.end as usize, areas);
            let cols = cols_in(window, span);
            cells.runs(row - window.row, cols.clone(), |number, start, end| {
                let area = areas[end - cols.start] - areas[start - cols.start];
                let cells = Cells::from_units(u128::from(span.share.units()) * (end - start) as u128);
                shares.add(number, Amount { cells, area: area * Cells::from(span.share) });
            })?;
        }
        Ok(())
    }
}

/// Counts the spans of whole cells.
fn count_whole(
    window: Window,
    spans: &[UnitSpan],
    cells: &mut impl CellsOfUnit,
    stacks: &mut Stacks,
    weight: &impl Fn(usize) -> u64,
    sums: &mut impl RunSums,
) -> Result<(), TallyFault> {
    for UnitSpan { row, span } in spans.iter().filter(|span| span.span.share == Share::FULL) {
        let (row, weight, cols) = (row - window.row, weight(*row), cols_in(window, span));
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

/// The span in columns of the unit.
fn cols_in(window: Window, span: &PartSpan) -> Range<usize> {
    span.start as usize - window.col..span.end as usize - window.col
}
