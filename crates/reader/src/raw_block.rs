//! Blocks decoded straight into the caller's memory, past GDAL's block cache.

use crate::cell_type::RawCell;
use crate::unit_shape::BlockShape;
use gdal::errors::GdalError;
use gdal::raster::RasterBand;
use landledger_core::GridShape;
use std::ffi::CStr;

/// A band seen as rows and columns of whole blocks.
pub(crate) struct RawBlocks<'a, 'd> {
    band: &'a RasterBand<'d>,
    block: BlockShape,
    blocks: GridShape,
    bytes_per_cell: usize,
}

impl<'a, 'd> RawBlocks<'a, 'd> {
    pub(crate) fn of(band: &'a RasterBand<'d>) -> Self {
        let ((cols, rows), (block_cols, block_rows)) = (band.size(), band.block_size());
        let block = BlockShape { rows: block_rows.max(1), cols: block_cols.max(1) };
        let blocks = GridShape { rows: rows.div_ceil(block.rows), cols: cols.div_ceil(block.cols) };
        Self { band, block, blocks, bytes_per_cell: bytes_per_cell(band) }
    }

    /// Decodes one block, as large as every other even at the border: what lies beyond the raster there is undefined.
    ///
    /// # Errors
    /// When GDAL cannot read or decode it, or when the file's blocks are no longer what they were when it was planned.
    #[expect(unsafe_code, reason = "the gdal crate only reads blocks into a new buffer for each")]
    pub(crate) fn read<T: RawCell>(&self, row: usize, col: usize, cells: &mut [T]) -> gdal::errors::Result<()> {
        let is_there = row < self.blocks.rows && col < self.blocks.cols;
        if !is_there || size_of::<T>() != self.bytes_per_cell || cells.len() != self.block.rows * self.block.cols {
            return Err(GdalError::BufferSizeMismatch(cells.len(), (self.block.cols, self.block.rows)));
        }
        // SAFETY: the handle is alive while `band` borrows its dataset, and only this worker uses that dataset.
        // GDALReadBlock wants a block that exists (asked above; GDAL counts in i32, so its own counts fit) and writes
        // block rows x block columns x the type's size bytes, which is just what `cells` holds (asked above). Any bytes
        // are a value of a `RawCell`.
        let status = unsafe {
            gdal_sys::CPLErrorReset();
            gdal_sys::GDALReadBlock(self.band.c_rasterband(), col as i32, row as i32, cells.as_mut_ptr().cast())
        };
        if status == gdal_sys::CPLErr::CE_None { Ok(()) } else { Err(last_error(status)) }
    }
}

#[expect(unsafe_code, reason = "the gdal crate fails for cell types that it cannot name; GDAL knows their size")]
fn bytes_per_cell(band: &RasterBand<'_>) -> usize {
    // SAFETY: the handle is alive while `band` borrows its dataset; both calls only look up numbers.
    let bytes = unsafe { gdal_sys::GDALGetDataTypeSizeBytes(gdal_sys::GDALGetRasterDataType(band.c_rasterband())) };
    usize::try_from(bytes).unwrap_or(0)
}

#[expect(unsafe_code, reason = "the gdal crate keeps its reading of GDAL's last error to itself")]
fn last_error(class: gdal_sys::CPLErr::Type) -> GdalError {
    // SAFETY: both calls look at this thread's last error. The message is never null, ends with a zero, and stays until
    // the thread's next error; it is copied here.
    let (number, message) = unsafe {
        (gdal_sys::CPLGetLastErrorNo(), CStr::from_ptr(gdal_sys::CPLGetLastErrorMsg()).to_string_lossy().into_owned())
    };
    let msg = if message.is_empty() { "the driver does not say why".into() } else { message };
    GdalError::CplError { class, number, msg }
}

/// Memory for one block of any cell type, reused from block to block.
#[derive(Debug, Default)]
pub(crate) struct Scratch(Vec<u64>);

impl Scratch {
    /// Room for so many cells. What stood there before may still be there.
    #[expect(unsafe_code, reason = "one buffer serves epochs of different cell types")]
    pub(crate) fn cells<T: RawCell>(&mut self, count: usize) -> &mut [T] {
        let words = (count * size_of::<T>()).div_ceil(size_of::<u64>());
        if self.0.len() < words {
            self.0.resize(words, 0);
        }
        assert!(align_of::<T>() <= align_of::<u64>(), "cells are at most 8 bytes");
        // SAFETY: the vector holds at least `count` x size of T initialised bytes, is aligned for T (asked above), and
        // is borrowed mutably as long as the slice. Any bytes are a value of a `RawCell`, and so of a u64.
        unsafe { std::slice::from_raw_parts_mut(self.0.as_mut_ptr().cast::<T>(), count) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scratch_memory_is_reused_for_other_types() {
        let mut scratch = Scratch::default();
        scratch.cells::<u8>(16).fill(0xff);
        assert_eq!(scratch.cells::<i16>(8), [-1; 8]);
        assert_eq!(scratch.cells::<u64>(2), [u64::MAX; 2]);
        assert_eq!(scratch.cells::<u8>(3).len(), 3);
        assert!(scratch.cells::<f32>(0).is_empty());
    }
}
