//! Blocks of symbols from files: the engine's source.

use crate::access::{Access, blocks_of};
use crate::cell_type::{CellType, RawCell};
use crate::decode::{BandKind, Decoder};
use crate::raw_block::{RawBlocks, Scratch};
use crate::unit_shape::BlockShape;
use crate::warp::Warped;
use crate::{ReaderError, open};
use gdal::errors::GdalError;
use gdal::raster::{GdalType, RasterBand};
use landledger_core::{BlockReader, BlockSource, GridShape, State, SymbolBlock, Window};
use std::path::PathBuf;

/// One epoch's file and how its values are translated.
#[derive(Debug, Clone)]
pub(crate) struct EpochFile {
    pub(crate) path: PathBuf,
    /// Set where it does not lie on the grid.
    pub(crate) warped: Option<Warped>,
    /// The driver and the band of what is opened.
    pub(crate) driver: String,
    pub(crate) band: usize,
    /// Bands that are decoded together.
    pub(crate) interleaved: usize,
    pub(crate) has_mask: bool,
    pub(crate) cell_type: CellType,
    pub(crate) block: BlockShape,
    pub(crate) decoder: Decoder,
}

impl EpochFile {
    fn open(&self) -> Result<gdal::Dataset, ReaderError> {
        match &self.warped {
            Some(warped) => warped.open(&self.path),
            None => open::raster_again(&self.path, &self.driver),
        }
    }
}

/// Rasters of every epoch. Holds no open file: each worker opens its own.
#[derive(Debug, Clone)]
pub struct RasterSource {
    pub(crate) epochs: Vec<EpochFile>,
    pub(crate) grid: GridShape,
    pub(crate) unit: GridShape,
}

impl RasterSource {
    pub(crate) fn new(epochs: Vec<EpochFile>, grid: GridShape, unit: GridShape) -> Self {
        Self { epochs, grid, unit }
    }

    /// How units of work of an epoch come into memory.
    pub fn access(&self, epoch: usize) -> Access {
        self.epochs[epoch].access(Window { row: 0, col: 0, rows: self.unit.rows, cols: self.unit.cols }, self.grid)
    }
}

impl EpochFile {
    /// The fastest way to a window.
    fn access(&self, window: Window, grid: GridShape) -> Access {
        // A virtual raster's blocks are not those of its files; it reads windows of them straight into the buffer.
        if self.driver == "VRT" {
            return Access::Windowed;
        }
        match Access::of(window, self.block, grid) {
            // Cells of other types are translated on the way.
            Access::InPlace if !self.decoder.is_narrow => Access::Copied,
            access => access,
        }
    }
}

impl BlockSource for RasterSource {
    type Error = ReaderError;
    type Reader<'a> = RasterReader<'a>;

    fn unit_shape(&self) -> GridShape {
        self.unit
    }

    fn states(&self, epoch: usize) -> &[State] {
        &self.epochs[epoch].decoder.states
    }

    fn open(&self) -> Result<RasterReader<'_>, ReaderError> {
        let datasets = self.epochs.iter().map(EpochFile::open).collect::<Result<_, _>>()?;
        Ok(RasterReader { source: self, datasets, buffers: Buffers::default() })
    }
}

/// One worker's open files and buffers.
pub struct RasterReader<'a> {
    source: &'a RasterSource,
    datasets: Vec<gdal::Dataset>,
    buffers: Buffers,
}

/// Memory that is reused from unit to unit and epoch to epoch.
#[derive(Default)]
struct Buffers {
    block: Scratch,
    integers: Vec<i32>,
    floats: Vec<f64>,
    mask: Vec<u8>,
}

/// What could not be read: a block, or a whole window.
type Failure = (Window, GdalError);

impl BlockReader for RasterReader<'_> {
    type Error = ReaderError;

    fn read(&mut self, epoch: usize, window: Window, symbols: &mut SymbolBlock) -> Result<(), ReaderError> {
        let file = &self.source.epochs[epoch];
        let failed = |(window, source)| failure(file, window, source);
        let band = self.datasets[epoch].rasterband(file.band).map_err(|source| failed((window, source)))?;
        match (file.access(window, self.source.grid), file.decoder.is_narrow) {
            (Access::InPlace, _) => read_in_place(&band, file, window, symbols),
            (Access::Copied, true) => read_and_copy(&band, file, window, &mut self.buffers, symbols),
            (Access::Copied, false) => read_and_translate(&band, file, window, &mut self.buffers, symbols),
            (Access::Windowed, _) => {
                read_window(&band, file, window, &mut self.buffers, symbols).map_err(|source| (window, source))
            }
        }
        .map_err(failed)?;
        if file.has_mask {
            hide_masked(&band, file, window, &mut self.buffers, symbols).map_err(|source| failed((window, source)))?;
        }
        Ok(())
    }

    fn read_values(&mut self, epoch: usize, window: Window, values: &mut Vec<f64>) -> Result<(), ReaderError> {
        let file = &self.source.epochs[epoch];
        let failed = |source| failure(file, window, source);
        let band = self.datasets[epoch].rasterband(file.band).map_err(failed)?;
        values.resize(window.cells(), 0.0);
        fetch(&band, window, values).map_err(failed)?;
        for value in values.iter_mut() {
            *value = file.decoder.kind.value(*value);
        }
        Ok(())
    }
}

/// Bytes are their own symbols, and blocks below one another lie one after the other.
fn read_in_place(
    band: &RasterBand<'_>,
    file: &EpochFile,
    window: Window,
    symbols: &mut SymbolBlock,
) -> Result<(), Failure> {
    let blocks = RawBlocks::of(band);
    let rows = window.rows.next_multiple_of(file.block.rows);
    let symbols = symbols.narrow(rows, file.block.cols).chunks_exact_mut(file.block.cells());
    for (place, cells) in blocks_of(window, file.block).zip(symbols) {
        read_block(&blocks, file, place, cells)?;
    }
    Ok(())
}

fn read_and_copy(
    band: &RasterBand<'_>,
    file: &EpochFile,
    window: Window,
    buffers: &mut Buffers,
    symbols: &mut SymbolBlock,
) -> Result<(), Failure> {
    let blocks = RawBlocks::of(band);
    let symbols = symbols.narrow(window.rows, window.cols);
    for place in blocks_of(window, file.block) {
        let cells = buffers.block.cells::<u8>(file.block.cells());
        read_block(&blocks, file, place, cells)?;
        for (to, from) in rows_of(symbols, window, place).zip(cells.chunks_exact(file.block.cols)) {
            to.copy_from_slice(&from[..place.cols]);
        }
    }
    Ok(())
}

fn read_and_translate(
    band: &RasterBand<'_>,
    file: &EpochFile,
    window: Window,
    buffers: &mut Buffers,
    symbols: &mut SymbolBlock,
) -> Result<(), Failure> {
    let symbols = symbols.wide(window.rows, window.cols);
    let translate = match file.cell_type {
        CellType::U8 => translate::<u8>,
        CellType::I8 => translate::<i8>,
        CellType::U16 => translate::<u16>,
        CellType::I16 => translate::<i16>,
        CellType::U32 => translate::<u32>,
        CellType::I32 => translate::<i32>,
        CellType::U64 => translate::<u64>,
        CellType::I64 => translate::<i64>,
        CellType::F32 => translate::<f32>,
        CellType::F64 => translate::<f64>,
    };
    translate(&RawBlocks::of(band), file, window, &mut buffers.block, symbols)
}

fn translate<T: RawCell>(
    blocks: &RawBlocks<'_, '_>,
    file: &EpochFile,
    window: Window,
    scratch: &mut Scratch,
    symbols: &mut [u16],
) -> Result<(), Failure> {
    for place in blocks_of(window, file.block) {
        let cells = scratch.cells::<T>(file.block.cells());
        read_block(blocks, file, place, cells)?;
        for (to, from) in rows_of(symbols, window, place).zip(cells.chunks_exact(file.block.cols)) {
            for (symbol, cell) in to.iter_mut().zip(from) {
                *symbol = cell.symbol(&file.decoder);
            }
        }
    }
    Ok(())
}

fn read_block<T: RawCell>(
    blocks: &RawBlocks<'_, '_>,
    file: &EpochFile,
    place: Window,
    cells: &mut [T],
) -> Result<(), Failure> {
    let BlockShape { rows, cols } = file.block;
    blocks.read(place.row / rows, place.col / cols, cells).map_err(|source| (place, source))
}

/// The rows of a place within the symbols of a window.
fn rows_of<T>(symbols: &mut [T], window: Window, place: Window) -> impl Iterator<Item = &mut [T]> {
    let first = place.col - window.col;
    let rows = symbols.chunks_exact_mut(window.cols).skip(place.row - window.row).take(place.rows);
    rows.map(move |row| &mut row[first..first + place.cols])
}

/// Any window of any type, through GDAL's block cache.
fn read_window(
    band: &RasterBand<'_>,
    file: &EpochFile,
    window: Window,
    buffers: &mut Buffers,
    symbols: &mut SymbolBlock,
) -> gdal::errors::Result<()> {
    if file.decoder.is_narrow {
        return fetch(band, window, symbols.narrow(window.rows, window.cols));
    }
    let symbols = symbols.wide(window.rows, window.cols);
    match file.decoder.kind {
        BandKind::Byte | BandKind::SignedByte | BandKind::Integer { .. } => {
            buffers.integers.resize(window.cells(), 0);
            fetch(band, window, &mut buffers.integers)?;
            let is_signed_byte = file.decoder.kind == BandKind::SignedByte;
            for (symbol, &value) in symbols.iter_mut().zip(&buffers.integers) {
                let value = if is_signed_byte { i32::from(value as u8 as i8) } else { value };
                *symbol = file.decoder.symbol_of_integer(value);
            }
        }
        BandKind::LargeInteger { .. } | BandKind::Float32 | BandKind::Float64 => {
            buffers.floats.resize(window.cells(), 0.0);
            fetch(band, window, &mut buffers.floats)?;
            for (symbol, &value) in symbols.iter_mut().zip(&buffers.floats) {
                *symbol = file.decoder.symbol_of_float(value);
            }
        }
    }
    Ok(())
}

fn hide_masked(
    band: &RasterBand<'_>,
    file: &EpochFile,
    window: Window,
    buffers: &mut Buffers,
    symbols: &mut SymbolBlock,
) -> gdal::errors::Result<()> {
    buffers.mask.resize(window.cells(), 0);
    fetch(&band.open_mask_band()?, window, &mut buffers.mask)?;
    // Cells behind a mask are translated, row by row without a gap: the symbols of the window are the ones just read.
    let symbols = symbols.wide(window.rows, window.cols);
    for (symbol, _) in symbols.iter_mut().zip(&buffers.mask).filter(|(_, valid)| **valid == 0) {
        *symbol = file.decoder.nodata_symbol();
    }
    Ok(())
}

/// Reads a window row by row. GDAL's order is x before y; this is where it is turned.
pub(crate) fn fetch<T: Copy + GdalType>(
    band: &RasterBand<'_>,
    window: Window,
    cells: &mut [T],
) -> gdal::errors::Result<()> {
    let size = (window.cols, window.rows);
    band.read_into_slice((window.col as isize, window.row as isize), size, size, cells, None)
}

fn failure(file: &EpochFile, window: Window, source: GdalError) -> ReaderError {
    ReaderError::ReadFailed {
        path: file.path.clone(),
        rows: format!("{} to {}", window.row, window.end_row() - 1),
        cols: format!("{} to {}", window.col, window.end_col() - 1),
        source,
    }
}
