//! Where the unit value `E_a` comes from, of which year's prices it is to be, and what corrects it.

use crate::tables::{
    by_zone_year::ZoneYearRow, crops::CropRow, csv_file::CsvFile, factors::FactorRow, profits::ProfitRow,
};
use landledger_accounting::{PriceIndex, UnitValueMethod};
use landledger_core::Year;

/// Where E_a comes from.
#[derive(Debug)]
pub(crate) struct UnitValueStudy {
    pub(crate) way: UnitValueWay,
    /// The year of whose prices everything given is, where the study says so.
    pub(crate) price_year: Option<Year>,
    /// The prices that it is brought to.
    pub(crate) constant_prices: Option<ConstantPrices>,
}

/// One way to E_a. Money is in currency units per hectare and year.
#[derive(Debug)]
pub(crate) enum UnitValueWay {
    Stated(f64),
    Crops { file: CsvFile, rows: Vec<CropRow> },
    Grain { price_per_kg: f64, yield_kg_per_ha: f64 },
    Profits { file: CsvFile, rows: Vec<ProfitRow> },
    NationalByYield { national: f64, yield_kg_per_ha: f64, file: CsvFile, rows: Vec<ZoneYearRow> },
    NationalByFactor { national: f64, factor: RegionalFactor },
}

/// What a national value is multiplied by.
#[derive(Debug)]
pub(crate) enum RegionalFactor {
    /// The same everywhere and always.
    One(f64),
    /// By zone and year.
    Table { file: CsvFile, rows: Vec<ZoneYearRow> },
}

/// The year whose prices all unit values are brought to.
#[derive(Debug)]
pub(crate) struct ConstantPrices {
    pub(crate) year: Year,
    pub(crate) file: CsvFile,
    pub(crate) index: PriceIndex,
}

/// The table of correction factors.
#[derive(Debug)]
pub(crate) struct FactorTable {
    pub(crate) file: CsvFile,
    pub(crate) rows: Vec<FactorRow>,
}

impl UnitValueWay {
    pub(crate) fn method(&self) -> UnitValueMethod {
        match self {
            Self::Stated(_) => UnitValueMethod::Stated,
            Self::Crops { .. } => UnitValueMethod::Crops,
            Self::Grain { .. } => UnitValueMethod::Grain,
            Self::Profits { .. } => UnitValueMethod::NetProfit,
            Self::NationalByYield { .. } => UnitValueMethod::NationalByYield,
            Self::NationalByFactor { .. } => UnitValueMethod::NationalByFactor,
        }
    }

    /// The value that was given, of the nation where the way begins with one.
    pub(crate) fn given(&self) -> Option<f64> {
        match self {
            Self::Stated(value)
            | Self::NationalByYield { national: value, .. }
            | Self::NationalByFactor { national: value, .. } => Some(*value),
            Self::Crops { .. } | Self::Grain { .. } | Self::Profits { .. } => None,
        }
    }

    /// The table that it reads.
    pub(crate) fn file(&self) -> Option<&CsvFile> {
        match self {
            Self::Crops { file, .. }
            | Self::Profits { file, .. }
            | Self::NationalByYield { file, .. }
            | Self::NationalByFactor { factor: RegionalFactor::Table { file, .. }, .. } => Some(file),
            Self::Stated(_) | Self::Grain { .. } | Self::NationalByFactor { factor: RegionalFactor::One(_), .. } => {
                None
            }
        }
    }
}
