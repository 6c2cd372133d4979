//! Memory of one worker, reused from tile to tile.

use crate::TILE;
use crate::cell::MapCell;
use libdeflater::{CompressionLvl, Compressor};

/// DEFLATE's fastest level: maps of classes are small by any, and higher ones take several times as long.
const LEVEL: i32 = 1;

/// Compressed tiles begin with the zlib header that TIFF's compression 8 asks for.
pub(crate) struct Scratch {
    compressor: Compressor,
    raw: Vec<u8>,
    compressed: Vec<u8>,
    /// Cells of a tile, of each type.
    pub(crate) bytes: Vec<u8>,
    pub(crate) words: Vec<u16>,
    pub(crate) floats: Vec<f32>,
}

impl Scratch {
    pub(crate) fn new() -> Self {
        let level = CompressionLvl::new(LEVEL).unwrap_or_default();
        Self {
            compressor: Compressor::new(level),
            raw: Vec::new(),
            compressed: Vec::new(),
            bytes: Vec::new(),
            words: Vec::new(),
            floats: Vec::new(),
        }
    }

    /// A tile's cells as the file holds them.
    pub(crate) fn compress<T: MapCell>(&mut self, cells: &[T]) -> &[u8] {
        T::to_bytes(cells, &mut self.raw);
        self.compressed.resize(self.compressor.zlib_compress_bound(self.raw.len()), 0);
        let length = self
            .compressor
            .zlib_compress(&self.raw, &mut self.compressed)
            .expect("the bound is what the compressor asked for");
        &self.compressed[..length]
    }
}

/// A tile without data.
pub(crate) fn blank<T: MapCell>() -> Vec<T> {
    vec![T::NODATA; TILE * TILE]
}
