//! The scan of a raster's codes, before there is a legend, agrees with what the tally would count.

use crate::folder::Folder;
use crate::land_cover::{Cells, LandCover};
use landledger_reader::{CodeCounts, RasterFacts, scan_codes};
use std::path::Path;

fn scanned(path: &Path) -> CodeCounts {
    scan_codes(&RasterFacts::of(path, None).unwrap(), u64::MAX).unwrap()
}

fn codes(counts: &CodeCounts) -> Vec<(i64, u64)> {
    counts.codes.iter().map(|(&code, &cells)| (code, cells)).collect()
}

#[test]
fn every_cell_of_a_small_raster_is_scanned() {
    let folder = Folder::new();
    for cells in Cells::ALL {
        let raster = LandCover::of([[1, 1, 2], [9, 3, 2]]).stored_as(cells).nodata(9.0);
        let counts = scanned(&raster.write(&folder, &format!("{cells:?}.tif")));
        assert_eq!(codes(&counts), [(1, 2), (2, 2), (3, 1)], "{cells:?}");
        assert_eq!((counts.nodata, counts.fractions, counts.share_read), (1, None, 1.0), "{cells:?}");
    }
}

#[test]
fn fractions_are_counted_apart_and_nan_is_nodata() {
    let folder = Folder::new();
    let raster = LandCover::of([[1.0, 0.5, 0.5], [f64::NAN, f64::NAN, 2.25]]).stored_as(Cells::Float32);
    let counts = scanned(&raster.write(&folder, "floats.tif"));
    assert_eq!(codes(&counts), [(1, 1)]);
    assert_eq!((counts.nodata, counts.fractions), (2, Some((3, 0.5))));
}

#[test]
fn negative_codes_are_found_in_signed_types() {
    let folder = Folder::new();
    for cells in [Cells::Int16, Cells::Int32, Cells::Int64, Cells::Float32, Cells::Float64] {
        let raster = LandCover::of([[1, -3, -3]]).stored_as(cells);
        assert_eq!(codes(&scanned(&raster.write(&folder, &format!("{cells:?}.tif")))), [(-3, 2), (1, 1)], "{cells:?}");
    }
}

#[test]
fn negative_nodata_is_found_in_signed_types() {
    let folder = Folder::new();
    for cells in [Cells::Int16, Cells::Int32, Cells::Int64, Cells::Float32, Cells::Float64] {
        let raster = LandCover::of([[1, -128, -128]]).stored_as(cells).nodata(-128.0);
        let counts = scanned(&raster.write(&folder, &format!("{cells:?}.tif")));
        assert_eq!((codes(&counts), counts.nodata), (vec![(1, 1)], 2), "{cells:?}");
    }
}

#[test]
fn negative_codes_and_nodata_are_found_in_signed_bytes() {
    let folder = Folder::new();
    let raster = LandCover::of([[1, -3, -128]]).stored_as(Cells::SignedByte).nodata(-128.0);
    let counts = scanned(&raster.write(&folder, "signed.tif"));
    assert_eq!((codes(&counts), counts.nodata), (vec![(-3, 1), (1, 1)], 1));
}

#[test]
fn the_least_float_is_nodata_with_a_shortened_tag() {
    let folder = Folder::new();
    let raster = LandCover::of([[1.0, f64::from(f32::MIN)]]).stored_as(Cells::Float32).nodata(-3.402_82e38);
    let counts = scanned(&raster.write(&folder, "shortened.tif"));
    assert_eq!((codes(&counts), counts.nodata), (vec![(1, 1)], 1));
}

#[test]
fn cells_behind_a_mask_are_nodata() {
    let folder = Folder::new();
    let counts = scanned(&LandCover::of([[1, 77, 2]]).masked([[1, 0, 1]]).write(&folder, "masked.tif"));
    assert_eq!((codes(&counts), counts.nodata), (vec![(1, 1), (2, 1)], 1));
}
