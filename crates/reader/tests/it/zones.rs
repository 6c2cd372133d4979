//! Which features become which zones: names, groups, merging.

use crate::boundary::{Boundary, spec};
use crate::counting::cells_under;
use crate::drawing::{SHAPE, drawn, ground, line, messages, names, refused, zones_of};
use crate::folder::Folder;
use crate::land_cover::{CORNER, METRIC};
use landledger_reader::{ZoneNote, ZoneSpec, Zones};

#[test]
fn zones_keep_the_order_of_their_file() {
    let mut boundary = Boundary::in_crs(METRIC);
    for name in ["c", "a", "b"] {
        boundary = boundary.zone(name, &drawn("POLYGON ((0 0, 1 0, 1 1, 0 0))"));
    }
    assert_eq!(names(&zones_of(&boundary)), ["c", "a", "b"]);
}

#[test]
fn merged_features_count_their_overlap_once() {
    let folder = Folder::new();
    let boundary = Boundary::in_crs(METRIC)
        .zone("a", &drawn("POLYGON ((0 0, 5 0, 5 6, 0 6, 0 0))"))
        .zone("b", &drawn("POLYGON ((0 0, 1 0, 1 1, 0 1, 0 0))"))
        .zone("a", &drawn("POLYGON ((3 0, 7 0, 7 6, 3 6, 3 0))"))
        .zone("a", &drawn("POLYGON ((4 2, 6 2, 6 4, 4 4, 4 2))"));
    let path = boundary.write(&folder, "double.gpkg");
    let rasters = ground(&folder);
    let zones = Zones::read(&ZoneSpec { merge: true, ..spec(&path) }, rasters.grid(), rasters.crs()).unwrap();
    assert_eq!(names(&zones), ["a", "b"]);
    assert_eq!(zones.notes, [ZoneNote::Merged { zone: "a".into(), features: 3 }]);
    // Columns 0 to 6 of six rows.
    assert_eq!(line(&zones), (7.0 * 6.0, 0.0));
    assert_eq!(cells_under(&zones, SHAPE)[0].len(), 7 * 6);
}

#[test]
fn merged_features_that_lie_apart_are_one_zone() {
    let folder = Folder::new();
    let boundary = Boundary::in_crs(METRIC)
        .zone("a", &drawn("POLYGON ((0 0, 2 0, 2 2, 0 2, 0 0))"))
        .zone("a", &drawn("POLYGON ((5 3, 8 3, 8 6, 5 6, 5 3))"));
    let path = boundary.write(&folder, "apart.gpkg");
    let rasters = ground(&folder);
    let zones = Zones::read(&ZoneSpec { merge: true, ..spec(&path) }, rasters.grid(), rasters.crs()).unwrap();
    assert_eq!(line(&zones), (4.0 + 9.0, 0.0));
}

#[test]
fn merged_features_must_agree_on_their_group() {
    let folder = Folder::new();
    let square = drawn("POLYGON ((0 0, 1 0, 1 1, 0 1, 0 0))");
    let boundary = Boundary::in_crs(METRIC)
        .with_fields(&["name", "province"])
        .feature(&[Some("a"), Some("north")], Some(&square))
        .feature(&[Some("a"), Some("south")], Some(&square))
        .feature(&[Some("b"), None], Some(&square))
        .feature(&[Some("b"), Some("south")], Some(&square));
    let path = boundary.write(&folder, "groups.gpkg");
    let spec = ZoneSpec { merge: true, group: Some("province".into()), ..spec(&path) };
    assert_eq!(
        messages(refused(&folder, &spec)),
        [
            "groups.gpkg: zone `a` has features in different groups: `north` and `south`",
            "groups.gpkg: zone `b` has features in different groups: `(none)` and `south`",
        ]
    );
}

#[test]
fn a_group_that_is_null_or_blank_is_no_group() {
    let folder = Folder::new();
    let square = drawn("POLYGON ((0 0, 1 0, 1 1, 0 1, 0 0))");
    let boundary = Boundary::in_crs(METRIC)
        .with_fields(&["name", "province"])
        .feature(&[Some("a"), Some("north")], Some(&square))
        .feature(&[Some("b"), None], Some(&square))
        .feature(&[Some("c"), Some(" ")], Some(&square));
    let path = boundary.write(&folder, "groups.gpkg");
    let rasters = ground(&folder);
    let read = |group: Option<&str>| {
        let spec = ZoneSpec { group: group.map(str::to_owned), ..spec(&path) };
        let zones = Zones::read(&spec, rasters.grid(), rasters.crs()).unwrap();
        zones.set.zones().iter().map(|zone| zone.group.clone()).collect::<Vec<_>>()
    };
    assert_eq!(read(Some("province")), [Some("north".to_owned()), None, None]);
    assert_eq!(read(None), [None, None, None]);
}

#[test]
fn an_integer_attribute_names_zones() {
    let folder = Folder::new();
    let feature = |code: u32, left: f64| {
        let [x, y] = [CORNER[0] + left, CORNER[1]];
        format!(
            r#"{{"type": "Feature", "properties": {{"adcode": {code}}}, "geometry": {{"type": "Polygon",
               "coordinates": [[[{x}, {y}], [{}, {y}], [{x}, {}], [{x}, {y}]]]}}}}"#,
            x + 100.0,
            y - 100.0
        )
    };
    let path = folder.file(
        "codes.geojson",
        format!(
            r#"{{"type": "FeatureCollection", "crs": {{"type": "name", "properties": {{"name": "EPSG:32650"}}}},
               "features": [{}, {}]}}"#,
            feature(450_500, 0.0),
            feature(450_600, 200.0)
        ),
    );
    let rasters = ground(&folder);
    let spec = ZoneSpec { name: "adcode".into(), ..spec(&path) };
    assert_eq!(names(&Zones::read(&spec, rasters.grid(), rasters.crs()).unwrap()), ["450500", "450600"]);
}
