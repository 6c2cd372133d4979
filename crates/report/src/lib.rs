//! Writes what landledger found: tables, totals, the tally file, the manifest.
//!
//! The only crate that writes files. A result folder appears as a whole or not at all: everything
//! is written beside it and put in place when all is complete.
//!
//! A table is a name, columns and an iterator of rows ([`Table`]); a format turns tables into
//! files ([`write_csv`]). The tables themselves are one file each under `tables/`.

mod csv_format;
mod error;
mod folder;
mod merge;
mod provenance;
mod scope;
mod table;
mod tables;
mod tally_file;
mod totals;
mod zone_attributes;

pub use csv_format::write_csv;
pub use error::ReportError;
pub use folder::ResultFolder;
pub use merge::merge_tallies;
pub use provenance::{
    AlignedRecord, CrsRecord, EpochRecord, FileRecord, GridRecord, LegendRecord, Manifest, Parameters,
    PriceIndexRecord, Provenance, ScaleRecord, UnitValueRecord, ZonesRecord,
};
pub use scope::{Region, Scope, scopes};
pub use table::{Cell, Column, Kind, Table};
pub use tables::all_tables;
pub use tally_file::{
    RuleTally, TALLY_FORMAT_VERSION, TALLY_FORMAT_VERSION_OF_PAIRS, TallyFile, parse_tally, read_tally, write_tally,
};
pub use totals::totals;
pub use zone_attributes::{ZoneAttribute, zone_attributes};
