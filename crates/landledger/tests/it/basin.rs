//! The built-in basin: a grid in degrees with money per hectare is what its README says it is.

use crate::exact_shares::{assert_even_ledger, assert_same_shares};
use crate::fixture;
use crate::peers::Peers;
use crate::results::{AreaRow, assert_near};
use serde::Deserialize;
use std::collections::BTreeMap;

const YEARS: [i32; 3] = [2000, 2010, 2020];

/// Relative. The same products, rounded at another place.
const ROUNDING: f64 = 1e-12;

#[derive(Deserialize)]
struct Total {
    zone: String,
    year: i32,
    value: f64,
}

#[test]
fn its_generator_makes_the_same_bytes_again() {
    let Some(peers) = Peers::find() else { return };
    let made = tempfile::tempdir().unwrap();
    peers.script("../make_basin.py").word("--out").file(made.path()).text();
    fixture::assert_same_files("basin", made.path());
}

#[test]
fn its_ledger_closes_and_its_zones_neither_overlap_nor_leave_gaps() {
    #[derive(Deserialize)]
    struct Row {
        zone: String,
        nodata_area_ha: f64,
        outside_area_ha: f64,
    }
    #[derive(Deserialize)]
    struct Study {
        overlap_area_ha: f64,
    }
    let results = fixture::run("basin");
    assert_even_ledger(&results);
    let zones: Vec<Row> = results.table("ledger");
    assert_eq!(zones.len(), 9);
    for row in zones {
        assert_eq!((row.nodata_area_ha, row.outside_area_ha), (0.0, 0.0), "{}", row.zone);
    }
    assert!(results.table::<Study>("study/ledger")[0].overlap_area_ha.abs() < 1e-6);
}

#[test]
fn its_sub_basins_hold_the_shares_that_exactextract_finds() {
    let Some(peers) = Peers::find() else { return };
    let home = fixture::folder("basin");
    let script = peers.script("exact_shares.py").file(home.join("lccs_2020.tif"));
    let peer = script.word("--zones").file(home.join("subbasins.geojson")).words("--name name").rows();
    assert_same_shares(&fixture::run("basin"), 2020, peer);
}

#[test]
fn its_areas_by_centre_are_those_of_geographiclib() {
    #[derive(Deserialize)]
    struct Row {
        zone: String,
        epoch: usize,
        code: u16,
        cells: u64,
        area_ha: f64,
    }
    /// Relative. The peer's edges are geodesics from corner to corner: 2e-10 off the parallel for cells of 10 seconds.
    const GEODESIC: f64 = 1e-9;
    let Some(peers) = Peers::find() else { return };
    let home = fixture::folder("basin");
    let script = peers.script("geodesic_areas.py").files(YEARS.map(|year| home.join(format!("lccs_{year}.tif"))));
    let rows: Vec<Row> = script.word("--zones").file(home.join("subbasins.geojson")).words("--name name").rows();
    let expected: BTreeMap<(String, i32, u16), (u64, f64)> =
        rows.into_iter().map(|row| ((row.zone, YEARS[row.epoch - 1], row.code), (row.cells, row.area_ha))).collect();

    let results = fixture::run_changed("basin", &[("edge = \"exact\"", "edge = \"centre\"")]);
    let found: Vec<AreaRow> = results.table::<AreaRow>("areas").into_iter().filter(|row| row.cells > 0).collect();
    assert_eq!(found.len(), expected.len());
    for row in found {
        let (cells, area_ha) = expected[&(row.zone.clone(), row.year, row.code)];
        assert_eq!(row.cells, cells, "{row:?}");
        assert_near(row.area_ha, area_ha, GEODESIC, &format!("{row:?}"));
    }
}

#[test]
fn its_value_is_hectares_times_the_table() {
    #[derive(Deserialize)]
    struct Price {
        class: u16,
        value_per_ha: f64,
    }
    #[derive(Deserialize)]
    struct ClassRow {
        zone: String,
        year: i32,
        code: u16,
        area_ha: f64,
    }
    let mut table =
        csv::ReaderBuilder::new().comment(Some(b'#')).from_path(fixture::folder("basin").join("values.csv")).unwrap();
    let mut per_hectare = BTreeMap::<u16, f64>::new();
    for price in table.deserialize().map(Result::<Price, _>::unwrap) {
        *per_hectare.entry(price.class).or_default() += price.value_per_ha;
    }
    let results = fixture::run("basin");
    let mut expected = BTreeMap::<(String, i32), f64>::new();
    for area in results.table::<ClassRow>("areas") {
        let per_hectare = per_hectare.get(&area.code).copied().unwrap_or_default();
        *expected.entry((area.zone, area.year)).or_default() += area.area_ha * per_hectare;
    }
    let totals: Vec<Total> = results.table("values");
    assert_eq!(totals.len(), 9 * YEARS.len());
    for total in totals {
        assert_near(total.value, expected[&(total.zone.clone(), total.year)], ROUNDING, &total.zone);
    }
}

#[test]
fn its_decoupling_is_the_change_of_value_over_that_of_constant_gdp() {
    #[derive(Deserialize)]
    struct Row {
        zone: String,
        from_year: i32,
        to_year: i32,
        elasticity: f64,
    }
    let results = fixture::run("basin");
    let values: Vec<Total> = results.table("values");
    let value = |year: i32| values.iter().find(|row| row.zone == "Two Waters" && row.year == year).unwrap().value;
    let rows: Vec<Row> = results.table("decoupling");
    let row =
        rows.iter().find(|row| (row.zone.as_str(), row.from_year, row.to_year) == ("Two Waters", 2010, 2020)).unwrap();
    // gdp.csv: 1,910 and 2,640 million dollars.
    let expected = (value(2020) / value(2010) - 1.0) / (2640.0 / 1910.0 - 1.0);
    /// Relative. A small change is the difference of two large values.
    const DIFFERENCE: f64 = 1e-9;
    assert_near(row.elasticity, expected, DIFFERENCE, "Two Waters");
}
