//! Boundaries that are refused, and those that are accepted with a note.

use crate::home::{Home, WITHOUT_GDAL_WORDS};
use crate::outlines::{collection, feature, rectangle, ring, zone};
use crate::rasters::Raster;
use crate::valleys::{LULC_2000, LULC_2020, north, south, valleys};
use gdal::vector::{Feature, Geometry, LayerAccess, LayerOptions, OGRFieldType, OGRwkbGeometryType};
use insta::{assert_snapshot, with_settings};
use serde_json::{Value, json};

/// The study, with these features as its zones.
fn valleys_of(features: &[Value]) -> Home {
    let home = valleys();
    home.write("zones.geojson", collection(features));
    home
}

/// What a run said after `note`, one line for each.
#[track_caller]
fn notes(home: &Home) -> String {
    let ending = home.succeeds("run study.toml");
    let notes = ending.stderr.lines().filter_map(|line| line.trim_start().strip_prefix("note  "));
    notes.collect::<Vec<_>>().join("\n")
}

fn whole() -> Value {
    rectangle([0.0, 0.0], [6.0, 6.0])
}

#[test]
fn a_boundary_file_that_is_not_there_is_named() {
    let home = valleys();
    home.remove("zones.geojson");
    assert_snapshot!(home.fails("run study.toml"), @"
    exit status 1
    --- stderr
      × zones.geojson does not exist
      help: paths are relative to the study file
    ");
}

#[test]
fn a_text_file_is_no_boundary_file_whatever_its_name() {
    let home = valleys();
    home.write("zones.geojson", "North: rows 0 to 2\n");
    with_settings!({filters => WITHOUT_GDAL_WORDS}, {
        assert_snapshot!(home.fails("run study.toml"), @"
        exit status 1
        --- stderr
          × zones.geojson is not a boundary file that GDAL can open: [GDAL's words]
          help: `ogrinfo FILE` must be able to read it
        ");
    });
}

#[test]
fn a_raster_is_no_boundary_file() {
    let home = valleys();
    home.replace("study.toml", "source = \"zones.geojson\"", "source = \"lulc_2000.tif\"");
    with_settings!({filters => WITHOUT_GDAL_WORDS}, {
        assert_snapshot!(home.fails("run study.toml"), @"
        exit status 1
        --- stderr
          × lulc_2000.tif is not a boundary file that GDAL can open: [GDAL's words]
          help: `ogrinfo FILE` must be able to read it
        ");
    });
}

#[test]
fn a_table_without_geometry_is_no_boundary_file() {
    let home = valleys();
    home.replace("study.toml", "source = \"zones.geojson\"", "source = \"gdp.csv\"");
    assert_snapshot!(home.fails("run study.toml"), @"
    exit status 1
    --- stderr
      × gdp.csv: it holds no layer with geometry
      help: zones are polygons: name the file that holds them
    ");
}

#[test]
fn a_file_without_features_is_refused() {
    assert_snapshot!(valleys_of(&[]).fails("run study.toml"), @"
    exit status 1
    --- stderr
      × zones.geojson: it holds no feature
      help: export the boundaries again, or leave [zones] out to take the whole raster as one zone
    ");
}

#[test]
fn an_unknown_name_attribute_is_answered_with_those_there_are() {
    let home = valleys();
    home.replace("study.toml", "name = \"name\"", "name = \"city\"");
    assert_snapshot!(home.fails("run study.toml"), @"
    exit status 1
    --- stderr
      × zones.geojson: it has no attribute `city`
      help: its attributes are: basin, name
    ");
}

#[test]
fn an_unknown_group_attribute_is_answered_with_those_there_are() {
    let home = valleys();
    home.replace("study.toml", "group = \"basin\"", "group = \"region\"");
    assert_snapshot!(home.fails("run study.toml"), @"
    exit status 1
    --- stderr
      × zones.geojson: it has no attribute `region`
      help: its attributes are: basin, name
    ");
}

#[test]
fn an_unknown_layer_is_answered_with_those_there_are() {
    let home = valleys();
    home.replace("study.toml", "group = \"basin\"", "group = \"basin\"\nlayer = \"cities\"");
    assert_snapshot!(home.fails("run study.toml"), @"
    exit status 1
    --- stderr
      × zones.geojson: it has no layer `cities`
      help: name one with `layer = ...` under [zones]; found: zones
    ");
}

#[test]
fn names_that_are_null_or_empty_are_refused() {
    let nameless = feature(&json!({"name": null, "basin": null}), &whole());
    let blank = zone(" ", None, &whole());
    assert_snapshot!(valleys_of(&[north(), nameless, blank]).fails("run study.toml"), @"
    exit status 1
    --- stderr
      × zones.geojson: feature 1 has no name: its attribute `name` is empty
      help: every zone needs a name
      × zones.geojson: feature 2 has no name: its attribute `name` is empty
      help: every zone needs a name
    2 problems; nothing was written
    ");
}

#[test]
fn a_name_that_stands_twice_is_refused_unless_its_features_are_joined() {
    let home = valleys_of(&[
        zone("North", Some("upper"), &rectangle([0.0, 0.0], [3.0, 3.0])),
        zone("North", Some("upper"), &rectangle([3.0, 0.0], [6.0, 3.0])),
        south(),
    ]);
    assert_snapshot!(home.fails("run study.toml"), @"
    exit status 1
    --- stderr
      × zones.geojson: zone `North` stands on 2 features, expected one
      help: give each its own name, or join them with `merge = true` under [zones]
    ");
    home.replace("study.toml", "group = \"basin\"", "group = \"basin\"\nmerge = true");
    assert_snapshot!(notes(&home), @"
    `North` was joined from 2 features
    zone `South` lies partly outside the rasters: 4.00 of 16.00 ha
    ");
    let plain = valleys();
    plain.succeeds("run study.toml");
    assert_eq!(home.read("study-results/areas.csv"), plain.read("study-results/areas.csv"));
}

#[test]
fn a_bow_tie_is_repaired_and_noted() {
    // Two triangles that touch in the middle of the upper three rows: 2 x (3 rows x 3 columns / 2) = 9 ha.
    let bow_tie = ring(&[[0.0, 0.0], [6.0, 3.0], [6.0, 0.0], [0.0, 3.0]]);
    let home = valleys_of(&[zone("North", None, &bow_tie), south()]);
    assert_snapshot!(notes(&home), @"
    the outline of `North` was not valid and was repaired
    zone `South` lies partly outside the rasters: 4.00 of 16.00 ha
    ");
    let ledger = home.read("study-results/ledger.csv");
    assert!(ledger.contains("\nNorth,,9,"), "{ledger}");
}

#[test]
fn a_zone_without_geometry_is_refused() {
    let home = valleys_of(&[north(), zone("South", None, &Value::Null)]);
    assert_snapshot!(home.fails("run study.toml"), @"
    exit status 1
    --- stderr
      × zones.geojson: zone `South` has no geometry (null)
      help: mend or delete the feature
    ");
}

#[test]
fn points_and_lines_are_no_zones() {
    let point = json!({"type": "Point", "coordinates": [1100, 1900]});
    let line = json!({"type": "LineString", "coordinates": [[1100, 1900], [1200, 1900]]});
    let home = valleys_of(&[zone("North", None, &point), zone("South", None, &line)]);
    assert_snapshot!(home.fails("run study.toml"), @"
    exit status 1
    --- stderr
      × zones.geojson: zone `North` is a Point, expected a polygon or multipolygon
      help: mend or delete the feature
      × zones.geojson: zone `South` is a Line String, expected a polygon or multipolygon
      help: mend or delete the feature
    2 problems; nothing was written
    ");
}

#[test]
fn a_polygon_without_a_ring_is_refused() {
    let nothing = json!({"type": "Polygon", "coordinates": []});
    assert_snapshot!(valleys_of(&[north(), zone("South", None, &nothing)]).fails("run study.toml"), @"
    exit status 1
    --- stderr
      × zones.geojson: zone `South` has no geometry (null)
      help: mend or delete the feature
    ");
}

#[test]
fn a_polygon_without_area_is_refused() {
    let flat = ring(&[[0.0, 0.0], [3.0, 0.0], [6.0, 0.0]]);
    assert_snapshot!(valleys_of(&[north(), zone("South", None, &flat)]).fails("run study.toml"), @"
    exit status 1
    --- stderr
      × zones.geojson: zone `South` is not a valid polygon and has no area after repair
      help: mend or delete the feature
    ");
}

#[test]
fn a_zone_outside_the_rasters_is_accepted_and_noted_with_its_area() {
    let home = valleys_of(&[north(), south(), zone("East", None, &rectangle([10.0, 0.0], [12.0, 3.0]))]);
    home.write("gdp.csv", "zone,year,gdp\nNorth,2020,36500\nSouth,2020,13000\nEast,2020,1\n");
    assert_snapshot!(notes(&home), @"
    zone `South` lies partly outside the rasters: 4.00 of 16.00 ha
    zone `East` lies wholly outside the rasters (6.00 ha)
    ");
    let ledger = home.read("study-results/ledger.csv");
    // 2 columns x 3 rows = 6 ha, all of them outside.
    assert!(ledger.contains("\nEast,,6,0,0,6,0,0,0\n"), "{ledger}");
}

#[test]
fn a_zone_that_holds_the_rasters_is_never_called_outside_however_large_it_is() {
    // 4e7 x 4e7 ha: the rasters' few hectares are under 1e-9 of that.
    let home = valleys_of(&[zone("World", None, &rectangle([-2e7, -2e7], [2e7, 2e7])), south()]);
    home.write("gdp.csv", "zone,year,gdp\nWorld,2020,36500\nSouth,2020,13000\n");
    let notes = notes(&home);
    assert!(notes.contains("zone `World` lies partly outside the rasters"), "{notes}");
    assert!(!notes.contains("wholly"), "{notes}");
}

#[test]
fn a_vertex_beyond_the_earth_is_refused_before_anything_is_read() {
    for far in [1e20, 1e300] {
        let home = valleys_of(&[zone("North", None, &rectangle([0.0, 0.0], [far, 3.0])), south()]);
        let ending = home.fails("run study.toml");
        assert_eq!(ending.status, 1, "{far}");
        // Lines are broken where numbers make them long.
        let said = ending.stderr.split_whitespace().filter(|word| *word != "│").collect::<Vec<_>>().join(" ");
        assert!(said.contains("zone `North` has a vertex at ("), "{far}: {said}");
        assert!(said.contains("which is no place on the Earth"), "{far}: {said}");
    }
}

#[test]
fn a_zone_between_the_cell_centres_is_accepted_and_noted() {
    let home = valleys_of(&[north(), south(), zone("Spot", None, &rectangle([0.6, 0.6], [0.9, 0.9]))]);
    home.write("gdp.csv", "zone,year,gdp\nNorth,2020,36500\nSouth,2020,13000\nSpot,2020,1\n");
    assert_snapshot!(notes(&home), @"
    zone `South` lies partly outside the rasters: 4.00 of 16.00 ha
    zone `Spot` holds the centre of no cell (0.0900 ha): it has no rows
    ");
}

/// Zones in a GeoPackage, each layer with one feature that covers the rasters.
fn write_geopackage(home: &Home, layers: &[&str]) {
    let driver = gdal::DriverManager::get_driver_by_name("GPKG").unwrap();
    let mut dataset = driver.create_vector_only(home.join("zones.gpkg")).unwrap();
    let outline = Geometry::from_geojson(&whole().to_string()).unwrap();
    for name in layers {
        let options = LayerOptions { name, srs: None, ty: OGRwkbGeometryType::wkbPolygon, options: None };
        let layer = dataset.create_layer(options).unwrap();
        layer.create_defn_fields(&[("name", OGRFieldType::OFTString)]).unwrap();
        let mut feature = Feature::new(layer.defn()).unwrap();
        feature.set_field_string(0, name).unwrap();
        feature.set_geometry(outline.clone()).unwrap();
        feature.create(&layer).unwrap();
    }
    dataset.close().unwrap();
    home.replace("study.toml", "zones.geojson", "zones.gpkg");
    home.replace("study.toml", "group = \"basin\"\n", "");
}

#[test]
fn zones_without_a_crs_are_refused_where_the_rasters_have_one() {
    let home = valleys();
    write_geopackage(&home, &["cities"]);
    assert_snapshot!(home.fails("run study.toml"), @"
    exit status 1
    --- stderr
      × zones.gpkg: it has no CRS, but the rasters have WGS 84 / NSIDC EASE-Grid 2.0 Global
      │ (EPSG:6933)
      help: assign its CRS, for example with `ogr2ogr -a_srs EPSG:CODE NEW OLD`
    ");
}

#[test]
fn zones_with_a_crs_are_refused_where_the_rasters_have_none() {
    let home = valleys();
    for (name, digits) in [("lulc_2000.tif", LULC_2000), ("lulc_2020.tif", LULC_2020)] {
        Raster { crs: None, ..Raster::of_digits(&digits) }.write(&home.join(name));
    }
    home.replace("study.toml", "currency", "cell_area_m2 = 10000\ncurrency");
    assert_snapshot!(home.fails("run study.toml"), @"
    exit status 1
    --- stderr
      × zones.geojson: it has the CRS WGS 84 / NSIDC EASE-Grid 2.0 Global (EPSG:6933), but the rasters
      │ have none
      help: assign the rasters' CRS with `gdal_edit.py -a_srs EPSG:CODE FILE`
    ");
}

#[test]
fn one_of_several_layers_must_be_chosen() {
    let home = valleys();
    write_geopackage(&home, &["cities", "counties"]);
    assert_snapshot!(home.fails("run study.toml"), @"
    exit status 1
    --- stderr
      × zones.gpkg: it holds 2 layers
      help: name one with `layer = ...` under [zones]; found: cities, counties
    ");
}

#[test]
fn metres_that_are_said_to_be_degrees_are_refused() {
    // Without `crs`, GeoJSON is longitude and latitude.
    let home = valleys();
    let far = json!({"type": "Polygon", "coordinates": [[[5e5, 4e6], [6e5, 4e6], [6e5, 5e6], [5e5, 4e6]]]});
    let features = [zone("North", None, &far)];
    home.write("zones.geojson", json!({"type": "FeatureCollection", "features": features}).to_string());
    assert_snapshot!(home.fails("run study.toml"), @"
    exit status 1
    --- stderr
      × zones.geojson: zone `North` cannot be transformed from WGS 84 (EPSG:4326) to WGS 84 / NSIDC
      │ EASE-Grid 2.0 Global (EPSG:6933)
      help: its coordinates do not fit that CRS (compare the extent that `ogrinfo -al -so FILE`
            shows), or part of it lies where the rasters' CRS is not defined
    ");
}

#[test]
fn zones_in_another_crs_are_transformed_and_noted() {
    let home = valleys();
    // Degrees around the origin: 0.02 degrees are more than 2 km.
    let square = json!({"type": "Polygon", "coordinates": [[[0, 0], [0.02, 0], [0.02, 0.02], [0, 0.02], [0, 0]]]});
    let features = [zone("North", None, &square)];
    home.write("zones.geojson", json!({"type": "FeatureCollection", "features": features}).to_string());
    home.write("gdp.csv", "zone,year,gdp\nNorth,2020,36500\n");
    assert_snapshot!(notes(&home), @"
    zones were transformed from WGS 84 (EPSG:4326) to WGS 84 / NSIDC EASE-Grid 2.0 Global (EPSG:6933)
    zone `North` lies partly outside the rasters: 456.36 of 492.36 ha
    ");
}

#[test]
fn zones_that_all_miss_the_rasters_are_refused() {
    // As happens when a CRS is assigned wrongly: an empty result would look like a result.
    let home = valleys();
    let elsewhere = zone("North", Some("upper"), &rectangle([60.0, 60.0], [66.0, 63.0]));
    home.write("zones.geojson", collection(&[elsewhere]));
    home.replace("gdp.csv", "South,2020,13000\n", "");
    assert_snapshot!(home.fails("run study.toml --quiet"), @"
    exit status 1
    --- stderr
      × no zone holds the centre of a cell: the rasters reach from x 1000 to 1600 and y 1400 to 2000
      │ in WGS 84 / NSIDC EASE-Grid 2.0 Global (EPSG:6933), and all zones lie elsewhere or between the
      │ centres
      help: compare the extents that `gdalinfo` and `ogrinfo -al -so` show: is the CRS of one of them
            wrong?
    ");
    assert_snapshot!(home.fails("check study.toml --quiet"), @"
    exit status 1
    --- stderr
      × no zone holds the centre of a cell: the rasters reach from x 1000 to 1600 and y 1400 to 2000
      │ in WGS 84 / NSIDC EASE-Grid 2.0 Global (EPSG:6933), and all zones lie elsewhere or between the
      │ centres
      help: compare the extents that `gdalinfo` and `ogrinfo -al -so` show: is the CRS of one of them
            wrong?
    ");
}
