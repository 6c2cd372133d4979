//! What one worker holds while it reads.

use crate::source::EpochFile;
use crate::{Access, RasterSource};

/// An open file with the driver's tables, and the decompressor's state.
const OPEN_FILE: u64 = 256 << 10;

/// Offset and size of a block in the file's index.
const INDEX_ENTRY: u64 = 16;

impl RasterSource {
    /// Bytes that a worker holds at most: the symbols of a unit in every epoch, what it decodes and translates them
    /// through, and what GDAL keeps for each open file.
    pub fn bytes_per_worker(&self) -> u64 {
        let each: u64 = (0..self.epochs.len()).map(|epoch| self.symbol_bytes(epoch) + self.file_bytes(epoch)).sum();
        let shared = (0..self.epochs.len()).map(|epoch| self.buffer_bytes(epoch)).max();
        each + shared.unwrap_or(0)
    }

    /// True when some cells come through GDAL's block cache: blocks that several units share should stay there.
    pub fn reads_through_cache(&self) -> bool {
        let is_cached = |(epoch, file): (usize, &EpochFile)| {
            self.access(epoch) == Access::Windowed || file.has_mask || file.interleaved > 1
        };
        self.epochs.iter().enumerate().any(is_cached)
    }

    fn symbol_bytes(&self, epoch: usize) -> u64 {
        let EpochFile { block, decoder, .. } = &self.epochs[epoch];
        match self.access(epoch) {
            Access::InPlace => (self.unit.rows.next_multiple_of(block.rows) * block.cols) as u64,
            Access::Copied | Access::Windowed => self.unit.cells() * if decoder.is_narrow { 1 } else { 2 },
        }
    }

    /// The compressed block is at most about as large as the decoded one, and bands that are stored cell by cell are
    /// decoded together.
    fn file_bytes(&self, epoch: usize) -> u64 {
        let EpochFile { block, cell_type, interleaved, .. } = &self.epochs[epoch];
        let together = (block.cells() * cell_type.bytes() * interleaved) as u64;
        let blocks = self.grid.rows.div_ceil(block.rows) * self.grid.cols.div_ceil(block.cols);
        OPEN_FILE + together * if *interleaved > 1 { 2 } else { 1 } + blocks as u64 * INDEX_ENTRY
    }

    fn buffer_bytes(&self, epoch: usize) -> u64 {
        let EpochFile { block, cell_type, decoder, has_mask, .. } = &self.epochs[epoch];
        let cells = match self.access(epoch) {
            Access::InPlace => 0,
            Access::Copied => (block.cells() * cell_type.bytes()) as u64,
            Access::Windowed if decoder.is_narrow => 0,
            Access::Windowed => self.unit.cells() * decoder.kind.bytes_handed_over(),
        };
        cells + if *has_mask { self.unit.cells() } else { 0 }
    }
}
