//! The pipeline.

use crate::account_plan::account_plan;
use crate::error::Error;
use crate::file_hashes::FileHashes;
use crate::format::Format;
use crate::gdp_notes::of_gdp_prices;
use crate::geopackage::write_geopackage;
use crate::inputs::Inputs;
use crate::level_notes::of_valued_level;
use crate::mapping_notes::of_mapping;
use crate::maps::write_maps;
use crate::memory::Memory;
use crate::merge::complete;
use crate::notes;
use crate::options::RunOptions;
use crate::piece::Piece;
use crate::problem::{Problem, Problems};
use crate::provenance::provenance;
use crate::results::{default_folder, piece_folder, write_results, write_tally_only};
use crate::study::{Study, ValueStudy};
use crate::unit_value_notes::of_unit_values;
use crate::{
    comparison_words, land_use_grades, ledger_check, region_lines, tally_fits, tally_outlines, unit_value_words,
};
use landledger_accounting::{AccountingError, Accounts};
use landledger_core::{
    BlockSource, EdgeRule, HeldRows, Progress, Strangers, Tally, TallyError, TallyFault, TallyPlan, ZoneSet,
};
use landledger_reader::{RasterSource, ReaderError};
use landledger_report::{Provenance, ResultFolder, RuleTally, TallyFile};
use std::path::{Path, PathBuf};

/// What a run made.
#[derive(Debug)]
pub struct Outcome {
    /// The study.
    pub study: Study,
    /// The tally, by the study's edge rule.
    pub tally: Tally,
    /// The tallies by the other rules, where the study asks for them.
    pub others: Vec<RuleTally>,
    /// The rows that were tallied.
    pub rows: HeldRows,
    /// Its accounts, where the study makes money.
    pub accounts: Option<Accounts>,
    /// What the tally was made from.
    pub provenance: Provenance,
    /// Things to know about the accounts.
    pub notes: Vec<String>,
    /// Where the results stand.
    pub folder: PathBuf,
}

/// Runs a study: reads, tallies, accounts, writes.
///
/// # Errors
/// When the input is refused, when reading or writing fails, or when the user stops it. Nothing is
/// written then.
pub fn run(study: &Path, options: &RunOptions, progress: &dyn Progress) -> Result<Outcome, Error> {
    let study = Study::open(study)?;
    let inputs = Inputs::open(&study)?;
    account_plan(&study, &inputs.zones().names())?; // refused before the rasters are read, not after
    let mut folder = begin(options, default_folder(&study))?;
    let file = tally(&study, &inputs, None, options, progress)?;
    let accounts = accounts(&study, file.tally())?;
    land_use_grades::of_classes(&study, file.tally())?; // refused before maps are drawn
    let mut drawn = geopackage_notes(&study, &file, accounts.as_ref(), options, &mut folder)?;
    if options.wants(Format::Maps) {
        drawn.extend(write_maps(&study, &inputs, file.tally(), options, progress, &mut folder)?);
    }
    finish(study, file, accounts, drawn, (Some(inputs.zones()), options), &mut folder)
        .and_then(|outcome| publish(folder, outcome))
}

/// Only the raster part: writes the tally file. Of a piece, where one is named: [`merge`](crate::merge) adds pieces up.
///
/// # Errors
/// As [`run`]; and where the zones lie in too few rows of units of work for so many pieces.
pub fn tally_only(
    study: &Path,
    piece: Option<Piece>,
    options: &RunOptions,
    progress: &dyn Progress,
) -> Result<Outcome, Error> {
    let study = Study::open(study)?;
    let inputs = Inputs::open(&study)?;
    let mut folder = begin(options, piece.map_or_else(|| default_folder(&study), |piece| piece_folder(&study, piece)))?;
    let file = tally(&study, &inputs, piece, options, progress)?;
    write_tally_only(&study, &file, &mut folder)?;
    let target = folder.target().to_owned();
    publish(folder, Outcome::new(study, file, None, Vec::new(), target))
}

impl Outcome {
    /// The unit value `E_a`, the way to it and its prices; `None` where the study needs none.
    pub fn unit_value_in_words(&self) -> Option<String> {
        let lines = self.accounts.as_ref()?.unit_values.as_ref()?;
        unit_value_words::in_words(&self.study, &lines.iter().copied().collect::<Vec<_>>())
    }

    fn new(study: Study, file: TallyFile, accounts: Option<Accounts>, notes: Vec<String>, folder: PathBuf) -> Self {
        let TallyFile { provenance, rows, mut tallies } = file;
        let tally = tallies.remove(0).tally;
        Self { study, tally, others: tallies, rows, accounts, provenance, notes, folder }
    }
}

/// Only the accounts, from a tally file: no raster is opened; the boundaries only for a map, where one is asked for.
///
/// # Errors
/// When the tally was not made from this study's epochs, legend and rules, or is not complete; else as [`run`].
pub fn account(study: &Path, tally_file: &Path, options: &RunOptions) -> Result<Outcome, Error> {
    if options.wants(Format::Maps) {
        let problem = Problem::new("maps are drawn from the rasters, and accounts from a tally file open none");
        return Err(Error::Refused(problem.help("leave `maps` out of --format, or use `landledger run`").into()));
    }
    let study = Study::open_for_accounts(study)?;
    let mut file = landledger_report::read_tally(tally_file)?;
    tally_fits::check(&study, &file, tally_file)?;
    ledger_check::check(&file.tallies)?;
    // Codes are the same; names and colours are the study's, as in a run of it.
    let named = |RuleTally { edge, tally }| Some(RuleTally { edge, tally: tally.with_legend(&study.legend)? });
    let tallies: Option<Vec<RuleTally>> = file.tallies.into_iter().map(named).collect();
    file.tallies = tallies.ok_or_else(|| Problems::from(Problem::new("the legends differ")))?;
    let mut folder = begin(options, default_folder(&study))?;
    let accounts = accounts(&study, file.tally())?;
    let drawn = geopackage_notes(&study, &file, accounts.as_ref(), options, &mut folder)?;
    let outlines = if options.formats.iter().any(|format| format.shows_outlines()) {
        tally_outlines::of_tally(&study, &file)
    } else {
        None
    };
    finish(study, file, accounts, drawn, (outlines.as_ref(), options), &mut folder)
        .and_then(|outcome| publish(folder, outcome))
}

/// Reads the rasters, or a piece of them, into a tally.
///
/// # Errors
/// When a block cannot be read, when values are neither in the legend nor nodata, when the ledger does not add up, when the
/// user stops it.
pub fn tally(
    study: &Study,
    inputs: &Inputs,
    piece: Option<Piece>,
    options: &RunOptions,
    progress: &dyn Progress,
) -> Result<TallyFile, Error> {
    let source = inputs.source(study);
    let memory = Memory::of(inputs, &source);
    let threads = memory.threads_within(options)?;
    memory.bound_cache(options);
    let mut plan = inputs.plan(study, threads);
    if let Some(piece) = piece {
        plan.rows = rows_of(piece, &plan, &source)?;
    }
    let rows = HeldRows::some(plan.shape.rows, plan.rows.clone());
    let (tallies, hashes) = tally_and_hash(study, &plan, &source, progress);
    let mut tallies = tallies.map_err(|error| match error {
        TallyError::Fault(TallyFault::UnknownCodes(strangers)) => {
            Error::Refused(unknown_codes(study, inputs, &strangers))
        }
        other => other.into(),
    })?;
    let own = study.edges.iter().position(|rule| *rule == study.edge).unwrap_or(0);
    if rows.is_complete() && tallies[own].study().total().cells == 0 {
        return Err(Error::Refused(no_cell(inputs, study.edge).into()));
    }
    let by_shares = study.edges.iter().position(|rule| *rule == EdgeRule::Exact).filter(|_| rows.is_complete());
    let joins = region_lines::measure(&mut tallies.iter_mut().collect::<Vec<_>>(), by_shares, inputs)?;
    let mut notes = notes::of_inputs(study, inputs);
    notes.extend(joins);
    let provenance = provenance(study, inputs, hashes.take()?, notes);
    if progress.is_cancelled() {
        return Err(Error::Cancelled);
    }
    let mut tallies: Vec<RuleTally> =
        study.edges.iter().zip(tallies).map(|(&edge, tally)| RuleTally { edge, tally }).collect();
    tallies[..=own].rotate_right(1);
    let mut file = TallyFile { provenance, rows, tallies };
    if file.rows.is_complete() {
        complete(&mut file)?;
    }
    Ok(file)
}

/// The rows of one piece of the work.
fn rows_of(piece: Piece, plan: &TallyPlan, source: &impl BlockSource) -> Result<std::ops::Range<usize>, Problems> {
    let pieces = landledger_core::pieces(plan, source, piece.of());
    if pieces.len() < piece.of() {
        let message = format!(
            "piece {piece}: the zones lie in {} rows of units of work (the files' blocks, small ones taken together), which is the most pieces",
            pieces.len()
        );
        return Err(Problem::new(message).help("cut the work into fewer pieces").into());
    }
    Ok(pieces[piece.number() - 1].clone())
}

/// The files are hashed beside the tally: by a thread of its own, which the caller's helps when the workers are done.
/// With one thread all that is done one after the other.
fn tally_and_hash<'a>(
    study: &Study,
    plan: &TallyPlan,
    source: &RasterSource,
    progress: &'a dyn Progress,
) -> (Result<Vec<Tally>, TallyError<ReaderError>>, FileHashes<'a>) {
    let hashes = FileHashes::of_inputs(study, progress);
    let tally = || {
        let tallies = landledger_core::tally_by_rules(plan, &study.edges, source, progress);
        if tallies.is_err() {
            hashes.stop();
        }
        hashes.make();
        tallies
    };
    let tallies = if plan.threads > 1 { landledger_core::beside(|| hashes.make(), tally).0 } else { tally() };
    (tallies, hashes)
}

/// Turns a tally into accounts; `None` for a study without `[value]`.
///
/// # Errors
/// Every missing value, unit value and gross product at once.
pub fn accounts(study: &Study, tally: &Tally) -> Result<Option<Accounts>, Error> {
    let Some(plan) = account_plan(study, tally.zones())? else { return Ok(None) };
    let accounts = landledger_accounting::account(tally, &plan)
        .map_err(|errors| Error::Refused(errors.iter().map(|error| of_accounting(study, error)).collect()))?;
    Ok(Some(accounts))
}

/// The problem, with the way out that only the study knows.
pub(crate) fn of_accounting(study: &Study, error: &AccountingError) -> Problem {
    let problem = Problem::new(error.to_string());
    let AccountingError::ClassWithoutValue { code, .. } = error else { return problem };
    match &study.value {
        Some(ValueStudy::Equivalents { .. }) => problem.help(format!(
            "write \"{code}\" = \"ECOSYSTEM\", or \"{code}\" = \"none\", under [value.classes] in {}",
            study.path.display()
        )),
        Some(ValueStudy::PerHectare { path, .. }) => {
            problem.help(format!("add lines for {code} to {}, with 0 where it has no value", path.display()))
        }
        None => problem,
    }
}

fn begin(options: &RunOptions, default: PathBuf) -> Result<ResultFolder, Error> {
    Ok(ResultFolder::begin(&options.folder.clone().unwrap_or(default))?)
}

/// The zones as a GeoPackage, where it is asked for.
fn geopackage_notes(
    study: &Study,
    file: &TallyFile,
    accounts: Option<&Accounts>,
    options: &RunOptions,
    folder: &mut ResultFolder,
) -> Result<Vec<String>, Error> {
    if options.wants(Format::GeoPackage) { write_geopackage(study, file, accounts, folder) } else { Ok(Vec::new()) }
}

fn finish(
    study: Study,
    file: TallyFile,
    accounts: Option<Accounts>,
    drawn: Vec<String>,
    (outlines, options): (Option<&ZoneSet>, &RunOptions),
    folder: &mut ResultFolder,
) -> Result<Outcome, Error> {
    let mut notes: Vec<String> = Vec::new();
    if let Some(accounts) = &accounts {
        let lines = accounts.unit_values.iter().flat_map(|lines| lines.indexed_iter());
        let years = file.tally().years();
        notes.extend(of_unit_values(&study, lines.map(|((_, epoch), line)| (years[epoch], line))));
        notes.extend(of_valued_level(&study));
        notes.extend(of_mapping(&study));
        notes.extend(of_gdp_prices(&study));
        notes.extend(accounts.notes.iter().map(ToString::to_string));
        notes.extend(comparison_words::notes(&study, accounts));
    }
    notes.extend(drawn);
    let said = write_results(&study, &file, accounts.as_ref(), outlines, &notes, options, folder)?;
    notes.extend(said);
    Ok(Outcome::new(study, file, accounts, notes, folder.target().to_owned()))
}

fn publish(folder: ResultFolder, outcome: Outcome) -> Result<Outcome, Error> {
    folder.publish()?;
    Ok(outcome)
}

/// Zones that miss the rasters altogether are a mistake, not a study of nothing.
pub(crate) fn no_cell(inputs: &Inputs, edge: EdgeRule) -> Problem {
    let (what, between) = match edge {
        EdgeRule::Centre => ("the centre of a cell", " or between the centres"),
        EdgeRule::Exact | EdgeRule::Touched => ("a part of a cell", ""),
    };
    let [xmin, ymin, xmax, ymax] = inputs.rasters.grid().bounds();
    let crs = inputs.rasters.crs().map_or_else(|| "their coordinates".into(), landledger_reader::Crs::name);
    Problem::new(format!(
        "no zone holds {what}: the rasters reach from x {xmin} to {xmax} and y {ymin} to {ymax} in {crs}, \
         and all zones lie elsewhere{between}"
    ))
    .help("compare the extents that `gdalinfo` and `ogrinfo -al -so` show: is the CRS of one of them wrong?")
}

/// One problem for each raster, listing the values, their cells and the first place.
fn unknown_codes(study: &Study, inputs: &Inputs, strangers: &[Strangers]) -> Problems {
    /// A longer list helps nobody.
    const SHOWN: usize = 12;
    let grid = inputs.rasters.grid();
    study
        .epochs
        .iter()
        .zip(strangers)
        .filter(|(_, strangers)| !strangers.is_empty())
        .map(|(epoch, strangers)| {
            let list = strangers.list();
            let mut lines: Vec<String> = list
                .iter()
                .take(SHOWN)
                .map(|stranger| {
                    let [x, y] = grid.to_crs([stranger.first.col as f64 + 0.5, stranger.first.row as f64 + 0.5]);
                    format!(
                        "{}: {} cells, first at row {}, column {} (x {x}, y {y})",
                        stranger.value, stranger.cells, stranger.first.row, stranger.first.col
                    )
                })
                .collect();
            if list.len() > SHOWN {
                lines.push("...".into());
            }
            let has_fractions = list.iter().any(|stranger| stranger.value.fract() != 0.0);
            let what = if has_fractions { "values that are no class codes" } else { "codes that are not in the legend" };
            let help = if has_fractions {
                "class codes are whole numbers: if the raster was resampled, do it again with the nearest neighbour (gdalwarp -r near)"
            } else {
                "add them to the legend, or list them under [legend] as nodata = [...]"
            };
            let message = format!(
                "{} ({}) holds {what} ({}) and not nodata, in {} cells under the zones:\n  {}",
                epoch.path.display(),
                epoch.year,
                study.legend_origin,
                strangers.cells(),
                lines.join("\n  ")
            );
            Problem::new(message).help(help)
        })
        .collect()
}
