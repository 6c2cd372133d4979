//! New Guinea: ecoregions on 28 million cells. Trajectories against GDAL's rasteriser and numpy.
//!
//! The CRS is equal-area without an EPSG code; codes have gaps; the small pair holds floats with NaN and no tag.

use crate::peers::Peers;
use crate::real_data;
use crate::results::AreaRow;
use crate::study_folder::StudyFolder;
use crate::trajectories;
use std::path::{Path, PathBuf};

pub(crate) const CLASSES: [(u16, &str); 7] = [
    (1, "agriculture"),
    (2, "forest"),
    (3, "grassland"),
    (5, "settlement"),
    (6, "shrubland"),
    (7, "sparse vegetation"),
    (9, "water"),
];

/// Attribute with the zone's name.
pub(crate) const NAME: &str = "ECO_NAME";

/// A cell of 300 m x 300 m.
const CELL_HA: f64 = 9.0;

/// Relative, of polygons measured in the plane.
const POLYGON_TOLERANCE: f64 = 1e-12;

pub(crate) fn rasters(data: &Path) -> [PathBuf; 2] {
    ["landcover2001.tif", "landcover2015.tif"].map(|name| data.join(name))
}

pub(crate) fn study(rasters: &[PathBuf; 2], zones: &Path) -> StudyFolder {
    StudyFolder::new(&CLASSES).epoch(2001, &rasters[0]).epoch(2015, &rasters[1]).zones(zones, NAME)
}

fn small_rasters(data: &Path) -> [PathBuf; 2] {
    ["landcover2001s.tif", "landcover2015s.tif"].map(|name| data.join(name))
}

#[track_caller]
fn assert_same_trajectories(rasters: &[PathBuf; 2], zones: &Path, number_of_zones: usize) {
    let Some(peers) = Peers::find() else { return };
    let results = study(rasters, zones).run();
    assert_eq!(results.outcome.tally.zones().len(), number_of_zones);
    let script = peers.script("zone_trajectories.py").files(rasters).word("--zones").file(zones);
    assert_eq!(trajectories::counted(&results), trajectories::of_peer(script.word("--name").word(NAME).rows()));
}

#[test]
fn twenty_two_zones_hold_the_trajectories_that_numpy_counts() {
    let Some(data) = real_data::folder("newguinea_300m") else { return };
    assert_same_trajectories(&rasters(&data), &data.join("ecoregions.gpkg"), 22);
}

#[test]
fn floats_with_nan_hold_the_trajectories_that_numpy_counts() {
    let Some(data) = real_data::folder("newguinea_300m") else { return };
    assert_same_trajectories(&small_rasters(&data), &data.join("ecoregionss.gpkg"), 5);
}

#[test]
fn cells_of_nine_hectares_make_whole_hectares() {
    let Some(data) = real_data::folder("newguinea_300m") else { return };
    let results = study(&rasters(&data), &data.join("ecoregions.gpkg")).run();
    for row in results.table::<AreaRow>("areas") {
        assert_eq!(row.area_ha, row.cells as f64 * CELL_HA, "{row:?}");
    }
}

#[test]
fn polygons_measure_what_shapely_says() {
    let (Some(data), Some(peers)) = (real_data::folder("newguinea_300m"), Peers::find()) else { return };
    let zones = data.join("ecoregions.gpkg");
    let results = study(&rasters(&data), &zones).run();
    let polygons = peers.script("polygon_areas.py").file(zones).word("--planar").word("--name").word(NAME).rows();
    results.assert_polygon_areas(&polygons, POLYGON_TOLERANCE);
}
