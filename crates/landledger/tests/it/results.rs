//! What a run made, and its tables read back.

use landledger::Outcome;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// What a run made. The folder goes away with it.
#[derive(Debug)]
pub(crate) struct Results {
    pub(crate) outcome: Outcome,
    pub(crate) _home: tempfile::TempDir,
}

/// A line of `areas`.
#[derive(Debug, Deserialize)]
pub(crate) struct AreaRow {
    pub(crate) zone: String,
    pub(crate) year: i32,
    pub(crate) code: u16,
    pub(crate) cells: u64,
    pub(crate) area_ha: f64,
}

/// A polygon's area: a line of `ledger`, or of `polygon_areas.py`.
#[derive(Debug, Deserialize)]
pub(crate) struct PolygonRow {
    zone: String,
    #[serde(alias = "polygon_area_ha")]
    area_ha: f64,
}

impl Results {
    /// The rows of a table.
    pub(crate) fn table<T: DeserializeOwned>(&self, name: &str) -> Vec<T> {
        let path = self.outcome.folder.join(name).with_extension("csv");
        let rows: Vec<T> = csv::Reader::from_path(path).unwrap().deserialize().map(Result::unwrap).collect();
        assert!(!rows.is_empty(), "{name} is empty");
        rows
    }

    /// Every table by its name, byte for byte.
    pub(crate) fn all_tables(&self) -> BTreeMap<PathBuf, String> {
        let home = &self.outcome.folder;
        let entries =
            [home.clone(), home.join("study")].into_iter().flat_map(|folder| std::fs::read_dir(folder).unwrap());
        entries
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.extension().is_some_and(|extension| extension == "csv"))
            .map(|path| (path.strip_prefix(home).unwrap().to_owned(), std::fs::read_to_string(path).unwrap()))
            .collect()
    }

    /// `manifest.json`.
    pub(crate) fn manifest(&self) -> serde_json::Value {
        let text = std::fs::read_to_string(self.outcome.folder.join("manifest.json")).unwrap();
        serde_json::from_str(&text).unwrap()
    }

    /// Things to know about the input.
    pub(crate) fn notes(&self) -> &[String] {
        &self.outcome.provenance.notes
    }

    /// Polygon areas are those of `polygon_areas.py`.
    #[track_caller]
    pub(crate) fn assert_polygon_areas(&self, peer: &[PolygonRow], relative: f64) {
        let found: Vec<PolygonRow> = self.table("ledger");
        assert_eq!(found.len(), peer.len());
        for (found, expected) in found.iter().zip(peer) {
            assert_eq!(found.zone, expected.zone);
            assert_near(found.area_ha, expected.area_ha, relative, &found.zone);
        }
    }
}

/// A number that is near enough to the expected one.
#[track_caller]
pub(crate) fn assert_near(found: f64, expected: f64, relative: f64, what: &str) {
    let off = (found / expected - 1.0).abs();
    assert!(off <= relative, "{what}: {found}, expected {expected}; off by {off:e} of it, allowed {relative:e}");
}
