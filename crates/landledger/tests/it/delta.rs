//! The built-in delta: ten annual maps with a legend of their own are what their README says they are.

use crate::exact_shares::{assert_even_ledger, assert_same_shares};
use crate::fixture;
use crate::peers::Peers;
use crate::results::assert_near;
use crate::trajectories;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

fn rasters() -> impl Iterator<Item = std::path::PathBuf> {
    (2014..=2023).map(|year| fixture::folder("delta").join(format!("lulc_{year}.tif")))
}

#[test]
fn its_generator_makes_the_same_bytes_again() {
    let Some(peers) = Peers::find() else { return };
    let made = tempfile::tempdir().unwrap();
    peers.script("../make_delta.py").word("--out").file(made.path()).text();
    fixture::assert_same_files("delta", made.path());
}

#[test]
fn its_ledger_closes_with_an_island_an_enclave_and_clouds() {
    #[derive(Deserialize)]
    struct Study {
        overlap_area_ha: f64,
        nodata_area_ha: f64,
        nodata_area_ha_2017: f64,
        nodata_area_ha_2021: f64,
    }
    let results = fixture::run("delta");
    assert_even_ledger(&results);
    let study = &results.table::<Study>("study/ledger")[0];
    assert!(study.overlap_area_ha.abs() < 1e-6);
    // The two clouds lie apart, both whole or in part over townships.
    assert!(study.nodata_area_ha_2017 > 0.0 && study.nodata_area_ha_2021 > 0.0);
    assert_near(study.nodata_area_ha, study.nodata_area_ha_2017 + study.nodata_area_ha_2021, 1e-9, "clouds");
}

#[test]
fn ten_epochs_make_nine_transitions_and_one_from_first_to_last() {
    #[derive(Deserialize)]
    struct Row {
        from_year: i32,
        to_year: i32,
        from_code: u16,
        area_ha: f64,
    }
    #[derive(Deserialize)]
    struct ClassRow {
        year: i32,
        code: u16,
        area_ha: f64,
    }
    let results = fixture::run("delta");
    let rows: Vec<Row> = results.table("study/transitions");
    let periods: BTreeSet<(i32, i32)> = rows.iter().map(|row| (row.from_year, row.to_year)).collect();
    let expected: BTreeSet<(i32, i32)> = (2014..2023).map(|year| (year, year + 1)).chain([(2014, 2023)]).collect();
    assert_eq!(periods, expected);
    // No cloud in either year: what left or stayed is all that was there.
    let mut margins = BTreeMap::<u16, f64>::new();
    for row in rows.iter().filter(|row| (row.from_year, row.to_year) == (2014, 2023)) {
        *margins.entry(row.from_code).or_default() += row.area_ha;
    }
    let areas =
        results.table::<ClassRow>("study/areas").into_iter().filter(|row| row.year == 2014 && row.area_ha > 0.0);
    let areas: BTreeMap<u16, f64> = areas.map(|row| (row.code, row.area_ha)).collect();
    assert!(areas.keys().eq(margins.keys()));
    for (code, area) in areas {
        assert_near(margins[&code], area, 1e-12, &format!("class {code}"));
    }
}

#[test]
fn its_townships_hold_the_trajectories_that_numpy_counts() {
    let Some(peers) = Peers::find() else { return };
    let by_centre = [("edge = \"exact\"", "edge = \"centre\""), ("edges = \"all\"", "")];
    let results = fixture::run_changed("delta", &by_centre);
    let script = peers.script("zone_trajectories.py").files(rasters()).word("--zones");
    let peer = script.file(fixture::folder("delta").join("townships.geojson")).words("--name name").rows();
    assert_eq!(trajectories::counted(&results), trajectories::of_peer(peer));
}

#[test]
fn its_townships_on_the_plane_hold_the_shares_that_exactextract_finds() {
    // On the plane, since in degrees the two bend edges differently: ours stay straight where the bend is below 1e-5 of a cell,
    // which moves a class of 60 cells along the border by 1e-6 of it.
    let Some(peers) = Peers::find() else { return };
    let home = tempfile::tempdir().unwrap();
    let zones = home.path().join("townships_utm.gpkg");
    let script = peers.script("reproject_zones.py").file(fixture::folder("delta").join("townships.geojson"));
    script.file(&zones).words("--crs EPSG:32651").text();
    let source = format!("source = '{}'", zones.display());
    let results = fixture::run_changed("delta", &[("source = \"townships.geojson\"", &source)]);
    let script = peers.script("exact_shares.py").file(rasters().last().unwrap()).word("--zones").file(&zones);
    assert_same_shares(&results, 2023, script.words("--name name").rows());
}

#[test]
fn its_unit_values_are_harvests_by_eq_1_in_prices_of_2023() {
    #[derive(Deserialize)]
    struct Row {
        year: i32,
        unit_value: f64,
    }
    let rows: Vec<Row> = fixture::run("delta").table("unit_values");
    let of = |year: i32| rows.iter().find(|row| row.year == year).unwrap().unit_value;
    // crops.csv: price x yield x area of rice and wheat, over all area, and a seventh of it.
    let of_2014 = (2.60 * 7800.0 * 12400.0 + 2.20 * 5300.0 * 4100.0) / (12400.0 + 4100.0) / 7.0;
    let of_2023 = (3.05 * 8070.0 * 11590.0 + 2.56 * 5480.0 * 3560.0) / (11590.0 + 3560.0) / 7.0;
    // price_index.csv, 2015 to 2023.
    let dearer = 1.015 * 1.021 * 1.017 * 1.02 * 1.028 * 1.024 * 1.01 * 1.019 * 1.004;
    assert_near(of(2014), of_2014 * dearer, 1e-12, "2014");
    assert_near(of(2023), of_2023, 1e-12, "2023");
}
