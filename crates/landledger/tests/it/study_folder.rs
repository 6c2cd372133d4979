//! A study in a folder that goes away with the test.

use crate::results::Results;
use landledger::{Error, Format, RunOptions, Silent};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// A study file under construction, beside its legend.
pub(crate) struct StudyFolder {
    home: tempfile::TempDir,
    text: String,
}

impl StudyFolder {
    /// Classes by code.
    pub(crate) fn new(classes: &[(u16, &str)]) -> Self {
        let home = tempfile::tempdir().unwrap();
        let legend =
            classes.iter().fold(String::from("code,name\n"), |text, (code, name)| text + &format!("{code},{name}\n"));
        std::fs::write(home.path().join("legend.csv"), legend).unwrap();
        Self { home, text: "legend.file = \"legend.csv\"\n".into() }
    }

    /// Declares values as nodata. Stands before epochs, zones and values.
    pub(crate) fn nodata(self, values: &[u16]) -> Self {
        self.with(&format!("legend.nodata = {values:?}"))
    }

    /// Asks for cell width x height. Stands before epochs, zones and values.
    pub(crate) fn planar(self) -> Self {
        self.with("study.area = \"planar\"")
    }

    /// Adds a table of money per hectare. Stands before epochs and zones.
    pub(crate) fn per_hectare(self, currency: &str, table: &str) -> Self {
        std::fs::write(self.home.path().join("values.csv"), table).unwrap();
        self.with(&format!("study.currency = \"{currency}\"\nvalue.per_hectare = \"values.csv\""))
    }

    /// Adds an epoch.
    pub(crate) fn epoch(self, year: i32, raster: &Path) -> Self {
        self.with(&format!("[[epoch]]\nyear = {year}\nraster = '{}'", raster.display()))
    }

    /// Adds the zones, by the cell-centre rule.
    pub(crate) fn zones(self, source: &Path, name: &str) -> Self {
        self.zones_by("edge = \"centre\"", source, name)
    }

    /// Adds the zones, by the edge rules that these lines name.
    pub(crate) fn zones_by(self, rules: &str, source: &Path, name: &str) -> Self {
        self.with(&format!("[zones]\nsource = '{}'\nname = \"{name}\"\n{rules}", source.display()))
    }

    fn with(mut self, lines: &str) -> Self {
        writeln!(self.text, "{lines}").unwrap();
        self
    }

    /// Its file, which lives as long as the folder.
    pub(crate) fn written(&self) -> PathBuf {
        let path = self.home.path().join("study.toml");
        std::fs::write(&path, &self.text).unwrap();
        path
    }

    /// Runs it with so many threads.
    pub(crate) fn try_run(self, threads: usize) -> Result<Results, Error> {
        self.try_run_with(&RunOptions { threads: Some(threads), ..RunOptions::default() })
    }

    /// Runs it, which must succeed, and has all of these written.
    pub(crate) fn run_for(self, formats: &[Format]) -> Results {
        self.try_run_with(&RunOptions { formats: formats.to_vec(), threads: Some(2), ..RunOptions::default() }).unwrap()
    }

    fn try_run_with(self, options: &RunOptions) -> Result<Results, Error> {
        let path = self.written();
        Ok(Results { outcome: landledger::run(&path, options, &Silent)?, _home: self.home })
    }

    /// Runs it, which must succeed.
    pub(crate) fn run(self) -> Results {
        self.try_run(2).unwrap()
    }
}
