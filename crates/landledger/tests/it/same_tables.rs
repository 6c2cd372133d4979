//! The same bytes from any number of threads and from any layout of the same cells.

use crate::newguinea::{rasters, study};
use crate::peers::Peers;
use crate::real_data;
use crate::results::Results;
use crate::skipped::skipped;
use landledger::Error;
use std::path::{Path, PathBuf};

/// At least these are compared.
const TABLES: [&str; 3] = ["areas.csv", "transitions.csv", "trajectories.csv"];

#[track_caller]
fn assert_same(found: &Results, expected: &Results, what: &str) {
    let (found, expected) = (found.all_tables(), expected.all_tables());
    assert!(TABLES.iter().all(|name| expected.contains_key(Path::new(name))));
    assert!(found.keys().eq(expected.keys()), "{what}");
    for (name, text) in &expected {
        assert!(found[name] == *text, "{} differs with {what}", name.display());
    }
}

#[test]
fn tables_do_not_depend_on_the_number_of_threads() {
    let Some(data) = real_data::folder("newguinea_300m") else { return };
    let zones = data.join("ecoregions.gpkg");
    let [one, two, five] = [1, 2, 5].map(|threads| study(&rasters(&data), &zones).try_run(threads).unwrap());
    assert_same(&two, &one, "two threads");
    assert_same(&five, &one, "five threads");
}

#[test]
fn tables_do_not_depend_on_the_layout_of_the_files() {
    let (Some(data), Some(peers)) = (real_data::folder("newguinea_300m"), Peers::find()) else { return };
    let zones = data.join("ecoregions.gpkg");
    let original = study(&rasters(&data), &zones).run();
    let home = tempfile::tempdir().unwrap();
    let script = peers.script("rewrite_raster.py").files(rasters(&data));
    let folders = script.word("--out").file(home.path()).text();
    assert_eq!(folders.lines().count(), 12);
    for folder in folders.lines().map(PathBuf::from) {
        let layout = folder.file_name().unwrap().to_string_lossy().into_owned();
        match study(&rewritten(&folder), &zones).try_run(2) {
            Ok(results) => assert_same(&results, &original, &layout),
            Err(Error::Refused(problems)) if problems.to_string().contains("missing codec") => {
                skipped(&format!("this GDAL cannot read {layout}"));
            }
            Err(error) => panic!("{layout}: {error}"),
        }
    }
}

/// The rasters under their own names, or the mosaics of their pieces.
fn rewritten(folder: &Path) -> [PathBuf; 2] {
    rasters(folder).map(|path| if path.exists() { path } else { path.with_extension("vrt") })
}
