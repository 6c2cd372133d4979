//! Demak, Java: 30 m in degrees. Areas on the ellipsoid against GeographicLib, and money made from them.

use crate::peers::Peers;
use crate::real_data;
use crate::results::{AreaRow, assert_near};
use crate::study_folder::StudyFolder;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

pub(crate) const YEARS: [i32; 3] = [2000, 2010, 2020];

const CLASSES: [(u16, &str); 7] = [
    (1, "Water_body"),
    (2, "Tidal_flat"),
    (3, "Mangrove"),
    (4, "Other_vegetation"),
    (5, "Settlement"),
    (6, "Cropland"),
    (7, "Aquaculture"),
];

/// Cells of each class in each year, from SOURCE.md.
pub(crate) const CELLS: [[u64; 7]; 3] = [
    [118_147, 8_948, 33_325, 1_282, 5_829, 74_110, 44_494],
    [119_161, 7_196, 30_299, 783, 6_853, 72_219, 49_624],
    [123_109, 4_197, 31_405, 502, 7_772, 68_252, 50_898],
];

/// Relative. The peer's edges are geodesics from corner to corner, not parallels: 2e-12 at this cell size.
const AREA_TOLERANCE: f64 = 1e-9;

fn raster(data: &Path, year: i32) -> PathBuf {
    data.join(format!("demak_lulc_{year}.tif"))
}

pub(crate) fn study(data: &Path) -> StudyFolder {
    let study = StudyFolder::new(&CLASSES).per_hectare("IDR", &values_table(&services(data)));
    YEARS.into_iter().fold(study, |study, year| study.epoch(year, &raster(data, year)))
}

/// A line of the dataset's own value table. A class without services has one line of blanks.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct ServiceLine {
    state_class_id: String,
    service_name: String,
    service_type: String,
    value_per_unit_area: Option<f64>,
}

fn services(data: &Path) -> Vec<ServiceLine> {
    let path = data.join("ecosystem_services.csv");
    csv::Reader::from_path(path).unwrap().deserialize().map(Result::unwrap).collect()
}

/// The same in our columns. That a class has no value must be said: it gets a zero.
fn values_table(services: &[ServiceLine]) -> String {
    let lines = services.iter().map(|line| match line.value_per_unit_area {
        Some(value) => format!("{},{},{},{value}\n", line.state_class_id, line.service_name, line.service_type),
        None => format!("{},Coastal Protection,Regulating,0\n", line.state_class_id),
    });
    format!("class,service,group,value_per_ha\n{}", lines.collect::<String>())
}

/// Hectares by year and code, from GeographicLib.
fn geodesic_areas(peers: &Peers, data: &Path) -> BTreeMap<(i32, u16), (u64, f64)> {
    #[derive(Deserialize)]
    struct Row {
        epoch: usize,
        code: u16,
        cells: u64,
        area_ha: f64,
    }
    let script = peers.script("geodesic_areas.py").files(YEARS.map(|year| raster(data, year)));
    script.rows::<Row>().into_iter().map(|row| ((YEARS[row.epoch - 1], row.code), (row.cells, row.area_ha))).collect()
}

#[test]
fn cells_of_each_class_are_those_of_the_source() {
    let Some(data) = real_data::folder("demak_java_30m") else { return };
    let found: Vec<u64> = study(&data).run().table("areas").iter().map(|row: &AreaRow| row.cells).collect();
    assert_eq!(found, CELLS.concat());
}

#[test]
fn areas_are_those_of_geographiclib() {
    let (Some(data), Some(peers)) = (real_data::folder("demak_java_30m"), Peers::find()) else { return };
    let expected = geodesic_areas(&peers, &data);
    let found: Vec<AreaRow> = study(&data).run().table("areas");
    assert_eq!(found.len(), expected.len());
    for row in found {
        let (cells, area_ha) = expected[&(row.year, row.code)];
        assert_eq!(row.cells, cells, "{row:?}");
        assert_near(row.area_ha, area_ha, AREA_TOLERANCE, &format!("{row:?}"));
    }
}

#[test]
fn value_is_area_times_value_per_hectare() {
    #[derive(Deserialize)]
    struct Total {
        year: i32,
        value: f64,
    }
    #[derive(Debug, Deserialize)]
    struct Line {
        year: i32,
        class: String,
        service: String,
        value: f64,
    }
    let (Some(data), Some(peers)) = (real_data::folder("demak_java_30m"), Peers::find()) else { return };
    let areas = geodesic_areas(&peers, &data);
    let code_of: BTreeMap<&str, u16> = CLASSES.into_iter().map(|(code, name)| (name, code)).collect();
    let results = study(&data).run();
    let lines: Vec<Line> = results.table("service_values");
    let totals: Vec<Total> = results.table("study/values");
    let services = services(&data);
    for (year, total) in YEARS.into_iter().zip(totals) {
        let mut expected_total = 0.0;
        for service in services.iter().filter(|line| line.value_per_unit_area.is_some()) {
            let (_, hectares) = areas[&(year, code_of[service.state_class_id.as_str()])];
            let expected = hectares * service.value_per_unit_area.unwrap();
            let is_it = |line: &&Line| {
                (line.year, &line.class, &line.service) == (year, &service.state_class_id, &service.service_name)
            };
            let found = lines.iter().find(is_it).unwrap();
            assert_near(found.value, expected, AREA_TOLERANCE, &format!("{found:?}"));
            expected_total += expected;
        }
        assert_eq!(total.year, year);
        assert_near(total.value, expected_total, AREA_TOLERANCE, &format!("IDR in {year}"));
    }
    // Every other line is one that has no value.
    let worth = lines.iter().filter(|line| line.value != 0.0).count();
    assert_eq!(worth, YEARS.len() * services.iter().filter(|line| line.value_per_unit_area.is_some()).count());
}
