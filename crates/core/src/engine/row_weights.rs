//! Counting cells and adding up their area in one addition, where each row has its own cell area.
//!
//! Over a few rows cell areas differ little. A cell's weight is its area beyond the smallest of these rows, in whole
//! 1e-9 m2, above the bits of a count of one: a sum of weights holds both the count and the area beyond, and one
//! loop serves grids in metres and in degrees.

use crate::{Amount, Area, Cells, Surface};
use std::ops::Range;

/// Weights for a run of rows.
#[derive(Debug, Clone)]
pub(super) struct RowWeights {
    rows: Range<usize>,
    smallest: Area,
    weights: Vec<u64>,
    count_bits: u32,
}

impl RowWeights {
    /// As many rows from the first of `rows` on, `cols` wide, as the sums have room for; at least one.
    pub(super) fn of(surface: &Surface, rows: Range<usize>, cols: usize) -> Self {
        const MOST_ROWS: usize = 64;
        let rows = rows.start..rows.end.min(rows.start + MOST_ROWS);
        let areas: Vec<Area> = rows.clone().map(|row| surface.row_cell_area(row)).collect();
        let mut count = areas.len();
        loop {
            if let Some(weights) = Self::fit(rows.start, &areas[..count], cols) {
                return weights;
            }
            count = count.div_ceil(2);
        }
    }

    /// `None` where a sum over all cells could overflow. One row always fits: its weight is one.
    fn fit(first: usize, areas: &[Area], cols: usize) -> Option<Self> {
        let cells = (areas.len() * cols) as u64;
        let count_bits = u64::BITS - cells.leading_zeros();
        let smallest = areas.iter().copied().min().unwrap_or_default();
        let mut weights = Vec::with_capacity(areas.len());
        for &area in areas {
            let beyond = u64::try_from((area - smallest).cell_units()).ok()?;
            let weight = beyond.checked_mul(1 << count_bits)?.checked_add(1)?;
            weight.checked_mul(cells)?;
            weights.push(weight);
        }
        Some(Self { rows: first..first + areas.len(), smallest, weights, count_bits })
    }

    pub(super) fn rows(&self) -> Range<usize> {
        self.rows.clone()
    }

    pub(super) fn of_row(&self, row: usize) -> u64 {
        self.weights[row - self.rows.start]
    }

    /// Area of a cell in this row.
    pub(super) fn cell_area(&self, row: usize) -> Area {
        self.smallest + Area::from_cell_units(u128::from(self.of_row(row) >> self.count_bits))
    }

    /// What a sum of weights stands for.
    pub(super) fn amount(&self, sum: u64) -> Amount {
        let cells = Cells::whole(sum & ((1 << self.count_bits) - 1));
        let beyond = Area::from_cell_units(u128::from(sum >> self.count_bits));
        Amount { cells, area: self.smallest * cells + beyond }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Ellipsoid;

    fn surface(step_degrees: f64) -> Surface {
        let step = step_degrees.to_radians();
        Surface::Geographic { ellipsoid: Ellipsoid::wgs84(), first_latitude: 0.7, row_step: -step, col_step: step }
    }

    #[test]
    fn a_sum_of_weights_is_the_cells_and_their_area() {
        for step in [1.0 / 3600.0, 0.01, 1.0] {
            let surface = surface(step);
            let weights = RowWeights::of(&surface, 3..67, 512);
            let mut sum = 0;
            let mut expected = Amount::default();
            for row in weights.rows() {
                // As many cells as the row may have, less some.
                let cells = 512 - row as u64;
                sum += weights.of_row(row) * cells;
                expected +=
                    Amount { cells: Cells::whole(cells), area: surface.row_cell_area(row) * Cells::whole(cells) };
            }
            assert_eq!(weights.amount(sum), expected);
        }
    }

    #[test]
    fn thirty_metre_rows_are_taken_many_together() {
        assert!(RowWeights::of(&surface(1.0 / 3600.0), 0..512, 512).rows().len() >= 32);
    }
}
