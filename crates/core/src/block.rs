//! The only seam between the engine and the files.

use crate::{GridShape, Window};

/// What a raster's value means in one epoch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// No data.
    Nodata,
    /// The class at this index of the legend.
    Class(u16),
    /// Neither a class of the legend nor nodata.
    Stranger,
}

/// Symbols of one window, row by row. A symbol is an index into [`BlockSource::states`].
#[derive(Debug, Clone)]
pub enum SymbolBlock {
    /// Up to 256 different symbols.
    Narrow(Vec<u8>),
    /// Up to 65 536 different symbols.
    Wide(Vec<u16>),
}

impl SymbolBlock {
    /// A narrow block of `cells` symbols for the reader to overwrite, reusing the memory: what stood there
    /// before may still be there.
    pub fn narrow(&mut self, cells: usize) -> &mut [u8] {
        if !matches!(self, Self::Narrow(_)) {
            *self = Self::Narrow(Vec::new());
        }
        let Self::Narrow(symbols) = self else { unreachable!("made narrow above") };
        symbols.resize(cells, 0);
        symbols
    }

    /// A wide block of `cells` symbols for the reader to overwrite, reusing the memory: what stood there
    /// before may still be there.
    pub fn wide(&mut self, cells: usize) -> &mut [u16] {
        if !matches!(self, Self::Wide(_)) {
            *self = Self::Wide(Vec::new());
        }
        let Self::Wide(symbols) = self else { unreachable!("made wide above") };
        symbols.resize(cells, 0);
        symbols
    }
}

impl Default for SymbolBlock {
    fn default() -> Self {
        Self::Narrow(Vec::new())
    }
}

/// Rasters of every epoch on one grid, shared by all workers.
pub trait BlockSource: Sync {
    /// Why a read failed.
    type Error: std::error::Error + Send + 'static;
    /// One worker's handles.
    type Reader<'a>: BlockReader<Error = Self::Error>
    where
        Self: 'a;

    /// The cells that are cheapest to read together: rows and columns of a unit of work.
    fn unit_shape(&self) -> GridShape;

    /// What each symbol of this epoch means.
    fn states(&self, epoch: usize) -> &[State];

    /// Opens a set of handles for one worker.
    ///
    /// # Errors
    /// When a file that was there at the start cannot be opened any more.
    fn open(&self) -> Result<Self::Reader<'_>, Self::Error>;
}

/// One worker's access to the rasters.
pub trait BlockReader {
    /// Why a read failed.
    type Error;

    /// Reads the symbols of a window into `symbols`, whose memory is reused.
    ///
    /// # Errors
    /// When the file cannot be read or decoded there.
    fn read(&mut self, epoch: usize, window: Window, symbols: &mut SymbolBlock) -> Result<(), Self::Error>;

    /// Reads the values themselves, to name those that the legend does not know. Slow, rarely called.
    ///
    /// # Errors
    /// When the file cannot be read or decoded there.
    fn read_values(&mut self, epoch: usize, window: Window, values: &mut Vec<f64>) -> Result<(), Self::Error>;
}
