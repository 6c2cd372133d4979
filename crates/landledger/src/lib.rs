//! From a study file to every table: land accounts that add up.
//!
//! A study names rasters of several epochs, boundaries and a few small tables. Running it reads the
//! rasters once into a tally (how much land in each zone followed which classes), turns the tally
//! into ecosystem service value and ecological compensation, and writes a folder of tables.
//!
//! Data flows one way: [`Study::open`] -> [`Inputs::open`] -> [`tally`] -> [`accounts`] -> [`write_results`].
//! [`run`] is these five lines.
//!
//! # Example
//!
//! ```no_run
//! use landledger::{RunOptions, Silent, run};
//! use std::path::Path;
//!
//! let outcome = run(Path::new("study.toml"), &RunOptions::default(), &Silent)?;
//! println!("{} zones, tables in {}", outcome.tally.zones().len(), outcome.folder.display());
//! # Ok::<(), landledger::Error>(())
//! ```

mod account_plan;
pub mod builtin;
mod check;
mod comparison_plan;
mod comparison_words;
mod error;
mod factor_plan;
mod file_hashes;
mod file_problems;
mod format;
mod gdp_notes;
mod geopackage;
mod init;
mod inputs;
mod land_use_grades;
mod ledger_check;
mod legend_fit;
mod level_notes;
mod levels;
mod mapping_notes;
mod maps;
mod memory;
mod merge;
mod names;
mod notes;
mod options;
mod particular;
mod pictures;
mod piece;
mod problem;
mod provenance;
mod region_lines;
mod results;
mod run;
mod study;
mod suggest;
mod tables;
mod tally_fits;
mod tally_outlines;
mod unit_value_notes;
mod unit_value_plan;
mod unit_value_reference;
mod unit_value_words;

pub use check::{Check, check};
pub use error::{Error, ExitStatus};
pub use format::Format;
pub use geopackage::write_geopackage;
pub use init::{InitOptions, Started, init};
pub use inputs::Inputs;
pub use maps::write_maps;
pub use merge::{Merged, merge};
pub use options::RunOptions;
pub use piece::Piece;
pub use problem::{Problem, Problems, SourceText};
pub use results::{default_folder, write_results};
pub use run::{Outcome, account, accounts, run, tally, tally_only};
pub use study::{Study, TableOrigin};

pub use landledger_accounting as accounting;
pub use landledger_core as core;
pub use landledger_core::{Progress, Silent, Work};
pub use landledger_report as report;
