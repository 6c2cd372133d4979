//! A study started from rasters and boundaries.

use crate::home::Home;
use crate::outlines::{collection, feature, rectangle};
use crate::rasters::Raster;
use crate::valleys::valleys;
use insta::assert_snapshot;
use serde_json::json;

/// The rasters and boundaries of the valleys alone.
fn inputs() -> Home {
    let home = valleys();
    for name in ["study.toml", "legend.csv", "equivalents.csv", "gdp.csv"] {
        home.remove(name);
    }
    home
}

#[test]
fn init_writes_a_study_that_passes_check_once_its_classes_have_names() {
    let home = inputs();
    assert_snapshot!(home.succeeds("init lulc_2000.tif lulc_2020.tif --zones zones.geojson"), @"
    exit status 0
    --- stderr
    wrote study.toml
    wrote study-legend.csv
    next: name the classes in study-legend.csv, or use a preset legend that fits
    then: landledger check study.toml
    ");
    assert_snapshot!(home.read("study.toml"), @r#"
    # A landledger study. Paths are relative to this file; `landledger check` tells what is still missing.

    [study]
    title = "study"
    # currency = "CNY"              # needed as soon as there is a [value] below

    # 6 rows x 6 columns, Byte, WGS 84 / NSIDC EASE-Grid 2.0 Global (EPSG:6933)
    # codes and cells: 1 (16), 2 (13), 3 (7)
    [[epoch]]
    year = 2000
    raster = "lulc_2000.tif"

    # 6 rows x 6 columns, Byte, WGS 84 / NSIDC EASE-Grid 2.0 Global (EPSG:6933)
    # codes and cells: 1 (12), 2 (11), 3 (12); nodata: 1
    [[epoch]]
    year = 2020
    raster = "lulc_2020.tif"

    [legend]
    # The codes also fit: clcd, cnlucd_level1, dynamic_world, modis_igbp. Codes alone do not tell a product: 4 is water in one and grassland in another.
    # preset = "clcd"
    file = "study-legend.csv"

    [zones]
    source = "zones.geojson"
    # unique attributes: name
    name = "name"
    # group = "..."                 # totals by an attribute such as: basin
    edge = "exact"                  # cells at an edge by their share inside; or "centre", "touched": whole cells
    # edges = "all"                 # all three in one run: `edge_band` shows what the cells at an edge leave open

    # Ecosystem service value. Either equivalents times a unit value ...
    # [value]
    # equivalents = "xie2015"         # see `landledger values`
    # unit_value = 1498.58            # E_a, currency per hectare and year; or crops = "crops.csv" for Eq 1, ...
    # mapping = "..."                 # a published list of what each class is, see `landledger mappings`; or, and before it,
    # [value.classes]                 # each class of the legend: an ecosystem, a mix, or "none"
    # "11" = "paddy"
    # "21" = { coniferous = 0.5, broadleaf = 0.5 }
    # "51" = "none"
    # ... or money per hectare directly:
    # [value]
    # per_hectare = "values.csv"      # class,service,group,value_per_ha

    # Ecological compensation (Eqs 4 to 6).
    # [economy]
    # gdp = "gdp.csv"                 # zone,year,gdp
    # [compensation]
    # year = 2020
    # conversion = 0.15               # k in Eq 5
    # market_services = ["food_production", "raw_material"]
    # sweep_conversion = [0.05, 0.10, 0.15, 0.20]   # and sweep_years = [2000, 2020]: a table of all of them
    # budget = 1e9                    # a sum to share out by Eq 5
    # paid = "paid.csv"               # zone,year,paid: transfers to compare with
    "#);
    assert_snapshot!(home.read("study-legend.csv"), @"
    # Codes found in the rasters. Give each class its name.
    code,name
    1,class 1
    2,class 2
    3,class 3
    ");
    home.succeeds("check study.toml");
    // The one thing that it says is to be done.
    for (code, name) in [(1, "field"), (2, "wood"), (3, "town")] {
        home.replace("study-legend.csv", &format!("class {code}"), name);
    }
    home.succeeds("check study.toml");
    home.succeeds("run study.toml");
    assert!(home.read("study-results/areas.csv").contains("\nNorth,,2000,2,wood,9,9,0.5\n"));
}

#[test]
fn init_overwrites_nothing() {
    let home = inputs();
    home.succeeds("init lulc_2000.tif lulc_2020.tif");
    home.write("study.toml", "mine");
    let before = home.read("study-legend.csv");
    assert_snapshot!(home.fails("init lulc_2000.tif lulc_2020.tif"), @"
    exit status 1
    --- stderr
      × study.toml exists already
      help: name another file with --out, or remove it
      × study-legend.csv exists already
      help: name another file with --out, or remove it
    2 problems; nothing was written
    ");
    assert_eq!((home.read("study.toml").as_str(), home.read("study-legend.csv")), ("mine", before));
    home.succeeds("init lulc_2000.tif lulc_2020.tif --out other.toml");
    home.succeeds("check other.toml");
}

#[test]
fn init_asks_for_what_it_cannot_guess() {
    // No year in the names, no CRS, no nodata tag, no unique attribute, a value with a fraction.
    let home = inputs();
    let mut raster = Raster { crs: None, nodata: None, is_float: true, ..Raster::of_digits(&["012", "120"]) };
    raster.cells[4] = 1.5;
    raster.write(&home.join("before.tif"));
    raster.write(&home.join("after.tif"));
    let twice = feature(&json!({"kind": "farm"}), &rectangle([0.0, 0.0], [3.0, 2.0]));
    home.write("zones.geojson", collection(&[twice.clone(), twice]));
    assert_snapshot!(home.succeeds("init before.tif after.tif --zones zones.geojson"), @"
    exit status 0
    --- stderr
    wrote study.toml
    wrote study-legend.csv
    next: set the year of before.tif: its name does not say it
    next: set the year of after.tif: its name does not say it
    next: assign the rasters their CRS, or set `cell_area_m2`: not all of them have one
    next: set `name` under [zones]: no attribute is different for each feature
    next: before.tif holds values with fractions (1 cells, for example 1.5): classes are whole numbers
    next: after.tif holds values with fractions (1 cells, for example 1.5): classes are whole numbers
    next: name the classes in study-legend.csv, or use a preset legend that fits
    then: landledger check study.toml
    ");
    assert_snapshot!(home.read("study.toml").split_once("# Ecosystem").unwrap().0, @r#"
    # A landledger study. Paths are relative to this file; `landledger check` tells what is still missing.

    [study]
    title = "study"
    # currency = "CNY"              # needed as soon as there is a [value] below
    # The rasters have no CRS: assign one, or state the area of a cell.
    # cell_area_m2 = 900.0

    # 2 rows x 3 columns, Float32, no CRS
    # codes and cells: 0 (2), 1 (2), 2 (1)
    [[epoch]]
    # year = 2020                   # the file name does not say it
    raster = "before.tif"

    # 2 rows x 3 columns, Float32, no CRS
    # codes and cells: 0 (2), 1 (2), 2 (1)
    [[epoch]]
    # year = 2020                   # the file name does not say it
    raster = "after.tif"

    [legend]
    # The codes also fit: clcd, cnlucd_level1, dynamic_world, esri, modis_igbp. Codes alone do not tell a product: 4 is water in one and grassland in another.
    # preset = "clcd"
    file = "study-legend.csv"
    # Code 0 occurs and some raster has no nodata tag. If 0 is background:
    # nodata = [0]

    [zones]
    source = "zones.geojson"
    # No attribute is unique; found: kind. With `merge = true` features of one name become one zone.
    # name = "..."
    # group = "..."                 # totals by an attribute such as: kind
    edge = "exact"                  # cells at an edge by their share inside; or "centre", "touched": whole cells
    # edges = "all"                 # all three in one run: `edge_band` shows what the cells at an edge leave open
    "#);
}

#[test]
fn init_names_the_presets_that_fit_but_does_not_choose() {
    let home = Home::new();
    for year in [2000, 2020] {
        let codes = Raster::of_cells(2, vec![11.0, 12.0, 21.0, 51.0]);
        codes.write(&home.join(&format!("cnlucd_{year}.tif")));
    }
    home.succeeds("init cnlucd_2000.tif cnlucd_2020.tif");
    let study = home.read("study.toml");
    let legend = study.split_once("[legend]\n").unwrap().1.split_once("\n\n").unwrap().0;
    assert_snapshot!(legend, @r#"
    # The codes also fit: cnlucd. Codes alone do not tell a product: 4 is water in one and grassland in another.
    # preset = "cnlucd"
    file = "study-legend.csv"
    "#);
}

#[test]
fn init_refuses_what_is_no_raster_and_writes_nothing() {
    let home = inputs();
    home.write("notes.txt", "not a raster at all");
    assert_eq!(home.fails("init lulc_2000.tif notes.txt").status, 1);
    assert_snapshot!(home.fails("init lulc_2000.tif lulc_2021.tif"), @"
    exit status 1
    --- stderr
      × lulc_2021.tif does not exist
    ");
    assert_snapshot!(home.fails("init lulc_2000.tif --zones cities.gpkg"), @"
    exit status 1
    --- stderr
      × cities.gpkg does not exist
    ");
}

#[test]
fn init_in_another_folder_names_the_inputs_so_that_they_are_found() {
    let home = inputs();
    home.write("studies/notes.txt", "");
    home.succeeds("init lulc_2000.tif lulc_2020.tif --zones zones.geojson --out studies/valleys.toml");
    home.succeeds("check studies/valleys.toml");
}
