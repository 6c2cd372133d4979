//! Every cell arrives with its own value, whatever way a file's layout is read, and the fast way is taken where it can be.

use crate::counting::{count_rasters, open};
use crate::folder::Folder;
use crate::land_cover::{Cells, LandCover};
use landledger_core::{BlockSource, GridShape, Legend, Year};
use landledger_reader::{Access, EpochSpec, Rasters};
use std::path::{Path, PathBuf};

/// More than one unit of work in both directions, and no multiple of any block.
const SHAPE: GridShape = GridShape { rows: 560, cols: 530 };

/// Codes are 1 to this, so that they fit into bytes beside a 0 that never occurs.
const RADIX: usize = 250;

/// What is asked of each cell: a value without symmetry, then its row and its column in two digits each.
const EPOCHS: [fn(usize, usize) -> usize; 5] = [
    |row, col| (row * 7 + col * 13 + row * col) % RADIX,
    |row, _| row / RADIX,
    |row, _| row % RADIX,
    |_, col| col / RADIX,
    |_, col| col % RADIX,
];

fn raster(epoch: usize) -> LandCover {
    let value = |cell| (EPOCHS[epoch](cell / SHAPE.cols, cell % SHAPE.cols) + 1) as f64;
    LandCover::of_shape(SHAPE, (0..SHAPE.rows * SHAPE.cols).map(value).collect())
}

fn write(folder: &Folder, cells: Cells, driver: &str, options: &[&str]) -> Vec<PathBuf> {
    let write = |epoch| raster(epoch).stored_as(cells).write_as(folder, &format!("{epoch}.tif"), driver, options);
    (0..EPOCHS.len()).map(write).collect()
}

fn codes() -> Vec<u16> {
    (1..=RADIX as u16).collect()
}

/// The tally has one cell for each row and column, and the value that belongs there.
fn assert_every_cell_is_there(rasters: &Rasters, what: &str) {
    let tally = count_rasters(rasters, &codes(), &[]).unwrap();
    let whole = tally.zone(0);
    let mut seen = vec![false; SHAPE.rows * SHAPE.cols];
    for (trajectory, amount) in whole.trajectories().expect("they are few") {
        let digit = |epoch| trajectory.class(epoch).unwrap();
        let (row, col) = (digit(1) * RADIX + digit(2), digit(3) * RADIX + digit(4));
        assert_eq!(digit(0), EPOCHS[0](row, col), "{what}: row {row}, column {col}");
        assert_eq!(amount.cells, 1, "{what}: row {row}, column {col}");
        seen[row * SHAPE.cols + col] = true;
    }
    assert!(seen.iter().all(|&cell| cell), "{what}");
}

/// How the files are read, and what a unit of work is then.
fn assert_read(rasters: &Rasters, access: Access, unit: (usize, usize), what: &str) {
    let legend = Legend::new(codes().into_iter().map(|code| (code, "class"))).unwrap();
    let source = rasters.source(&legend, &[]);
    let shape = source.unit_shape();
    assert_eq!(((shape.rows, shape.cols), source.access(0)), (unit, access), "{what}");
    assert_every_cell_is_there(rasters, what);
}

fn assert_layout(cells: Cells, driver: &str, options: &[&str], access: Access, unit: (usize, usize)) {
    let folder = Folder::new();
    let paths = write(&folder, cells, driver, options);
    assert_read(&open(&paths), access, unit, &format!("{cells:?} {driver} {options:?}"));
}

// With five epochs a unit takes up to 3 x 262 144 / 5 = 157 286 cells.

#[test]
fn strips_of_bytes_are_decoded_in_place() {
    // 157 286 / 530 = 296.8
    assert_layout(Cells::Byte, "GTiff", &["BLOCKYSIZE=1"], Access::InPlace, (296, 530));
    assert_layout(Cells::Byte, "GTiff", &["BLOCKYSIZE=3", "COMPRESS=LZW"], Access::InPlace, (294, 530));
    assert_layout(Cells::Byte, "GTiff", &["BLOCKYSIZE=16", "COMPRESS=DEFLATE"], Access::InPlace, (288, 530));
}

#[test]
fn tiles_of_bytes_are_decoded_in_place() {
    let tiles = |size: &'static str| ["TILED=YES", size, "COMPRESS=LZW"];
    let in_place = |options: &[&str], unit| assert_layout(Cells::Byte, "GTiff", options, Access::InPlace, unit);
    in_place(&[&tiles("BLOCKXSIZE=256")[..], &["BLOCKYSIZE=256"]].concat(), (512, 256));
    in_place(&[&tiles("BLOCKXSIZE=512")[..], &["BLOCKYSIZE=512"]].concat(), (512, 512));
    // Wider than high, and no power of two.
    in_place(&[&tiles("BLOCKXSIZE=336")[..], &["BLOCKYSIZE=80"]].concat(), (400, 336));
    in_place(&["TILED=YES", "BIGTIFF=YES"], (512, 256));
}

#[test]
fn cloud_optimized_files_are_decoded_in_place() {
    assert_layout(Cells::Byte, "COG", &["COMPRESS=DEFLATE", "BLOCKSIZE=256"], Access::InPlace, (512, 256));
}

#[test]
fn small_tiles_are_taken_together_and_copied() {
    // The root of 157 286 is 396; 157 286 / 384 / 128 = 3.2 tiles below one another.
    let options = ["TILED=YES", "BLOCKXSIZE=128", "BLOCKYSIZE=128", "COMPRESS=DEFLATE"];
    assert_layout(Cells::Byte, "GTiff", &options, Access::Copied, (384, 384));
}

#[test]
fn other_types_than_bytes_are_translated_block_by_block() {
    for cells in Cells::ALL.into_iter().filter(|&cells| cells != Cells::Byte && cells != Cells::SignedByte) {
        let options = ["TILED=YES", "COMPRESS=DEFLATE"];
        assert_layout(cells, "GTiff", &options, Access::Copied, (512, 256));
    }
    assert_layout(Cells::Int16, "GTiff", &["BLOCKYSIZE=3"], Access::Copied, (294, 530));
}

#[test]
fn epochs_of_unlike_blocks_are_each_read_in_their_way() {
    let folder = Folder::new();
    let tiles = |side: usize| [format!("BLOCKXSIZE={side}"), format!("BLOCKYSIZE={side}")];
    let mut paths = Vec::new();
    for (epoch, side) in [512, 256, 48, 512, 128].into_iter().enumerate() {
        let [width, height] = tiles(side);
        paths.push(raster(epoch).write_as(&folder, &format!("{epoch}.tif"), "GTiff", &["TILED=YES", &width, &height]));
    }
    let rasters = open(&paths);
    let legend = Legend::new(codes().into_iter().map(|code| (code, "class"))).unwrap();
    let source = rasters.source(&legend, &[]);
    // 512 is no multiple of 48.
    let expected = [Access::InPlace, Access::Copied, Access::Windowed, Access::InPlace, Access::Copied];
    assert_eq!([0, 1, 2, 3, 4].map(|epoch| source.access(epoch)), expected);
    assert_every_cell_is_there(&rasters, "unlike blocks");
}

#[test]
fn a_band_beside_others_is_decoded_in_place() {
    for interleave in ["INTERLEAVE=PIXEL", "INTERLEAVE=BAND"] {
        let folder = Folder::new();
        let write = |epoch| {
            let mut both = raster(epoch);
            both.bands.insert(0, vec![7.0; SHAPE.rows * SHAPE.cols]);
            let options = ["TILED=YES", "COMPRESS=LZW", interleave];
            let path = both.write_as(&folder, &format!("{epoch}.tif"), "GTiff", &options);
            EpochSpec { year: Year(2000 + epoch as i32), path, band: Some(2) }
        };
        let specs: Vec<EpochSpec> = (0..EPOCHS.len()).map(write).collect();
        assert_read(&Rasters::open(&specs).unwrap(), Access::InPlace, (512, 256), interleave);
    }
}

/// A virtual raster of one file.
fn virtual_of(path: &Path) -> PathBuf {
    let virtual_path = path.with_extension("vrt");
    let dataset = gdal::Dataset::open(path).unwrap();
    gdal::programs::raster::build_vrt(Some(&virtual_path), &[dataset], None).unwrap().close().unwrap();
    virtual_path
}

#[test]
fn virtual_rasters_are_read_by_windows() {
    let folder = Folder::new();
    let paths = write(&folder, Cells::Byte, "GTiff", &["TILED=YES"]);
    let virtual_paths: Vec<PathBuf> = paths.iter().map(|path| virtual_of(path)).collect();
    assert_read(&open(&virtual_paths), Access::Windowed, (384, 384), "virtual");
}

#[test]
fn a_file_that_is_one_block_is_one_unit() {
    let options = ["COMPRESS=DEFLATE", "BLOCKYSIZE=560"];
    assert_layout(Cells::Byte, "GTiff", &options, Access::InPlace, (560, 530));
}

#[test]
fn codes_that_a_legend_does_not_know_are_named_where_they_stand_in_cut_blocks() {
    // The last tile of each row is 18 of 512 columns wide: symbols lie 512 apart there.
    let folder = Folder::new();
    let mut cells = vec![1.0; SHAPE.rows * SHAPE.cols];
    cells[555 * SHAPE.cols + 529] = 77.0;
    let options = ["TILED=YES", "BLOCKXSIZE=512", "BLOCKYSIZE=512"];
    let path = LandCover::of_shape(SHAPE, cells).write_as(&folder, "land.tif", "GTiff", &options);
    let strangers = crate::counting::strangers(count_rasters(&open(&[path]), &[1], &[]));
    assert_eq!(strangers, [vec![crate::counting::stranger(77.0, 1, 555, 529)]]);
}
