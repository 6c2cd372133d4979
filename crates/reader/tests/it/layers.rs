//! Which layer and which attribute zones come from.

use crate::boundary::{Boundary, rectangle, spec, write_layers};
use crate::drawing::{drawn, ground, messages, names, refused};
use crate::folder::Folder;
use crate::land_cover::METRIC;
use landledger_reader::{LayerFacts, ZoneSpec, Zones, layers};

#[test]
fn an_attribute_that_is_not_there_is_refused_with_those_that_are() {
    let folder = Folder::new();
    let boundary = Boundary::in_crs(METRIC)
        .with_fields(&["NAME_CN", "code"])
        .feature(&[Some("a"), Some("1")], Some(&drawn("POLYGON ((0 0, 1 0, 1 1, 0 0))")));
    let path = boundary.write(&folder, "zones.gpkg");
    let way_out = "its attributes are: NAME_CN, code".to_owned();
    let missing = |name: &str| vec![(format!("zones.gpkg: it has no attribute `{name}`"), way_out.clone())];
    assert_eq!(refused(&folder, &spec(&path)), missing("name"));
    let grouped = ZoneSpec { name: "code".into(), group: Some("province".into()), ..spec(&path) };
    assert_eq!(refused(&folder, &grouped), missing("province"));
}

#[test]
fn of_several_layers_one_must_be_named() {
    let folder = Folder::new();
    let square = drawn("POLYGON ((0 0, 1 0, 1 1, 0 1, 0 0))");
    let layer = |name: &str| Boundary::in_crs(METRIC).called(name).zone(name, &square);
    let path = write_layers(&folder, "two.gpkg", &[layer("cities"), Boundary::table("notes"), layer("parks")]);
    let way_out = "name one with `layer = ...` under [zones]; found: cities, parks".to_owned();
    assert_eq!(refused(&folder, &spec(&path)), [("two.gpkg: it holds 2 layers".to_owned(), way_out.clone())]);
    for missing in ["rivers", "notes", "PARKS"] {
        let spec = ZoneSpec { layer: Some(missing.into()), ..spec(&path) };
        let expected = [(format!("two.gpkg: it has no layer `{missing}`"), way_out.clone())];
        assert_eq!(refused(&folder, &spec), expected);
    }
    let rasters = ground(&folder);
    let spec = ZoneSpec { layer: Some("parks".into()), ..spec(&path) };
    assert_eq!(names(&Zones::read(&spec, rasters.grid(), rasters.crs()).unwrap()), ["parks"]);
}

#[test]
fn tables_beside_the_one_layer_do_not_matter() {
    let folder = Folder::new();
    let layer = Boundary::in_crs(METRIC).zone("a", &drawn("POLYGON ((0 0, 1 0, 1 1, 0 1, 0 0))"));
    let table = Boundary::table("styles").feature(&[Some("red")], None);
    let path = write_layers(&folder, "one.gpkg", &[table, layer]);
    let rasters = ground(&folder);
    assert_eq!(names(&Zones::read(&spec(&path), rasters.grid(), rasters.crs()).unwrap()), ["a"]);
}

#[test]
fn a_file_of_tables_only_is_refused() {
    let folder = Folder::new();
    let table = Boundary::table("styles").feature(&[Some("red")], None);
    let path = write_layers(&folder, "tables.gpkg", &[table]);
    assert_eq!(messages(refused(&folder, &spec(&path))), ["tables.gpkg: it holds no layer with geometry"]);
}

#[test]
fn a_layer_without_features_is_refused() {
    let folder = Folder::new();
    let path = Boundary::in_crs(METRIC).write(&folder, "empty.gpkg");
    assert_eq!(messages(refused(&folder, &spec(&path))), ["empty.gpkg: it holds no feature"]);
}

#[test]
fn layers_tell_which_attributes_could_name_zones() {
    let folder = Folder::new();
    let square = rectangle([0.0, 0.0], [1.0, 1.0]);
    let cities = Boundary::in_crs(METRIC)
        .called("cities")
        .with_fields(&["id", "name", "province", "note"])
        .feature(&[Some("1"), Some("a"), Some("p"), None], Some(&square))
        .feature(&[Some("2"), Some("b"), Some("p"), Some("x")], Some(&square));
    let parks = Boundary::in_crs(METRIC).called("parks");
    let path = write_layers(&folder, "land.gpkg", &[cities, Boundary::table("notes"), parks]);
    let fields = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect::<Vec<_>>();
    assert_eq!(
        layers(&path).unwrap(),
        [
            LayerFacts {
                name: "cities".into(),
                features: 2,
                fields: fields(&["id", "name", "province", "note"]),
                unique_fields: fields(&["id", "name"]),
            },
            LayerFacts {
                name: "parks".into(),
                features: 0,
                fields: fields(&["name"]),
                unique_fields: fields(&["name"])
            },
        ]
    );
}
