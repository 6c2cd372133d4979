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
///
/// Rows may stand further apart than the window is wide: a file's last block of a row is as wide as the others,
/// and it is decoded in place.
#[derive(Debug, Clone, Default)]
pub struct SymbolBlock {
    symbols: Symbols,
    stride: usize,
}

/// The symbols of a block.
#[derive(Debug, Clone)]
pub(crate) enum Symbols {
    /// Up to 256 different symbols.
    Narrow(Vec<u8>),
    /// Up to 65 536 different symbols.
    Wide(Vec<u16>),
}

impl Default for Symbols {
    fn default() -> Self {
        Self::Narrow(Vec::new())
    }
}

impl SymbolBlock {
    /// A narrow block of `rows` rows, `stride` symbols from one to the next, for the reader to overwrite. The memory
    /// is reused: what stood there before may still be there.
    pub fn narrow(&mut self, rows: usize, stride: usize) -> &mut [u8] {
        if !matches!(self.symbols, Symbols::Narrow(_)) {
            self.symbols = Symbols::Narrow(Vec::new());
        }
        self.stride = stride;
        let Symbols::Narrow(symbols) = &mut self.symbols else { unreachable!("made narrow above") };
        symbols.resize(rows * stride, 0);
        symbols
    }

    /// A wide block of `rows` rows, `stride` symbols from one to the next, for the reader to overwrite. The memory
    /// is reused: what stood there before may still be there.
    pub fn wide(&mut self, rows: usize, stride: usize) -> &mut [u16] {
        if !matches!(self.symbols, Symbols::Wide(_)) {
            self.symbols = Symbols::Wide(Vec::new());
        }
        self.stride = stride;
        let Symbols::Wide(symbols) = &mut self.symbols else { unreachable!("made wide above") };
        symbols.resize(rows * stride, 0);
        symbols
    }

    pub(crate) fn symbols(&self) -> &Symbols {
        &self.symbols
    }

    /// Symbols from the start of one row to the start of the next.
    pub(crate) fn stride(&self) -> usize {
        self.stride
    }

    /// The symbols of some columns of a row of the window.
    pub fn row(&self, row: usize, cols: std::ops::Range<usize>) -> SymbolRow<'_> {
        let at = row * self.stride + cols.start..row * self.stride + cols.end;
        match &self.symbols {
            Symbols::Narrow(symbols) => SymbolRow::Narrow(&symbols[at]),
            Symbols::Wide(symbols) => SymbolRow::Wide(&symbols[at]),
        }
    }

    /// The symbol at a row and column of the window.
    pub fn at(&self, row: usize, col: usize) -> usize {
        let at = row * self.stride + col;
        match &self.symbols {
            Symbols::Narrow(symbols) => usize::from(symbols[at]),
            Symbols::Wide(symbols) => usize::from(symbols[at]),
        }
    }
}

/// Symbols of cells side by side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SymbolRow<'a> {
    /// Up to 256 different symbols.
    Narrow(&'a [u8]),
    /// Up to 65 536 different symbols.
    Wide(&'a [u16]),
}

impl SymbolRow<'_> {
    /// The symbols one by one.
    pub fn symbols(&self) -> impl Iterator<Item = usize> + '_ {
        let (narrow, wide): (&[u8], &[u16]) = match self {
            Self::Narrow(symbols) => (symbols, &[]),
            Self::Wide(symbols) => (&[], symbols),
        };
        narrow.iter().map(|&symbol| usize::from(symbol)).chain(wide.iter().map(|&symbol| usize::from(symbol)))
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

    /// Reads the symbols of a window into `symbols`, whose memory is reused. Fastest is a unit of work, which starts at
    /// a multiple of [`BlockSource::unit_shape`] and is cut at the grid's border, or several of them side by side.
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
