//! Sao Miguel, Azores: zones on a raster in degrees, and a nodata tag that no cell can hold.

use crate::peers::Peers;
use crate::real_data;
use crate::results::{AreaRow, assert_near};
use crate::study_folder::StudyFolder;
use crate::trajectories;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Relative. The peer's geodesic polygons are good to about 1e-11.
const AREA_TOLERANCE: f64 = 1e-9;

/// Codes that occur, from SOURCE.md.
const CODES: [u16; 23] = [1, 2, 3, 5, 6, 7, 8, 9, 10, 11, 12, 16, 18, 20, 21, 23, 24, 25, 26, 27, 29, 41, 44];

fn raster(data: &Path) -> PathBuf {
    data.join("clc2018_v2020_20u1.tif")
}

pub(crate) fn study(data: &Path, zones: &Path) -> StudyFolder {
    let names = CODES.map(|code| format!("CORINE {code}"));
    let classes: Vec<(u16, &str)> = CODES.into_iter().zip(names.iter().map(String::as_str)).collect();
    StudyFolder::new(&classes).epoch(2018, &raster(data)).zones(zones, "name")
}

#[test]
fn areas_are_those_of_geographiclib() {
    #[derive(Deserialize)]
    struct Row {
        zone: String,
        code: u16,
        cells: u64,
        area_ha: f64,
    }
    let (Some(data), Some(peers)) = (real_data::folder("saomiguel_100m"), Peers::find()) else { return };
    let zones = data.join("concelhos.gpkg");
    let results = study(&data, &zones).run();

    let script = peers.script("geodesic_areas.py").file(raster(&data));
    let rows: Vec<Row> = script.word("--zones").file(&zones).words("--name name").rows();
    let expected: BTreeMap<(String, u16), (u64, f64)> =
        rows.into_iter().map(|row| ((row.zone, row.code), (row.cells, row.area_ha))).collect();
    let found: Vec<AreaRow> = results.table("areas");
    assert_eq!(found.len(), expected.len());
    for row in found {
        let (cells, area_ha) = expected[&(row.zone.clone(), row.code)];
        assert_eq!(row.cells, cells, "{row:?}");
        assert_near(row.area_ha, area_ha, AREA_TOLERANCE, &format!("{row:?}"));
    }

    let polygons = peers.script("polygon_areas.py").file(zones).words("--name name").rows();
    results.assert_polygon_areas(&polygons, AREA_TOLERANCE);
}

#[test]
fn zones_in_metres_hold_the_cells_that_numpy_counts_after_pyproj() {
    let (Some(data), Some(peers)) = (real_data::folder("saomiguel_100m"), Peers::find()) else { return };
    let home = tempfile::tempdir().unwrap();
    let zones = home.path().join("concelhos_utm.gpkg");
    peers.script("reproject_zones.py").file(data.join("concelhos.gpkg")).file(&zones).words("--crs EPSG:32626").text();
    let results = study(&data, &zones).run();
    let script = peers.script("zone_trajectories.py").file(raster(&data)).word("--zones").file(&zones);
    assert_eq!(trajectories::counted(&results), trajectories::of_peer(script.words("--name name").rows()));
}

#[test]
fn a_nodata_tag_that_no_cell_can_hold_is_ignored_with_a_note() {
    let Some(data) = real_data::folder("saomiguel_100m") else { return };
    let results = study(&data, &data.join("concelhos.gpkg")).run();
    let note = "2018: its nodata tag -128 is ignored, no cell of type Byte can hold it";
    assert_eq!(results.notes(), [note]);
    assert_eq!(results.outcome.tally.study().nodata().cells, 0);
}
