//! What means nodata: the file's tag, the study's values, NaN.

use crate::counting::{cells_of_classes, cells_of_nodata, count, stranger, strangers};
use crate::folder::Folder;
use crate::land_cover::{Cells, LandCover};
use landledger_reader::RasterFacts;
use std::path::Path;

const CODES: [u16; 3] = [1, 2, 3];

/// Facts of one raster that the reader accepts.
fn facts(path: &Path) -> RasterFacts {
    RasterFacts::of(path, None).unwrap()
}

#[test]
fn nan_is_nodata() {
    let folder = Folder::new();
    for cells in [Cells::Float32, Cells::Float64] {
        let raster = LandCover::of([[1.0, f64::NAN, f64::NAN], [2.0, 2.0, 0.0]]).stored_as(cells);
        for raster in [raster.clone(), raster.clone().nodata(f64::NAN), raster.nodata(0.0)] {
            let path = raster.write(&folder, &format!("{cells:?} {:?}.tif", raster.nodata));
            let tally = count(&[path], &CODES, &[0.0]).unwrap();
            assert_eq!(cells_of_classes(&tally, 0), [1, 2, 0]);
            assert_eq!(cells_of_nodata(&tally, 0), 3);
        }
    }
}

#[test]
fn nodata_comes_from_the_file_from_the_study_or_from_both() {
    let folder = Folder::new();
    let matrix = [[1, 1, 2, 9], [8, 2, 2, 9]];
    for cells in Cells::ALL {
        let name = |what: &str| format!("{cells:?} {what}.tif");
        let raster = LandCover::of(matrix).stored_as(cells);
        let untagged = raster.write(&folder, &name("untagged"));
        let tagged = raster.nodata(9.0).write(&folder, &name("tagged"));
        assert_eq!((facts(&untagged).nodata, facts(&tagged).nodata), (None, Some(9.0)), "{cells:?}");

        let counted = |path: &Path, codes: &[u16], nodata: &[f64]| {
            let tally = count(&[path.to_owned()], codes, nodata).unwrap();
            (cells_of_classes(&tally, 0), cells_of_nodata(&tally, 0))
        };
        // The file's 9; the study's 9; the file's 9 with the study's 8.
        assert_eq!(counted(&tagged, &[1, 2, 8], &[]), (vec![2, 3, 1], 2), "{cells:?}");
        assert_eq!(counted(&untagged, &[1, 2, 8], &[9.0]), (vec![2, 3, 1], 2), "{cells:?}");
        assert_eq!(counted(&tagged, &[1, 2], &[8.0]), (vec![2, 3], 3), "{cells:?}");
        // Nobody's.
        assert_eq!(strangers(count(&[untagged], &[1, 2, 8], &[])), vec![vec![stranger(9.0, 2, 0, 3)]], "{cells:?}");
    }
}

#[test]
fn each_epoch_has_its_own_nodata_and_the_studys_holds_for_all() {
    let folder = Folder::new();
    let first = LandCover::of([[1, 7, 8, 2]]).nodata(7.0).write(&folder, "first.tif");
    let second = LandCover::of([[1, 7, 8, 9]]).nodata(8.0).stored_as(Cells::Int16).write(&folder, "second.tif");
    let tally = count(&[first, second], &[1, 2, 7, 8], &[9.0]).unwrap();
    // In the first epoch 7 is nodata and 8 a class, in the second the other way round.
    assert_eq!(cells_of_classes(&tally, 0), [1, 1, 0, 1]);
    assert_eq!(cells_of_classes(&tally, 1), [1, 0, 1, 0]);
    assert_eq!((cells_of_nodata(&tally, 0), cells_of_nodata(&tally, 1)), (1, 2));
}

#[test]
fn a_nodata_value_that_no_cell_can_hold_is_named_and_means_nothing() {
    let folder = Folder::new();
    let cases = [
        (Cells::Byte, -128.0),
        (Cells::Byte, 256.0),
        (Cells::Byte, 0.5),
        (Cells::UInt16, -9999.0),
        (Cells::Int16, 65_535.0),
        (Cells::UInt32, -1.0),
    ];
    for (cells, nodata) in cases {
        // Code 128 is what -128 would wrap to, 255 what 256 would be held to.
        let raster = LandCover::of([[128, 255, 0]]).stored_as(cells).nodata(nodata);
        let path = raster.write(&folder, &format!("{cells:?} {nodata}.tif"));
        assert_eq!(facts(&path).impossible_nodata(), Some(nodata), "{cells:?}");
        assert_eq!(cells_of_nodata(&count(&[path], &[0, 128, 255], &[]).unwrap(), 0), 0, "{cells:?} {nodata}");
    }
}

#[test]
fn a_nodata_value_that_cells_can_hold_is_not_called_impossible() {
    let folder = Folder::new();
    for (cells, nodata) in
        [(Cells::Byte, 255.0), (Cells::SignedByte, -128.0), (Cells::Int16, -9999.0), (Cells::Float32, -9999.5)]
    {
        let path = LandCover::uniform(2, 2).stored_as(cells).nodata(nodata).write(&folder, &format!("{cells:?}.tif"));
        assert_eq!((facts(&path).nodata, facts(&path).impossible_nodata()), (Some(nodata), None), "{cells:?}");
    }
}

#[test]
fn the_nodata_tag_wins_over_a_class_with_its_code() {
    let folder = Folder::new();
    for cells in Cells::ALL.into_iter().filter(|&cells| cells != Cells::SignedByte) {
        let path =
            LandCover::of([[1, 255, 255]]).stored_as(cells).nodata(255.0).write(&folder, &format!("{cells:?}.tif"));
        let tally = count(&[path], &[1, 255], &[]).unwrap();
        assert_eq!((cells_of_classes(&tally, 0), cells_of_nodata(&tally, 0)), (vec![1, 0], 2), "{cells:?}");
    }
}

#[test]
fn minus_9999_is_nodata_where_it_is_tagged() {
    let folder = Folder::new();
    for cells in [Cells::Int16, Cells::Int32, Cells::Int64, Cells::Float32, Cells::Float64] {
        let path = LandCover::of([[1, -9999, 2], [-9999, -9999, 1]])
            .stored_as(cells)
            .nodata(-9999.0)
            .write(&folder, &format!("{cells:?}.tif"));
        let tally = count(&[path], &CODES, &[]).unwrap();
        assert_eq!((cells_of_classes(&tally, 0), cells_of_nodata(&tally, 0)), (vec![2, 1, 0], 3), "{cells:?}");
    }
}

#[test]
fn minus_128_is_nodata_in_signed_bytes() {
    let folder = Folder::new();
    let path = LandCover::of([[1, -128, 2]]).stored_as(Cells::SignedByte).nodata(-128.0).write(&folder, "signed.tif");
    assert_eq!(cells_of_nodata(&count(&[path], &CODES, &[]).unwrap(), 0), 1);
}

#[test]
fn the_least_float_is_nodata_with_its_tag_in_full_or_shortened() {
    let folder = Folder::new();
    let least = f64::from(f32::MIN);
    assert_eq!(least, -3.402_823_466_385_288_6e38);
    for tag in [least, -3.402_823_5e38, -3.402_823e38, -3.402_82e38, -3.4e38] {
        let path = LandCover::of([[1.0, least, 2.0]])
            .stored_as(Cells::Float32)
            .nodata(tag)
            .write(&folder, &format!("{tag:e}.tif"));
        let tally = count(&[path], &CODES, &[]).unwrap();
        assert_eq!((cells_of_classes(&tally, 0), cells_of_nodata(&tally, 0)), (vec![1, 1, 0], 1), "{tag:e}");
    }
}

#[test]
fn a_nodata_tag_with_a_fraction_is_met_in_32_bits() {
    // 0.1 in 32 bits is not 0.1 in 64 bits.
    let folder = Folder::new();
    let path = LandCover::of([[1.0, 0.1, 2.0]]).stored_as(Cells::Float32).nodata(0.1).write(&folder, "tenth.tif");
    assert_eq!(cells_of_nodata(&count(&[path], &CODES, &[]).unwrap(), 0), 1);
}

#[test]
fn the_ends_of_the_range_of_integers_can_be_nodata() {
    let folder = Folder::new();
    // Each of them is exact in 64-bit floats; 2^64 - 1 would not be.
    let cases = [
        (Cells::UInt16, f64::from(u16::MAX)),
        (Cells::Int16, f64::from(i16::MIN)),
        (Cells::UInt32, f64::from(u32::MAX)),
        (Cells::Int32, f64::from(i32::MIN)),
        (Cells::Int64, i64::MIN as f64),
        (Cells::UInt64, 2_f64.powi(63)),
    ];
    for (cells, nodata) in cases {
        let raster = LandCover::of([[1.0, nodata, nodata]]).stored_as(cells).nodata(nodata);
        let path = raster.write(&folder, &format!("{cells:?}.tif"));
        assert_eq!(facts(&path).impossible_nodata(), None, "{cells:?}");
        let tally = count(&[path], &CODES, &[]).unwrap();
        assert_eq!((cells_of_classes(&tally, 0), cells_of_nodata(&tally, 0)), (vec![1, 0, 0], 2), "{cells:?}");
    }
}
