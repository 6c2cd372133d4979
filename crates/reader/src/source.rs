//! Blocks of symbols from files: the engine's source.

use crate::decode::{BandKind, Decoder};
use crate::warp::Warped;
use crate::{ReaderError, open};
use gdal::raster::{GdalType, RasterBand};
use landledger_core::{BlockReader, BlockSource, GridShape, State, SymbolBlock, Window};
use std::path::PathBuf;

/// One epoch's file and how its values are translated.
#[derive(Debug, Clone)]
pub(crate) struct EpochFile {
    pub(crate) path: PathBuf,
    /// Set where it does not lie on the grid.
    pub(crate) warped: Option<Warped>,
    /// The band of what is opened.
    pub(crate) band: usize,
    pub(crate) has_mask: bool,
    pub(crate) decoder: Decoder,
}

impl EpochFile {
    fn open(&self) -> Result<gdal::Dataset, ReaderError> {
        match &self.warped {
            Some(warped) => warped.open(&self.path),
            None => open::raster(&self.path),
        }
    }
}

/// Rasters of every epoch. Holds no open file: each worker opens its own.
#[derive(Debug, Clone)]
pub struct RasterSource {
    epochs: Vec<EpochFile>,
    unit: GridShape,
}

impl RasterSource {
    pub(crate) fn new(epochs: Vec<EpochFile>, unit: GridShape) -> Self {
        Self { epochs, unit }
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
        Ok(RasterReader { epochs: &self.epochs, datasets, integers: Vec::new(), floats: Vec::new(), mask: Vec::new() })
    }
}

/// One worker's open files and buffers.
pub struct RasterReader<'a> {
    epochs: &'a [EpochFile],
    datasets: Vec<gdal::Dataset>,
    integers: Vec<i32>,
    floats: Vec<f64>,
    mask: Vec<u8>,
}

impl BlockReader for RasterReader<'_> {
    type Error = ReaderError;

    fn read(&mut self, epoch: usize, window: Window, symbols: &mut SymbolBlock) -> Result<(), ReaderError> {
        let file = &self.epochs[epoch];
        let failed = |source| failure(file, window, source);
        let band = self.datasets[epoch].rasterband(file.band).map_err(failed)?;
        if file.decoder.is_narrow {
            return fetch(&band, window, symbols.narrow(window.rows, window.cols)).map_err(failed);
        }
        let symbols = symbols.wide(window.rows, window.cols);
        match file.decoder.kind {
            BandKind::Byte | BandKind::SignedByte | BandKind::Integer { .. } => {
                self.integers.resize(window.cells(), 0);
                fetch(&band, window, &mut self.integers).map_err(failed)?;
                let is_signed_byte = file.decoder.kind == BandKind::SignedByte;
                for (symbol, &value) in symbols.iter_mut().zip(&self.integers) {
                    let value = if is_signed_byte { i32::from(value as u8 as i8) } else { value };
                    *symbol = file.decoder.symbol_of_integer(value);
                }
            }
            BandKind::LargeInteger { .. } | BandKind::Float32 | BandKind::Float64 => {
                self.floats.resize(window.cells(), 0.0);
                fetch(&band, window, &mut self.floats).map_err(failed)?;
                for (symbol, &value) in symbols.iter_mut().zip(&self.floats) {
                    *symbol = file.decoder.symbol_of_float(value);
                }
            }
        }
        if file.has_mask {
            self.mask.resize(window.cells(), 0);
            fetch(&band.open_mask_band().map_err(failed)?, window, &mut self.mask).map_err(failed)?;
            for (symbol, _) in symbols.iter_mut().zip(&self.mask).filter(|(_, valid)| **valid == 0) {
                *symbol = file.decoder.nodata_symbol();
            }
        }
        Ok(())
    }

    fn read_values(&mut self, epoch: usize, window: Window, values: &mut Vec<f64>) -> Result<(), ReaderError> {
        let file = &self.epochs[epoch];
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

/// Reads a window row by row. GDAL's order is x before y; this is where it is turned.
pub(crate) fn fetch<T: Copy + GdalType>(
    band: &RasterBand<'_>,
    window: Window,
    cells: &mut [T],
) -> gdal::errors::Result<()> {
    let size = (window.cols, window.rows);
    band.read_into_slice((window.col as isize, window.row as isize), size, size, cells, None)
}

fn failure(file: &EpochFile, window: Window, source: gdal::errors::GdalError) -> ReaderError {
    ReaderError::ReadFailed {
        path: file.path.clone(),
        rows: format!("{} to {}", window.row, window.end_row() - 1),
        cols: format!("{} to {}", window.col, window.end_col() - 1),
        source,
    }
}
