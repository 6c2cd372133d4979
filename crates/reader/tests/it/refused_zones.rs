//! Boundary files and features that are refused, in words.

use crate::boundary::{Boundary, spec, zone_refusals};
use crate::counting::{cells_under, open};
use crate::drawing::{SHAPE, cells, drawn, ground, messages, refused};
use crate::folder::Folder;
use crate::land_cover::{LandCover, METRIC};
use landledger_reader::{ReaderError, Zones};
use std::path::Path;

#[test]
fn a_polygon_without_area_is_refused() {
    let folder = Folder::new();
    let path = Boundary::in_crs(METRIC).zone("a", &drawn("POLYGON ((0 0, 4 4, 0 0))")).write(&folder, "flat.gpkg");
    let expected = "flat.gpkg: zone `a` is not a valid polygon and has no area after repair";
    assert_eq!(messages(refused(&folder, &spec(&path))), [expected]);
}

#[test]
fn what_is_no_polygon_is_refused_in_words() {
    let folder = Folder::new();
    let features = [
        ("empty", "POLYGON EMPTY"),
        ("empty multi", "MULTIPOLYGON EMPTY"),
        ("point", "POINT (500000 4000000)"),
        ("line", "LINESTRING (500000 4000000, 500100 4000000)"),
        ("mixture", "GEOMETRYCOLLECTION (POINT (500000 4000000))"),
        ("curve", "CURVEPOLYGON ((500000 4000000, 500100 4000000, 500100 3999900, 500000 4000000))"),
    ];
    let boundary = features.iter().fold(Boundary::in_crs(METRIC), |boundary, (name, wkt)| boundary.zone(name, wkt));
    let expected = [
        "`empty` has an empty geometry",
        "`empty multi` has an empty geometry",
        "`point` is a Point, expected a polygon or multipolygon",
        "`line` is a Line String, expected a polygon or multipolygon",
        "`mixture` is a Geometry Collection, expected a polygon or multipolygon",
        "`curve` is a Curve Polygon, expected a polygon or multipolygon",
    ]
    .map(|problem| format!("odd.gpkg: zone {problem}"));
    assert_eq!(messages(refused(&folder, &spec(&boundary.write(&folder, "odd.gpkg")))), expected);
}

#[test]
fn a_feature_without_geometry_is_refused() {
    let folder = Folder::new();
    let geojson = folder.file(
        "null.geojson",
        r#"{"type": "FeatureCollection", "crs": {"type": "name", "properties": {"name": "EPSG:32650"}}, "features": [
             {"type": "Feature", "properties": {"name": "a"}, "geometry": null}]}"#,
    );
    let boundary = Boundary::in_crs(METRIC).feature(&[Some("a")], None);
    for path in [geojson, boundary.write(&folder, "null.gpkg"), boundary.write(&folder, "null.shp")] {
        let said = messages(refused(&folder, &spec(&path)));
        assert!(said.len() == 1 && said[0].contains(": zone `a` has ") && said[0].contains("geometry"), "{said:?}");
    }
}

#[test]
fn a_null_geometry_is_told_from_an_empty_one() {
    let folder = Folder::new();
    let path = Boundary::in_crs(METRIC).feature(&[Some("a")], None).write(&folder, "null.gpkg");
    assert_eq!(messages(refused(&folder, &spec(&path))), ["null.gpkg: zone `a` has no geometry (null)"]);
}

#[test]
fn a_coordinate_that_is_no_number_is_refused() {
    let folder = Folder::new();
    let easting = 512_345.625_f64;
    let wkt = format!("POLYGON ((500000 4000000, {easting} 4000000, 500100 3999900, 500000 4000000))");
    let path = Boundary::in_crs(METRIC).zone("a", &wkt).write(&folder, "broken.shp");
    let mut bytes = folder.bytes("broken.shp");
    // The shapefile keeps the easting in the bounds of file and shape and at the vertex.
    let found: Vec<usize> = (0..bytes.len() - 7).filter(|&at| bytes[at..at + 8] == easting.to_le_bytes()).collect();
    assert_eq!(found.len(), 3);
    bytes[found[2]..found[2] + 8].copy_from_slice(&f64::NAN.to_le_bytes());
    folder.file("broken.shp", bytes);
    let expected = "broken.shp: zone `a` has a coordinate that is not a number";
    assert_eq!(messages(refused(&folder, &spec(&path))), [expected]);
}

#[test]
fn features_without_a_name_are_refused() {
    let folder = Folder::new();
    let square = drawn("POLYGON ((0 0, 1 0, 1 1, 0 1, 0 0))");
    let names = [None, Some(""), Some("  "), Some("\u{3000}"), Some("named")];
    let boundary =
        names.iter().fold(Boundary::in_crs(METRIC), |boundary, name| boundary.feature(&[*name], Some(&square)));
    let path = boundary.write(&folder, "blank.gpkg");
    // A GeoPackage counts features from 1.
    let expected: Vec<String> =
        (1..=4).map(|fid| format!("blank.gpkg: feature {fid} has no name: its attribute `name` is empty")).collect();
    assert_eq!(messages(refused(&folder, &spec(&path))), expected);
}

#[test]
fn names_that_stand_twice_are_refused_with_their_number() {
    let folder = Folder::new();
    let square = drawn("POLYGON ((0 0, 1 0, 1 1, 0 1, 0 0))");
    let boundary = ["b", "a", "b", "c", "a", "b"]
        .iter()
        .fold(Boundary::in_crs(METRIC), |boundary, name| boundary.zone(name, &square));
    let way_out = "give each its own name, or join them with `merge = true` under [zones]".to_owned();
    assert_eq!(
        refused(&folder, &spec(&boundary.write(&folder, "double.gpkg"))),
        [
            ("double.gpkg: zone `a` stands on 2 features, expected one".to_owned(), way_out.clone()),
            ("double.gpkg: zone `b` stands on 3 features, expected one".to_owned(), way_out),
        ]
    );
}

#[test]
fn every_problem_of_the_features_is_told_at_once() {
    let folder = Folder::new();
    let square = drawn("POLYGON ((0 0, 1 0, 1 1, 0 1, 0 0))");
    let boundary = Boundary::in_crs(METRIC)
        .zone("a", &square)
        .zone("a", &square)
        .feature(&[None], Some(&square))
        .zone("b", "POINT (0 0)")
        .zone("c", "POLYGON EMPTY");
    let mut said = messages(refused(&folder, &spec(&boundary.write(&folder, "all.gpkg"))));
    said.sort();
    assert_eq!(
        said,
        [
            "all.gpkg: feature 3 has no name: its attribute `name` is empty",
            "all.gpkg: zone `a` stands on 2 features, expected one",
            "all.gpkg: zone `b` is a Point, expected a polygon or multipolygon",
            "all.gpkg: zone `c` has an empty geometry",
        ]
    );
}

#[test]
fn a_crs_on_one_side_only_is_refused_both_ways() {
    let folder = Folder::new();
    let square = drawn("POLYGON ((0 0, 1 0, 1 1, 0 1, 0 0))");
    let with = Boundary::in_crs(METRIC).zone("a", &square).write(&folder, "with.gpkg");
    let bare = open(&[LandCover::uniform(6, 8).without_crs().write(&folder, "bare.tif")]);
    let rasters = ground(&folder);

    let said = zone_refusals(&spec(&with), bare.grid(), bare.crs());
    assert_eq!(said.len(), 1);
    assert!(said[0].0.ends_with(
        "with.gpkg: it has the CRS WGS 84 / NSIDC EASE-Grid 2.0 Global (EPSG:6933), but the rasters have none"
    ));
    for name in ["without.gpkg", "without.shp"] {
        let without = Boundary::without_crs().zone("a", &square).write(&folder, name);
        let said = zone_refusals(&spec(&without), rasters.grid(), rasters.crs());
        assert_eq!(said.len(), 1);
        let expected =
            format!("{name}: it has no CRS, but the rasters have WGS 84 / NSIDC EASE-Grid 2.0 Global (EPSG:6933)");
        assert!(said[0].0.ends_with(&expected), "{said:?}");
        // None on either side: the coordinates are taken as they are.
        let zones = Zones::read(&spec(&without), bare.grid(), bare.crs()).unwrap();
        assert_eq!(cells_under(&zones, SHAPE), [cells(&[(5, 0..1)])]);
    }
}

#[test]
fn a_missing_file_and_a_file_of_another_kind_are_refused() {
    let folder = Folder::new();
    let rasters = ground(&folder);
    let read = |path: &Path| Zones::read(&spec(path), rasters.grid(), rasters.crs()).unwrap_err().remove(0);
    assert!(matches!(read(&folder.path("nowhere.gpkg")), ReaderError::Missing { .. }));
    assert!(matches!(read(&folder.file("text.gpkg", "no boundary")), ReaderError::NotAVector { .. }));
    assert!(matches!(read(&folder.path("land.tif")), ReaderError::NotAVector { .. }));
}
