//! The pipeline.

use crate::account_plan::account_plan;
use crate::error::Error;
use crate::file_hashes::FileHashes;
use crate::inputs::Inputs;
use crate::memory::Memory;
use crate::notes;
use crate::options::RunOptions;
use crate::problem::{Problem, Problems};
use crate::provenance::{area_rule, provenance, shown, zones_record};
use crate::results::{default_folder, write_results, write_tally_only};
use crate::study::{Study, ValueStudy};
use landledger_accounting::{AccountingError, Accounts};
use landledger_core::{LedgerLine, Progress, Strangers, Tally, TallyError, TallyFault, TallyPlan};
use landledger_reader::{RasterSource, ReaderError};
use landledger_report::{Provenance, ResultFolder, ZonesRecord};
use std::path::{Path, PathBuf};

/// What a run made.
#[derive(Debug)]
pub struct Outcome {
    /// The study.
    pub study: Study,
    /// The tally.
    pub tally: Tally,
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
    let mut folder = begin(&study, options)?;
    let (tally, provenance) = tally(&study, &inputs, options, progress)?;
    let accounts = accounts(&study, &tally)?;
    finish(study, tally, accounts, provenance, &mut folder).and_then(|outcome| publish(folder, outcome))
}

/// Only the raster part: writes the tally file.
///
/// # Errors
/// As [`run`].
pub fn tally_only(study: &Path, options: &RunOptions, progress: &dyn Progress) -> Result<Outcome, Error> {
    let study = Study::open(study)?;
    let inputs = Inputs::open(&study)?;
    let mut folder = begin(&study, options)?;
    let (tally, provenance) = tally(&study, &inputs, options, progress)?;
    write_tally_only(&study, &tally, &provenance, &mut folder)?;
    let target = folder.target().to_owned();
    publish(folder, Outcome { study, tally, accounts: None, provenance, notes: Vec::new(), folder: target })
}

/// Only the accounts, from a tally file: no raster is opened.
///
/// # Errors
/// When the tally was not made from this study's epochs, legend and rules; else as [`run`].
pub fn account(study: &Path, tally_file: &Path, options: &RunOptions) -> Result<Outcome, Error> {
    let study = Study::open_for_accounts(study)?;
    let (tally, provenance) = landledger_report::read_tally(tally_file)?;
    fits(&study, &tally, &provenance, tally_file)?;
    // Codes are the same; names and colours are the study's, as in a run of it.
    let tally = tally.with_legend(&study.legend).ok_or_else(|| Problems::from(Problem::new("the legends differ")))?;
    let mut folder = begin(&study, options)?;
    let accounts = accounts(&study, &tally)?;
    finish(study, tally, accounts, provenance, &mut folder).and_then(|outcome| publish(folder, outcome))
}

/// Reads the rasters into a tally.
///
/// # Errors
/// When a block cannot be read, when values are neither in the legend nor nodata, when the user stops it.
pub fn tally(
    study: &Study,
    inputs: &Inputs,
    options: &RunOptions,
    progress: &dyn Progress,
) -> Result<(Tally, Provenance), Error> {
    let source = inputs.source(study);
    let memory = Memory::of(inputs, &source);
    let threads = memory.threads_within(options)?;
    memory.bound_cache(options);
    let plan = inputs.plan(study, threads);
    let (tally, hashes) = tally_and_hash(study, &plan, &source, progress);
    let mut tally = tally.map_err(|error| match error {
        TallyError::Fault(TallyFault::UnknownCodes(strangers)) => {
            Error::Refused(unknown_codes(study, inputs, &strangers))
        }
        other => other.into(),
    })?;
    if tally.study().total().cells == 0 {
        return Err(Error::Refused(no_cell(inputs).into()));
    }
    let joins = measure_overlaps(&mut tally, inputs);
    let mut notes = notes::of_inputs(study, inputs);
    notes.extend(joins);
    notes.extend(notes::of_tally(&tally));
    let provenance = provenance(study, inputs, hashes.take()?, notes);
    if progress.is_cancelled() {
        return Err(Error::Cancelled);
    }
    Ok((tally, provenance))
}

/// The files are hashed beside the tally: by a thread of its own, which the caller's helps when the workers are done.
/// With one thread all that is done one after the other.
fn tally_and_hash<'a>(
    study: &Study,
    plan: &TallyPlan,
    source: &RasterSource,
    progress: &'a dyn Progress,
) -> (Result<Tally, TallyError<ReaderError>>, FileHashes<'a>) {
    let hashes = FileHashes::of_inputs(study, progress);
    let tally = || {
        let tally = landledger_core::tally(plan, source, progress);
        if tally.is_err() {
            hashes.stop();
        }
        hashes.make();
        tally
    };
    let tally = if plan.threads > 1 { landledger_core::beside(|| hashes.make(), tally).0 } else { tally() };
    (tally, hashes)
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
fn of_accounting(study: &Study, error: &AccountingError) -> Problem {
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

fn begin(study: &Study, options: &RunOptions) -> Result<ResultFolder, Error> {
    let folder = options.folder.clone().unwrap_or_else(|| default_folder(study));
    Ok(ResultFolder::begin(&folder)?)
}

fn finish(
    study: Study,
    tally: Tally,
    accounts: Option<Accounts>,
    provenance: Provenance,
    folder: &mut ResultFolder,
) -> Result<Outcome, Error> {
    let notes: Vec<String> =
        accounts.iter().flat_map(|accounts| accounts.notes.iter().map(ToString::to_string)).collect();
    write_results(&study, &tally, accounts.as_ref(), &provenance, &notes, folder)?;
    Ok(Outcome { study, tally, accounts, provenance, notes, folder: folder.target().to_owned() })
}

fn publish(folder: ResultFolder, outcome: Outcome) -> Result<Outcome, Error> {
    folder.publish()?;
    Ok(outcome)
}

/// Where zones of a group overlap, its polygon area is that of their union, not their sum.
///
/// With many vertices GEOS takes long, and the union is only made where cells lie in several zones; an
/// overlap too thin for that stays in the sum then.
fn measure_overlaps(tally: &mut Tally, inputs: &Inputs) -> Vec<String> {
    const FEW_VERTICES: usize = 200_000;
    let vertices: usize = inputs.zones().zones().iter().map(|zone| zone.outline.vertices()).sum();
    let mut notes = Vec::new();
    let mut union_line = |tally: &Tally, zones: &[usize], sum: LedgerLine, what: &str| {
        if zones.len() < 2 || (vertices > FEW_VERTICES && tally.overlap_among(zones).cells == 0) {
            return sum;
        }
        let Some(union) = inputs.zones.union(zones) else {
            notes.push(format!("GEOS cannot join the outlines of {what}: its polygon area is the sum over its zones"));
            return sum;
        };
        let line = LedgerLine::of(&union, &inputs.surface, inputs.shape());
        // Without overlap the sum is the better number: the union's vertices were rounded once more.
        const ROUNDING: f64 = 1e-9;
        if line.polygon.hectares() < sum.polygon.hectares() * (1.0 - ROUNDING) { line } else { sum }
    };
    let groups = tally.groups().to_vec();
    for (index, group) in groups.iter().enumerate() {
        let line = union_line(tally, &group.zones, tally.group_line(index), &format!("group `{}`", group.name));
        tally.set_group_line(index, line);
    }
    let all: Vec<usize> = (0..tally.zones().len()).collect();
    let line = union_line(tally, &all, tally.study_line(), "the study");
    tally.set_study_line(line);
    notes
}

/// Zones that miss the rasters altogether are a mistake, not a study of nothing.
pub(crate) fn no_cell(inputs: &Inputs) -> Problem {
    let [xmin, ymin, xmax, ymax] = inputs.rasters.grid().bounds();
    let crs = inputs.rasters.crs().map_or_else(|| "their coordinates".into(), landledger_reader::Crs::name);
    Problem::new(format!(
        "no zone holds the centre of a cell: the rasters reach from x {xmin} to {xmax} and y {ymin} to {ymax} in {crs}, \
         and all zones lie elsewhere or between the centres"
    ))
    .help("compare the extents that `gdalinfo` and `ogrinfo -al -so` show: is the CRS of one of them wrong?")
}

/// Refuses a tally that belongs to another study.
fn fits(study: &Study, tally: &Tally, provenance: &Provenance, path: &Path) -> Result<(), Problems> {
    let years = |years: &[landledger_core::Year]| years.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    let mut problems = Problems::default();
    let mut differs = |what: &str, found: String, expected: String| {
        if found != expected {
            let message = format!("{} was made with {what} {found}, the study has {expected}", path.display());
            problems.push(
                Problem::new(message)
                    .help("make it again with `landledger tally`, or use the study that it was made from"),
            );
        }
    };
    differs("the years", years(tally.years()), years(&study.years()));
    differs(
        "the rasters",
        provenance.epochs.iter().map(|epoch| epoch.raster.clone()).collect::<Vec<_>>().join(", "),
        study.epochs.iter().map(|epoch| shown(study, &epoch.path)).collect::<Vec<_>>().join(", "),
    );
    let zones = |zones: Option<&ZonesRecord>| {
        zones.map_or_else(
            || "the whole raster".into(),
            |zones| {
                let merged = zones.merge.then(|| "merged".to_owned());
                let more = [Some(zones.name.clone()), zones.layer.clone(), zones.group.clone(), merged];
                format!("{} ({})", zones.source, more.into_iter().flatten().collect::<Vec<_>>().join(", "))
            },
        )
    };
    differs("the zones", zones(provenance.zones.as_ref()), zones(zones_record(study).as_ref()));
    let bands =
        |bands: &mut dyn Iterator<Item = usize>| bands.map(|band| band.to_string()).collect::<Vec<_>>().join(", ");
    // A band that the study does not name is the only one.
    differs(
        "the bands",
        bands(&mut provenance.epochs.iter().map(|epoch| epoch.band)),
        bands(&mut study.epochs.iter().map(|epoch| epoch.band.unwrap_or(1))),
    );
    differs("the edge rule", provenance.edge.clone(), study.edge.name().into());
    differs("the area rule", provenance.area.clone(), area_rule(study).into());
    let stated = |cell: Option<f64>| cell.map_or_else(|| "none".into(), |square_metres| square_metres.to_string());
    differs("the cell_area_m2", stated(provenance.cell_area_m2), stated(study.ground.cell_area_m2));
    let codes = |legend: &landledger_core::Legend| {
        legend.classes().iter().map(|class| class.code.to_string()).collect::<Vec<_>>().join(" ")
    };
    differs("the legend codes", codes(tally.legend()), codes(&study.legend));
    differs("the nodata values", format!("{:?}", provenance.legend.nodata), format!("{:?}", study.nodata));
    problems.or(())
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
