//! Maps on real rasters: read back by rasterio, judged by rio-cogeo, compared with an author's own map.

use crate::peers::Peers;
use crate::real_data;
use crate::results::{Results, assert_near};
use crate::study_folder::StudyFolder;
use crate::{demak, fixture, ibadan, newguinea};
use landledger::Format;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::PathBuf;

fn drawn(study: StudyFolder) -> Results {
    study.run_for(&[Format::Csv, Format::Maps])
}

fn map(results: &Results, name: &str) -> PathBuf {
    results.outcome.folder.join("maps").join(name)
}

/// Every map of the results.
fn maps(results: &Results) -> Vec<PathBuf> {
    let files = std::fs::read_dir(results.outcome.folder.join("maps")).unwrap().map(|entry| entry.unwrap().path());
    let mut maps: Vec<PathBuf> = files.filter(|path| path.extension().is_some_and(|ending| ending == "tif")).collect();
    maps.sort();
    maps
}

/// Cells by the codes of both years, as the peer reads them, and how many are not those of the other raster.
#[derive(Debug, Deserialize)]
struct Pair {
    from_code: u16,
    to_code: u16,
    cells: u64,
    differ: u64,
}

/// Cells of the study by the codes of both years.
fn transitions(results: &Results) -> BTreeMap<(u16, u16), u64> {
    #[derive(Deserialize)]
    struct Row {
        from_code: u16,
        to_code: u16,
        cells: u64,
    }
    let rows: Vec<Row> = results.table("study/transitions");
    rows.into_iter().map(|row| ((row.from_code, row.to_code), row.cells)).collect()
}

#[test]
fn each_cell_is_the_one_of_the_authors_map_of_transitions() {
    let (Some(data), Some(peers)) = (real_data::folder("ibadan_30m"), Peers::find()) else { return };
    let results = drawn(ibadan::study(&data));
    let script = peers.script("map_codes.py").file(map(&results, "class_change_2013_2023.tif"));
    let rows: Vec<Pair> = script.word("--transitions").file(data.join("Ibadan_Final_Transition_2013_2023.tif")).rows();
    assert!(rows.iter().all(|row| row.differ == 0), "{rows:?}");
    let mut found: BTreeMap<(u16, u16), u64> =
        rows.iter().map(|row| ((row.from_code, row.to_code), row.cells)).collect();
    // Background is in both: the author writes 0, we write no data.
    assert!(found.remove(&(0, 0)).is_some_and(|cells| cells > 0));
    assert_eq!(found, transitions(&results));
}

#[test]
fn cells_of_twenty_two_zones_are_those_of_the_transitions() {
    let (Some(data), Some(peers)) = (real_data::folder("newguinea_300m"), Peers::find()) else { return };
    let results = drawn(newguinea::study(&newguinea::rasters(&data), &data.join("ecoregions.gpkg")));
    let rows: Vec<Pair> = peers.script("map_codes.py").file(map(&results, "class_change_2001_2015.tif")).rows();
    let found: BTreeMap<(u16, u16), u64> = rows.iter().map(|row| ((row.from_code, row.to_code), row.cells)).collect();
    assert_eq!(found, transitions(&results));
}

/// On a grid in degrees, where every row of cells has an area of its own.
#[test]
fn densities_add_up_to_the_value_of_the_study() {
    #[derive(Deserialize)]
    struct Sum {
        cells: u64,
        value: f64,
    }
    #[derive(Deserialize)]
    struct Row {
        year: i32,
        value: f64,
    }
    let (Some(data), Some(peers)) = (real_data::folder("demak_java_30m"), Peers::find()) else { return };
    let results = drawn(demak::study(&data));
    let values: Vec<Row> = results.table("study/values");
    assert_eq!(values.len(), demak::YEARS.len());
    for (epoch, Row { year, value }) in values.into_iter().enumerate() {
        let sums: Vec<Sum> =
            peers.script("density_sum.py").file(map(&results, &format!("value_per_ha_{year}.tif"))).rows();
        assert_eq!(sums[0].cells, demak::CELLS[epoch].iter().sum::<u64>());
        /// Relative. Densities have the 24 bits of a 32-bit float; the peer's parallels are cut into a hundred pieces.
        const FLOATS: f64 = 1e-7;
        assert_near(sums[0].value, value, FLOATS, &format!("{year}"));
    }
}

#[test]
fn every_map_is_a_valid_cloud_optimised_geotiff() {
    #[derive(Debug, Deserialize)]
    struct Verdict {
        file: String,
        is_valid: bool,
        problems: String,
    }
    let (Some(data), Some(peers)) = (real_data::folder("demak_java_30m"), Peers::find()) else { return };
    let results = drawn(demak::study(&data));
    let verdicts: Vec<Verdict> = peers.script("validate_cogs.py").files(maps(&results)).rows();
    // Three changes of class, three years of values and three changes of them.
    assert_eq!(verdicts.len(), 9);
    for Verdict { file, is_valid, problems } in verdicts {
        assert!(is_valid && problems.is_empty(), "{file}: {problems}");
    }
}

/// Maps from rasters that are one strip each, the whole image, are those from the rasters as they were.
#[track_caller]
fn assert_same_maps_from_one_strip(
    peers: &Peers,
    rasters: &[PathBuf; 2],
    study: impl Fn(&[PathBuf; 2]) -> StudyFolder,
) {
    let home = tempfile::tempdir().unwrap();
    peers.script("rewrite_raster.py").files(rasters).word("--out").file(home.path()).words("--only one-strip").text();
    let strips = rasters.clone().map(|path| home.path().join("one-strip").join(path.file_name().unwrap()));
    let (expected, found) = (drawn(study(rasters)), drawn(study(&strips)));
    let (expected, found) = (maps(&expected), maps(&found));
    assert!(!expected.is_empty());
    assert_eq!(found.len(), expected.len());
    for (found, expected) in found.iter().zip(&expected) {
        assert_eq!(found.file_name(), expected.file_name());
        assert!(std::fs::read(found).unwrap() == std::fs::read(expected).unwrap(), "{}", expected.display());
    }
}

#[test]
fn maps_do_not_depend_on_rasters_being_one_strip_that_gdal_reads_row_by_row() {
    // 28 million cells in a strip: GDAL shows it as blocks of one row.
    let (Some(data), Some(peers)) = (real_data::folder("newguinea_300m"), Peers::find()) else { return };
    let zones = data.join("ecoregions.gpkg");
    assert_same_maps_from_one_strip(&peers, &newguinea::rasters(&data), |rasters| newguinea::study(rasters, &zones));
}

#[test]
fn maps_do_not_depend_on_rasters_being_one_block() {
    // 155,520 cells in a strip: GDAL shows it as the one block that it is.
    let Some(peers) = Peers::find() else { return };
    let home = fixture::folder("basin");
    let codes = [10, 20, 60, 120, 130, 180, 190, 200, 210].map(|code| (code, format!("class {code}")));
    let classes: Vec<(u16, &str)> = codes.iter().map(|(code, name)| (*code, name.as_str())).collect();
    let rasters = [2000, 2020].map(|year| home.join(format!("lccs_{year}.tif")));
    assert_same_maps_from_one_strip(&peers, &rasters, |rasters| {
        let study = StudyFolder::new(&classes).epoch(2000, &rasters[0]).epoch(2020, &rasters[1]);
        study.zones_by("", &home.join("subbasins.geojson"), "name")
    });
}
