//! The study that most tests start from: two valleys, two years, small enough to check by eye.

use crate::home::Home;
use crate::outlines::{collection, rectangle, zone};
use crate::rasters::Raster;

pub(crate) const LULC_2000: [&str; 6] = [
    "111222", //
    "111222", //
    "112223", // North ends here.
    "112233", // South begins here; columns 4 and 5 are in no zone.
    "111133", //
    "221133",
];

pub(crate) const LULC_2020: [&str; 6] = [
    "111220", //
    "113222", //
    "133223", //
    "112233", //
    "131133", //
    "221333",
];

pub(crate) const STUDY: &str = r#"[study]
title = "Two valleys"
currency = "CNY"

[[epoch]]
year = 2000
raster = "lulc_2000.tif"

[[epoch]]
year = 2020
raster = "lulc_2020.tif"

[legend]
file = "legend.csv"

[zones]
source = "zones.geojson"
name = "name"
group = "basin"
edge = "centre"

[value]
equivalents = "equivalents.csv"
unit_value = 1000

[value.classes]
"1" = "farm"
"2" = { farm = 0.25, forest = 0.75 }
"3" = "none"

[economy]
gdp = "gdp.csv"

[compensation]
year = 2020
conversion = 0.15
market_services = ["food"]
"#;

/// The study with all its files, ready to run.
pub(crate) fn valleys() -> Home {
    let home = Home::new();
    home.write("study.toml", STUDY);
    home.write("legend.csv", "code,name\n1,field\n2,wood\n3,town\n");
    home.write("equivalents.csv", "service,group,farm,forest\nfood,provisioning,1,0.5\nwater,regulating,2,4\n");
    home.write("gdp.csv", "zone,year,gdp\nNorth,2020,36500\nSouth,2020,13000\n");
    home.write("zones.geojson", collection(&[north(), south()]));
    Raster::of_digits(&LULC_2000).write(&home.join("lulc_2000.tif"));
    Raster::of_digits(&LULC_2020).write(&home.join("lulc_2020.tif"));
    home
}

/// The upper three rows, in a basin.
pub(crate) fn north() -> serde_json::Value {
    zone("North", Some("upper"), &rectangle([0.0, 0.0], [6.0, 3.0]))
}

/// Four columns of the lower three rows, and a row beyond the rasters; in no basin.
pub(crate) fn south() -> serde_json::Value {
    zone("South", None, &rectangle([0.0, 3.0], [4.0, 7.0]))
}
