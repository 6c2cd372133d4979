//! Zion National Park, Utah: the zone is in another CRS than the raster (GRS 80 without a datum against NAD83).

use crate::peers::Peers;
use crate::real_data;
use crate::results::{AreaRow, assert_near};
use crate::study_folder::StudyFolder;
use crate::trajectories;
use serde::Deserialize;
use std::path::Path;

/// NLCD's groups of classes; the dataset does not name its codes.
const CLASSES: [(u16, &str); 8] =
    [(1, "one"), (2, "two"), (3, "three"), (4, "four"), (5, "five"), (6, "six"), (7, "seven"), (8, "eight")];

/// Width and height of a cell in metres, from the file's header.
const CELL_M: [f64; 2] = [31.530_298_224_786_595, 31.524_658_701_787_93];

/// Areas are whole numbers of 1e-9 m2.
const UNITS_PER_M2: f64 = 1e9;
const UNITS_PER_HA: u64 = 10_000_000_000_000;

/// The nearest float to so many units: their decimals, read.
fn hectares(units: u64) -> f64 {
    format!("{}.{:013}", units / UNITS_PER_HA, units % UNITS_PER_HA).parse().unwrap()
}

/// Relative. The peer's pieces of 10 m leave less than 1e-11; its polygon rounds to about 1e-10.
const POLYGON_TOLERANCE: f64 = 1e-9;

pub(crate) fn study(data: &Path) -> StudyFolder {
    in_place(StudyFolder::new(&CLASSES), data)
}

fn in_place(study: StudyFolder, data: &Path) -> StudyFolder {
    study.epoch(2011, &data.join("nlcd.tif")).zones(&data.join("zion.gpkg"), "UNIT_NAME")
}

#[test]
fn the_park_holds_the_cells_that_numpy_counts_after_pyproj() {
    let (Some(data), Some(peers)) = (real_data::folder("zion_30m"), Peers::find()) else { return };
    let zones = data.join("zion.gpkg");
    let results = study(&data).run();
    // Another wording of the rasters' CRS: nothing has to be transformed, and nothing is said.
    assert!(results.notes().iter().all(|note| !note.contains("UTM Zone 12")), "{:?}", results.notes());

    let script = peers.script("zone_trajectories.py").file(data.join("nlcd.tif")).word("--zones").file(&zones);
    assert_eq!(trajectories::counted(&results), trajectories::of_peer(script.words("--name UNIT_NAME").rows()));
    let polygons = peers.script("polygon_areas.py").file(zones).words("--name UNIT_NAME").rows();
    results.assert_polygon_areas(&polygons, POLYGON_TOLERANCE);
}

#[test]
fn planar_areas_are_counts_times_the_cell_to_the_last_digit() {
    let Some(data) = real_data::folder("zion_30m") else { return };
    let cell = (CELL_M[0] * CELL_M[1] * UNITS_PER_M2).round() as u64;
    for row in in_place(StudyFolder::new(&CLASSES).planar(), &data).run().table::<AreaRow>("areas") {
        assert_eq!(row.area_ha, hectares(row.cells * cell), "{row:?}");
    }
}

#[test]
fn areas_on_the_ellipsoid_are_those_of_projs_areal_scale() {
    #[derive(Deserialize)]
    struct Row {
        code: u16,
        cells: u64,
        area_ha: f64,
    }
    let (Some(data), Some(peers)) = (real_data::folder("zion_30m"), Peers::find()) else { return };
    let script = peers.script("projected_areas.py").file(data.join("nlcd.tif")).word("--zones");
    let expected: Vec<Row> = script.file(data.join("zion.gpkg")).words("--name UNIT_NAME").rows();
    let found: Vec<AreaRow> = study(&data).run().table("areas");
    assert_eq!(found.len(), expected.len());
    for (found, expected) in found.iter().zip(expected) {
        assert_eq!((found.code, found.cells), (expected.code, expected.cells));
        /// Relative. PROJ's derivatives are differences over 1e-5 rad.
        const AREA_TOLERANCE: f64 = 1e-8;
        assert_near(found.area_ha, expected.area_ha, AREA_TOLERANCE, &format!("{found:?}"));
    }
}
