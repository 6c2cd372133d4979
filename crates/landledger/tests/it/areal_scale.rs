//! By how much projections are off: areal scales in the manifest, and the note about them.

use crate::newguinea;
use crate::peers::Peers;
use crate::real_data;
use crate::results::{Results, assert_near};
use crate::study_folder::StudyFolder;
use crate::zion;
use serde::Deserialize;
use std::collections::BTreeMap;

/// Relative: the accuracy of the look, by which a projection is called equal-area.
const SCALE_TOLERANCE: f64 = 1e-6;

/// Areal scale by place, from `manifest.json`.
fn scales(results: &Results) -> BTreeMap<String, f64> {
    let manifest = results.manifest();
    let records = manifest["tally"]["areal_scale"].as_array().unwrap();
    records
        .iter()
        .map(|record| (record["place"].as_str().unwrap().to_owned(), record["areal_scale"].as_f64().unwrap()))
        .collect()
}

fn has_note(results: &Results) -> bool {
    results.notes().iter().any(|note| note.starts_with("the projection is not equal-area"))
}

#[track_caller]
fn assert_equal_area(results: &Results) {
    let found = scales(results);
    assert_eq!(found.len(), 5);
    for (place, scale) in found {
        assert_near(scale, 1.0, SCALE_TOLERANCE, &place);
    }
    assert!(!has_note(results), "{:?}", results.notes());
    assert_eq!(results.manifest()["tally"]["measured"], "equal-area projection");
}

/// A study of one raster that holds 1 everywhere.
fn plain(peers: &Peers, crs: &str, bounds: [f64; 4]) -> Results {
    let home = tempfile::tempdir().unwrap();
    let raster = home.path().join("plain.tif");
    let bounds = bounds.map(|bound| bound.to_string()).join(" ");
    let script = peers.script("plain_raster.py").file(&raster).word("--crs").word(crs);
    script.words(&format!("--bounds {bounds} --shape 20 30")).text();
    StudyFolder::new(&[(1, "land")]).epoch(2020, &raster).run()
}

#[test]
fn a_utm_zone_is_off_by_what_proj_says() {
    #[derive(Deserialize)]
    struct Row {
        place: String,
        areal_scale: f64,
    }
    let (Some(data), Some(peers)) = (real_data::folder("zion_30m"), Peers::find()) else { return };
    let results = zion::study(&data).run();
    let found = scales(&results);
    let expected: Vec<Row> = peers.script("areal_scales.py").file(data.join("nlcd.tif")).rows();
    assert_eq!(found.len(), expected.len());
    for row in expected {
        assert_near(found[&row.place], row.areal_scale, SCALE_TOLERANCE, &row.place);
    }
    // Less than 0.1 % nowhere needs a sentence.
    assert!(found.values().all(|scale| (scale - 1.0).abs() < 1e-3) && !has_note(&results));
}

#[test]
fn web_mercator_is_off_by_what_the_textbook_says() {
    let Some(peers) = Peers::find() else { return };
    let (north, south) = (7_000_000.0, 2_500_000.0);
    let results = plain(&peers, "EPSG:3857", [11_000_000.0, south, 14_000_000.0, north]);
    let found = scales(&results);
    let middle = f64::midpoint(south, north);
    for (place, y) in [("centre", middle), ("upper left", north), ("lower right", south)] {
        assert_near(found[place], web_mercator_scale(y), SCALE_TOLERANCE, place);
    }
    assert_eq!([found["upper left"], found["lower left"]], [found["upper right"], found["lower right"]]);
    assert!(has_note(&results));
    // Over 30 degrees of longitude the scale lies between those of the lower and the upper edge.
    let note = results.notes().iter().find(|note| note.starts_with("land with a class covers")).unwrap();
    let (planar, ground) =
        ((3_000_000.0 / 100.0) * (4_500_000.0 / 100.0), results.outcome.tally.study().total().area.hectares());
    assert!((web_mercator_scale(south)..web_mercator_scale(north)).contains(&(planar / ground)));
    let more = (planar / ground - 1.0) * 100.0;
    assert!(note.ends_with(&format!("would have given {planar:.2} ha, {more:.2} % more")), "{note}");
    assert_eq!(results.manifest()["tally"]["measured"], "on the ellipsoid");
}

/// A plane square of side d is d / a wide in longitude and d cos(latitude) / a high in latitude; on the ground that
/// is multiplied by the radii of curvature, N cos(latitude) and M. Snyder (1987), eq. 4-18 to 4-20.
fn web_mercator_scale(y: f64) -> f64 {
    const MAJOR_M: f64 = 6_378_137.0;
    const FLATTENING: f64 = 1.0 / 298.257_223_563;
    let eccentricity_squared = FLATTENING * (2.0 - FLATTENING);
    let latitude = (y / MAJOR_M).sinh().atan();
    let w = 1.0 - eccentricity_squared * latitude.sin().powi(2);
    let (meridian, vertical) = (MAJOR_M * (1.0 - eccentricity_squared) / w.powf(1.5), MAJOR_M / w.sqrt());
    MAJOR_M * MAJOR_M / (meridian * vertical * latitude.cos().powi(2))
}

#[test]
fn a_cylindrical_equal_area_projection_without_a_code_is_equal_area() {
    let Some(data) = real_data::folder("newguinea_300m") else { return };
    assert_equal_area(&newguinea::study(&newguinea::rasters(&data), &data.join("ecoregions.gpkg")).run());
}

#[test]
fn the_albers_projection_of_chinese_products_is_equal_area() {
    // On the Krasovsky ellipsoid; no authority has a code for it.
    let Some(peers) = Peers::find() else { return };
    let albers = "+proj=aea +lat_1=25 +lat_2=47 +lat_0=0 +lon_0=105 +ellps=krass +units=m";
    let results = plain(&peers, albers, [-2_600_000.0, 1_900_000.0, 2_200_000.0, 5_900_000.0]);
    assert_equal_area(&results);
}
