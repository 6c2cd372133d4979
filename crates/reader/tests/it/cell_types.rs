//! What a cell's value means, whatever type it is stored in: class, nodata or stranger.

use crate::counting::{cells_of_classes, cells_of_nodata, count, count_rasters, epochs, from_memory, legend, open, plan, strangers};
use crate::folder::Folder;
use crate::land_cover::{Cells, LandCover};
use landledger_core::{Cell, Stranger, Year};
use landledger_reader::{EpochSpec, RasterFacts, Rasters, Zones};
use std::path::Path;

const CODES: [u16; 3] = [1, 2, 3];

/// 3 cells of class 1, 4 of class 2, 3 of class 3, and 2 that hold 0.
const MATRIX: [[i32; 4]; 3] = [[1, 1, 2, 0], [1, 2, 2, 3], [0, 3, 3, 2]];

/// Types that can hold negative values.
const SIGNED: [Cells; 6] =
    [Cells::SignedByte, Cells::Int16, Cells::Int32, Cells::Int64, Cells::Float32, Cells::Float64];

/// Types that can hold every 16-bit code.
const WIDE: [Cells; 7] = [
    Cells::UInt16,
    Cells::UInt32,
    Cells::Int32,
    Cells::UInt64,
    Cells::Int64,
    Cells::Float32,
    Cells::Float64,
];

fn stranger(value: f64, cells: u64, row: usize, col: usize) -> Stranger {
    Stranger { value, cells, first: Cell { row, col } }
}

/// Facts of one raster that the reader accepts.
fn facts(path: &Path) -> RasterFacts {
    RasterFacts::of(path, None).unwrap()
}

fn refusal(path: &Path, band: Option<usize>) -> String {
    let error = RasterFacts::of(path, band).unwrap_err();
    assert!(error.is_refusal());
    error.to_string().replace(&path.display().to_string(), "FILE")
}

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
    assert_eq!(tally.zone(0).trajectories().count(), 4);
    assert_eq!(cells_of_classes(&tally, 9), [3, 4, 3]);
}

#[test]
fn signed_bytes_are_called_int8() {
    let folder = Folder::new();
    let path = LandCover::of(MATRIX).stored_as(Cells::SignedByte).write(&folder, "signed.tif");
    assert_eq!(facts(&path).cell_type, "Int8");
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
        let path =
            LandCover::of([[1, 2, -3], [-1, -3, 1]]).stored_as(cells).write(&folder, &format!("{cells:?}.tif"));
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
    for (cells, nodata) in [(Cells::Byte, 255.0), (Cells::SignedByte, -128.0), (Cells::Int16, -9999.0), (Cells::Float32, -9999.5)] {
        let path = LandCover::of(MATRIX).stored_as(cells).nodata(nodata).write(&folder, &format!("{cells:?}.tif"));
        assert_eq!((facts(&path).nodata, facts(&path).impossible_nodata()), (Some(nodata), None), "{cells:?}");
    }
}

#[test]
fn the_nodata_tag_wins_over_a_class_with_its_code() {
    let folder = Folder::new();
    for cells in Cells::ALL.into_iter().filter(|&cells| cells != Cells::SignedByte) {
        let path = LandCover::of([[1, 255, 255]])
            .stored_as(cells)
            .nodata(255.0)
            .write(&folder, &format!("{cells:?}.tif"));
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
    let path =
        LandCover::of([[1, -128, 2]]).stored_as(Cells::SignedByte).nodata(-128.0).write(&folder, "signed.tif");
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
fn cells_behind_a_mask_are_nodata_whatever_they_hold() {
    let folder = Folder::new();
    let mask = [[1, 1, 0, 0], [1, 1, 1, 1]];
    for cells in Cells::ALL {
        // Behind the mask: a class and a stranger. In the open: the tagged 9.
        let raster = LandCover::of([[1, 2, 2, 77], [9, 2, 1, 1]]).stored_as(cells).masked(mask);
        let path = raster.write(&folder, &format!("{cells:?}.tif"));
        assert!(facts(&path).has_mask, "{cells:?}");
        let tally = count(&[path], &[1, 2, 9], &[]).unwrap();
        assert_eq!((cells_of_classes(&tally, 0), cells_of_nodata(&tally, 0)), (vec![3, 2, 1], 2), "{cells:?}");
    }
}

#[test]
fn a_mask_and_a_nodata_tag_both_hold() {
    let folder = Folder::new();
    let raster = LandCover::of([[1, 2, 2, 9]]).nodata(9.0).masked([[1, 0, 1, 1]]);
    let path = raster.write(&folder, "both.tif");
    let tally = count(&[path], &[1, 2, 9], &[]).unwrap();
    assert_eq!((cells_of_classes(&tally, 0), cells_of_nodata(&tally, 0)), (vec![1, 1, 0], 2));
}

#[test]
fn a_mask_covers_the_second_band_too() {
    let folder = Folder::new();
    let path = LandCover::of([[5, 5, 5]]).and_band([[1, 2, 2]]).masked([[1, 1, 0]]).write(&folder, "two.tif");
    let rasters = Rasters::open(&[EpochSpec { year: Year(2000), path, band: Some(2) }]).unwrap();
    let tally = count_rasters(&rasters, &CODES, &[]).unwrap();
    assert_eq!((cells_of_classes(&tally, 0), cells_of_nodata(&tally, 0)), (vec![1, 1, 0], 1));
}

#[test]
fn a_mask_of_one_band_alone_means_nodata() {
    let folder = Folder::new();
    let path = LandCover::of([[1, 2, 2]]).write(&folder, "land.tif");
    let vrt = folder.file(
        "masked.vrt",
        r#"<VRTDataset rasterXSize="3" rasterYSize="1">
             <SRS>EPSG:32650</SRS>
             <GeoTransform>500000, 100, 0, 4000000, 0, -100</GeoTransform>
             <VRTRasterBand dataType="Byte" band="1">
               <SimpleSource><SourceFilename relativeToVRT="1">land.tif</SourceFilename></SimpleSource>
               <MaskBand>
                 <VRTRasterBand dataType="Byte">
                   <SimpleSource><SourceFilename relativeToVRT="1">valid.tif</SourceFilename></SimpleSource>
                 </VRTRasterBand>
               </MaskBand>
             </VRTRasterBand>
           </VRTDataset>"#,
    );
    LandCover::of([[255, 255, 0]]).write(&folder, "valid.tif");
    assert_eq!(cells_of_nodata(&count(&[path], &CODES, &[]).unwrap(), 0), 0);
    let tally = count(&[vrt], &CODES, &[]).unwrap();
    assert_eq!((cells_of_classes(&tally, 0), cells_of_nodata(&tally, 0)), (vec![1, 1, 0], 1));
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
        let message = refusal(&path, None);
        assert!(message.starts_with("FILE: its cells are "), "{message}");
        assert!(
            message.ends_with(", expected whole numbers (integers, or floats without fractions)"),
            "{message}"
        );
    }
}

#[test]
fn a_complex_cell_type_is_named() {
    let folder = Folder::new();
    let path = folder.file(
        "complex.vrt",
        r#"<VRTDataset rasterXSize="3" rasterYSize="2"><VRTRasterBand dataType="CInt16" band="1"/></VRTDataset>"#,
    );
    assert!(refusal(&path, None).starts_with("FILE: its cells are CInt16,"));
}

#[test]
fn several_bands_need_a_number() {
    let folder = Folder::new();
    let path = LandCover::of([[1, 2]]).and_band([[3, 3]]).and_band([[1, 1]]).write(&folder, "three.tif");
    assert_eq!(refusal(&path, None), "FILE: it has 3 bands (say which one holds the classes with `band = n`)");
}

#[test]
fn a_band_that_is_not_there_is_refused() {
    let folder = Folder::new();
    let two = LandCover::of([[1, 2]]).and_band([[3, 3]]).write(&folder, "two.tif");
    for band in [0, 3, usize::MAX] {
        assert_eq!(refusal(&two, Some(band)), format!("FILE: it has no band {band}, only 1 to 2"));
    }
    let empty = folder.file("empty.vrt", r#"<VRTDataset rasterXSize="2" rasterYSize="1"></VRTDataset>"#);
    let message = "FILE: it holds no raster band (a container of several rasters? name one of its subdatasets)";
    assert_eq!((refusal(&empty, None), refusal(&empty, Some(1))), (message.into(), message.into()));
}

#[test]
fn the_band_asked_for_is_read() {
    let folder = Folder::new();
    let path = LandCover::of([[1, 1, 1]]).and_band([[2, 2, 3]]).write(&folder, "two.tif");
    let counted = |band| {
        let spec = EpochSpec { band: Some(band), ..epochs(std::slice::from_ref(&path)).remove(0) };
        cells_of_classes(&count_rasters(&Rasters::open(&[spec]).unwrap(), &CODES, &[]).unwrap(), 0)
    };
    assert_eq!(counted(1), [3, 0, 0]);
    assert_eq!(counted(2), [0, 2, 1]);
}

#[test]
fn two_bands_of_one_file_can_be_two_epochs() {
    let folder = Folder::new();
    let path = LandCover::of([[1, 1, 1]]).and_band([[1, 2, 3]]).write(&folder, "both.tif");
    let spec = |band| EpochSpec { year: Year(2000 + band as i32), path: path.clone(), band: Some(band) };
    let tally = count_rasters(&Rasters::open(&[spec(1), spec(2)]).unwrap(), &CODES, &[]).unwrap();
    let transitions = tally.zone(0).transitions(0, 1);
    let cells: Vec<u64> = (0..3).map(|to| transitions.amounts[(0, to)].cells).collect();
    assert_eq!(cells, [1, 1, 1]);
}
