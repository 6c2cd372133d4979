//! Ibadan, Nigeria: every transition, against the author's own raster of transitions. Background is 0 without a tag.

use crate::peers::Peers;
use crate::real_data;
use crate::results::{AreaRow, assert_near};
use crate::study_folder::StudyFolder;
use landledger::Error;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::Path;

const CLASSES: [(u16, &str); 4] = [(1, "Built-up"), (2, "Vegetation"), (3, "Water"), (4, "Bare soil")];

/// Cells of background, from SOURCE.md.
const BACKGROUND: [u64; 2] = [2_387_241, 2_387_229];

fn epochs(study: StudyFolder, data: &Path) -> StudyFolder {
    study.epoch(2013, &data.join("Ibadan_Final_LULC_2013.tif")).epoch(2023, &data.join("Ibadan_Final_LULC_2023.tif"))
}

/// The study on the plane, with the background as nodata.
pub(crate) fn study(data: &Path) -> StudyFolder {
    epochs(StudyFolder::new(&CLASSES).nodata(&[0]).planar(), data)
}

/// Cells of 30 m x 30 m on the plane.
fn hectares(cells: u64) -> f64 {
    (cells * 9) as f64 / 100.0
}

/// Transitions by their two codes, from the raster in which the author wrote from * 10 + to.
fn authors_transitions(peers: &Peers, data: &Path) -> BTreeMap<(u16, u16), u64> {
    #[derive(Deserialize)]
    struct Row {
        from: u16,
        to: u16,
        cells: u64,
    }
    let raster = data.join("Ibadan_Final_Transition_2013_2023.tif");
    let rows: Vec<Row> = peers.script("transition_counts.py").file(raster).words("--base 10").rows();
    rows.into_iter().map(|row| ((row.from, row.to), row.cells)).collect()
}

#[test]
fn transitions_are_those_of_the_authors_raster() {
    #[derive(Deserialize)]
    struct Row {
        from_code: u16,
        to_code: u16,
        cells: u64,
        area_ha: f64,
    }
    let (Some(data), Some(peers)) = (real_data::folder("ibadan_30m"), Peers::find()) else { return };
    let results = study(&data).run();
    let rows: Vec<Row> = results.table("transitions");
    assert!(rows.iter().all(|row| row.area_ha == hectares(row.cells)));
    let found: BTreeMap<(u16, u16), u64> = rows.iter().map(|row| ((row.from_code, row.to_code), row.cells)).collect();
    let mut expected = authors_transitions(&peers, &data);
    let background = expected.remove(&(0, 0));
    assert_eq!(found, expected);
    assert_eq!(background, results.outcome.tally.study().nodata().cells.as_whole());
}

#[test]
fn areas_and_background_are_those_of_the_source() {
    let Some(data) = real_data::folder("ibadan_30m") else { return };
    let results = study(&data).run();
    let rows: Vec<AreaRow> = results.table("areas");
    let found: Vec<u64> = rows.iter().map(|row| row.cells).collect();
    assert_eq!(found, [672_831, 2_886_144, 15_490, 3_998, 1_430_673, 2_117_843, 5_727, 24_232]);
    assert!(rows.iter().all(|row| row.area_ha == hectares(row.cells)));
    let study = results.outcome.tally.study();
    assert_eq!([0, 1].map(|epoch| study.nodata_in(epoch).cells), BACKGROUND);
}

#[test]
fn background_that_nobody_declared_is_refused_with_its_count() {
    let Some(data) = real_data::folder("ibadan_30m") else { return };
    let error = epochs(StudyFolder::new(&CLASSES), &data).try_run(2).unwrap_err();
    assert!(matches!(error, Error::Refused(_)), "{error}");
    let message = error.to_string();
    for (year, cells) in [2013, 2023].into_iter().zip(BACKGROUND) {
        assert!(message.contains(&format!("({year}) holds codes that are not in the legend")), "{message}");
        assert!(message.contains(&format!("0: {cells} cells, first at row 0, column 0")), "{message}");
    }
}

#[test]
fn areas_on_the_ellipsoid_are_those_of_projs_areal_scale() {
    #[derive(Deserialize)]
    struct Row {
        epoch: usize,
        code: u16,
        cells: u64,
        area_ha: f64,
    }
    let (Some(data), Some(peers)) = (real_data::folder("ibadan_30m"), Peers::find()) else { return };
    let results = epochs(StudyFolder::new(&CLASSES).nodata(&[0]), &data).run();
    let rasters = [2013, 2023].map(|year| data.join(format!("Ibadan_Final_LULC_{year}.tif")));
    let expected: Vec<Row> = peers.script("projected_areas.py").files(rasters).words("--nodata 0").rows();
    let found: Vec<AreaRow> = results.table("areas");
    assert_eq!(found.len(), expected.len());
    for (found, expected) in found.iter().zip(expected) {
        assert_eq!(
            (found.year, found.code, found.cells),
            ([2013, 2023][expected.epoch - 1], expected.code, expected.cells)
        );
        /// Relative. PROJ's derivatives are differences over 1e-5 rad.
        const AREA_TOLERANCE: f64 = 1e-8;
        assert_near(found.area_ha, expected.area_ha, AREA_TOLERANCE, &format!("{found:?}"));
    }
}
