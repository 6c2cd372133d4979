//! The tally itself: workers take units of work, decode every epoch, count trajectories.

mod accumulator;
mod bands;
mod histogram;
mod joint;
mod worker;

use crate::{
    Amount, BlockSource, GridShape, LedgerLine, Legend, Part, Progress, Surface, Tally, TallyError, TallyFault, Window,
    Year, ZoneSet,
};
use accumulator::Accumulator;
use bands::Bands;
use joint::JointCode;
use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// What to tally.
#[derive(Debug, Clone)]
pub struct TallyPlan {
    /// The grid that all epochs share.
    pub shape: GridShape,
    /// Year of each epoch, ascending.
    pub years: Vec<Year>,
    /// The classes.
    pub legend: Legend,
    /// The zones, with outlines on the grid.
    pub zones: ZoneSet,
    /// What the geometry alone says of each zone, in their order (see [`ledger_lines`](crate::ledger_lines)).
    pub lines: Vec<LedgerLine>,
    /// How much ground a cell covers.
    pub surface: Surface,
    /// Number of worker threads, at least 1. It never changes the result.
    pub threads: usize,
}

/// How much there is to read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Work {
    /// Units of work that lie under some zone.
    pub units: u64,
    /// Units in the whole grid.
    pub units_in_grid: u64,
    /// Cells in those units, in one epoch.
    pub cells: u64,
}

/// Tallies every zone of the plan.
///
/// # Errors
/// When a block cannot be read, when the rasters hold values that the legend does not name (all of
/// them are listed), or when `progress` says to stop.
pub fn tally<S: BlockSource>(
    plan: &TallyPlan,
    source: &S,
    progress: &dyn Progress,
) -> Result<Tally, TallyError<S::Error>> {
    if plan.years.is_empty() {
        return Err(TallyFault::NoEpoch.into());
    }
    let bands = Bands::new(plan, source.unit_shape());
    let units = bands.units();
    progress.begin(bands.work(&units));
    let joint = JointCode::new(plan.legend.len(), plan.years.len());
    let shared = worker::Shared {
        plan,
        source,
        progress,
        bands: &bands,
        units: &units,
        joint: &joint,
        next: AtomicUsize::new(0),
        stop: AtomicBool::new(false),
        is_cancelled: AtomicBool::new(false),
    };

    let threads = plan.threads.clamp(1, units.len().max(1));
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .thread_name(|index| format!("tally-{index}"))
        .build()
        .map_err(|error| TallyFault::Threads { threads, reason: error.to_string() })?;
    let failure: Mutex<Option<(Option<usize>, TallyError<S::Error>)>> = Mutex::new(None);
    let results = pool.broadcast(|_| {
        worker::run(&shared).map_err(|(unit, error)| {
            shared.stop.store(true, Ordering::Relaxed);
            let mut failure = failure.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
            // The first unit in file order is named, however the threads were timed.
            if failure.as_ref().is_none_or(|(earlier, _)| unit < *earlier) {
                *failure = Some((unit, error));
            }
        })
    });
    if let Some((_, error)) = failure.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner) {
        return Err(error);
    }
    if shared.is_cancelled.load(Ordering::Relaxed) {
        return Err(TallyFault::Cancelled.into());
    }

    let mut total = Accumulator::new(plan.years.len());
    for result in results.into_iter().flatten() {
        total.merge(result);
    }
    if total.strangers.iter().any(|strangers| !strangers.is_empty()) {
        return Err(TallyFault::UnknownCodes(total.strangers).into());
    }
    Ok(finish(plan, total.parts))
}

/// The units of work that a tally of this plan would read, without reading anything.
pub fn units_to_read<S: BlockSource>(plan: &TallyPlan, source: &S) -> (Vec<Window>, Work) {
    let bands = Bands::new(plan, source.unit_shape());
    let units = bands.units();
    let work = bands.work(&units);
    (units.into_iter().map(|unit| unit.window).collect(), work)
}

fn finish(plan: &TallyPlan, parts: accumulator::PartAmounts) -> Tally {
    let parts: Vec<Part> = parts
        .into_iter()
        .map(|(zones, trajectories)| Part {
            zones: zones.iter().map(|&zone| zone as usize).collect(),
            amounts: trajectories
                .into_iter()
                .map(|(trajectory, amount)| (trajectory, with_area(plan, amount)))
                .collect::<BTreeMap<_, _>>(),
        })
        .collect();
    Tally::new(plan.years.clone(), plan.legend.clone(), plan.zones.names(), parts, plan.lines.clone())
}

/// Where all cells are alike the area is known from their number.
fn with_area(plan: &TallyPlan, mut amount: Amount) -> Amount {
    if let Surface::Plane { cell } = plan.surface {
        amount.area = cell * amount.cells;
    }
    amount
}
