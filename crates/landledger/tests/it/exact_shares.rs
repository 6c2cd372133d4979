//! Cells at an edge by their share, against exactextract; and the ledger that follows.

use crate::newguinea;
use crate::peers::Peers;
use crate::real_data;
use crate::results::{Results, assert_near};
use crate::study_folder::StudyFolder;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::Path;

/// Relative. exactextract keeps the share of a cell in 32 bits (6e-8 of it); the smallest class has some hundred cells.
const SHARES: f64 = 1e-6;

/// Relative: what a ledger may be off by.
const LEDGER: f64 = 1e-6;

/// What `areas` and `exact_shares.py` have in common.
#[derive(Debug, Deserialize)]
pub(crate) struct Row {
    zone: String,
    #[serde(default)]
    year: i32,
    code: u16,
    cells: f64,
}

#[derive(Debug, Deserialize)]
struct LedgerRow {
    zone: String,
    polygon_area_ha: f64,
    residual_ha: f64,
}

/// What was counted is the polygons, in every zone.
#[track_caller]
pub(crate) fn assert_even_ledger(results: &Results) {
    for row in results.table::<LedgerRow>("ledger") {
        assert!(row.residual_ha.abs() <= LEDGER * row.polygon_area_ha, "{row:?}");
        assert!(!row.zone.is_empty());
    }
}

/// Every class of every zone in one year is what the peer says.
#[track_caller]
pub(crate) fn assert_same_shares(results: &Results, year: i32, peer: Vec<Row>) {
    let expected: BTreeMap<(String, u16), f64> =
        peer.into_iter().map(|row| ((row.zone, row.code), row.cells)).collect();
    let rows = results.table::<Row>("areas").into_iter().filter(|row| row.year == year && row.cells > 0.0);
    let found: BTreeMap<(String, u16), f64> = rows.map(|row| ((row.zone, row.code), row.cells)).collect();
    assert!(found.keys().eq(expected.keys()), "{:?}, expected {:?}", found.keys(), expected.keys());
    for (key, cells) in found {
        assert_near(cells, expected[&key], SHARES, &format!("{key:?}"));
    }
}

#[test]
fn ecoregions_hold_the_shares_that_exactextract_finds() {
    let (Some(data), Some(peers)) = (real_data::folder("newguinea_300m"), Peers::find()) else { return };
    let (rasters, zones) = (newguinea::rasters(&data), data.join("ecoregions.gpkg"));
    let study = StudyFolder::new(&newguinea::CLASSES).epoch(2001, &rasters[0]).epoch(2015, &rasters[1]);
    let results = study.zones_by("", &zones, newguinea::NAME).run();
    assert_even_ledger(&results);
    let script = peers.script("exact_shares.py").file(&rasters[1]).word("--zones").file(&zones);
    assert_same_shares(&results, 2015, script.word("--name").word(newguinea::NAME).rows());
}

#[test]
fn cities_of_the_built_in_study_hold_the_shares_that_exactextract_finds() {
    let Some(peers) = Peers::find() else { return };
    let home = tempfile::tempdir().unwrap();
    let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/crdc");
    let options = landledger::RunOptions { folder: Some(home.path().join("out")), ..landledger::RunOptions::default() };
    let outcome = landledger::run(&fixture.join("study.toml"), &options, &landledger::Silent).unwrap();
    let results = Results { outcome, _home: home };
    assert_even_ledger(&results);
    let script = peers.script("exact_shares.py").file(fixture.join("lulc_2020.tif"));
    let peer = script.word("--zones").file(fixture.join("cities.geojson")).words("--name name").rows();
    assert_same_shares(&results, 2020, peer);
}

#[test]
fn zones_in_degrees_have_an_even_ledger() {
    let Some(data) = real_data::folder("saomiguel_100m") else { return };
    let names: Vec<(u16, String)> = (0..=255).map(|code| (code, format!("CORINE {code}"))).collect();
    let classes: Vec<(u16, &str)> = names.iter().map(|(code, name)| (*code, name.as_str())).collect();
    let study = StudyFolder::new(&classes).epoch(2018, &data.join("clc2018_v2020_20u1.tif"));
    assert_even_ledger(&study.zones_by("edges = \"all\"", &data.join("concelhos.gpkg"), "name").run());
}
