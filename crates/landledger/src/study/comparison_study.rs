//! What else is asked of a compensation, accepted.

use crate::tables::{csv_file::CsvFile, paid::PaidRow};
use landledger_accounting::{Cents, CompensationSweep};
use landledger_core::Year;

/// What else is asked of a compensation.
#[derive(Debug, Default)]
pub(crate) struct ComparisonStudy {
    /// Ascending, each once.
    pub(crate) sweep_conversions: Option<Vec<f64>>,
    /// Ascending, each once; all are epochs.
    pub(crate) sweep_years: Option<Vec<Year>>,
    pub(crate) budget: Option<Cents>,
    pub(crate) paid: Option<PaidTable>,
}

impl ComparisonStudy {
    /// The sweep, if any: of what it does not name, the study's own year or conversion coefficient.
    pub(crate) fn sweep(&self, year: Year, conversion: f64) -> Option<CompensationSweep> {
        let (conversions, years) = (self.sweep_conversions.clone(), self.sweep_years.clone());
        (conversions.is_some() || years.is_some()).then(|| CompensationSweep {
            conversions: conversions.unwrap_or_else(|| vec![conversion]),
            years: years.unwrap_or_else(|| vec![year]),
        })
    }
}

/// The table of transfers that were really paid.
#[derive(Debug)]
pub(crate) struct PaidTable {
    pub(crate) file: CsvFile,
    /// Whether its lines name groups; else they name zones.
    pub(crate) by_group: bool,
    pub(crate) rows: Vec<PaidRow>,
}
