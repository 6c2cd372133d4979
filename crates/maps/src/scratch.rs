//! Memory of one worker, reused from tile to tile.

use crate::TILE;
use crate::cell::MapCell;
use crate::deflate::Deflater;

/// What a worker needs to draw tiles.
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    deflater: Deflater,
    raw: Vec<u8>,
    /// Cells of a tile, of each type.
    pub(crate) bytes: Vec<u8>,
    pub(crate) words: Vec<u16>,
    pub(crate) floats: Vec<f32>,
}

impl Scratch {
    /// A tile's cells as the file holds them.
    pub(crate) fn compress<T: MapCell>(&mut self, cells: &[T]) -> &[u8] {
        let bytes = T::as_bytes(cells, &mut self.raw);
        self.deflater.compress(bytes, size_of::<T>(), TILE * size_of::<T>())
    }
}

/// A tile without data.
pub(crate) fn blank<T: MapCell>() -> Vec<T> {
    vec![T::NODATA; TILE * TILE]
}
