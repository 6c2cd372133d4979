//! Writes what landledger found: tables, totals, the tally file, the manifest.
//!
//! The only crate that writes files. A result folder appears as a whole or not at all: everything
//! is written beside it and put in place when all is complete.
//!
//! A table is a name, columns and an iterator of rows ([`Table`]); a format turns tables into
//! files ([`write_csv`]). The tables themselves are one file each under `tables/`.

mod chart;
mod contents;
mod csv_format;
mod dictionary;
mod error;
mod figures;
mod findings;
mod folder;
mod markup;
mod measures;
mod merge;
mod page;
mod parquet_format;
mod periods;
mod phrases;
mod png;
mod provenance;
mod scope;
mod shown_classes;
#[cfg(test)]
mod small_study;
mod table;
mod tables;
mod tally_file;
mod totals;
mod workbook;
mod zone_attributes;

use phrases::Phrases;

pub use contents::Contents;
pub use csv_format::write_csv;
pub use dictionary::{ColumnWords, Dictionary};
pub use error::ReportError;
pub use figures::{FigureFiles, write_figures};
pub use findings::Findings;
pub use folder::ResultFolder;
pub use merge::merge_tallies;
pub use page::write_report;
pub use parquet_format::{TableContext, write_parquet};
pub use periods::Period;
pub use phrases::Language;
pub use provenance::{
    AlignedRecord, CrsRecord, EpochRecord, FileRecord, GridRecord, LegendRecord, Manifest, Parameters,
    PriceIndexRecord, Provenance, ScaleRecord, UnitValueRecord, ZonesRecord,
};
pub use scope::{Region, Scope, scopes};
pub use table::{Cell, Column, Kind, Table};
pub use tables::{TableSources, all_tables};
pub use tally_file::{
    RuleTally, TALLY_FORMAT_VERSION, TALLY_FORMAT_VERSION_OF_PAIRS, TallyFile, parse_tally, read_tally, write_tally,
};
pub use totals::totals;
pub use workbook::write_workbook;
pub use zone_attributes::{ZoneAttribute, zone_attributes};
