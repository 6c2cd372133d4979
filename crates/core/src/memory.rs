//! Rasters held in memory: for examples, tests, and callers who have arrays instead of files.

use crate::{BlockReader, BlockSource, GridShape, Legend, State, SymbolBlock, Window};
use std::convert::Infallible;

/// Epochs as vectors of codes, `None` for nodata.
#[derive(Debug, Clone)]
pub struct MemorySource {
    shape: GridShape,
    unit: GridShape,
    epochs: Vec<Vec<Option<u16>>>,
    states: Vec<State>,
}

/// The symbol of nodata: one past the largest code.
const NODATA_SYMBOL: usize = 65_536 - 1;

impl MemorySource {
    /// Takes one vector for each epoch, row by row. Code 65535 cannot be used here.
    pub fn new(shape: GridShape, legend: &Legend, epochs: Vec<Vec<Option<u16>>>) -> Self {
        let mut states: Vec<State> = (0..NODATA_SYMBOL as u16)
            .map(|code| legend.index_of_cell(code).map_or(State::Stranger, |index| State::Class(index as u16)))
            .collect();
        states.push(State::Nodata);
        Self { shape, unit: shape, epochs, states }
    }

    /// Cuts the work into units of this shape.
    #[must_use]
    pub fn with_units(mut self, unit: GridShape) -> Self {
        self.unit = unit;
        self
    }
}

impl BlockSource for MemorySource {
    type Error = Infallible;
    type Reader<'a> = &'a Self;

    fn unit_shape(&self) -> GridShape {
        self.unit
    }

    fn states(&self, _epoch: usize) -> &[State] {
        &self.states
    }

    fn open(&self) -> Result<&Self, Infallible> {
        Ok(self)
    }
}

impl MemorySource {
    fn cells(&self, epoch: usize, window: Window) -> impl Iterator<Item = Option<u16>> + '_ {
        (window.row..window.end_row()).flat_map(move |row| {
            let start = row * self.shape.cols + window.col;
            self.epochs[epoch][start..start + window.cols].iter().copied()
        })
    }
}

impl BlockReader for &MemorySource {
    type Error = Infallible;

    fn read(&mut self, epoch: usize, window: Window, symbols: &mut SymbolBlock) -> Result<(), Infallible> {
        let symbols = symbols.wide(window.rows, window.cols);
        for (symbol, code) in symbols.iter_mut().zip(self.cells(epoch, window)) {
            *symbol = code.unwrap_or(NODATA_SYMBOL as u16);
        }
        Ok(())
    }

    fn read_values(&mut self, epoch: usize, window: Window, values: &mut Vec<f64>) -> Result<(), Infallible> {
        values.clear();
        values.extend(self.cells(epoch, window).map(|code| code.map_or(f64::NAN, f64::from)));
        Ok(())
    }
}
