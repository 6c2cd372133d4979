//! The tally itself: workers take units of work, decode every epoch, count trajectories, or pairs of epochs where
//! there are too many trajectories to keep.

mod accumulator;
mod cells_of_unit;
mod joint;
mod most;
mod numbering;
mod part_counter;
mod pieces;
mod queue;
mod row_weights;
mod runs;
mod seen;
mod stacks;
mod sums;
mod vector_numbers;
mod worker;

use crate::coverage::{UnitGrid, ZoneExtents};
use crate::{
    BlockSource, Cell, EdgeRule, GridShape, LedgerLine, Legend, Part, Progress, Surface, Tally, TallyError, TallyFault,
    Window, Year, ZoneSet,
};
use accumulator::Accumulator;
use joint::JointCode;
use most::Form;
pub use most::{MOST_TRAJECTORIES, Most};
pub use pieces::pieces;
use queue::Queue;
use seen::Seen;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

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
    /// Which cells belong to a zone.
    pub edge: EdgeRule,
    /// The rows to tally: all of them, or a piece of the work whose tally is merged with the others' later.
    pub rows: std::ops::Range<usize>,
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
    let mut tallies = tally_by_rules(plan, &[plan.edge], source, progress)?;
    tallies.pop().ok_or_else(|| TallyFault::NoEpoch.into())
}

/// The same by each of several edge rules, in their order, in one pass over the rasters.
///
/// Where by one of the rules there are more than [`MOST_TRAJECTORIES`], there is a second pass, and all tallies keep
/// pairs of epochs (see [`EpochPairs`](crate::EpochPairs)).
///
/// # Errors
/// As [`tally`].
pub fn tally_by_rules<S: BlockSource>(
    plan: &TallyPlan,
    rules: &[EdgeRule],
    source: &S,
    progress: &dyn Progress,
) -> Result<Vec<Tally>, TallyError<S::Error>> {
    tally_keeping(plan, rules, source, progress, Most::default())
}

pub(crate) fn tally_keeping<S: BlockSource>(
    plan: &TallyPlan,
    rules: &[EdgeRule],
    source: &S,
    progress: &dyn Progress,
    most: Most,
) -> Result<Vec<Tally>, TallyError<S::Error>> {
    if plan.years.is_empty() {
        return Err(TallyFault::NoEpoch.into());
    }
    let units = plan.shape.rows.div_ceil(source.unit_shape().rows) * plan.shape.cols.div_ceil(source.unit_shape().cols);
    let threads = plan.threads.clamp(1, units.max(1));
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .thread_name(|index| format!("tally-{index}"))
        .build()
        .map_err(|error| TallyFault::Threads { threads, reason: error.to_string() })?;
    let grid = UnitGrid { shape: plan.shape, unit: source.unit_shape() };
    let extents = pool.install(|| ZoneExtents::of(plan.zones.zones()));
    progress.begin(pool.install(|| Work::under(plan, grid, &extents)));
    let pass = Pass { plan, rules, source, progress, most, pool: &pool, extents: &extents };
    match pass.count(Form::Trajectories) {
        // Of one epoch a trajectory is a class: there is nothing smaller to keep.
        Err(TallyError::Fault(TallyFault::TooManyTrajectories { .. })) if plan.years.len() > 1 => {
            progress.begin_again();
            pass.count(Form::EpochPairs)
        }
        counted => counted,
    }
}

/// Once over the rasters.
struct Pass<'a, S> {
    plan: &'a TallyPlan,
    rules: &'a [EdgeRule],
    source: &'a S,
    progress: &'a dyn Progress,
    most: Most,
    pool: &'a rayon::ThreadPool,
    extents: &'a ZoneExtents,
}

impl<S: BlockSource> Pass<'_, S> {
    fn count(&self, form: Form) -> Result<Vec<Tally>, TallyError<S::Error>> {
        let Self { plan, rules, source, .. } = *self;
        let epochs = plan.years.len();
        // Each rule may have so many of its own.
        let most = self.most.of(form).saturating_mul(rules.len());
        let epochs_of_number = if form == Form::EpochPairs { 2 } else { epochs };
        let shared = worker::Shared {
            plan,
            rules: rules.len(),
            source,
            progress: self.progress,
            queue: &Queue::new(plan, rules, source.unit_shape(), self.extents),
            joint: &JointCode::new(plan.legend.len(), epochs_of_number, most),
            completeness: &JointCode::new(1, 1, most),
            form,
            most: self.most,
            seen: Seen::by(self.pool.current_num_threads(), rules.len(), self.most)
                .filter(|_| form == Form::Trajectories),
            is_cancelled: AtomicBool::new(false),
        };

        let failure: Mutex<Option<(Option<Cell>, TallyError<S::Error>)>> = Mutex::new(None);
        let results = self.pool.broadcast(|_| {
            worker::run(&shared).map_err(|(place, error)| {
                let mut failure = failure.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
                // The first unit in file order is named, however the threads were timed.
                if failure.as_ref().is_none_or(|(earlier, _)| place < *earlier) {
                    *failure = Some((place, error));
                }
            })
        });
        if let Some((_, error)) = failure.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner) {
            return Err(error);
        }
        if shared.is_cancelled.load(Ordering::Relaxed) {
            return Err(TallyFault::Cancelled.into());
        }

        let mut totals: Vec<Accumulator> = rules.iter().map(|_| Accumulator::new(epochs)).collect();
        for result in results.into_iter().flatten() {
            totals.iter_mut().zip(result).for_each(|(total, counted)| total.merge(counted));
        }
        // Every cell that one rule reaches and another does not is at an edge: the rule that met most is shown.
        if let Some(worst) =
            totals.iter().max_by_key(|total| total.strange_cells()).filter(|total| total.strange_cells() > 0)
        {
            return Err(TallyFault::UnknownCodes(worst.strangers.clone()).into());
        }
        if totals.iter().any(|total| total.amounts() > self.most.of(form)) {
            return Err(self.most.exceeded(form).into());
        }
        Ok(totals.into_iter().map(|total| finish(plan, total.parts)).collect())
    }
}

/// The units of work that a tally of this plan would read, without reading anything.
pub fn units_to_read<S: BlockSource>(plan: &TallyPlan, source: &S) -> (Vec<Window>, Work) {
    let grid = UnitGrid { shape: plan.shape, unit: source.unit_shape() };
    let windows = queue::windows(plan, grid.unit, &ZoneExtents::of(plan.zones.zones()));
    let work = Work::of(&windows, grid);
    (windows, work)
}

impl Work {
    fn of(windows: &[Window], grid: UnitGrid) -> Self {
        let units = grid.units();
        Self {
            units: windows.len() as u64,
            units_in_grid: units.cells(),
            cells: windows.iter().map(|window| window.cells() as u64).sum(),
        }
    }

    /// An estimate from above, made quickly: a unit counts that a zone reaches into, even where no cell is taken.
    fn under(plan: &TallyPlan, grid: UnitGrid, extents: &ZoneExtents) -> Self {
        let under = grid.under(plan.zones.zones(), extents);
        let windows: Vec<Window> = grid
            .windows()
            .zip(under)
            .filter(|(window, is_under)| *is_under && window.row < plan.rows.end && window.end_row() > plan.rows.start)
            .map(|(window, _)| window)
            .collect();
        Self::of(&windows, grid)
    }
}

fn finish(plan: &TallyPlan, parts: accumulator::PartAmounts) -> Tally {
    let parts = parts.into_iter().map(|(zones, mut amounts)| {
        // Where all cells are alike the area is known from their number.
        if let Surface::Plane { cell } = plan.surface {
            amounts.for_each_amount(|amount| amount.area = cell * amount.cells);
        }
        Part { zones: zones.iter().map(|&zone| zone as usize).collect(), amounts }
    });
    Tally::new(plan.years.clone(), plan.legend.clone(), plan.zones.names(), parts.collect(), plan.lines.clone())
}
