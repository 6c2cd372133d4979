//! Missing and damaged files are errors that name file and place, never a panic and never a part of a tally.

use crate::boundary::spec;
use crate::counting::{epochs, legend, open, plan};
use crate::folder::Folder;
use crate::land_cover::{Cells, LandCover};
use landledger_core::{GridShape, Silent, Tally, TallyError, tally};
use landledger_reader::{RasterFacts, Rasters, ReaderError, Zones, layers, scan_codes};
use std::path::{Path, PathBuf};

const SHAPE: GridShape = GridShape { rows: 2048, cols: 1024 };

/// 2048 x 1024 cells of class 1 in uncompressed tiles of 256 x 256, on which a unit of work takes 512 x 512.
fn tiled(folder: &Folder, name: &str, options: &[&str]) -> PathBuf {
    let mut all = vec!["TILED=YES"];
    all.extend(options);
    // Bytes that differ from cell to cell, so that compression leaves something to damage.
    let cells = (0..SHAPE.cells()).map(|cell| (cell * cell / 7 % 3 + 1) as f64).collect();
    LandCover::of_shape(SHAPE, cells).write_as(folder, name, "GTiff", &all)
}

fn counted(rasters: &Rasters, threads: usize) -> Result<Tally, TallyError<ReaderError>> {
    let legend = legend(&[1, 2, 3]);
    let plan = plan(rasters, &legend, Zones::whole(rasters.grid()).set, threads);
    tally(&plan, &rasters.source(&legend, &[]), &Silent)
}

/// The error of a tally that a damaged block ends: the same for any number of threads.
fn failure(path: &Path) -> ReaderError {
    let rasters = open(&[path.to_owned()]);
    let mut errors: Vec<ReaderError> = [1, 2, 3, 8]
        .map(|threads| match counted(&rasters, threads) {
            Err(TallyError::Source(error)) => error,
            other => panic!("{threads} threads: expected a source error, got {other:?}"),
        })
        .into();
    let messages: Vec<String> = errors.iter().map(ToString::to_string).collect();
    assert!(messages.iter().all(|message| *message == messages[0]), "{messages:?}");
    errors.remove(0)
}

fn assert_read_failed(error: &ReaderError, path: &Path, expected_rows: &str, expected_cols: &str) {
    let ReaderError::ReadFailed { path: named, rows, cols, .. } = error else { panic!("{error:?}") };
    assert_eq!((named.as_path(), rows.as_str(), cols.as_str()), (path, expected_rows, expected_cols));
    assert!(!error.is_refusal());
    assert_eq!(error.to_string(), format!("{} cannot be read at rows {rows}, columns {cols}", path.display()));
    assert_eq!(
        error.way_out().unwrap(),
        "the file is damaged or incomplete there: copy or download it again, and compare sizes"
    );
    assert!(std::error::Error::source(error).is_some_and(|source| !source.to_string().is_empty()));
}

#[test]
fn an_undamaged_file_is_read() {
    let folder = Folder::new();
    let rasters = open(&[tiled(&folder, "sound.tif", &[])]);
    for threads in [1, 2, 8] {
        assert_eq!(counted(&rasters, threads).unwrap().study().total().cells, SHAPE.cells());
    }
}

#[test]
fn a_missing_raster_is_a_refusal_with_its_path() {
    let folder = Folder::new();
    let path = folder.path("nowhere.tif");
    let errors = Rasters::open(&epochs(&[path.clone(), folder.path("nowhere_else.tif")])).unwrap_err();
    assert_eq!(errors.len(), 2);
    assert!(matches!(&errors[0], ReaderError::Missing { path: named } if *named == path));
    assert!(errors.iter().all(ReaderError::is_refusal));
    assert_eq!(errors[0].way_out().unwrap(), "paths are relative to the study file");
}

#[test]
fn what_is_no_raster_is_a_refusal_with_its_path() {
    let folder = Folder::new();
    let cases = [
        folder.file("text.tif", "code,class\n1,crop\n"),
        folder.file("empty.tif", ""),
        folder.file("header.tif", b"II\x2a\x00"),
        folder.file("zones.geojson", r#"{"type": "FeatureCollection", "features": []}"#),
        folder.path(""),
    ];
    for path in cases {
        let error = RasterFacts::of(&path, None).unwrap_err();
        assert!(matches!(&error, ReaderError::NotARaster { path: named, .. } if *named == path), "{error:?}");
        assert!(error.is_refusal() && error.way_out().is_some());
        assert!(std::error::Error::source(&error).is_some());
    }
}

#[test]
fn a_raster_cut_off_in_its_header_is_refused() {
    let folder = Folder::new();
    tiled(&folder, "whole.tif", &[]);
    let whole = folder.bytes("whole.tif");
    for length in [1, 4, 8, 9, 20, 100, 200] {
        let path = folder.file("cut.tif", &whole[..length]);
        let error = RasterFacts::of(&path, None).unwrap_err();
        assert!(error.is_refusal() && error.to_string().contains("cut.tif"), "{length} bytes: {error}");
    }
}

#[test]
fn a_raster_cut_off_in_its_cells_fails_where_they_end() {
    let folder = Folder::new();
    tiled(&folder, "whole.tif", &[]);
    let whole = folder.bytes("whole.tif");
    // 8 x 4 tiles of 65536 bytes follow the header, row by row. 30 and a bit of them are left.
    let header = whole.len() - 32 * 65_536;
    let path = folder.file("cut.tif", &whole[..header + 30 * 65_536 + 100]);
    // Tile 30 is the third in the last row of tiles: rows 1792 to 2047, columns 512 to 767.
    assert_read_failed(&failure(&path), &path, "1792 to 2047", "512 to 767");
}

#[test]
fn a_corrupt_tile_fails_the_tally_and_is_located() {
    let folder = Folder::new();
    tiled(&folder, "whole.tif", &["COMPRESS=DEFLATE"]);
    let offsets = tile_offsets(&folder.path("whole.tif"));
    let mut damaged = folder.bytes("whole.tif");
    // Tile 9 is the second in the third row of tiles: rows 512 to 767, columns 256 to 511.
    damaged[offsets[9]..offsets[9] + 64].fill(0xff);
    let path = folder.file("damaged.tif", damaged);
    assert_read_failed(&failure(&path), &path, "512 to 767", "256 to 511");
}

#[test]
fn of_two_corrupt_tiles_the_first_is_told_for_any_number_of_threads() {
    let folder = Folder::new();
    tiled(&folder, "whole.tif", &["COMPRESS=LZW"]);
    let offsets = tile_offsets(&folder.path("whole.tif"));
    let mut damaged = folder.bytes("whole.tif");
    for tile in [30, 6] {
        damaged[offsets[tile]..offsets[tile] + 64].fill(0xff);
    }
    let path = folder.file("damaged.tif", damaged);
    // Tile 6 is the third in the second row of tiles.
    assert_read_failed(&failure(&path), &path, "256 to 511", "512 to 767");
}

/// Where each tile begins, as GDAL tells it.
fn tile_offsets(path: &Path) -> Vec<usize> {
    use gdal::Metadata;
    let dataset = gdal::Dataset::open(path).unwrap();
    let band = dataset.rasterband(1).unwrap();
    (0..8)
        .flat_map(|row| (0..4).map(move |col| (row, col)))
        .map(|(row, col)| band.metadata_item(&format!("BLOCK_OFFSET_{col}_{row}"), "TIFF").unwrap().parse().unwrap())
        .collect()
}

#[test]
fn damage_outside_the_zones_does_no_harm() {
    let folder = Folder::new();
    tiled(&folder, "whole.tif", &["COMPRESS=DEFLATE"]);
    let offsets = tile_offsets(&folder.path("whole.tif"));
    let mut damaged = folder.bytes("whole.tif");
    damaged[offsets[31]..offsets[31] + 64].fill(0xff);
    let rasters = open(&[folder.file("damaged.tif", damaged)]);
    let legend = legend(&[1, 2, 3]);
    // The upper left quarter of the first unit.
    let corner =
        landledger_core::Polygons::from_rings(vec![vec![[0.0, 0.0], [256.0, 0.0], [256.0, 256.0], [0.0, 256.0]]]);
    let zone = landledger_core::Zone { name: "corner".into(), group: None, outline: corner };
    let plan = plan(&rasters, &legend, landledger_core::ZoneSet::new(vec![zone]), 2);
    let tally = tally(&plan, &rasters.source(&legend, &[]), &Silent).unwrap();
    assert_eq!(tally.study().total().cells, 256 * 256);
}

#[test]
fn damage_in_a_later_epoch_names_that_epochs_file() {
    let folder = Folder::new();
    let sound = tiled(&folder, "sound.tif", &[]);
    tiled(&folder, "whole.tif", &["COMPRESS=DEFLATE"]);
    let mut damaged = folder.bytes("whole.tif");
    damaged[tile_offsets(&folder.path("whole.tif"))[0]..][..64].fill(0xff);
    let path = folder.file("damaged.tif", damaged);
    let rasters = open(&[sound, path.clone()]);
    for threads in [1, 3] {
        let Err(TallyError::Source(error)) = counted(&rasters, threads) else { panic!("a damaged block was read") };
        assert_read_failed(&error, &path, "0 to 255", "0 to 255");
    }
}

#[test]
fn damage_in_types_that_are_translated_is_found_too() {
    for cells in [Cells::UInt16, Cells::UInt32, Cells::Float32, Cells::SignedByte] {
        let folder = Folder::new();
        let raster = LandCover::uniform(64, 64).stored_as(cells);
        raster.write_as(&folder, "whole.tif", "GTiff", &["COMPRESS=DEFLATE", "BLOCKYSIZE=64"]);
        let whole = folder.bytes("whole.tif");
        let path = folder.file("cut.tif", &whole[..whole.len() - 20]);
        assert_read_failed(&failure(&path), &path, "0 to 63", "0 to 63");
    }
}

#[test]
fn the_damaged_strip_is_named_not_the_rows_that_are_read_with_it() {
    let folder = Folder::new();
    let raster = LandCover::uniform(40, 50);
    for (cells, rows, expected) in
        [(Cells::Byte, 1, "39 to 39"), (Cells::Byte, 3, "39 to 39"), (Cells::Int16, 16, "32 to 39")]
    {
        let options = ["COMPRESS=DEFLATE", &format!("BLOCKYSIZE={rows}")];
        raster.clone().stored_as(cells).write_as(&folder, "whole.tif", "GTiff", &options);
        let whole = folder.bytes("whole.tif");
        // The last strip ends the file.
        let path = folder.file("cut.tif", &whole[..whole.len() - 4]);
        assert_read_failed(&failure(&path), &path, expected, "0 to 49");
    }
}

#[test]
fn a_piece_missing_from_a_mosaic_fails_the_tally() {
    let folder = Folder::new();
    let pieces = [0.0, 200.0].map(|east| {
        let terms = [crate::land_cover::CORNER[0] + east, 100.0, 0.0, crate::land_cover::CORNER[1], 0.0, -100.0];
        LandCover::uniform(2, 2).at(terms).write(&folder, &format!("piece_{east}.tif"))
    });
    let datasets = pieces.map(|piece| gdal::Dataset::open(piece).unwrap());
    let path = folder.path("mosaic.vrt");
    gdal::programs::raster::build_vrt(Some(&path), &datasets, None).unwrap().close().unwrap();
    assert!(counted(&open(std::slice::from_ref(&path)), 1).is_ok());
    folder.remove("piece_200.tif");
    assert_read_failed(&failure(&path), &path, "0 to 1", "0 to 3");
}

#[test]
fn a_raster_that_vanishes_after_it_was_opened_is_missing() {
    let folder = Folder::new();
    let path = LandCover::uniform(2, 2).write(&folder, "land.tif");
    let rasters = open(std::slice::from_ref(&path));
    folder.remove("land.tif");
    for threads in [1, 4] {
        let Err(TallyError::Source(error)) = counted(&rasters, threads) else { panic!("a file that is gone was read") };
        assert!(matches!(&error, ReaderError::Missing { path: named } if *named == path), "{error:?}");
    }
}

#[test]
fn the_scan_of_codes_fails_on_damage() {
    let folder = Folder::new();
    tiled(&folder, "whole.tif", &[]);
    let whole = folder.bytes("whole.tif");
    let path = folder.file("cut.tif", &whole[..whole.len() / 2]);
    let error = scan_codes(&RasterFacts::of(&path, None).unwrap(), u64::MAX).unwrap_err();
    assert!(!error.is_refusal() && error.to_string().contains("cut.tif"), "{error}");
}

#[test]
fn damaged_boundaries_are_errors_with_their_path() {
    let folder = Folder::new();
    let rasters = open(&[LandCover::uniform(2, 2).write(&folder, "land.tif")]);
    let cases = [
        folder.file("cut.geojson", r#"{"type": "FeatureCollection", "features": [{"type": "Fea"#),
        folder.file("empty.gpkg", ""),
        folder.file("header.shp", b"\x00\x00\x27\x0a"),
        folder.file("empty.geojson", ""),
    ];
    for path in cases {
        let name = path.display().to_string();
        let errors = Zones::read(&spec(&path), rasters.grid(), rasters.crs()).unwrap_err();
        assert!(errors.iter().all(|error| error.to_string().starts_with(&name)), "{errors:?}");
        assert!(layers(&path).unwrap_err().to_string().starts_with(&name));
    }
}
