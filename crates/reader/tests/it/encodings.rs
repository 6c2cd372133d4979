//! Names in Chinese arrive as they were written, in every format and encoding.

use crate::boundary::{Boundary, spec, zone_refusals};
use crate::counting::open;
use crate::folder::Folder;
use crate::land_cover::{LandCover, METRIC};
use landledger_reader::{Rasters, ZoneSpec, Zones, files_of};
use std::path::Path;

const SQUARE: &str = "POLYGON ((500000 4000000, 500100 4000000, 500100 3999900, 500000 3999900, 500000 4000000))";

fn ground(folder: &Folder) -> Rasters {
    open(&[LandCover::uniform(2, 2).write(folder, "land.tif")])
}

/// Two cities of two provinces.
fn cities() -> Boundary {
    Boundary::in_crs(METRIC)
        .with_fields(&["name", "province"])
        .feature(&[Some("北海市"), Some("广西")], Some(SQUARE))
        .feature(&[Some("湛江市"), Some("广东")], Some(SQUARE))
}

const EXPECTED: [(&str, &str); 2] = [("北海市", "广西"), ("湛江市", "广东")];

fn assert_is_read(folder: &Folder, path: &Path, encoding: Option<&str>) {
    let rasters = ground(folder);
    let spec = ZoneSpec { group: Some("province".into()), encoding: encoding.map(str::to_owned), ..spec(path) };
    let zones = Zones::read(&spec, rasters.grid(), rasters.crs()).unwrap();
    let read: Vec<(&str, &str)> =
        zones.set.zones().iter().map(|zone| (zone.name.as_str(), zone.group.as_deref().unwrap_or("none"))).collect();
    assert_eq!(read, EXPECTED);
}

/// A shapefile in GBK whose table says nothing about its encoding, as old GIS wrote them.
fn silent_gbk(folder: &Folder, boundary: &Boundary) -> std::path::PathBuf {
    let path = boundary.clone().with_option("ENCODING=GBK").write(folder, "silent.shp");
    folder.remove("silent.cpg");
    // Byte 29 of a dBASE header is the language driver; 0 is none.
    let mut table = folder.bytes("silent.dbf");
    table[29] = 0;
    folder.file("silent.dbf", table);
    path
}

#[test]
fn geojson_and_geopackage_are_utf8() {
    let folder = Folder::new();
    for name in ["cities.geojson", "cities.gpkg"] {
        assert_is_read(&folder, &cities().write(&folder, name), None);
    }
}

#[test]
fn an_encoding_does_not_harm_formats_that_are_always_utf8() {
    let folder = Folder::new();
    for name in ["cities.geojson", "cities.gpkg"] {
        assert_is_read(&folder, &cities().write(&folder, name), Some("GBK"));
    }
}

#[test]
fn a_shapefile_says_its_encoding_in_a_cpg_file() {
    for (encoding, bytes) in [("UTF-8", "北海市".as_bytes()), ("GBK", b"\xb1\xb1\xba\xa3\xca\xd0")] {
        let folder = Folder::new();
        let path = cities().with_option(&format!("ENCODING={encoding}")).write(&folder, "cities.shp");
        assert_eq!(folder.bytes("cities.cpg"), encoding.as_bytes());
        let table = folder.bytes("cities.dbf");
        assert!(table.windows(bytes.len()).any(|window| window == bytes), "{encoding}");
        assert_is_read(&folder, &path, None);
    }
}

#[test]
fn a_silent_shapefile_is_read_in_the_encoding_that_the_study_says() {
    let folder = Folder::new();
    assert_is_read(&folder, &silent_gbk(&folder, &cities()), Some("GBK"));
    assert_is_read(&folder, &folder.path("silent.shp"), Some("CP936"));
}

#[test]
fn the_studys_encoding_wins_over_a_wrong_cpg_file() {
    let folder = Folder::new();
    let path = cities().with_option("ENCODING=GBK").write(&folder, "cities.shp");
    folder.file("cities.cpg", "ISO-8859-1");
    assert_is_read(&folder, &path, Some("GBK"));
}

#[test]
fn a_silent_shapefile_in_gbk_is_refused() {
    let folder = Folder::new();
    let path = silent_gbk(&folder, &cities());
    let rasters = ground(&folder);
    let said = zone_refusals(&spec(&path), rasters.grid(), rasters.crs());
    assert_eq!(said.len(), 2);
    for (message, way_out) in said {
        assert!(message.contains("is not readable text"), "{message}");
        assert_eq!(way_out, "say the attributes' encoding under [zones], for example encoding = \"GBK\"");
    }
}

#[test]
fn unreadable_groups_are_refused_too() {
    let folder = Folder::new();
    let boundary = Boundary::in_crs(METRIC)
        .with_fields(&["name", "province"])
        .feature(&[Some("420100"), Some("湖北")], Some(SQUARE))
        .feature(&[Some("430100"), Some("湖南")], Some(SQUARE));
    let path = silent_gbk(&folder, &boundary);
    // None of these bytes is text in UTF-8: read as such, two provinces would be one.
    let [hubei, hunan] = [b"\xba\xfe\xb1\xb1", b"\xba\xfe\xc4\xcf"];
    assert_eq!(String::from_utf8_lossy(hubei), String::from_utf8_lossy(hunan));
    let rasters = ground(&folder);
    let spec = ZoneSpec { group: Some("province".into()), ..spec(&path) };
    let said = zone_refusals(&spec, rasters.grid(), rasters.crs());
    assert!(said.iter().all(|(message, _)| message.contains("is not readable text")), "{said:?}");
}

#[test]
fn files_and_folders_may_have_chinese_names_and_spaces() {
    let folder = Folder::new();
    let raster = LandCover::uniform(2, 2).write(&folder, "土地利用 2000年.tif");
    let boundary = cities().with_option("ENCODING=UTF-8").write(&folder, "北部湾 城市.shp");
    let rasters = open(std::slice::from_ref(&raster));
    let zones = Zones::read(&spec(&boundary), rasters.grid(), rasters.crs()).unwrap();
    assert_eq!(zones.set.zones()[0].name, "北海市");
    assert_eq!(files_of(&raster), [raster]);
    assert!(files_of(&boundary).contains(&boundary));
}
