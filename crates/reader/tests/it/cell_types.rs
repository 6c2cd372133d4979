//! What a cell's value means, whatever type it is stored in: class, nodata or stranger.

use crate::counting::{
    cells_of_classes, cells_of_nodata, count, count_rasters, from_memory, legend, open, plan, raster_refusal, stranger,
    strangers,
};
use crate::folder::Folder;
use crate::land_cover::{Cells, LandCover};
use landledger_reader::{RasterFacts, Zones};

const CODES: [u16; 3] = [1, 2, 3];

/// 3 cells of class 1, 4 of class 2, 3 of class 3, and 2 that hold 0.
const MATRIX: [[i32; 4]; 3] = [[1, 1, 2, 0], [1, 2, 2, 3], [0, 3, 3, 2]];

/// Types that can hold negative values.
const SIGNED: [Cells; 6] =
    [Cells::SignedByte, Cells::Int16, Cells::Int32, Cells::Int64, Cells::Float32, Cells::Float64];

/// Types that can hold every 16-bit code.
const WIDE: [Cells; 7] =
    [Cells::UInt16, Cells::UInt32, Cells::Int32, Cells::UInt64, Cells::Int64, Cells::Float32, Cells::Float64];

#[test]
fn every_cell_type_gives_the_tally_of_the_matrix_in_memory() {
    let folder = Folder::new();
    for cells in Cells::ALL {
        let path = LandCover::of(MATRIX).stored_as(cells).write(&folder, &format!("{cells:?}.tif"));
        let rasters = open(&[path]);
        let legend = legend(&CODES);
        let plan = plan(&rasters, &legend, Zones::whole(rasters.grid()).set, 1);
        let codes = MATRIX.iter().flatten().map(|&code| u16::try_from(code).ok().filter(|&code| code != 0));
        let expected = from_memory(&plan, vec![codes.collect()]);
        let tally = count_rasters(&rasters, &CODES, &[0.0]).unwrap();
        assert_eq!(tally, expected, "{cells:?}");
        assert_eq!((cells_of_classes(&tally, 0), cells_of_nodata(&tally, 0)), (vec![3, 4, 3], 2), "{cells:?}");
    }
}

#[test]
fn epochs_of_different_cell_types_are_counted_together() {
    let folder = Folder::new();
    let paths =
        Cells::ALL.map(|cells| LandCover::of(MATRIX).stored_as(cells).write(&folder, &format!("{cells:?}.tif")));
    let tally = count(&paths, &CODES, &[0.0]).unwrap();
    // No cell changes from type to type: only as many trajectories as there are codes.
    assert_eq!(tally.zone(0).trajectories().map(Iterator::count), Some(4));
    assert_eq!(cells_of_classes(&tally, 9), [3, 4, 3]);
}

#[test]
fn signed_bytes_are_called_int8() {
    let folder = Folder::new();
    let path = LandCover::of(MATRIX).stored_as(Cells::SignedByte).write(&folder, "signed.tif");
    assert_eq!(RasterFacts::of(&path, None).unwrap().cell_type, "Int8");
}

#[test]
fn codes_up_to_65535_are_classes_in_wide_types() {
    let folder = Folder::new();
    for cells in WIDE {
        let path = LandCover::of([[256_u32, 40_000, 40_000], [65_535, 65_535, 65_535]])
            .stored_as(cells)
            .write(&folder, &format!("{cells:?}.tif"));
        let tally = count(&[path], &[256, 40_000, 65_535], &[]).unwrap();
        assert_eq!(cells_of_classes(&tally, 0), [1, 2, 3], "{cells:?}");
    }
}

#[test]
fn zero_is_a_class_where_the_legend_says_so() {
    let folder = Folder::new();
    for cells in Cells::ALL {
        let path = LandCover::of(MATRIX).stored_as(cells).write(&folder, &format!("{cells:?}.tif"));
        assert_eq!(cells_of_classes(&count(&[path], &[0, 1, 2, 3], &[]).unwrap(), 0), [2, 3, 4, 3], "{cells:?}");
    }
}

#[test]
fn minus_zero_is_zero() {
    let folder = Folder::new();
    for cells in [Cells::Float32, Cells::Float64] {
        let path = LandCover::of([[0.0, -0.0, 1.0]]).stored_as(cells).write(&folder, &format!("{cells:?}.tif"));
        assert_eq!(cells_of_classes(&count(&[path], &[0, 1], &[]).unwrap(), 0), [2, 1], "{cells:?}");
    }
}

#[test]
fn negative_codes_are_strangers() {
    let folder = Folder::new();
    for cells in SIGNED {
        let path = LandCover::of([[1, 2, -3], [-1, -3, 1]]).stored_as(cells).write(&folder, &format!("{cells:?}.tif"));
        let expected = vec![vec![stranger(-3.0, 2, 0, 2), stranger(-1.0, 1, 1, 0)]];
        assert_eq!(strangers(count(&[path], &CODES, &[])), expected, "{cells:?}");
    }
}

#[test]
fn a_negative_code_is_not_the_class_that_has_its_last_bits() {
    // -1 in 8 bits is 255, in 16 bits 65535, in 32 bits 4294967295.
    let folder = Folder::new();
    for cells in SIGNED {
        let path = LandCover::of([[-1, 1]]).stored_as(cells).write(&folder, &format!("{cells:?}.tif"));
        let found = strangers(count(&[path], &[1, 255, 65_535], &[]));
        assert_eq!(found, vec![vec![stranger(-1.0, 1, 0, 0)]], "{cells:?}");
    }
}

#[test]
fn codes_beyond_65535_are_strangers_with_their_value() {
    let folder = Folder::new();
    for cells in [Cells::UInt32, Cells::UInt64, Cells::Int64, Cells::Float64] {
        // 65537 = 65536 + 1 and 4294967295 = 65535 + 65535 x 65536 have the low 16 bits of classes.
        let path = LandCover::of([[1.0, 65_537.0, 4_294_967_295.0]])
            .stored_as(cells)
            .write(&folder, &format!("{cells:?}.tif"));
        let expected = vec![vec![stranger(65_537.0, 1, 0, 1), stranger(4_294_967_295.0, 1, 0, 2)]];
        assert_eq!(strangers(count(&[path], &[1, 65_535], &[])), expected, "{cells:?}");
    }
}

#[test]
fn fractions_are_strangers_with_their_value() {
    let folder = Folder::new();
    for cells in [Cells::Float32, Cells::Float64] {
        // 1.5 and 2.25 are exact in 32 bits; rounding them would make classes of them.
        let path = LandCover::of([[1.0, 1.5, 2.25], [2.25, 2.0, 0.25]])
            .stored_as(cells)
            .write(&folder, &format!("{cells:?}.tif"));
        let expected = vec![vec![stranger(0.25, 1, 1, 2), stranger(1.5, 1, 0, 1), stranger(2.25, 2, 0, 2)]];
        assert_eq!(strangers(count(&[path], &[0, 1, 2], &[])), expected, "{cells:?}");
    }
}

#[test]
fn infinity_is_a_stranger() {
    let folder = Folder::new();
    let path = LandCover::of([[1.0, f64::INFINITY, f64::NEG_INFINITY]])
        .stored_as(Cells::Float32)
        .write(&folder, "infinite.tif");
    let expected = vec![vec![stranger(f64::NEG_INFINITY, 1, 0, 2), stranger(f64::INFINITY, 1, 0, 1)]];
    assert_eq!(strangers(count(&[path], &[1, 65_535], &[])), expected);
}

#[test]
fn strangers_are_told_apart_by_epoch() {
    let folder = Folder::new();
    let sound = LandCover::of([[1, 2, 3]]).write(&folder, "sound.tif");
    let odd = LandCover::of([[1, 99, 99]]).write(&folder, "odd.tif");
    assert_eq!(strangers(count(&[sound, odd], &CODES, &[])), vec![vec![], vec![stranger(99.0, 2, 0, 1)]]);
}

#[test]
fn complex_cells_are_refused() {
    let folder = Folder::new();
    for cells in ["CInt16", "CInt32", "CFloat32", "CFloat64"] {
        let path = folder.file(
            &format!("{cells}.vrt"),
            format!(
                r#"<VRTDataset rasterXSize="3" rasterYSize="2">
                     <GeoTransform>0, 1, 0, 2, 0, -1</GeoTransform>
                     <VRTRasterBand dataType="{cells}" band="1"/>
                   </VRTDataset>"#
            ),
        );
        let message = raster_refusal(&path, None);
        assert!(message.starts_with("FILE: its cells are "), "{message}");
        assert!(message.ends_with(", expected whole numbers (integers, or floats without fractions)"), "{message}");
    }
}

#[test]
fn complex_cells_are_no_class_codes() {
    let folder = Folder::new();
    let path = folder.file(
        "complex.vrt",
        r#"<VRTDataset rasterXSize="3" rasterYSize="2"><VRTRasterBand dataType="CInt16" band="1"/></VRTDataset>"#,
    );
    // The gdal crate has no name for complex types.
    let refusal = raster_refusal(&path, None);
    assert!(refusal.starts_with("FILE: its cells are complex numbers or of a type unknown here"), "{refusal}");
}
