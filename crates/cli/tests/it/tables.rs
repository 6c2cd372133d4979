//! The tables of the two valleys, worked out by hand.
//!
//! A cell is one hectare. What a hectare is worth at 1000 for an equivalent: field (farm) 1000 for food and 2000 for
//! water; wood (a quarter farm, three quarters forest) 0.25 x 1 + 0.75 x 0.5 = 0.625 and 0.25 x 2 + 0.75 x 4 = 3.5
//! equivalents, so 625 and 3500; town nothing.

use crate::home::Home;
use crate::outlines::{collection, rectangle, zone};
use crate::valleys::south;
use crate::valleys::{north, valleys};
use insta::assert_snapshot;
use serde_json::{Value, json};

fn results() -> Home {
    let home = valleys();
    home.succeeds("run study.toml --quiet");
    home
}

#[test]
fn areas_are_counted_hectares() {
    // North has 18 cells in 2000 and, as one has nodata, 17 in 2020; South has 12.
    let expected = format!(
        "zone,group,year,code,class,cells,area_ha,share\n\
         North,upper,2000,1,field,8,8,{}\n\
         North,upper,2000,2,wood,9,9,{}\n\
         North,upper,2000,3,town,1,1,{}\n\
         North,upper,2020,1,field,6,6,{}\n\
         North,upper,2020,2,wood,7,7,{}\n\
         North,upper,2020,3,town,4,4,{}\n\
         South,,2000,1,field,8,8,{}\n\
         South,,2000,2,wood,4,4,{}\n\
         South,,2000,3,town,0,0,0\n\
         South,,2020,1,field,6,6,{}\n\
         South,,2020,2,wood,4,4,{}\n\
         South,,2020,3,town,2,2,{}\n",
        8.0 / 18.0,
        9.0 / 18.0,
        1.0 / 18.0,
        6.0 / 17.0,
        7.0 / 17.0,
        4.0 / 17.0,
        8.0 / 12.0,
        4.0 / 12.0,
        6.0 / 12.0,
        4.0 / 12.0,
        2.0 / 12.0,
    );
    assert_eq!(results().read("study-results/areas.csv"), expected);
}

#[test]
fn transitions_leave_cells_with_nodata_out() {
    // The wood of North that has nodata in 2020 came from 9 cells: 7 + 1 are here.
    assert_eq!(
        results().read("study-results/transitions.csv"),
        "zone,group,from_year,to_year,from_code,from_class,to_code,to_class,cells,area_ha\n\
         North,upper,2000,2020,1,field,1,field,6,6\n\
         North,upper,2000,2020,1,field,3,town,2,2\n\
         North,upper,2000,2020,2,wood,2,wood,7,7\n\
         North,upper,2000,2020,2,wood,3,town,1,1\n\
         North,upper,2000,2020,3,town,3,town,1,1\n\
         South,,2000,2020,1,field,1,field,6,6\n\
         South,,2000,2020,1,field,3,town,2,2\n\
         South,,2000,2020,2,wood,2,wood,4,4\n"
    );
}

#[test]
fn trajectories_of_two_years_are_the_transitions() {
    assert_eq!(
        results().read("study-results/trajectories.csv"),
        "zone,group,code_2000,code_2020,cells,area_ha\n\
         North,upper,1,1,6,6\n\
         North,upper,1,3,2,2\n\
         North,upper,2,2,7,7\n\
         North,upper,2,3,1,1\n\
         North,upper,3,3,1,1\n\
         South,,1,1,6,6\n\
         South,,1,3,2,2\n\
         South,,2,2,4,4\n"
    );
}

#[test]
fn the_ledger_accounts_for_every_hectare_of_the_polygons() {
    // North: 6 x 3 = 17 + 1 nodata. South: 4 x 4 = 4 x 3 + 4 x 1 beyond the rasters.
    assert_eq!(
        results().read("study-results/ledger.csv"),
        "zone,group,polygon_area_ha,classes_area_ha,nodata_area_ha,outside_area_ha,residual_ha,\
         nodata_area_ha_2000,nodata_area_ha_2020\n\
         North,upper,18,17,1,0,0,0,1\n\
         South,,16,12,0,4,0,0,0\n"
    );
}

#[test]
fn service_values_are_hectares_times_equivalents_times_unit_value() {
    let expected = format!(
        "zone,group,year,code,class,service,service_group,value\n\
         North,upper,2000,1,field,food,provisioning,{}\n\
         North,upper,2000,1,field,water,regulating,{}\n\
         North,upper,2000,2,wood,food,provisioning,{}\n\
         North,upper,2000,2,wood,water,regulating,{}\n\
         North,upper,2000,3,town,food,provisioning,0\n\
         North,upper,2000,3,town,water,regulating,0\n\
         North,upper,2020,1,field,food,provisioning,{}\n\
         North,upper,2020,1,field,water,regulating,{}\n\
         North,upper,2020,2,wood,food,provisioning,{}\n\
         North,upper,2020,2,wood,water,regulating,{}\n\
         North,upper,2020,3,town,food,provisioning,0\n\
         North,upper,2020,3,town,water,regulating,0\n\
         South,,2000,1,field,food,provisioning,{}\n\
         South,,2000,1,field,water,regulating,{}\n\
         South,,2000,2,wood,food,provisioning,{}\n\
         South,,2000,2,wood,water,regulating,{}\n\
         South,,2000,3,town,food,provisioning,0\n\
         South,,2000,3,town,water,regulating,0\n\
         South,,2020,1,field,food,provisioning,{}\n\
         South,,2020,1,field,water,regulating,{}\n\
         South,,2020,2,wood,food,provisioning,{}\n\
         South,,2020,2,wood,water,regulating,{}\n\
         South,,2020,3,town,food,provisioning,0\n\
         South,,2020,3,town,water,regulating,0\n",
        8 * 1000,
        8 * 2000,
        9 * 625,
        9 * 3500,
        6 * 1000,
        6 * 2000,
        7 * 625,
        7 * 3500,
        8 * 1000,
        8 * 2000,
        4 * 625,
        4 * 3500,
        6 * 1000,
        6 * 2000,
        4 * 625,
        4 * 3500,
    );
    assert_eq!(results().read("study-results/service_values.csv"), expected);
}

#[test]
fn values_are_sums_over_classes_and_services() {
    let expected = format!(
        "zone,group,year,unit_value,area_ha,value,value_per_ha\n\
         North,upper,2000,1000,18,{},{}\n\
         North,upper,2020,1000,17,{},{}\n\
         South,,2000,1000,12,{},{}\n\
         South,,2020,1000,12,{},{}\n",
        8 * 3000 + 9 * 4125,
        f64::from(8 * 3000 + 9 * 4125) / 18.0,
        6 * 3000 + 7 * 4125,
        f64::from(6 * 3000 + 7 * 4125) / 17.0,
        8 * 3000 + 4 * 4125,
        f64::from(8 * 3000 + 4 * 4125) / 12.0,
        6 * 3000 + 4 * 4125,
        f64::from(6 * 3000 + 4 * 4125) / 12.0,
    );
    assert_eq!(results().read("study-results/values.csv"), expected);
}

/// `2 * math.atan(2) / math.pi` in Python 3.
const DEMAND_AT_2: f64 = 0.704_832_764_699_133_5;
/// `2 * math.atan(62500 / 49500) / math.pi` in Python 3.
const DEMAND_OF_STUDY: f64 = 0.573_564_178_692_388_6;

#[test]
fn compensation_follows_from_value_and_gross_product() {
    // Food has a market. North: water 6 x 2000 + 7 x 3500 = 36500 = GDP, priority 1, demand 1/2.
    // South: water 6 x 2000 + 4 x 3500 = 26000 = 2 x GDP, priority 2.
    let (north, south) = (36_500.0 * 0.15 * 0.5, 26_000.0 * 0.15 * DEMAND_AT_2);
    let expected = format!(
        "zone,group,year,total_value,nonmarket_value,gdp,priority,demand,compensation,compensation_share_of_gdp,rank\n\
         North,upper,2020,{},36500,36500,1,0.5,{north},{},2\n\
         South,,2020,{},26000,13000,2,{DEMAND_AT_2},{south},{},1\n",
        6 * 3000 + 7 * 4125,
        north / 36_500.0,
        6 * 3000 + 4 * 4125,
        south / 13_000.0,
    );
    assert_eq!(results().read("study-results/compensation.csv"), expected);
}

#[test]
fn groups_hold_the_zones_that_have_one() {
    let home = results();
    let zones = home.read("study-results/areas.csv");
    let of_upper: String =
        zones.lines().filter_map(|line| Some(format!("{}\n", line.strip_prefix("North,")?))).collect();
    assert_eq!(
        home.read("study-results/groups/areas.csv"),
        format!("group,year,code,class,cells,area_ha,share\n{of_upper}")
    );
    let compensation = home.read("study-results/groups/compensation.csv");
    assert!(compensation.lines().nth(1).unwrap().starts_with("upper,2020,46875,36500,36500,1,0.5,2737.5,0.075,1"));
}

#[test]
fn the_study_is_the_sum_of_its_zones() {
    let home = results();
    assert_eq!(
        home.read("study-results/study/transitions.csv"),
        "from_year,to_year,from_code,from_class,to_code,to_class,cells,area_ha\n\
         2000,2020,1,field,1,field,12,12\n\
         2000,2020,1,field,3,town,4,4\n\
         2000,2020,2,wood,2,wood,11,11\n\
         2000,2020,2,wood,3,town,1,1\n\
         2000,2020,3,town,3,town,1,1\n"
    );
    // Gross product and compensation are sums over the zones; priority and demand are the study's own.
    let paid = 36_500.0 * 0.15 * 0.5 + 26_000.0 * 0.15 * DEMAND_AT_2;
    let expected = format!(
        "year,total_value,nonmarket_value,gdp,priority,demand,compensation,compensation_share_of_gdp,rank\n\
         2020,{},62500,49500,{},{DEMAND_OF_STUDY},{paid},{},1\n",
        46_875 + 34_500,
        62_500.0 / 49_500.0,
        paid / 49_500.0,
    );
    assert_eq!(home.read("study-results/study/compensation.csv"), expected);
}

#[test]
fn the_totals_hold_the_study_in_one_file() {
    let totals: Value = serde_json::from_str(&results().read("study-results/study/totals.json")).unwrap();
    assert_eq!((&totals["title"], &totals["years"]), (&json!("Two valleys"), &json!([2000, 2020])));
    let field_in_2000 = json!({"year": 2000, "code": 1, "class": "field", "cells": 16, "area_ha": 16.0});
    assert_eq!(totals["areas"][0], field_in_2000);
    let ledger = json!({
        "polygon_area_ha": 18.0 + 16.0,
        "classes_area_ha": 17.0 + 12.0,
        "nodata_area_ha": 1.0,
        "outside_area_ha": 4.0,
        "residual_ha": 0.0,
        "overlap_area_ha": 0.0,
    });
    assert_eq!(totals["ledger"], ledger);
    assert_eq!(totals["values"][1]["by_service"], json!({"food": 18_875.0, "water": 62_500.0}));
    assert_eq!(totals["compensation"]["gdp"], 49_500.0);
}

/// The areas of fields in 2000, one line for each zone.
fn fields(home: &Home, table: &str) -> Vec<String> {
    let areas = home.read(table);
    let of_2000 = areas.lines().filter(|line| line.contains("2000,1,field,"));
    of_2000.map(|line| line.rsplit_once(',').unwrap().0.to_owned()).collect()
}

#[test]
fn zones_that_overlap_are_each_complete_and_the_study_counts_once() {
    // West has columns 0 to 3, East 2 to 5; fields in 2000 by row: 3 3 2 2 4 2, all in columns 0 to 3,
    // of which columns 2 and 3 hold 1 1 0 0 2 2.
    let home = valleys();
    let west = zone("West", Some("both"), &rectangle([0.0, 0.0], [4.0, 6.0]));
    let east = zone("East", Some("both"), &rectangle([2.0, 0.0], [6.0, 6.0]));
    home.write("zones.geojson", collection(&[west, east]));
    home.write("gdp.csv", "zone,year,gdp\nWest,2020,1000\nEast,2020,1000\n");
    let ending = home.succeeds("run study.toml");
    assert_eq!(
        fields(&home, "study-results/areas.csv"),
        ["West,both,2000,1,field,16,16", "East,both,2000,1,field,6,6"]
    );
    assert_eq!(fields(&home, "study-results/study/areas.csv"), ["2000,1,field,16,16"]);
    assert_eq!(fields(&home, "study-results/groups/areas.csv"), ["both,2000,1,field,16,16"]);
    // 24 + 24 - 12 ha.
    let ledger = home.read("study-results/study/ledger.csv");
    assert!(ledger.contains(",residual_ha,overlap_area_ha,") && ledger.contains("\n36,35,1,0,0,12,0,1\n"), "{ledger}");
    assert!(home.read("study-results/groups/ledger.csv").contains("\nboth,36,35,1,0,0,12,0,1\n"));
    assert_eq!(home.read("study-results/overlaps.csv"), "zone,other_zone,area_ha\nWest,East,12\n");
    assert!(ending.stderr.contains("overlap  12.00 ha in more than one zone"), "{ending}");
    let notes: Vec<&str> = ending.stderr.lines().filter_map(|line| line.trim_start().strip_prefix("note  ")).collect();
    assert_snapshot!(notes.join("\n"), @"
    zones overlap: 12.00 ha lie in more than one; each zone counts them, groups and study count them once
    12 ha of group `both` lie in several zones; gross product and compensation in 2020 are sums over the zones and count them for each
    12 ha of the study lie in several zones; gross product and compensation in 2020 are sums over the zones and count them for each
    ");
}

#[test]
fn a_zone_inside_another_is_counted_in_both() {
    let home = valleys();
    home.write("zones.geojson", collection(&[north(), zone("Core", None, &rectangle([1.0, 1.0], [3.0, 3.0]))]));
    home.write("gdp.csv", "zone,year,gdp\nNorth,2020,36500\nCore,2020,1000\n");
    home.succeeds("run study.toml");
    // Rows 1 and 2, columns 1 and 2: `11` and `12`.
    assert_eq!(fields(&home, "study-results/areas.csv"), ["North,upper,2000,1,field,8,8", "Core,,2000,1,field,3,3"]);
    assert_eq!(fields(&home, "study-results/study/areas.csv"), ["2000,1,field,8,8"]);
}

#[test]
fn an_overlap_without_a_cell_counts_once_in_the_ledger_of_the_study() {
    let home = valleys();
    // North reaches a quarter of a cell into South: six columns wide there, of which four are South's.
    home.write(
        "zones.geojson",
        collection(&[zone("North", Some("upper"), &rectangle([0.0, 0.0], [6.0, 3.25])), south()]),
    );
    home.succeeds("run study.toml --out out --quiet");
    // North 6 x 3.25 = 19.5 ha, South 4 x 4 = 16 ha, both 4 x 0.25 = 1 ha.
    let ledger = home.read("out/study/ledger.csv");
    let polygon: f64 = ledger.lines().nth(1).unwrap().split(',').next().unwrap().parse().unwrap();
    assert!((polygon - (19.5 + 16.0 - 1.0)).abs() < 1e-6, "{ledger}");
}
