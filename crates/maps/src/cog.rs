//! The layout of a cloud-optimised GeoTIFF: all directories first (the map's, then those of the overviews from the largest
//! to the smallest), then the tiles (those of the smallest overview first, the map's last), row by row.
//!
//! It is that of GDAL's driver `COG`, with the same marks, so that GDAL knows that it need not read the tables of tiles.

use crate::TILE;
use crate::cell::MapCell;
use crate::geo_fields::GeoFields;
use crate::pyramid::Pyramid;
use crate::tiff::{Field, Form};
use crate::tile_store::{Stored, StoredTiles, TilePlace};
use landledger_core::GridShape;
use std::io::{self, Write};

/// What a file says about itself besides its cells.
#[derive(Debug, Clone)]
pub(crate) struct Labels {
    /// What the cells are.
    pub(crate) description: String,
    /// Unit of the cells.
    pub(crate) unit: Option<String>,
    /// Colour of every byte; `None` where cells are no bytes.
    pub(crate) colors: Option<Vec<[u8; 3]>>,
}

/// Each tile stands behind its length and before a copy of its last bytes.
const AROUND_TILE: u64 = 4 + 4;

/// From here on a file is a `BigTIFF`: a little less than 32-bit numbers can say.
const LARGEST_CLASSIC: u64 = (1 << 32) - (1 << 20);

/// What GDAL's driver writes between header and first directory.
const MARKS: &str = "LAYOUT=IFDS_BEFORE_DATA\nBLOCK_ORDER=ROW_MAJOR\nBLOCK_LEADER=SIZE_AS_UINT4\n\
                     BLOCK_TRAILER=LAST_4_BYTES_REPEATED\nKNOWN_INCOMPATIBLE_EDITION=NO\n ";

/// Writes the file from a complete pyramid.
pub(crate) fn write<T: MapCell>(
    pyramid: &Pyramid<T>,
    geo: &GeoFields,
    labels: &Labels,
    into: &mut dyn Write,
) -> io::Result<()> {
    write_from(pyramid, geo, labels, LARGEST_CLASSIC, into)
}

fn write_from<T: MapCell>(
    pyramid: &Pyramid<T>,
    geo: &GeoFields,
    labels: &Labels,
    largest_classic: u64,
    into: &mut dyn Write,
) -> io::Result<()> {
    let mut tiles = pyramid.store().read()?;
    let plan = Plan { levels: pyramid.levels(), geo, labels };
    let marks = format!("GDAL_STRUCTURAL_METADATA_SIZE={:06} bytes\n{MARKS}", MARKS.len());
    let data: u64 = tiles.tiles.values().map(|tile| u64::from(tile.length) + AROUND_TILE).sum();
    let length_of = |form: Form| plan.head::<T>(form, &marks, &tiles, 0).len() as u64;
    let form = if length_of(Form::Classic) + data <= largest_classic { Form::Classic } else { Form::Big };
    // The places of tiles are numbers of a fixed length, so that the head does not grow when they are filled in.
    let begin = length_of(form);
    into.write_all(&plan.head::<T>(form, &marks, &tiles, begin))?;
    let mut bytes = Vec::new();
    for level in (0..plan.levels.len()).rev() {
        for tile in plan.places(level).filter_map(|place| tiles.tiles.get(&place).copied()).collect::<Vec<Stored>>() {
            tiles.fetch(tile, &mut bytes)?;
            into.write_all(&tile.length.to_le_bytes())?;
            into.write_all(&bytes)?;
            into.write_all(&bytes[bytes.len() - 4..])?;
        }
    }
    Ok(())
}

struct Plan<'a> {
    levels: &'a [GridShape],
    geo: &'a GeoFields,
    labels: &'a Labels,
}

impl Plan<'_> {
    /// Tiles of a level, row by row.
    fn places(&self, level: usize) -> impl Iterator<Item = TilePlace> + use<> {
        let GridShape { rows, cols } = self.levels[level];
        let (rows, cols) = (rows.div_ceil(TILE), cols.div_ceil(TILE));
        (0..rows).flat_map(move |row| (0..cols).map(move |col| TilePlace { level, row, col }))
    }

    /// Everything before the tiles, which begin at the place `begin`.
    fn head<T: MapCell>(&self, form: Form, marks: &str, tiles: &StoredTiles, begin: u64) -> Vec<u8> {
        let first = (form.header_length() + marks.len() as u64).next_multiple_of(8);
        let mut head = form.header(first);
        head.extend(marks.as_bytes());
        head.resize(first as usize, 0);
        let mut places = vec![(Vec::new(), Vec::new()); self.levels.len()];
        let mut at = begin;
        for level in (0..self.levels.len()).rev() {
            for place in self.places(level) {
                let stored = tiles.tiles.get(&place);
                // One that is not there holds no data, and stands nowhere.
                places[level].0.push(stored.map_or(0, |_| at + 4));
                places[level].1.push(stored.map_or(0, |tile| tile.length));
                at += stored.map_or(0, |tile| u64::from(tile.length) + AROUND_TILE);
            }
        }
        for (level, (offsets, lengths)) in places.iter().enumerate() {
            let fields = self.fields::<T>(form, level, offsets, lengths);
            let directory = form.directory(head.len() as u64, &fields, level + 1 == self.levels.len());
            head.extend(directory);
        }
        head
    }

    fn fields<T: MapCell>(&self, form: Form, level: usize, offsets: &[u64], lengths: &[u32]) -> Vec<Field> {
        let GridShape { rows, cols } = self.levels[level];
        let is_overview = level > 0;
        const DEFLATE: u16 = 8;
        const GREY: u16 = 1;
        const PALETTE: u16 = 3;
        let mut fields = vec![
            Field::longs(254, &[u32::from(is_overview)]),
            Field::longs(256, &[cols as u32]),
            Field::longs(257, &[rows as u32]),
            Field::shorts(258, &[T::BITS]),
            Field::shorts(259, &[DEFLATE]),
            Field::shorts(262, &[if self.labels.colors.is_some() { PALETTE } else { GREY }]),
            Field::shorts(277, &[1]),
            Field::shorts(284, &[1]),
            Field::shorts(322, &[TILE as u16]),
            Field::shorts(323, &[TILE as u16]),
            form.places(324, offsets),
            Field::longs(325, lengths),
            Field::shorts(339, &[T::SAMPLE_FORMAT]),
            Field::text(42113, T::NODATA_TEXT),
        ];
        if let Some(colors) = &self.labels.colors {
            // All reds, then all greens, then all blues, from 0 to 65535.
            let of = |part: usize| colors.iter().map(move |color| u16::from(color[part]) * 257);
            fields.push(Field::shorts(320, &(0..3).flat_map(of).collect::<Vec<_>>()));
        }
        if !is_overview {
            fields.extend(self.geo.0.iter().cloned());
            fields.push(Field::text(42112, &self.metadata()));
        }
        fields
    }

    /// As GDAL keeps what TIFF has no field for.
    fn metadata(&self) -> String {
        let item = |name: &str, role: &str, text: &str| {
            format!("  <Item name=\"{name}\" sample=\"0\" role=\"{role}\">{}</Item>\n", escaped(text))
        };
        let description = item("DESCRIPTION", "description", &self.labels.description);
        let unit = self.labels.unit.as_deref().map(|unit| item("UNITTYPE", "unittype", unit)).unwrap_or_default();
        format!("<GDALMetadata>\n{description}{unit}</GDALMetadata>\n")
    }
}

/// Text as XML holds it.
pub(crate) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scratch::Scratch;
    use landledger_reader::GeoGrid;

    /// A map of 3 x 2 tiles, each of one number, written as a classic TIFF or, from the first byte on, as a BigTIFF.
    fn cells_read_back(largest_classic: u64) -> (Vec<u8>, Vec<u8>) {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("map.tif");
        let shape = GridShape { rows: 3 * TILE, cols: 2 * TILE };
        let pyramid = Pyramid::<u8>::new(shape, &path).unwrap();
        for tile in 0..6_u8 {
            let cells = vec![tile + 1; TILE * TILE];
            let (row, col) = (usize::from(tile / 2), usize::from(tile % 2));
            pyramid.put(row, col, Some(&cells), &mut Scratch::default()).unwrap();
        }
        let grid = GeoGrid { shape, origin_x: 0.0, origin_y: 0.0, cell_x: 1.0, cell_y: -1.0 };
        let labels = Labels { description: "tiles".into(), unit: None, colors: None };
        let mut file = Vec::new();
        write_from(&pyramid, &GeoFields::of(&grid, None).unwrap(), &labels, largest_classic, &mut file).unwrap();
        std::fs::write(&path, &file).unwrap();
        let dataset = gdal::Dataset::open(&path).unwrap();
        (file[..4].to_vec(), dataset.rasterband(1).unwrap().read_band_as::<u8>().unwrap().data().to_vec())
    }

    #[test]
    fn a_large_file_is_a_bigtiff_with_the_same_cells() {
        let number = |at: usize| (at / (2 * TILE) / TILE * 2 + at % (2 * TILE) / TILE) as u8 + 1;
        let expected: Vec<u8> = (0..6 * TILE * TILE).map(number).collect();
        let (mark, cells) = cells_read_back(LARGEST_CLASSIC);
        assert!(mark == b"II\x2a\0" && cells == expected);
        let (mark, cells) = cells_read_back(0);
        assert!(mark == b"II\x2b\0" && cells == expected);
    }
}
