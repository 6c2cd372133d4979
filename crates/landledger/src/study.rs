//! A study that was accepted: everything in the file is understood and its small tables are read.
//!
//! [`Study::open`] is the line between what the user typed (`raw`) and what we accepted. Rasters and
//! boundaries are not opened here; what depends on them is checked when they are.

mod accept;
mod accept_comparisons;
mod accept_land_change;
mod accept_legend;
mod accept_mapping;
mod accept_maps;
mod accept_prices;
mod accept_unit_value;
mod accept_value;
mod comparison_study;
mod gdp_prices;
mod raw;
mod raw_comparisons;
mod raw_unit_value;
mod section;
mod unit_value_study;

use crate::levels::LegendLevel;
use crate::problem::{Problem, Problems, SourceText};
use crate::tables::{csv_file::CsvFile, gdp::GdpRow, per_hectare::PerHectareRow};
use landledger_accounting::{EquivalentTable, Mix};
use landledger_core::{EdgeRule, Legend, Year};
use landledger_reader::{AlignRule, EpochSpec, GroundSpec, ZoneSpec};
use std::path::{Path, PathBuf};

pub(crate) use accept_mapping::AppliedMapping;
pub(crate) use comparison_study::{ComparisonStudy, PaidTable};
pub(crate) use gdp_prices::GdpPrices;
pub(crate) use unit_value_study::{ConstantPrices, FactorTable, RegionalFactor, UnitValueStudy, UnitValueWay};

/// A checked study.
#[derive(Debug)]
pub struct Study {
    pub(crate) path: PathBuf,
    pub(crate) title: String,
    pub(crate) currency: Option<String>,
    pub(crate) ground: GroundSpec,
    pub(crate) align: AlignRule,
    pub(crate) epochs: Vec<EpochSpec>,
    pub(crate) legend: Legend,
    pub(crate) legend_origin: TableOrigin,
    /// Where the study names one.
    pub(crate) legend_level: Option<LegendLevel>,
    pub(crate) nodata: Vec<f64>,
    pub(crate) zones: Option<ZoneSpec>,
    /// Edge rule of the tables.
    pub(crate) edge: EdgeRule,
    /// Every rule to tally, in the order of [`EdgeRule::ALL`].
    pub(crate) edges: Vec<EdgeRule>,
    /// Grade of land use of each class of the legend, where the study states any.
    pub(crate) land_use_grades: Option<Vec<Option<f64>>>,
    pub(crate) value: Option<ValueStudy>,
    pub(crate) gdp: Option<Gdp>,
    pub(crate) compensation: Option<CompensationStudy>,
    /// Pairs of years whose change is drawn; `None` for every year with the next, and the first with the last.
    pub(crate) map_pairs: Option<Vec<[Year; 2]>>,
    /// The study file and every table that was read, for the manifest.
    pub(crate) files: Vec<PathBuf>,
}

/// Where a table came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TableOrigin {
    /// Built in, by name.
    Preset(&'static str),
    /// The user's file.
    File(PathBuf),
}

impl std::fmt::Display for TableOrigin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Preset(name) => f.write_str(name),
            Self::File(path) => path.display().fmt(f),
        }
    }
}

/// How land turns into money.
#[derive(Debug)]
#[expect(clippy::large_enum_variant, reason = "there is one in a program")]
pub(crate) enum ValueStudy {
    Equivalents {
        origin: TableOrigin,
        table: EquivalentTable,
        mixes: Vec<Option<Mix>>,
        /// Where the study names one.
        mapping: Option<AppliedMapping>,
        unit_value: UnitValueStudy,
        factors: Option<FactorTable>,
    },
    PerHectare {
        path: PathBuf,
        rows: Vec<PerHectareRow>,
    },
}

impl ValueStudy {
    /// Names of the services, in table order.
    pub(crate) fn services(&self) -> Vec<String> {
        match self {
            Self::Equivalents { table, .. } => table.services().iter().map(|service| service.name.clone()).collect(),
            Self::PerHectare { rows, .. } => {
                let mut names: Vec<String> = Vec::new();
                for row in rows {
                    if !names.contains(&row.service) {
                        names.push(row.service.clone());
                    }
                }
                names
            }
        }
    }
}

/// The table of gross products.
#[derive(Debug)]
pub(crate) struct Gdp {
    pub(crate) file: CsvFile,
    pub(crate) rows: Vec<GdpRow>,
    /// Where the study says so.
    pub(crate) prices: Option<GdpPrices>,
}

/// What compensation is asked for.
#[derive(Debug)]
pub(crate) struct CompensationStudy {
    pub(crate) year: Year,
    pub(crate) conversion: f64,
    pub(crate) market_services: Vec<String>,
    pub(crate) comparisons: ComparisonStudy,
}

impl Study {
    /// Reads and checks a study file and its tables.
    ///
    /// # Errors
    /// Every problem at once, each with its place.
    pub fn open(path: &Path) -> Result<Self, Problems> {
        Self::read(path, true)
    }

    /// The same for accounts from a tally file: rasters and boundaries need not be there any more.
    ///
    /// # Errors
    /// As [`Self::open`].
    pub fn open_for_accounts(path: &Path) -> Result<Self, Problems> {
        Self::read(path, false)
    }

    fn read(path: &Path, has_files: bool) -> Result<Self, Problems> {
        let bytes = std::fs::read(path).map_err(|error| match error.kind() {
            std::io::ErrorKind::NotFound => Problem::new(format!("{} does not exist", path.display()))
                .help("`landledger init RASTER... --zones FILE` writes a study file to start from"),
            _ => Problem::new(format!("{} cannot be read: {error}", path.display())),
        })?;
        let text = String::from_utf8(bytes).map_err(|_| {
            Problem::new(format!("{} is not UTF-8 text", path.display())).help("save it again as UTF-8")
        })?;
        let source = SourceText::new(path, text.strip_prefix('\u{feff}').unwrap_or(&text));
        let (raw, problems) = raw::read(&source);
        accept::accept(raw, &source, problems, has_files)
    }

    /// The study file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Its title.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// Currency of every amount of money; empty where the study makes none.
    pub fn currency(&self) -> &str {
        self.currency.as_deref().unwrap_or_default()
    }

    /// The edge rule that the tables follow.
    pub fn edge(&self) -> EdgeRule {
        self.edge
    }

    /// Years of the epochs, ascending.
    pub fn years(&self) -> Vec<Year> {
        self.epochs.iter().map(|epoch| epoch.year).collect()
    }
}
