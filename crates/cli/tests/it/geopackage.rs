//! The zones of the two valleys with their numbers.

use crate::home::Home;
use crate::outlines::{collection, feature, rectangle};
use crate::rasters::{EQUAL_AREA, HECTARES};
use crate::valleys::{north, south, valleys};
use gdal::vector::{Geometry, LayerAccess};
use insta::assert_snapshot;
use serde_json::json;
use std::collections::BTreeMap;

/// One feature: every attribute as text, and its outline.
struct Found {
    attributes: BTreeMap<String, Option<String>>,
    outline: Geometry,
}

impl Found {
    fn text(&self, name: &str) -> Option<&str> {
        self.attributes[name].as_deref()
    }

    fn number(&self, name: &str) -> f64 {
        self.text(name).unwrap().parse().unwrap()
    }
}

fn zones(home: &Home) -> Vec<Found> {
    let dataset = gdal::Dataset::open(home.join("study-results/zones.gpkg")).unwrap();
    let mut layer = dataset.layer_by_name("zones").unwrap();
    let names: Vec<String> = layer.defn().fields().map(|field| field.name()).collect();
    layer
        .features()
        .map(|feature| Found {
            attributes: names
                .iter()
                .enumerate()
                .map(|(at, name)| {
                    // Text of a number has fifteen digits, the number itself has all.
                    let number = feature.field(at).unwrap().and_then(gdal::vector::FieldValue::into_real);
                    let text = || feature.field_as_string(at).unwrap();
                    (name.clone(), number.map_or_else(text, |number| Some(number.to_string())))
                })
                .collect(),
            outline: feature.geometry().unwrap().clone(),
        })
        .collect()
}

/// Rows of a table, each by column.
fn table(home: &Home, name: &str) -> Vec<BTreeMap<String, String>> {
    let text = home.read(&format!("study-results/{name}.csv"));
    let header: Vec<&str> = text.lines().next().unwrap().split(',').collect();
    let row = |line: &str| header.iter().map(ToString::to_string).zip(line.split(',').map(str::to_owned)).collect();
    text.lines().skip(1).map(row).collect()
}

#[test]
fn numbers_are_those_of_the_tables() {
    let home = valleys();
    home.succeeds("run study.toml --format csv,gpkg --quiet");
    let zones = zones(&home);
    let of = |zone: &str| zones.iter().find(|found| found.text("zone") == Some(zone)).unwrap();
    for row in table(&home, "areas").into_iter().filter(|row| row["year"] == "2020") {
        assert_eq!(
            of(&row["zone"]).number(&format!("c{}_2020_ha", row["code"])),
            row["area_ha"].parse::<f64>().unwrap()
        );
    }
    for row in table(&home, "values") {
        assert_eq!(of(&row["zone"]).number(&format!("value_{}", row["year"])), row["value"].parse::<f64>().unwrap());
    }
    for row in table(&home, "compensation") {
        let zone = of(&row["zone"]);
        assert_eq!(zone.text("rank"), Some(row["rank"].as_str()));
        for column in ["nonmarket_value", "gdp", "priority", "demand", "compensation", "compensation_share_of_gdp"] {
            assert_eq!(zone.number(column), row[column].parse::<f64>().unwrap(), "{column}");
        }
    }
    for row in table(&home, "ledger") {
        for column in ["polygon_area_ha", "classes_area_ha"] {
            assert_eq!(of(&row["zone"]).number(column), row[column].parse::<f64>().unwrap());
        }
    }
    // North loses 8 - 6 fields and 9 - 7 of wood, one of them to nodata, and gains 4 - 1 of towns.
    let changes = ["c1_change_ha", "c2_change_ha", "c3_change_ha"].map(|change| of("North").number(change));
    assert_eq!(changes, [-2.0, -2.0, 3.0]);
    // 3000 for a field and 4125 for wood, as in `tables`.
    assert_eq!(of("North").number("value_change"), -2.0 * 3000.0 - 2.0 * 4125.0);
}

#[test]
fn outlines_and_attributes_are_as_they_were_given() {
    let home = valleys();
    // A bow tie, which is no valid polygon; text, a whole number, a number, a date, and nothing.
    let bow = json!({"type": "Polygon", "coordinates": [[[1000, 2000], [1300, 1700], [1300, 2000], [1000, 1700], [1000, 2000]]]});
    let own = json!({"name": "Bow", "basin": null, "people": 12_345_678_901_i64, "share": 0.1, "since": "2001-02-03", "remark": "l'été"});
    home.write("zones.geojson", collection(&[feature(&own, &bow), south()]));
    home.write("gdp.csv", "zone,year,gdp\nBow,2020,36500\nSouth,2020,13000\n");
    home.succeeds("run study.toml --format gpkg --quiet");
    let zones = zones(&home);
    assert_eq!(zones[0].outline.wkt().unwrap(), "MULTIPOLYGON (((1000 2000,1300 1700,1300 2000,1000 1700,1000 2000)))");
    let own = ["name", "basin", "people", "share", "since", "remark"].map(|name| zones[0].text(name));
    assert_eq!(own, [Some("Bow"), None, Some("12345678901"), Some("0.1"), Some("2001/02/03"), Some("l'été")]);
    assert!(["people", "share", "since", "remark"].iter().all(|name| zones[1].text(name).is_none()));
    let dataset = gdal::Dataset::open(home.join("study-results/zones.gpkg")).unwrap();
    let crs = dataset.layer_by_name("zones").unwrap().spatial_ref().unwrap();
    assert_eq!(crs.auth_code().unwrap(), EQUAL_AREA as i32);
}

#[test]
fn merged_features_are_one_zone_with_what_they_agree_on() {
    let home = valleys();
    let part = |lake: &str, from: [f64; 2], to: [f64; 2]| {
        feature(&json!({"name": "Both", "basin": "upper", "lake": lake}), &rectangle(from, to))
    };
    home.write(
        "zones.geojson",
        collection(&[part("yes", [0.0, 0.0], [2.0, 1.0]), part("no", [1.0, 0.0], [3.0, 1.0]), south()]),
    );
    home.write("gdp.csv", "zone,year,gdp\nBoth,2020,36500\nSouth,2020,13000\n");
    home.replace("study.toml", "edge = ", "merge = true\nedge = ");
    home.succeeds("run study.toml --format csv,gpkg --quiet");
    let zones = zones(&home);
    assert_eq!(zones.len(), 2);
    assert_eq!(
        (zones[0].text("zone"), zones[0].text("basin"), zones[0].text("lake")),
        (Some("Both"), Some("upper"), None)
    );
    // As given: two rectangles of two cells each, though they share one.
    let [left, width, _, top, _, _] = HECTARES;
    let x = |col: f64| left + col * width;
    let rectangle = |from: f64, to: f64| {
        let (from, to, bottom) = (x(from), x(to), top - width);
        format!("(({from} {top},{to} {top},{to} {bottom},{from} {bottom},{from} {top}))")
    };
    let expected = format!("MULTIPOLYGON ({},{})", rectangle(0.0, 2.0), rectangle(1.0, 3.0));
    assert_eq!(zones[0].outline.wkt().unwrap(), expected);
    // Three cells in all.
    assert_eq!(zones[0].number("polygon_area_ha"), 3.0);
}

#[test]
fn an_attribute_of_the_zones_keeps_its_name_and_the_result_gets_another() {
    let home = valleys();
    let own = json!({"name": "North", "basin": "upper", "Rank": "highest", "fid": 7, "geom": "flat"});
    home.write("zones.geojson", collection(&[feature(&own, &rectangle([0.0, 0.0], [6.0, 3.0])), south()]));
    let ending = home.succeeds("run study.toml --format gpkg");
    let note =
        "note  zones.gpkg: the zones have an attribute `rank` of their own, so the result of that name is `ll_rank`";
    assert!(ending.stderr.contains(note), "{ending}");
    let zones = zones(&home);
    assert_eq!(
        (zones[0].text("Rank"), zones[0].text("geom"), zones[0].text("fid")),
        (Some("highest"), Some("flat"), Some("7"))
    );
    let ranks: Vec<Option<&str>> = zones.iter().map(|zone| zone.text("ll_rank")).collect();
    assert!(ranks == [Some("1"), Some("2")] || ranks == [Some("2"), Some("1")], "{ranks:?}");
}

#[test]
fn a_study_without_zones_gets_its_rectangle() {
    let home = valleys();
    let study = home.read("study.toml");
    let (before, after) = study.split_once("[zones]").unwrap();
    let value = &after[after.find("[value]").unwrap()..after.find("[economy]").unwrap()];
    home.write("study.toml", format!("{before}{value}"));
    home.succeeds("run study.toml --format gpkg --quiet");
    let zones = zones(&home);
    let [left, width, _, top, _, height] = HECTARES;
    let (area, envelope) = (zones[0].number("polygon_area_ha"), zones[0].outline.envelope());
    assert_eq!((zones.len(), zones[0].text("zone"), area), (1, Some("all"), 36.0));
    let bounds = [envelope.MinX, envelope.MaxX, envelope.MinY, envelope.MaxY];
    assert_eq!(bounds, [left, left + 6.0 * width, top + 6.0 * height, top]);
}

#[test]
fn aliases_stand_in_the_files_own_table() {
    let home = valleys();
    home.succeeds("run study.toml --format gpkg --quiet");
    let dataset = gdal::Dataset::open(home.join("study-results/zones.gpkg")).unwrap();
    let query = "SELECT column_name, name FROM gpkg_data_columns WHERE table_name = 'zones'";
    let mut rows = dataset.execute_sql(query, None, gdal::vector::sql::Dialect::DEFAULT).unwrap().unwrap();
    let aliases: BTreeMap<String, String> = rows
        .features()
        .map(|row| (row.field_as_string(0).unwrap().unwrap(), row.field_as_string(1).unwrap().unwrap()))
        .collect();
    assert_eq!(aliases["c2_change_ha"], "wood (2), change 2000 to 2020, ha");
    assert_eq!(aliases["value_per_ha_2020"], "ecosystem service value per hectare, 2020, CNY per hectare and year");
    assert_eq!(aliases["compensation"], "compensation, 2020, CNY per year");
}

#[test]
fn accounts_write_the_same_file_from_the_tally() {
    let home = valleys();
    home.succeeds("run study.toml --format csv,gpkg --quiet");
    home.remove("lulc_2000.tif");
    home.succeeds("account study.toml --tally study-results/tally.json --format csv,gpkg --out again --quiet");
    assert!(home.contents("again") == home.contents("study-results"));
}

#[test]
fn a_zone_that_is_gone_from_its_file_is_refused() {
    let home = valleys();
    home.succeeds("run study.toml --quiet");
    home.write("zones.geojson", collection(&[north()]));
    assert_snapshot!(home.fails("account study.toml --tally study-results/tally.json --format gpkg --out again"), @"
    exit status 1
    --- stderr
      × zones.geojson: zone `South` is not there any more (make the tally again)
    ");
}
