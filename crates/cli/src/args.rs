//! What can be typed. The doc comments are the help text.

use clap::{ArgAction, Parser, Subcommand, ValueEnum};
use landledger::Piece;
use landledger::report::Language;
use std::path::PathBuf;

/// From land-cover rasters of several years and boundaries to areas, transition matrices,
/// ecosystem service value and ecological compensation.
///
/// A study file names the rasters, the boundaries and a few small tables. Start with
///
///     landledger init lulc_2000.tif lulc_2020.tif --zones cities.gpkg
///     landledger check study.toml
///     landledger run study.toml
///
/// Exit status: 0 done; 1 the input was refused; 2 the run failed or was stopped. A run that does
/// not end with 0 leaves no results behind.
#[derive(Debug, Parser)]
#[command(name = "landledger", version, verbatim_doc_comment)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,
    #[command(flatten)]
    pub(crate) common: Common,
}

/// Options that every command takes.
#[derive(Debug, clap::Args)]
pub(crate) struct Common {
    /// Threads to read with; never changes a number [default: all processors]
    #[arg(long, global = true, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(crate) threads: Option<u16>,
    /// Memory to stay within, such as 512M or 2G
    #[arg(long, global = true, value_name = "SIZE", value_parser = parse_size)]
    pub(crate) memory: Option<u64>,
    /// No progress and no summary; errors are still shown
    #[arg(long, short, global = true, action = ArgAction::SetTrue)]
    pub(crate) quiet: bool,
    /// When to use colours
    #[arg(long, global = true, value_enum, default_value_t = Color::Auto)]
    pub(crate) color: Color,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal, unless `NO_COLOR` is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// What is written unless something else is asked for, as it would be typed.
const DEFAULT_FORMATS: &str = "csv,xlsx,html";

/// What is written.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct Output {
    /// What to write: one or more, with commas between
    ///
    /// Every table has the same columns and numbers in every format. tally.json, manifest.json and
    /// study/totals.json are always written.
    #[arg(long, value_enum, value_delimiter = ',', default_value = DEFAULT_FORMATS)]
    pub(crate) format: Vec<Format>,
    /// Language of figures and page, and of what tables say of their columns
    #[arg(long, value_enum, default_value_t = Lang::En)]
    pub(crate) lang: Lang,
}

/// Languages of figures and page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Lang {
    /// English
    En,
    /// Chinese
    Zh,
}

impl Output {
    /// What is to be written.
    pub(crate) fn formats(&self) -> Vec<landledger::Format> {
        self.format.iter().map(|&format| format.into()).collect()
    }

    /// In which language.
    pub(crate) fn language(&self) -> Language {
        match self.lang {
            Lang::En => Language::English,
            Lang::Zh => Language::Chinese,
        }
    }
}

/// Formats that results are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// Tables as comma-separated values, UTF-8: for scripts, spreadsheets and version control
    Csv,
    /// Tables as Parquet, with types, units and descriptions: for pandas, polars, R, DuckDB and QGIS
    Parquet,
    /// results.xlsx: a workbook with a sheet for each table, matrices as squares and a summary: for spreadsheets
    Xlsx,
    /// Figures as vectors, under figures/: for papers and drawing programs
    Svg,
    /// Figures as pictures of 300 dots an inch, under figures/: for text documents and slides
    Png,
    /// report.html: everything on one page that opens offline in a browser
    Html,
    /// zones.gpkg: the zones with their numbers, for QGIS and ArcGIS
    Gpkg,
    /// Maps of the cells, as cloud-optimised GeoTIFF files under maps/
    Maps,
}

impl From<Format> for landledger::Format {
    fn from(format: Format) -> Self {
        match format {
            Format::Csv => Self::Csv,
            Format::Parquet => Self::Parquet,
            Format::Xlsx => Self::Xlsx,
            Format::Svg => Self::Svg,
            Format::Png => Self::Png,
            Format::Html => Self::Html,
            Format::Gpkg => Self::GeoPackage,
            Format::Maps => Self::Maps,
        }
    }
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Write a commented study file from rasters and boundaries
    ///
    /// Years are guessed from the file names, the codes found are listed in a legend file for you to
    /// name, and the boundary file's attributes are shown. Nothing is overwritten.
    Init {
        /// Land-cover rasters, one for each year
        #[arg(required = true, value_name = "RASTER")]
        rasters: Vec<PathBuf>,
        /// Boundaries: anything OGR opens
        #[arg(long, value_name = "FILE")]
        zones: Option<PathBuf>,
        /// Study file to write
        #[arg(long, value_name = "FILE", default_value = "study.toml")]
        out: PathBuf,
    },
    /// Open everything, count nothing, list every problem, say what a run would do
    Check {
        /// Study file
        study: PathBuf,
    },
    /// Run the whole study: tally, account, write
    Run {
        /// Study file
        study: PathBuf,
        /// Folder for the results [default: STUDY-results beside the study file]
        #[arg(long, value_name = "DIR")]
        out: Option<PathBuf>,
        #[command(flatten)]
        output: Output,
    },
    /// Only read the rasters; writes tally.json
    ///
    /// With --piece only a part of them: several machines tally a piece each, and `landledger merge` adds
    /// them up to the same bytes as if one had done it all.
    Tally {
        /// Study file
        study: PathBuf,
        /// Piece N of M of the work, such as 1/4
        #[arg(long, value_name = "N/M")]
        piece: Option<Piece>,
        /// Folder for the tally file [default: STUDY-results beside the study file; of a piece
        /// STUDY-piece-N-of-M]
        #[arg(long, value_name = "DIR")]
        out: Option<PathBuf>,
    },
    /// Add up the tally files of the pieces of one study
    ///
    /// In any order. Files of different studies, and rows that two files hold, are refused.
    Merge {
        /// Tally files of pieces
        #[arg(required = true, value_name = "TALLY")]
        tallies: Vec<PathBuf>,
        /// Folder for the tally file, or its name if that ends in .json
        #[arg(long, value_name = "DIR-or-FILE")]
        out: PathBuf,
    },
    /// Only make the accounts, from a tally file: no raster is opened
    ///
    /// Change a price, a coefficient or a share in the study and run this: it takes milliseconds.
    Account {
        /// Study file
        study: PathBuf,
        /// Tally file of an earlier `run` or `tally`
        #[arg(long, value_name = "FILE")]
        tally: PathBuf,
        /// Folder for the results [default: STUDY-results beside the study file]
        #[arg(long, value_name = "DIR")]
        out: Option<PathBuf>,
        #[command(flatten)]
        output: Output,
    },
    /// List the built-in legends, or show one with its source
    Legends {
        /// Name of a legend, such as cnlucd
        name: Option<String>,
    },
    /// List the published mappings of classes to ecosystems, or show one with its source
    ///
    /// A study takes one with mapping = "NAME" under [value].
    Mappings {
        /// Name of a mapping, as the list has it
        name: Option<String>,
    },
    /// List the built-in value tables, or show one with its sums and evidence
    Values {
        /// Name of a value table, such as xie2015
        name: Option<String>,
    },
}

/// `512M`, `2G`, `300000000`: powers of 1024, a trailing B or iB allowed.
fn parse_size(text: &str) -> Result<u64, String> {
    let expected = || format!("found \"{text}\", expected a size such as 512M or 2G");
    let upper = text.trim().to_ascii_uppercase();
    let bare = upper.trim_end_matches('B').trim_end_matches('I');
    let (digits, shift) = match bare.char_indices().next_back() {
        Some((at, 'K')) => (&bare[..at], 10),
        Some((at, 'M')) => (&bare[..at], 20),
        Some((at, 'G')) => (&bare[..at], 30),
        Some((at, 'T')) => (&bare[..at], 40),
        _ => (bare, 0),
    };
    let number: f64 = digits.trim().parse().map_err(|_| expected())?;
    if number.is_finite() && number > 0.0 { Ok((number * 2f64.powi(shift)) as u64) } else { Err(expected()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_arguments_are_consistent() {
        Args::command().debug_assert();
    }

    #[test]
    fn sizes_are_read_as_powers_of_1024() {
        assert_eq!(parse_size("128M"), Ok(128 << 20));
        assert_eq!(parse_size("1.5GiB"), Ok(3 << 29));
        assert!(parse_size("much").is_err());
        assert!(parse_size("-1M").is_err());
    }
}
