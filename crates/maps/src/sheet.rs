//! One map while it is drawn.

use crate::TILE;
use crate::cell::MapCell;
use crate::class_count::CountCells;
use crate::cog::{self, Labels};
use crate::geo_fields::GeoFields;
use crate::job::Symbols;
use crate::paint::Paint;
use crate::pyramid::Pyramid;
use crate::scratch::Scratch;
use landledger_core::{GridShape, SymbolRow, ZoneRows};
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// A map under way, whatever its cells are.
pub(crate) trait Draw: Send + Sync {
    /// The epochs that it is made from.
    fn epochs(&self) -> &[usize];

    /// Draws one tile; without symbols, as no zone holds a cell of it, an empty one.
    fn tile(&self, place: [usize; 2], from: Option<(&Symbols, &ZoneRows)>, scratch: &mut Scratch) -> io::Result<()>;

    /// Writes the file; gives the number of cells that hold each number, by number from 0 (nothing for densities).
    fn finish(&self, geo: &GeoFields) -> io::Result<Vec<u64>>;

    /// The file.
    fn path(&self) -> &Path;
}

/// A map with cells of one type.
pub(crate) struct Sheet<T> {
    path: PathBuf,
    shape: GridShape,
    epochs: Vec<usize>,
    paint: Box<dyn Paint<T>>,
    labels: Labels,
    pyramid: Pyramid<T>,
    counts: Mutex<Vec<u64>>,
}

impl<T: MapCell + CountCells> Sheet<T> {
    pub(crate) fn begin(
        path: PathBuf,
        shape: GridShape,
        epochs: Vec<usize>,
        paint: Box<dyn Paint<T>>,
        labels: Labels,
    ) -> io::Result<Self> {
        let pyramid = Pyramid::new(shape, &path)?;
        Ok(Self { path, shape, epochs, paint, labels, pyramid, counts: Mutex::new(Vec::new()) })
    }

    fn paint(&self, [tile_row, tile_col]: [usize; 2], symbols: &Symbols, zones: &ZoneRows, cells: &mut [T]) {
        let (first_row, first_col) = (tile_row * TILE, tile_col * TILE);
        let rows = first_row..(first_row + TILE).min(self.shape.rows);
        let cols = first_col..(first_col + TILE).min(self.shape.cols);
        let last = rows.end - first_row;
        cells[last * TILE..].fill(T::NODATA);
        let mut of_epochs: Vec<SymbolRow<'_>> = Vec::with_capacity(self.epochs.len());
        let is_like_above = |row: usize| {
            let is_same_land =
                |&epoch: &usize| symbols.row(epoch, row, cols.clone()) == symbols.row(epoch, row - 1, cols.clone());
            zones.within(row, cols.clone()).eq(zones.within(row - 1, cols.clone()))
                && self.epochs.iter().all(is_same_land)
        };
        for row in rows {
            let at = (row - first_row) * TILE;
            if row > first_row && is_like_above(row) {
                cells.copy_within(at - TILE..at, at);
                continue;
            }
            let cells = &mut cells[at..at + TILE];
            cells.fill(T::NODATA);
            for stretch in zones.within(row, cols.clone()) {
                of_epochs.clear();
                of_epochs.extend(self.epochs.iter().map(|&epoch| symbols.row(epoch, row, stretch.start..stretch.end)));
                self.paint.stretch(
                    &of_epochs,
                    stretch.zone,
                    &mut cells[stretch.start - first_col..stretch.end - first_col],
                );
            }
        }
    }
}

impl<T: MapCell + CountCells> Draw for Sheet<T> {
    fn epochs(&self) -> &[usize] {
        &self.epochs
    }

    fn tile(&self, place: [usize; 2], from: Option<(&Symbols, &ZoneRows)>, scratch: &mut Scratch) -> io::Result<()> {
        let Some((symbols, zones)) = from else { return self.pyramid.put(place[0], place[1], None, scratch) };
        let mut cells = T::take_buffer(scratch);
        cells.resize(TILE * TILE, T::NODATA);
        self.paint(place, symbols, zones, &mut cells);
        T::count(&cells, &self.counts);
        let has_data = cells.iter().any(|cell| !cell.is_nodata());
        let put = self.pyramid.put(place[0], place[1], has_data.then_some(&cells), scratch);
        T::give_back(cells, scratch);
        put
    }

    fn finish(&self, geo: &GeoFields) -> io::Result<Vec<u64>> {
        let mut file = BufWriter::with_capacity(1 << 20, File::create(&self.path)?);
        cog::write(&self.pyramid, geo, &self.labels, &mut file)?;
        // A full disk shows here, when the last bytes are handed over.
        file.flush()?;
        Ok(self.counts.lock().unwrap_or_else(PoisonError::into_inner).clone())
    }

    fn path(&self) -> &Path {
        &self.path
    }
}
