//! Compressed tiles on their way into a file: they come in any order, and overviews have to stand before what they
//! are made of.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufReader, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// A tile: its level (0 is the map itself), its row and its column among the level's tiles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct TilePlace {
    pub(crate) level: usize,
    pub(crate) row: usize,
    pub(crate) col: usize,
}

/// Tiles in a file beside the map, which goes away with this.
#[derive(Debug)]
pub(crate) struct TileStore {
    path: PathBuf,
    held: Mutex<Held>,
}

#[derive(Debug)]
struct Held {
    file: BufWriter<File>,
    length: u64,
    tiles: BTreeMap<TilePlace, Stored>,
}

/// Where a tile stands in the store.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Stored {
    pub(crate) begin: u64,
    pub(crate) length: u32,
}

impl TileStore {
    /// Beside a map that will be written.
    pub(crate) fn beside(map: &Path) -> std::io::Result<Self> {
        let path = map.with_extension("tiles");
        let file = BufWriter::with_capacity(1 << 16, File::create(&path)?);
        Ok(Self { path, held: Mutex::new(Held { file, length: 0, tiles: BTreeMap::new() }) })
    }

    pub(crate) fn add(&self, place: TilePlace, compressed: &[u8]) -> std::io::Result<()> {
        let mut held = self.lock();
        held.file.write_all(compressed)?;
        let stored = Stored { begin: held.length, length: compressed.len() as u32 };
        held.length += compressed.len() as u64;
        held.tiles.insert(place, stored);
        Ok(())
    }

    /// All tiles, to be read in any order.
    pub(crate) fn read(&self) -> std::io::Result<StoredTiles> {
        let mut held = self.lock();
        held.file.flush()?;
        Ok(StoredTiles { file: BufReader::new(File::open(&self.path)?), at: 0, tiles: held.tiles.clone() })
    }

    fn lock(&self) -> MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for TileStore {
    fn drop(&mut self) {
        // Where it cannot be removed it goes with the folder under construction.
        let _ = std::fs::remove_file(&self.path);
    }
}

/// The tiles of a store.
pub(crate) struct StoredTiles {
    file: BufReader<File>,
    at: u64,
    pub(crate) tiles: BTreeMap<TilePlace, Stored>,
}

impl StoredTiles {
    pub(crate) fn fetch(&mut self, tile: Stored, bytes: &mut Vec<u8>) -> std::io::Result<()> {
        if self.at != tile.begin {
            self.file.seek(SeekFrom::Start(tile.begin))?;
        }
        bytes.resize(tile.length as usize, 0);
        self.file.read_exact(bytes)?;
        self.at = tile.begin + u64::from(tile.length);
        Ok(())
    }
}
