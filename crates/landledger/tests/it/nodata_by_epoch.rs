//! Each epoch marks its nodata in its own way.
//!
//! Demak again, with its water made nodata: 0 with a tag, 255 with a tag, NaN without one.

use crate::peers::Peers;
use crate::real_data;

use crate::study_folder::StudyFolder;
use crate::trajectories;
use std::path::PathBuf;

/// Code of water in the original rasters.
const WATER: u16 = 1;

/// Cells of water, from SOURCE.md.
const WATER_CELLS: [u64; 3] = [118_147, 119_161, 123_109];

const LAND: [(u16, &str); 6] =
    [(2, "tidal flat"), (3, "mangrove"), (4, "vegetation"), (5, "settlement"), (6, "cropland"), (7, "aquaculture")];

const MARKS: [(i32, &str); 3] =
    [(2000, "--by 0 --nodata 0"), (2010, "--by 255 --nodata 255"), (2020, "--by nan --dtype float32")];

#[test]
fn every_way_to_mark_nodata_gives_the_same_tables() {
    let (Some(data), Some(peers)) = (real_data::folder("demak_java_30m"), Peers::find()) else { return };
    let home = tempfile::tempdir().unwrap();
    let original = MARKS.map(|(year, _)| data.join(format!("demak_lulc_{year}.tif")));
    let marked: Vec<PathBuf> = MARKS
        .iter()
        .zip(&original)
        .map(|((year, mark), raster)| {
            let path = home.path().join(format!("{year}.tif"));
            let script = peers.script("recode_raster.py").file(raster).file(&path);
            script.words(&format!("--code {WATER} {mark}")).text();
            path
        })
        .collect();
    let epochs = |study, rasters: &[PathBuf]| {
        MARKS.iter().zip(rasters).fold(study, |study: StudyFolder, ((year, _), raster)| study.epoch(*year, raster))
    };

    let study = epochs(StudyFolder::new(&LAND), &marked);
    let results = study.run();
    let land = results.outcome.tally.study();
    assert_eq!([0, 1, 2].map(|epoch| land.nodata_in(epoch).cells), WATER_CELLS);

    let script = peers.script("zone_trajectories.py").files(&marked);
    assert_eq!(trajectories::counted(&results), trajectories::of_peer(script.rows()));

    let declared = epochs(StudyFolder::new(&LAND).nodata(&[WATER]), &original);
    assert_eq!(results.all_tables(), declared.run().all_tables());
}
