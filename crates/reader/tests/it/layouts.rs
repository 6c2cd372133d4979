//! However a file is laid out, its tally is that of the same matrix in memory.

use crate::boundary::{Boundary, spec};
use crate::counting::{cells_of_classes, count, from_memory, legend, open, plan};
use crate::folder::Folder;
use crate::land_cover::{CORNER, Cells, LandCover, north_up};
use gdal::{Dataset, DriverManager, Metadata};
use landledger_core::{GridShape, Silent, Zone, ZoneSet, tally};
use landledger_reader::{GeoGrid, Rasters, Zones};
use std::path::{Path, PathBuf};

const CODES: [u16; 6] = [1, 2, 3, 4, 5, 6];

/// Neither a multiple of 16 nor of any strip: the last blocks of each row and column are cut.
const SHAPE: GridShape = GridShape { rows: 37, cols: 53 };

/// Patches of classes 1 to 6 and of 0, which is nodata, without any symmetry.
fn patchwork(shape: GridShape) -> Vec<Option<u16>> {
    let code = |cell: usize| {
        let (row, col) = (cell / shape.cols, cell % shape.cols);
        ((row / 3 + col / 5 + row * col / 7) % 7) as u16
    };
    (0..shape.rows * shape.cols).map(|cell| Some(code(cell)).filter(|&code| code != 0)).collect()
}

fn raster_of(shape: GridShape, codes: &[Option<u16>]) -> LandCover {
    LandCover::of_shape(shape, codes.iter().map(|code| f64::from(code.unwrap_or(0))).collect())
}

fn raster(shape: GridShape) -> LandCover {
    raster_of(shape, &patchwork(shape))
}

/// A triangle that cuts blocks, and the whole grid over it.
fn zones(grid: &GeoGrid) -> ZoneSet {
    let (rows, cols) = (grid.shape.rows as f64, grid.shape.cols as f64);
    let corners = vec![[cols * 0.9, rows * 0.05], [cols * 0.95, rows * 0.8], [cols * 0.1, rows * 0.55]];
    let triangle = landledger_core::Polygons::from_rings(vec![corners]);
    let mut zones = vec![Zone { name: "triangle".into(), group: None, outline: triangle }];
    zones.extend(Zones::whole(grid).set.zones().to_vec());
    ZoneSet::new(zones)
}

/// Compares the tally of files, for one and several threads, with that of matrices in memory.
fn assert_same_as_memory(rasters: &Rasters, matrices: &[Vec<Option<u16>>], what: &str) {
    let legend = legend(&CODES);
    let source = rasters.source(&legend, &[0.0]);
    for threads in [1, 3] {
        let plan = plan(rasters, &legend, zones(rasters.grid()), threads);
        let expected = from_memory(&plan, matrices.to_vec());
        assert_eq!(expected.zone(1).total().cells, rasters.grid().shape.cells());
        assert_eq!(tally(&plan, &source, &Silent).unwrap(), expected, "{what}, {threads} threads");
    }
}

/// Writes the patchwork with these options and compares.
fn assert_layout_is_read(shape: GridShape, cells: Cells, driver: &str, options: &[&str]) -> Dataset {
    let folder = Folder::new();
    let path = raster(shape).stored_as(cells).write_as(&folder, "land.tif", driver, options);
    assert_same_as_memory(&open(std::slice::from_ref(&path)), &[patchwork(shape)], &format!("{driver} {options:?}"));
    Dataset::open(path).unwrap()
}

fn block_of(path: &Path) -> (usize, usize) {
    let shape = open(&[path.to_owned()]).facts()[0].block_shape();
    (shape.rows, shape.cols)
}

fn has_compression(name: &str) -> bool {
    let driver = DriverManager::get_driver_by_name("GTiff").unwrap();
    let options = driver.metadata_item("DMD_CREATIONOPTIONLIST", "").unwrap();
    options.contains(&format!("<Value>{name}</Value>"))
}

#[test]
fn strips_of_any_height() {
    for rows in [1, 2, 7, 36, 37] {
        let height = format!("BLOCKYSIZE={rows}");
        let dataset = assert_layout_is_read(SHAPE, Cells::Byte, "GTiff", &[&height]);
        assert_eq!(dataset.rasterband(1).unwrap().block_size(), (53, rows));
    }
}

#[test]
fn tiles_that_stick_out_of_the_raster() {
    for (width, height) in [(16, 16), (32, 16), (16, 48), (64, 64)] {
        let options = ["TILED=YES", &format!("BLOCKXSIZE={width}"), &format!("BLOCKYSIZE={height}")];
        let dataset = assert_layout_is_read(SHAPE, Cells::Byte, "GTiff", &options);
        assert_eq!(dataset.rasterband(1).unwrap().block_size(), (width, height));
    }
}

#[test]
fn a_raster_larger_than_one_unit_of_work() {
    // 600 x 700 = 420 000 cells; a unit takes 512 x 512 = 262 144.
    let shape = GridShape { rows: 600, cols: 700 };
    for options in [&["TILED=YES", "BLOCKXSIZE=256", "BLOCKYSIZE=256"][..], &["BLOCKYSIZE=1"], &["BLOCKYSIZE=90"]] {
        assert_layout_is_read(shape, Cells::Byte, "GTiff", options);
    }
}

#[test]
fn big_tiff() {
    let folder = Folder::new();
    raster(SHAPE).write_as(&folder, "big.tif", "GTiff", &["BIGTIFF=YES"]);
    // TIFF 6.0 says 42 after the byte order; BigTIFF says 43.
    assert_eq!(folder.bytes("big.tif")[..4], *b"II\x2b\x00");
    assert_layout_is_read(SHAPE, Cells::Byte, "GTiff", &["BIGTIFF=YES"]);
}

#[test]
fn big_endian() {
    for cells in [Cells::UInt16, Cells::Int32, Cells::Float64] {
        assert_layout_is_read(SHAPE, cells, "GTiff", &["ENDIANNESS=BIG"]);
    }
}

#[test]
fn every_lossless_compression_with_and_without_predictor() {
    for name in ["NONE", "PACKBITS", "LZW", "DEFLATE", "ZSTD", "LZMA"].into_iter().filter(|name| has_compression(name))
    {
        let compress = format!("COMPRESS={name}");
        for cells in [Cells::Byte, Cells::UInt16, Cells::Int32, Cells::Float32] {
            let tiled = ["TILED=YES", "BLOCKXSIZE=16", "BLOCKYSIZE=16", &compress];
            assert_layout_is_read(SHAPE, cells, "GTiff", &tiled);
            assert_layout_is_read(SHAPE, cells, "GTiff", &[&compress]);
            if ["LZW", "DEFLATE", "ZSTD"].contains(&name) {
                let mut predicted = tiled.to_vec();
                predicted.push("PREDICTOR=2");
                assert_layout_is_read(SHAPE, cells, "GTiff", &predicted);
            }
        }
    }
}

#[test]
fn fewer_bits_than_a_byte() {
    // Codes 0 to 6 need three bits.
    assert_layout_is_read(SHAPE, Cells::Byte, "GTiff", &["NBITS=3"]);
}

#[test]
fn cloud_optimized_with_overviews() {
    let shape = GridShape { rows: 300, cols: 290 };
    for compress in ["COMPRESS=NONE", "COMPRESS=LZW", "COMPRESS=DEFLATE"] {
        let dataset = assert_layout_is_read(shape, Cells::Byte, "COG", &[compress, "BLOCKSIZE=128"]);
        let band = dataset.rasterband(1).unwrap();
        assert_eq!((band.block_size(), band.overview_count().unwrap()), ((128, 128), 2));
    }
}

#[test]
fn bands_side_by_side_or_one_after_the_other() {
    let folder = Folder::new();
    for interleave in ["INTERLEAVE=PIXEL", "INTERLEAVE=BAND"] {
        let mut two = raster(SHAPE);
        two.bands.push(vec![9.0; 37 * 53]);
        two.bands.swap(0, 1);
        let path = two.write_as(&folder, "two.tif", "GTiff", &[interleave]);
        let spec = landledger_reader::EpochSpec { year: landledger_core::Year(2000), path, band: Some(2) };
        assert_same_as_memory(&Rasters::open(&[spec]).unwrap(), &[patchwork(SHAPE)], interleave);
    }
}

#[test]
fn other_formats_than_tiff() {
    for (driver, name) in [("ENVI", "land.dat"), ("HFA", "land.img"), ("PNG", "land.png")] {
        let folder = Folder::new();
        let path = raster(SHAPE).write_as(&folder, name, driver, &[]);
        assert_same_as_memory(&open(&[path]), &[patchwork(SHAPE)], driver);
    }
}

/// The patchwork in four files of unlike layout that meet in the middle of nothing.
fn mosaic(folder: &Folder) -> PathBuf {
    let cells = patchwork(SHAPE);
    let (across, down) = (20, 15);
    let pieces = [
        (0, down, 0, across, "BLOCKYSIZE=1"),
        (0, down, across, SHAPE.cols, "TILED=YES"),
        (down, SHAPE.rows, 0, across, "COMPRESS=LZW"),
        (down, SHAPE.rows, across, SHAPE.cols, "COMPRESS=DEFLATE"),
    ];
    let datasets: Vec<Dataset> = pieces
        .iter()
        .map(|&(top, bottom, left, right, option)| {
            let shape = GridShape { rows: bottom - top, cols: right - left };
            let piece: Vec<Option<u16>> =
                (top..bottom).flat_map(|row| cells[row * SHAPE.cols..][left..right].to_vec()).collect();
            let corner = [CORNER[0] + left as f64 * 100.0, CORNER[1] - top as f64 * 100.0];
            let raster = raster_of(shape, &piece).at(north_up(corner, 100.0));
            Dataset::open(raster.write_as(folder, &format!("piece_{top}_{left}.tif"), "GTiff", &[option])).unwrap()
        })
        .collect();
    let path = folder.path("mosaic.vrt");
    gdal::programs::raster::build_vrt(Some(&path), &datasets, None).unwrap().close().unwrap();
    path
}

#[test]
fn a_mosaic_of_four_pieces() {
    let folder = Folder::new();
    let rasters = open(&[mosaic(&folder)]);
    assert_eq!(rasters.facts()[0].driver, "VRT");
    assert_same_as_memory(&rasters, &[patchwork(SHAPE)], "mosaic");
}

#[test]
fn a_virtual_raster_with_blocks_unlike_those_of_its_file() {
    let folder = Folder::new();
    let shape = GridShape { rows: 300, cols: 290 };
    let options = ["TILED=YES", "BLOCKXSIZE=48", "BLOCKYSIZE=80"];
    let file = raster(shape).write_as(&folder, "land.tif", "GTiff", &options);
    let virtual_raster = folder.path("land.vrt");
    gdal::programs::raster::build_vrt(Some(&virtual_raster), &[Dataset::open(&file).unwrap()], None)
        .unwrap()
        .close()
        .unwrap();
    assert_eq!(block_of(&file), (80, 48));
    assert_ne!(block_of(&virtual_raster), (80, 48));
    assert_same_as_memory(&open(std::slice::from_ref(&virtual_raster)), &[patchwork(shape)], "virtual");
    assert_same_as_memory(&open(&[virtual_raster, file]), &[patchwork(shape), patchwork(shape)], "virtual and file");
}

#[test]
fn epochs_of_unlike_layouts_are_read_together() {
    let folder = Folder::new();
    let mirrored: Vec<Option<u16>> = patchwork(SHAPE).into_iter().rev().collect();
    let paths = [
        raster(SHAPE).write_as(&folder, "strips.tif", "GTiff", &["BLOCKYSIZE=1"]),
        raster_of(SHAPE, &mirrored).stored_as(Cells::Float32).write_as(
            &folder,
            "tiles.tif",
            "GTiff",
            &["TILED=YES", "BLOCKXSIZE=16", "BLOCKYSIZE=32"],
        ),
        mosaic(&folder),
    ];
    let matrices = [patchwork(SHAPE), mirrored, patchwork(SHAPE)];
    assert_same_as_memory(&open(&paths), &matrices, "three layouts");
}

#[test]
fn missing_tiles_hold_nodata() {
    let folder = Folder::new();
    let mut cells = vec![Some(1); 32 * 32];
    // The tile of rows 16 to 31 and columns 0 to 15 has no data at all.
    for row in 16..32 {
        cells[row * 32..][..16].fill(None);
    }
    let shape = GridShape { rows: 32, cols: 32 };
    let options = ["TILED=YES", "BLOCKXSIZE=16", "BLOCKYSIZE=16", "SPARSE_OK=TRUE"];
    let path = raster_of(shape, &cells).nodata(0.0).write_as(&folder, "sparse.tif", "GTiff", &options);
    // Three tiles of 256 bytes and a header, not four.
    assert!(folder.bytes("sparse.tif").len() < 4 * 256 + 400);
    assert_same_as_memory(&open(&[path]), &[cells], "sparse");
}

#[test]
fn a_raster_whose_rows_run_north() {
    let folder = Folder::new();
    let south_up = |matrix| LandCover::of(matrix).at([CORNER[0], 100.0, 0.0, CORNER[1], 0.0, 100.0]);
    let path = south_up([[1, 1, 1], [2, 2, 3], [4, 5, 6]]).write(&folder, "south_up.tif");
    let rasters = open(std::slice::from_ref(&path));
    let codes = [1, 1, 1, 2, 2, 3, 4, 5, 6].map(Some).to_vec();
    assert_same_as_memory(&rasters, &[codes], "south up");

    // The first row is the southernmost: 0 to 100 m north of the corner. All of its cells are class 1.
    let south = crate::boundary::rectangle(CORNER, [CORNER[0] + 300.0, CORNER[1] + 100.0]);
    let zones = Zones::read(
        &spec(&Boundary::in_crs(crate::land_cover::METRIC).zone("south", &south).write(&folder, "south.gpkg")),
        rasters.grid(),
        rasters.crs(),
    )
    .unwrap();
    let legend = legend(&CODES);
    let plan = plan(&rasters, &legend, zones.set, 1);
    let tally = tally(&plan, &rasters.source(&legend, &[]), &Silent).unwrap();
    assert_eq!(cells_of_classes(&tally, 0), [3, 0, 0, 0, 0, 0]);
    let line = tally.zone_line(0);
    assert_eq!((line.polygon.hectares(), line.outside.hectares()), (3.0, 0.0));
}

#[test]
fn a_raster_whose_columns_run_west() {
    let folder = Folder::new();
    let path =
        LandCover::of([[1, 2, 2]]).at([CORNER[0], -100.0, 0.0, CORNER[1], 0.0, -100.0]).write(&folder, "west.tif");
    let rasters = open(&[path]);
    // The first column is the easternmost: 0 to 100 m west of the corner.
    let east = crate::boundary::rectangle(CORNER, [CORNER[0] - 100.0, CORNER[1] - 100.0]);
    let zones = Boundary::in_crs(crate::land_cover::METRIC).zone("east", &east).zones_on(rasters.grid(), rasters.crs());
    let legend = legend(&CODES);
    let tally = tally(&plan(&rasters, &legend, zones.set, 1), &rasters.source(&legend, &[]), &Silent).unwrap();
    assert_eq!(cells_of_classes(&tally, 0), [1, 0, 0, 0, 0, 0]);
    assert_eq!(tally.zone(0).total().area.hectares(), 1.0);
}

#[test]
fn one_cell() {
    let folder = Folder::new();
    let path = LandCover::of([[4]]).write(&folder, "cell.tif");
    let tally = count(&[path], &CODES, &[]).unwrap();
    assert_eq!(cells_of_classes(&tally, 0), [0, 0, 0, 1, 0, 0]);
    assert_eq!(tally.zone(0).total().area.hectares(), 1.0);
}

#[test]
fn one_row_or_one_column() {
    for (rows, cols) in [(1, 1), (1, 70), (70, 1), (1, 3000), (3000, 1), (2, 3000)] {
        let shape = GridShape { rows, cols };
        assert_layout_is_read(shape, Cells::Byte, "GTiff", &[]);
        assert_layout_is_read(shape, Cells::UInt16, "GTiff", &["TILED=YES", "BLOCKXSIZE=16", "BLOCKYSIZE=16"]);
    }
}
