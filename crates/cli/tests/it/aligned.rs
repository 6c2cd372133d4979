//! An epoch on another grid, where the study allows it.

use crate::home::Home;
use crate::rasters::{HECTARES, Raster};
use crate::valleys::{LULC_2020, valleys};
use insta::assert_snapshot;
use serde_json::{Value, json};

/// The two valleys with the raster of 2020 half a cell to the left, and the rule for that.
fn half_a_cell_apart() -> Home {
    let home = valleys();
    let [x, width, _, y, _, height] = HECTARES;
    let terms = [x - width / 2.0, width, 0.0, y, 0.0, height];
    Raster { terms, ..Raster::of_digits(&LULC_2020) }.write(&home.join("lulc_2020.tif"));
    home.replace("study.toml", "currency", "align = \"nearest\"\ncurrency");
    home
}

const NOTE: &str = "2020: its raster lies on another grid; each cell takes the nearest of its cells, which measure 1.000 x \
                    1.000 of a cell of the first epoch, centres up to 0.500 columns and 0.000 rows apart; cells that it \
                    does not cover are nodata";

#[test]
fn summary_and_check_say_how_far_apart_the_grids_were() {
    let home = half_a_cell_apart();
    let check = home.succeeds("check study.toml");
    assert!(check.stdout.contains(&format!("note  {NOTE}\n")), "{check}");
    let run = home.succeeds("run study.toml");
    assert!(run.stderr.contains(&format!("note  {NOTE}\n")), "{run}");
}

#[test]
fn the_manifest_says_how_far_apart_the_grids_were() {
    let home = half_a_cell_apart();
    home.succeeds("run study.toml --out results");
    let manifest: Value = serde_json::from_str(&home.read("results/manifest.json")).unwrap();
    let tally = &manifest["tally"];
    assert_eq!(tally["align"], "nearest");
    assert_eq!(tally["epochs"][0]["aligned"], Value::Null);
    assert_eq!(
        tally["epochs"][1]["aligned"],
        json!({
            "method": "nearest",
            "shift_cols": 0.5,
            "shift_rows": 0.0,
            "cell_ratio_x": 1.0,
            "cell_ratio_y": 1.0,
            "crs": null,
            "knows_datum_shift": true,
            "covers_grid": false
        })
    );
}

/// Centres lie on the edges between the columns of 2020, where the cell to the right counts: each row of 2020
/// moves by one column to the left, and the last column has no data.
#[test]
fn the_areas_are_those_of_the_nearest_cells() {
    let home = half_a_cell_apart();
    home.succeeds("run study.toml --out results");
    let areas = home.read("results/areas.csv");
    // North is 1122.. / 13222. / 33223. there, South 1223 / 3113 / 2133.
    for line in [
        "North,upper,2020,1,field,3,",
        "North,upper,2020,2,wood,7,",
        "North,upper,2020,3,town,4,",
        "South,,2020,1,field,4,",
        "South,,2020,2,wood,3,",
        "South,,2020,3,town,5,",
    ] {
        assert!(areas.lines().any(|found| found.starts_with(line)), "no `{line}` in\n{areas}");
    }
}

#[test]
fn a_tally_made_under_another_align_rule_is_refused() {
    let home = half_a_cell_apart();
    home.succeeds("tally study.toml --out tallied");
    home.succeeds("account study.toml --tally tallied/tally.json --out accounts");
    home.replace("study.toml", "align = \"nearest\"\n", "");
    assert_snapshot!(home.fails("account study.toml --tally tallied/tally.json"), @"
    exit status 1
    --- stderr
      × tallied/tally.json was made with the align rule nearest, the study has refuse
      help: make it again with `landledger tally`, or use the study that it was made from
    ");
}

#[test]
fn an_unknown_align_rule_is_refused() {
    let home = valleys();
    home.replace("study.toml", "currency", "align = \"bilinear\"\ncurrency");
    assert_snapshot!(home.fails("run study.toml"), @r#"
    exit status 1
    --- stderr
      × unknown align rule "bilinear"
       ╭─[study.toml:3:9]
     2 │ title = "Two valleys"
     3 │ align = "bilinear"
       ·         ─────┬────
       ·              ╰── not known
     4 │ currency = "CNY"
       ╰────
      help: align = "refuse" (epochs must share one grid) or align = "nearest" (each cell takes the
            nearest cell of the epoch)
    "#);
}

#[test]
fn a_raster_that_covers_nothing_of_the_grid_is_refused_all_the_same() {
    let home = half_a_cell_apart();
    let [x, width, _, y, _, height] = HECTARES;
    let terms = [x + 10.0 * width, width, 0.0, y, 0.0, height];
    Raster { terms, ..Raster::of_digits(&LULC_2020) }.write(&home.join("lulc_2020.tif"));
    assert_snapshot!(home.fails("run study.toml"), @"
    exit status 1
    --- stderr
      × lulc_2020.tif does not lie on the grid of lulc_2000.tif: it covers no cell of that grid
      help: compare the extents that `gdalinfo` shows: is the CRS of one of them wrong?
    ");
}
