//! Every file that a number can depend on is listed.

use crate::boundary::Boundary;
use crate::folder::Folder;
use crate::land_cover::{CORNER, LandCover, METRIC, north_up};
use landledger_reader::files_of;
use std::path::{Path, PathBuf};

const SQUARE: &str = "POLYGON ((500000 4000000, 500100 4000000, 500100 3999900, 500000 3999900, 500000 4000000))";

/// Names of the files of a source, as listed: sorted.
fn listed(path: &Path) -> Vec<String> {
    let files = files_of(path);
    assert!(files.iter().all(|file| file.is_file()));
    files.iter().map(|file| file.file_name().unwrap().to_string_lossy().into_owned()).collect()
}

fn mosaic(folder: &Folder, name: &str, pieces: &[PathBuf]) -> PathBuf {
    let datasets: Vec<gdal::Dataset> = pieces.iter().map(|piece| gdal::Dataset::open(piece).unwrap()).collect();
    let path = folder.path(name);
    gdal::programs::raster::build_vrt(Some(&path), &datasets, None).unwrap().close().unwrap();
    path
}

fn piece(folder: &Folder, name: &str, column: f64) -> PathBuf {
    let corner = [CORNER[0] + column * 100.0, CORNER[1]];
    LandCover::uniform(1, 1).at(north_up(corner, 100.0)).write(folder, name)
}

#[test]
fn a_raster_alone_is_one_file() {
    let folder = Folder::new();
    let path = LandCover::uniform(2, 2).write(&folder, "land.tif");
    LandCover::uniform(2, 2).write(&folder, "neighbour.tif");
    assert_eq!(files_of(&path), [path]);
}

#[test]
fn sidecars_of_a_raster_are_listed() {
    let folder = Folder::new();
    let path = LandCover::uniform(2, 2).without_crs().write(&folder, "land.tif");
    folder.file("land.tif.aux.xml", "<PAMDataset><SRS>EPSG:32650</SRS></PAMDataset>");
    folder.file("land.tfw", "100\n0\n0\n-100\n500050\n3999950\n");
    folder.file("land.tif.txt", "notes");
    assert!(listed(&path).contains(&"land.tif.aux.xml".to_owned()));
    let bare = LandCover { terms: None, ..LandCover::uniform(2, 2) }.write(&folder, "bare.tif");
    folder.file("bare.tfw", "100\n0\n0\n-100\n500050\n3999950\n");
    assert_eq!(listed(&bare), ["bare.tfw", "bare.tif"]);
}

#[test]
fn an_external_mask_is_listed() {
    let folder = Folder::new();
    let path = LandCover::uniform(2, 2).write(&folder, "land.tif");
    let mask = LandCover::of([[255, 0], [255, 255]]).write(&folder, "mask.tif");
    assert!(mask.is_file());
    folder.file("land.tif.msk", folder.bytes("mask.tif"));
    assert_eq!(listed(&path), ["land.tif", "land.tif.msk"]);
}

#[test]
fn the_parts_of_a_shapefile_are_listed() {
    let folder = Folder::new();
    let path = Boundary::in_crs(METRIC).zone("a", SQUARE).with_option("ENCODING=UTF-8").write(&folder, "zones.shp");
    Boundary::in_crs(METRIC).zone("a", SQUARE).write(&folder, "zones_2.shp");
    assert_eq!(listed(&path), ["zones.cpg", "zones.dbf", "zones.prj", "zones.shp", "zones.shx"]);
}

#[test]
fn other_boundaries_are_one_file() {
    let folder = Folder::new();
    for name in ["zones.gpkg", "zones.geojson"] {
        let path = Boundary::in_crs(METRIC).zone("a", SQUARE).write(&folder, name);
        assert_eq!(listed(&path), [name]);
    }
}

#[test]
fn the_pieces_of_a_mosaic_are_listed() {
    let folder = Folder::new();
    let pieces = [piece(&folder, "b.tif", 0.0), piece(&folder, "a.tif", 1.0)];
    assert_eq!(listed(&mosaic(&folder, "mosaic.vrt", &pieces)), ["a.tif", "b.tif", "mosaic.vrt"]);
}

#[test]
fn the_pieces_of_a_mosaic_of_mosaics_are_listed_once() {
    let folder = Folder::new();
    let pieces = [piece(&folder, "a.tif", 0.0), piece(&folder, "b.tif", 1.0), piece(&folder, "c.tif", 2.0)];
    let left = mosaic(&folder, "left.vrt", &pieces[..2]);
    let right = mosaic(&folder, "right.vrt", &pieces[1..]);
    let whole = mosaic(&folder, "whole.vrt", &[left, right]);
    assert_eq!(listed(&whole), ["a.tif", "b.tif", "c.tif", "left.vrt", "right.vrt", "whole.vrt"]);
}

#[test]
fn sidecars_of_a_mosaics_pieces_are_listed() {
    let folder = Folder::new();
    let pieces = [piece(&folder, "a.tif", 0.0), piece(&folder, "b.tif", 1.0)];
    let path = mosaic(&folder, "mosaic.vrt", &pieces);
    // An external mask decides which cells of the piece are nodata.
    folder.file("a.tif.msk", folder.bytes("b.tif"));
    assert!(listed(&path).contains(&"a.tif.msk".to_owned()));
}

#[test]
fn what_gdal_cannot_open_is_listed_if_it_is_a_file() {
    let folder = Folder::new();
    let text = folder.file("notes.txt", "notes");
    assert_eq!(files_of(&text), [text]);
    assert!(files_of(&folder.path("nowhere.tif")).is_empty());
    assert!(files_of(Path::new("PG:dbname=landcover")).is_empty());
}
