//! An epoch on another grid gives each cell the value of its cell in which the centre lies; elsewhere nodata.

use crate::counting::{cells_of_classes, cells_of_nodata, count_rasters, epochs, legend};
use crate::folder::Folder;
use crate::land_cover::{CORNER, Cells, LandCover, north_up};
use gdal::spatial_ref::{AxisMappingStrategy, CoordTransform, SpatialRef};
use landledger_core::{BlockReader, BlockSource, GridShape, State, SymbolBlock, Window};
use landledger_reader::{AlignRule, EpochSpec, RasterReader, RasterSource, Rasters};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Where a neighbouring zone of the projection lies a few degrees further.
const METRIC: &str = "EPSG:32650";

/// Wide enough for several blocks of a warped raster.
const SHAPE: GridShape = GridShape { rows: 530, cols: 570 };

/// Every value that a byte can hold is a class.
fn all_bytes() -> Vec<u16> {
    (0..256).collect()
}

/// Land cover in which neighbours differ, so that a cell off by one is seen.
fn scattered(shape: GridShape, crs: &str, terms: [f64; 6]) -> LandCover {
    let mut state = 20_260_101_u64;
    let mut value = || {
        // Knuth's 64-bit linear congruential generator (MMIX).
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 56) as f64
    };
    let values = (0..shape.cells()).map(|_| value()).collect();
    LandCover::of_shape(shape, values).in_crs(crs).at(terms)
}

fn srs(definition: &str) -> SpatialRef {
    let mut srs = SpatialRef::from_definition(definition).unwrap();
    srs.set_axis_mapping_strategy(AxisMappingStrategy::TraditionalGisOrder);
    srs
}

/// The two rasters, the second brought onto the first one's grid.
fn aligned(paths: &[PathBuf]) -> Rasters {
    Rasters::open_aligned(&epochs(paths), AlignRule::Nearest).unwrap()
}

/// What the second epoch holds in each cell of the window; `None` is nodata.
fn read(source: &RasterSource, reader: &mut RasterReader<'_>, window: Window) -> Vec<Option<u16>> {
    let mut symbols = SymbolBlock::default();
    reader.read(1, window, &mut symbols).unwrap();
    let states = source.states(1);
    let cells = (0..window.rows).flat_map(|row| (0..window.cols).map(move |col| (row, col)));
    cells
        .map(|(row, col)| match states[symbols.at(row, col)] {
            State::Class(index) => Some(index),
            State::Nodata => None,
            State::Stranger => panic!("every byte is a class"),
        })
        .collect()
}

/// The second epoch on the whole grid, where every byte is a class.
fn on_the_grid(rasters: &Rasters) -> Vec<Option<u16>> {
    let source = rasters.source(&legend(&all_bytes()), &[]);
    read(&source, &mut source.open().unwrap(), rasters.grid().shape.window())
}

/// The same cell by cell: each centre is transformed on its own.
fn cell_by_cell(first: &LandCover, other: &LandCover) -> Vec<Option<u16>> {
    let (here, there) = (srs(first.crs.as_ref().unwrap()), srs(other.crs.as_ref().unwrap()));
    let way = CoordTransform::new(&here, &there).unwrap();
    let ([left, width, _, top, _, height], own) = (first.terms.unwrap(), other.terms.unwrap());
    let mut values = Vec::new();
    for row in 0..first.shape.rows {
        for col in 0..first.shape.cols {
            let (mut x, mut y) = ([left + (col as f64 + 0.5) * width], [top + (row as f64 + 0.5) * height]);
            way.transform_coords(&mut x, &mut y, &mut []).unwrap();
            let (col, row) = (((x[0] - own[0]) / own[1]).floor(), ((y[0] - own[3]) / own[5]).floor());
            let inside = col >= 0.0 && row >= 0.0 && col < other.shape.cols as f64 && row < other.shape.rows as f64;
            values.push(inside.then(|| other.bands[0][row as usize * other.shape.cols + col as usize] as u16));
        }
    }
    values
}

/// The same by GDAL's own command, without approximation.
fn by_gdalwarp(folder: &Folder, first: &LandCover, path: &Path) -> Vec<Option<u16>> {
    let [left, width, _, top, _, height] = first.terms.unwrap();
    let GridShape { rows, cols } = first.shape;
    let (right, bottom) = (left + cols as f64 * width, top + rows as f64 * height);
    let out = folder.path("by_gdalwarp.tif");
    let status = Command::new("gdalwarp")
        .args(["-q", "-overwrite", "-r", "near", "-et", "0", "-ovr", "NONE", "-dstalpha", "-t_srs"])
        .arg(first.crs.as_ref().unwrap())
        .args(["-te", &left.to_string(), &bottom.to_string(), &right.to_string(), &top.to_string()])
        .args(["-ts", &cols.to_string(), &rows.to_string()])
        .args([path, &out])
        .status()
        .expect("GDAL's commands are installed (scripts/install-deps --tests)");
    assert!(status.success());
    let warped = gdal::Dataset::open(out).unwrap();
    let band = |index: usize| warped.rasterband(index).unwrap().read_band_as::<u8>().unwrap();
    let (values, alpha) = (band(1), band(2));
    values.data().iter().zip(alpha.data()).map(|(&value, &alpha)| (alpha > 0).then_some(u16::from(value))).collect()
}

/// The value under each centre, whichever way it is asked: all at once, in windows, by gdalwarp, cell by cell.
/// Gives how many cells have one.
fn assert_nearest(first: &LandCover, other: &LandCover) -> usize {
    let folder = Folder::new();
    let paths = [first.write(&folder, "first.tif"), other.write(&folder, "other.tif")];
    let rasters = aligned(&paths);
    let ours = on_the_grid(&rasters);
    let differ = |theirs: &[Option<u16>]| ours.iter().zip(theirs).filter(|(ours, theirs)| ours != theirs).count();
    assert_eq!(differ(&cell_by_cell(first, other)), 0, "cells differ from those taken one by one");
    assert_eq!(differ(&by_gdalwarp(&folder, first, &paths[1])), 0, "cells differ from gdalwarp's");
    assert_same_in_windows(&rasters, &ours);
    ours.iter().flatten().count()
}

/// However the grid is cut, the cells are the same.
fn assert_same_in_windows(rasters: &Rasters, whole: &[Option<u16>]) {
    let source = rasters.source(&legend(&all_bytes()), &[]);
    let shape = rasters.grid().shape;
    for (rows, cols) in [(1, shape.cols), (shape.rows, 7), (129, 311)] {
        let (mut found, mut reader) = (vec![None; whole.len()], source.open().unwrap());
        for row in (0..shape.rows).step_by(rows) {
            for col in (0..shape.cols).step_by(cols) {
                let window = Window { row, col, rows: rows.min(shape.rows - row), cols: cols.min(shape.cols - col) };
                for (at, value) in read(&source, &mut reader, window).into_iter().enumerate() {
                    found[(row + at / window.cols) * shape.cols + col + at % window.cols] = value;
                }
            }
        }
        assert!(found == whole, "in windows of {rows} x {cols}");
    }
}

/// Terms of a grid around the same place as another grid of another CRS, moved by a share of itself.
fn around(crs: &str, shape: GridShape, cell: f64, first: &LandCover, moved: f64) -> [f64; 6] {
    let [left, width, _, top, _, height] = first.terms.unwrap();
    let (mut x, mut y) =
        ([left + width * first.shape.cols as f64 / 2.0], [top + height * first.shape.rows as f64 / 2.0]);
    let way = CoordTransform::new(&srs(first.crs.as_ref().unwrap()), &srs(crs)).unwrap();
    way.transform_coords(&mut x, &mut y, &mut []).unwrap();
    let (across, down) = (cell * shape.cols as f64, cell * shape.rows as f64);
    north_up([x[0] + (moved - 0.5) * across, y[0] + (0.5 - moved) * down], cell)
}

/// At the border of the zones 50 and 51, 120 degrees east.
fn at_the_border_of_zones() -> LandCover {
    scattered(SHAPE, METRIC, north_up([765_000.0, 4_000_000.0], 30.0))
}

#[test]
fn half_a_cell_to_the_right_and_down_takes_the_cell_to_the_left_and_above() {
    let folder = Folder::new();
    // Centres of the first lie on the corners of the second's cells: the cell to the right and below is taken.
    let paths = [
        LandCover::uniform(3, 3).write(&folder, "first.tif"),
        LandCover::of([[1, 2, 3], [4, 5, 6], [7, 8, 0]])
            .at(north_up([CORNER[0] - 50.0, CORNER[1] + 50.0], 100.0))
            .write(&folder, "other.tif"),
    ];
    let rasters = aligned(&paths);
    assert_eq!(
        on_the_grid(&rasters),
        [Some(5), Some(6), None, Some(8), Some(0), None, None, None, None],
        "the last column and row lie beyond"
    );
    let alignment = rasters.facts()[1].alignment.clone().unwrap();
    assert_eq!((alignment.shift_cols, alignment.shift_rows), (0.5, 0.5));
    assert_eq!((alignment.cell_ratio_x, alignment.cell_ratio_y), (1.0, 1.0));
    assert_eq!((alignment.crs, alignment.covers_grid), (None, false));
}

#[test]
fn half_a_cell_in_degrees_falls_to_one_side_everywhere() {
    // 0.00026949458523585647 degrees are 30 m at the equator; neither they nor the shift are exact in binary.
    let cell = 0.000_269_494_585_235_856_47;
    let corner = [112.3, 37.7];
    let folder = Folder::new();
    let first = scattered(SHAPE, "EPSG:4326", north_up(corner, cell));
    let other = scattered(SHAPE, "EPSG:4326", north_up([corner[0] - cell * 0.5, corner[1] + cell * 0.5], cell));
    let rasters = aligned(&[first.write(&folder, "first.tif"), other.write(&folder, "other.tif")]);
    let found = on_the_grid(&rasters);
    for row in 0..SHAPE.rows {
        for col in 0..SHAPE.cols {
            let is_inside = row + 1 < SHAPE.rows && col + 1 < SHAPE.cols;
            let expected = is_inside.then(|| other.bands[0][(row + 1) * SHAPE.cols + col + 1] as u16);
            assert_eq!(found[row * SHAPE.cols + col], expected, "row {row}, column {col}");
        }
    }
}

#[test]
fn a_shift_by_part_of_a_cell_is_the_nearest_cell() {
    let first = scattered(SHAPE, METRIC, north_up(CORNER, 30.0));
    let other = scattered(SHAPE, METRIC, north_up([CORNER[0] - 317.0, CORNER[1] + 211.0], 30.0));
    // 317 / 30 = 10.57 columns and 211 / 30 = 7.03 rows to the left and above: 11 columns and 7 rows are missing.
    assert_eq!(assert_nearest(&first, &other), (SHAPE.rows - 7) * (SHAPE.cols - 11));
}

#[test]
fn ten_metres_on_thirty_and_thirty_on_ten() {
    let coarse = scattered(SHAPE, METRIC, north_up(CORNER, 30.0));
    let fine = scattered(GridShape { rows: 1500, cols: 1200 }, METRIC, north_up(CORNER, 10.0));
    assert_eq!(assert_nearest(&coarse, &fine), 500 * 400);
    assert_eq!(assert_nearest(&fine, &coarse), 1500 * 1200);
}

#[test]
fn very_fine_cells_on_coarse_ones() {
    // 100 fine cells along each side of a coarse one: a block of 512 coarse ones would hold 51 200 x 51 200.
    let coarse = scattered(GridShape { rows: 23, cols: 31 }, METRIC, north_up(CORNER, 3000.0));
    let fine = scattered(GridShape { rows: 2000, cols: 2400 }, METRIC, north_up([CORNER[0], CORNER[1] - 10.0], 30.0));
    assert_eq!(assert_nearest(&coarse, &fine), 20 * 24);
}

#[test]
fn another_zone_of_the_projection() {
    let first = at_the_border_of_zones();
    let terms = around("EPSG:32651", SHAPE, 30.0, &first, 0.2);
    let found = assert_nearest(&first, &scattered(SHAPE, "EPSG:32651", terms));
    // Moved by a fifth in both directions, and turned by 2 x 3 degrees x sin(36 degrees) = 3.5 degrees.
    let whole = SHAPE.cells() as f64;
    assert!((0.60..0.68).contains(&(found as f64 / whole)), "{found} of {whole}");
}

#[test]
fn degrees_on_metres_and_metres_on_degrees() {
    let metres = at_the_border_of_zones();
    let shape = GridShape { rows: 600, cols: 700 };
    let degrees = scattered(shape, "EPSG:4326", around("EPSG:4326", shape, 0.000_3, &metres, 0.0));
    assert!(assert_nearest(&metres, &degrees) > 250_000);
    assert!(assert_nearest(&degrees, &metres) > 250_000);
}

#[test]
fn rows_from_south_to_north() {
    let first = scattered(SHAPE, METRIC, north_up(CORNER, 30.0));
    let bottom = CORNER[1] - 30.0 * 100.0;
    let other = scattered(GridShape { rows: 100, cols: 200 }, METRIC, [CORNER[0], 30.0, 0.0, bottom, 0.0, 30.0]);
    assert_eq!(assert_nearest(&first, &other), 100 * 200);
}

/// PROJ knows how to get from Beijing 1954 to WGS 84 in the Ordos basin (107 to 110.01 E, 35 to 39 N; EPSG:15918,
/// 15936), by 39 m to the east, and nowhere around it: rows of cells hold both.
#[test]
fn the_transformation_of_a_cell_depends_on_its_place_alone() {
    let folder = Folder::new();
    // From 104 to 116 degrees east. Centres lie 0.02 cells of 880 m to the right of an edge, which 39 m cross.
    let raster = |crs| scattered(GridShape { rows: 100, cols: 1200 }, crs, north_up([104.0, 38.0], 0.01));
    let (first, other) = (raster("EPSG:4326"), raster("EPSG:4214").at(north_up([104.0048, 38.003], 0.01)));
    let rasters = aligned(&[first.write(&folder, "first.tif"), other.write(&folder, "other.tif")]);
    let ours = on_the_grid(&rasters);
    assert!(ours == cell_by_cell(&first, &other));
    assert_same_in_windows(&rasters, &ours);
    let unmoved = on_the_grid(&aligned(&[
        first.write(&folder, "first.tif"),
        raster("EPSG:4326").at(north_up([104.0048, 38.003], 0.01)).write(&folder, "unmoved.tif"),
    ]));
    let moved = ours.iter().zip(&unmoved).filter(|(ours, unmoved)| ours != unmoved).count();
    // 3 of 12 degrees are Ordos; neighbours hold the same value once in 256.
    assert!((29_000..31_000).contains(&moved), "{moved}");
}

#[test]
fn zero_is_a_class_where_the_raster_covers_and_nodata_where_it_does_not() {
    let folder = Folder::new();
    let paths = [
        LandCover::uniform(2, 4).write(&folder, "first.tif"),
        LandCover::of([[0, 0], [0, 255]]).at(north_up([CORNER[0] + 100.0, CORNER[1]], 100.0)).write(&folder, "b.tif"),
    ];
    let rasters = aligned(&paths);
    assert_eq!(on_the_grid(&rasters), [None, Some(0), Some(0), None, None, Some(0), Some(255), None]);
    let tally = count_rasters(&rasters, &[0, 1, 255], &[]).unwrap();
    assert_eq!((cells_of_classes(&tally, 1), cells_of_nodata(&tally, 1)), (vec![3, 0, 1], 4));
    assert_eq!((cells_of_classes(&tally, 0), cells_of_nodata(&tally, 0)), (vec![0, 8, 0], 0));
}

#[test]
fn every_cell_type_keeps_its_values_and_its_nodata() {
    for cells in Cells::ALL {
        let folder = Folder::new();
        // Half a cell up and to the left: the first column and row of the second raster are skipped.
        let other = LandCover::of([[9, 9, 9], [9, 1, 2], [9, 3, 100]])
            .at(north_up([CORNER[0] - 150.0, CORNER[1] + 150.0], 100.0))
            .stored_as(cells)
            .nodata(3.0);
        let paths = [LandCover::uniform(3, 3).write(&folder, "first.tif"), other.write(&folder, "other.tif")];
        let tally = count_rasters(&aligned(&paths), &[1, 2, 100], &[]).unwrap();
        // The centre of the first cell lies on the corner of the cell that holds 100.
        assert_eq!((cells_of_classes(&tally, 1), cells_of_nodata(&tally, 1)), (vec![0, 0, 1], 8), "{cells:?}");
        let other = other.at(north_up([CORNER[0] - 110.0, CORNER[1] + 110.0], 100.0));
        let paths = [LandCover::uniform(3, 3).write(&folder, "first.tif"), other.write(&folder, "other.tif")];
        let tally = count_rasters(&aligned(&paths), &[1, 2, 100], &[]).unwrap();
        assert_eq!((cells_of_classes(&tally, 1), cells_of_nodata(&tally, 1)), (vec![1, 1, 1], 6), "{cells:?}");
    }
}

#[test]
fn values_at_the_ends_of_a_type_are_met() {
    let least = f64::from(f32::MIN);
    let cases = [
        (Cells::SignedByte, -128.0),
        (Cells::UInt16, 65_535.0),
        (Cells::Int16, -32_768.0),
        (Cells::UInt32, f64::from(u32::MAX)),
        (Cells::Int32, f64::from(i32::MIN)),
        (Cells::Int64, i64::MIN as f64),
        (Cells::Float32, least),
        (Cells::Float64, f64::NAN),
    ];
    for (cells, nodata) in cases {
        let folder = Folder::new();
        let other = LandCover::of([[1.0, nodata], [nodata, 2.0]])
            .at(north_up([CORNER[0] + 10.0, CORNER[1]], 100.0))
            .stored_as(cells)
            .nodata(nodata);
        let paths = [LandCover::uniform(2, 2).write(&folder, "first.tif"), other.write(&folder, "other.tif")];
        let tally = count_rasters(&aligned(&paths), &[1, 2], &[]).unwrap();
        assert_eq!((cells_of_classes(&tally, 1), cells_of_nodata(&tally, 1)), (vec![1, 1], 2), "{cells:?}");
    }
}

#[test]
fn a_mask_and_a_band_go_along() {
    let folder = Folder::new();
    let moved = north_up([CORNER[0] + 10.0, CORNER[1]], 100.0);
    let first = LandCover::uniform(2, 2).write(&folder, "first.tif");
    let masked = LandCover::of([[1, 2], [3, 4]]).masked([[1, 0], [1, 1]]).at(moved).write(&folder, "masked.tif");
    assert_eq!(on_the_grid(&aligned(&[first.clone(), masked])), [Some(1), None, Some(3), Some(4)]);
    let bands = LandCover::of([[1, 2], [3, 4]]).and_band([[5, 6], [7, 8]]).at(moved).write(&folder, "bands.tif");
    let mut specs = epochs(&[first.clone(), bands]);
    specs[1].band = Some(2);
    let rasters = Rasters::open_aligned(&specs, AlignRule::Nearest).unwrap();
    assert_eq!(on_the_grid(&rasters), [Some(5), Some(6), Some(7), Some(8)]);
}

/// An alpha band hides where it is 0, and nowhere else, however faint.
#[test]
fn an_alpha_band_goes_along() {
    let folder = Folder::new();
    let first = LandCover::uniform(2, 2).write(&folder, "first.tif");
    let with_alpha = |name: &str, terms| {
        LandCover::of([[10, 20], [30, 40]]).and_band([[255, 0], [1, 128]]).at(terms).write_as(
            &folder,
            name,
            "GTiff",
            &["ALPHA=YES"],
        )
    };
    let expected = [Some(10), None, Some(30), Some(40)];
    let on_grid = with_alpha("on_grid.tif", north_up(CORNER, 100.0));
    let moved = with_alpha("moved.tif", north_up([CORNER[0] + 10.0, CORNER[1]], 100.0));
    for (path, is_aligned) in [(on_grid, false), (moved, true)] {
        let specs = [(2000, &first, None), (2010, &path, Some(1))].map(|(year, path, band)| EpochSpec {
            year: landledger_core::Year(year),
            path: path.clone(),
            band,
        });
        let rasters = Rasters::open_aligned(&specs, AlignRule::Nearest).unwrap();
        assert!(rasters.facts()[1].has_mask);
        assert_eq!(rasters.facts()[1].alignment.is_some(), is_aligned);
        assert_eq!(on_the_grid(&rasters), expected);
    }
}

#[test]
fn a_path_that_means_something_in_xml_is_only_a_path() {
    let folder = Folder::new();
    let paths = [
        LandCover::uniform(1, 1).write(&folder, "first.tif"),
        LandCover::of([[7]])
            .masked([[1]])
            .at(north_up([CORNER[0] + 10.0, CORNER[1]], 100.0))
            .write(&folder, "a & b <\"c'>&amp;土.tif"),
    ];
    assert_eq!(on_the_grid(&aligned(&paths)), [Some(7)]);
}

#[test]
fn an_epoch_on_the_grid_is_left_as_it_is() {
    let folder = Folder::new();
    let paths = [LandCover::uniform(2, 2).write(&folder, "a.tif"), LandCover::uniform(2, 2).write(&folder, "b.tif")];
    assert!(aligned(&paths).facts().iter().all(|facts| facts.alignment.is_none()));
}

#[test]
fn rasters_without_crs_are_aligned_by_their_numbers() {
    let folder = Folder::new();
    let paths = [
        LandCover::uniform(1, 2).without_crs().write(&folder, "a.tif"),
        LandCover::of([[4, 5]])
            .without_crs()
            .at(north_up([CORNER[0] - 90.0, CORNER[1]], 100.0))
            .write(&folder, "b.tif"),
    ];
    assert_eq!(on_the_grid(&aligned(&paths)), [Some(5), None]);
}

/// What the rule refuses all the same.
fn refusal(paths: &[PathBuf]) -> String {
    let errors = Rasters::open_aligned(&epochs(paths), AlignRule::Nearest).unwrap_err();
    assert_eq!(errors.len(), 1);
    errors[0].to_string()
}

#[test]
fn a_crs_on_one_side_only_is_refused_under_every_rule() {
    let folder = Folder::new();
    let with = LandCover::uniform(2, 2).write(&folder, "with.tif");
    let without = LandCover::uniform(2, 2).without_crs().write(&folder, "without.tif");
    let said = refusal(&[with, without]);
    assert!(said.ends_with("it has no CRS, expected WGS 84 / NSIDC EASE-Grid 2.0 Global (EPSG:6933)"), "{said}");
}

#[test]
fn a_raster_elsewhere_is_refused() {
    let folder = Folder::new();
    let first = LandCover::uniform(2, 2).write(&folder, "first.tif");
    let other = LandCover::uniform(2, 2).at(north_up([CORNER[0] + 250.0, CORNER[1]], 100.0)).write(&folder, "b.tif");
    let said = refusal(&[first, other]);
    assert!(said.ends_with("it covers no cell of that grid"), "{said}");
}

#[test]
fn how_far_apart_two_grids_are() {
    let folder = Folder::new();
    let first = LandCover::uniform(60, 90).in_crs(METRIC).at(north_up(CORNER, 30.0)).write(&folder, "first.tif");
    let alignment = |terms, rows, cols| {
        let other = LandCover::uniform(rows, cols).in_crs(METRIC).at(terms).write(&folder, "other.tif");
        aligned(&[first.clone(), other]).facts()[1].alignment.clone().unwrap()
    };
    // Whole cells apart: each centre is the centre of a cell.
    let cut = alignment(north_up([CORNER[0] + 300.0, CORNER[1]], 30.0), 60, 90);
    assert_eq!((cut.shift_cols, cut.shift_rows, cut.covers_grid), (0.0, 0.0, false));
    // The middle one of three fine cells.
    let fine = alignment(north_up(CORNER, 10.0), 180, 270);
    assert!(fine.shift_cols < 1e-9 && fine.shift_rows < 1e-9 && fine.covers_grid);
    assert!((fine.cell_ratio_x - 1.0 / 3.0).abs() < 1e-12 && (fine.cell_ratio_y - 1.0 / 3.0).abs() < 1e-12);
    let other = LandCover::uniform(60, 90).in_crs("EPSG:32651").at(north_up([-43_000.0, 4_020_000.0], 300.0));
    let zone = aligned(&[first.clone(), other.write(&folder, "zone.tif")]).facts()[1].alignment.clone().unwrap();
    assert_eq!(zone.crs.as_deref(), Some("WGS 84 / UTM zone 51N (EPSG:32651)"));
    assert!(zone.knows_datum_shift);
    // UTM's scale is 0.9996 on the central meridian; 6 degrees from that of zone 51, at 36 degrees north, it is
    // 0.9996 (1 + (6 degrees x cos(36 degrees))^2 / 2) = 1.0032: cells of 300 m there are 299.0 / 30 of ours.
    assert!((zone.cell_ratio_x - 0.9996 / 1.0032 * 10.0).abs() < 0.002, "{}", zone.cell_ratio_x);
    assert!((zone.cell_ratio_y - 0.9996 / 1.0032 * 10.0).abs() < 0.002, "{}", zone.cell_ratio_y);
    // Three cells share a coarse one: the outer ones lie one cell off its centre.
    let coarse = alignment(north_up(CORNER, 90.0), 20, 30);
    assert_eq!((coarse.shift_cols, coarse.shift_rows, coarse.cell_ratio_x), (1.0, 1.0, 3.0));
}

#[test]
fn a_datum_shift_that_nobody_knows_is_told() {
    let folder = Folder::new();
    // In the north-east of China PROJ knows no way from Beijing 1954 to WGS 84; in the Ordos basin it does.
    for (corner, is_known) in [([130.0, 47.0], false), ([109.0, 38.0], true)] {
        let terms = north_up(corner, 0.001);
        let first = LandCover::uniform(30, 30).in_crs("EPSG:4326").at(terms).write(&folder, "first.tif");
        let other = LandCover::uniform(30, 30).in_crs("EPSG:4214").at(terms).write(&folder, "other.tif");
        let alignment = aligned(&[first, other]).facts()[1].alignment.clone().unwrap();
        assert_eq!(alignment.knows_datum_shift, is_known, "{corner:?}");
    }
}
