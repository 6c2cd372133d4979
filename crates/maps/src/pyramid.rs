//! A map and its overviews: each tile goes to the store, and shrunk to a quarter into the tile above it, until that is
//! complete.

use crate::TILE;
use crate::cell::MapCell;
use crate::scratch::{Scratch, blank};
use crate::tile_store::{TilePlace, TileStore};
use landledger_core::GridShape;
use std::collections::BTreeMap;
use std::io;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

/// Takes the tiles of a map in any order. What it holds are the overview tiles that are begun and not complete.
pub(crate) struct Pyramid<T> {
    /// Cells of the map and of each overview, the map first.
    levels: Vec<GridShape>,
    begun: Mutex<BTreeMap<TilePlace, Begun<T>>>,
    store: TileStore,
}

/// A tile of an overview of which some quarters are there.
struct Begun<T> {
    /// Nothing while all quarters so far were without data.
    cells: Option<Vec<T>>,
    quarters: usize,
}

impl<T: MapCell> Pyramid<T> {
    /// Of a map on this grid that will be written to `path`.
    pub(crate) fn new(shape: GridShape, path: &Path) -> io::Result<Self> {
        let store = TileStore::beside(path)?;
        Ok(Self { levels: levels(shape), begun: Mutex::new(BTreeMap::new()), store })
    }

    pub(crate) fn levels(&self) -> &[GridShape] {
        &self.levels
    }

    pub(crate) fn store(&self) -> &TileStore {
        &self.store
    }

    /// Takes a tile of the map; `None` where it holds no data.
    pub(crate) fn put(&self, row: usize, col: usize, cells: Option<&[T]>, scratch: &mut Scratch) -> io::Result<()> {
        let mut place = TilePlace { level: 0, row, col };
        if let Some(cells) = cells {
            self.store.add(place, scratch.compress(cells))?;
        }
        let mut complete = self.quarter(place, cells);
        while let Some((above, cells)) = complete {
            place = above;
            if let Some(cells) = &cells {
                self.store.add(place, scratch.compress(cells))?;
            }
            complete = self.quarter(place, cells.as_deref());
        }
        Ok(())
    }

    /// Puts a tile into the one above; gives that one where it is complete now.
    fn quarter(&self, place: TilePlace, cells: Option<&[T]>) -> Option<(TilePlace, Option<Vec<T>>)> {
        let above = TilePlace { level: place.level + 1, row: place.row / 2, col: place.col / 2 };
        let below = *self.levels.get(place.level)?;
        if above.level == self.levels.len() {
            return None;
        }
        let small = cells.map(shrunk);
        let tiles = |cells: usize| cells.div_ceil(TILE);
        let expected = |first: usize, count: usize| (count - 2 * first).min(2);
        let quarters = expected(above.row, tiles(below.rows)) * expected(above.col, tiles(below.cols));
        let mut begun = self.begun.lock().unwrap_or_else(PoisonError::into_inner);
        let tile = begun.entry(above).or_insert(Begun { cells: None, quarters: 0 });
        if let Some(small) = small {
            let cells = tile.cells.get_or_insert_with(blank);
            let first = (place.row % 2) * HALF * TILE + (place.col % 2) * HALF;
            for (to, from) in cells[first..].chunks_mut(TILE).zip(small.chunks_exact(HALF)) {
                to[..HALF].copy_from_slice(from);
            }
        }
        tile.quarters += 1;
        if tile.quarters < quarters {
            return None;
        }
        let complete = begun.remove(&above)?;
        Some((above, complete.cells))
    }
}

const HALF: usize = TILE / 2;

/// A tile at half the resolution.
fn shrunk<T: MapCell>(cells: &[T]) -> Vec<T> {
    let mut small = Vec::with_capacity(HALF * HALF);
    let mut before: &[T] = &[];
    for rows in cells.chunks_exact(2 * TILE) {
        if T::are_alike(rows, before) {
            small.extend_from_within(small.len() - HALF..);
            continue;
        }
        before = rows;
        let (upper, lower) = rows.split_at(TILE);
        let pairs = upper.chunks_exact(2).zip(lower.chunks_exact(2));
        small.extend(pairs.map(|(upper, lower)| T::of_four([upper[0], upper[1], lower[0], lower[1]])));
    }
    small
}

/// The map's own size, then half of it again and again until it fits into one tile.
fn levels(shape: GridShape) -> Vec<GridShape> {
    let halved = |level: &GridShape| {
        let is_one_tile = level.rows <= TILE && level.cols <= TILE;
        (!is_one_tile).then(|| GridShape { rows: level.rows.div_ceil(2), cols: level.cols.div_ceil(2) })
    };
    std::iter::successors(Some(shape), halved).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overviews_halve_until_one_tile_is_left() {
        let shapes = |rows, cols| {
            levels(GridShape { rows, cols }).iter().map(|level| (level.rows, level.cols)).collect::<Vec<_>>()
        };
        assert_eq!(shapes(512, 3), [(512, 3)]);
        assert_eq!(shapes(1, 2049), [(1, 2049), (1, 1025), (1, 513), (1, 257)]);
        assert_eq!(shapes(2048, 700), [(2048, 700), (1024, 350), (512, 175)]);
    }

    #[test]
    fn every_tile_of_every_level_is_stored_whatever_the_order() {
        let home = tempfile::tempdir().unwrap();
        let shape = GridShape { rows: 3 * TILE, cols: 5 * TILE - 100 };
        let pyramid = Pyramid::<u8>::new(shape, &home.path().join("map.tif")).unwrap();
        let mut scratch = Scratch::default();
        let tile = vec![7; TILE * TILE];
        for place in (0..15).rev() {
            pyramid.put(place / 5, place % 5, Some(&tile), &mut scratch).unwrap();
        }
        let counts = |level: usize| pyramid.store().read().unwrap().tiles.keys().filter(|at| at.level == level).count();
        // 3 x 5, 2 x 3, 1 x 2 and one tile.
        assert_eq!([0, 1, 2, 3].map(counts), [15, 6, 2, 1]);
        assert!(pyramid.begun.lock().unwrap().is_empty());
    }

    #[test]
    fn tiles_without_data_are_not_stored() {
        let home = tempfile::tempdir().unwrap();
        let shape = GridShape { rows: 2 * TILE, cols: 4 * TILE };
        let pyramid = Pyramid::<u8>::new(shape, &home.path().join("map.tif")).unwrap();
        let tile = vec![7; TILE * TILE];
        for place in 0..8 {
            pyramid.put(place / 4, place % 4, (place == 3).then_some(&tile), &mut Scratch::default()).unwrap();
        }
        let stored: Vec<TilePlace> = pyramid.store().read().unwrap().tiles.into_keys().collect();
        let place = |level, row, col| TilePlace { level, row, col };
        assert_eq!(stored, [place(0, 0, 3), place(1, 0, 1), place(2, 0, 0)]);
    }
}
