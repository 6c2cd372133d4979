//! Which band of a raster is read.

use crate::counting::{cells_of_classes, count_rasters, epochs, raster_refusal};
use crate::folder::Folder;
use crate::land_cover::LandCover;
use landledger_core::Year;
use landledger_reader::{EpochSpec, Rasters};

const CODES: [u16; 3] = [1, 2, 3];

#[test]
fn several_bands_need_a_number() {
    let folder = Folder::new();
    let path = LandCover::of([[1, 2]]).and_band([[3, 3]]).and_band([[1, 1]]).write(&folder, "three.tif");
    assert_eq!(raster_refusal(&path, None), "FILE: it has 3 bands (say which one holds the classes with `band = n`)");
}

#[test]
fn a_band_that_is_not_there_is_refused() {
    let folder = Folder::new();
    let two = LandCover::of([[1, 2]]).and_band([[3, 3]]).write(&folder, "two.tif");
    for band in [0, 3, usize::MAX] {
        assert_eq!(raster_refusal(&two, Some(band)), format!("FILE: it has no band {band}, only 1 to 2"));
    }
}

#[test]
fn a_container_of_several_rasters_is_refused() {
    let folder = Folder::new();
    let container = LandCover::of([[1, 2]]).write_as(&folder, "rasters.gpkg", "GPKG", &["RASTER_TABLE=first"]);
    LandCover::of([[1, 2]]).write_as(
        &folder,
        "rasters.gpkg",
        "GPKG",
        &["RASTER_TABLE=second", "APPEND_SUBDATASET=YES"],
    );
    let message = "FILE: it holds no raster band (a container of several rasters? name one of its subdatasets)";
    assert_eq!(raster_refusal(&container, None), message);
    assert_eq!(raster_refusal(&container, Some(1)), message);
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
    let cells: Vec<f64> = (0..3).map(|to| transitions.amounts[(0, to)].cells.count()).collect();
    assert_eq!(cells, [1.0, 1.0, 1.0]);
}
