//! Units of work, handed out in file order. The spans of a run of rows are made by a worker while the others
//! still count the rows above, and are dropped with their last unit.

use super::TallyPlan;
use super::part_counter::UnitSpan;
use crate::coverage::{Band, BandParts, UnitGrid, ZoneExtents};
use crate::{Cell, EdgeRule, GridShape, Window};
use std::collections::VecDeque;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

/// A window of the file's own blocks, and what zones hold of it.
#[derive(Debug)]
pub(super) struct Unit {
    pub(super) window: Window,
    /// One for each edge rule.
    pub(super) bands: Vec<UnitBand>,
}

/// What zones hold of a unit by one edge rule.
#[derive(Debug)]
pub(super) struct UnitBand {
    /// Spans cut to the unit, each with its part; row by row.
    pub(super) spans: Vec<(u32, UnitSpan)>,
    /// Which zones a part is.
    pub(super) parts: Arc<BandParts>,
}

pub(super) struct Queue<'a> {
    plan: &'a TallyPlan,
    rules: &'a [EdgeRule],
    grid: UnitGrid,
    extents: &'a ZoneExtents,
    state: Mutex<State>,
    changed: Condvar,
}

struct State {
    /// Rows of units that nobody has begun.
    next_row: usize,
    /// How many are being made.
    in_the_making: usize,
    ready: VecDeque<Unit>,
    /// Nothing after this place is handed out any more.
    limit: Option<Cell>,
}

impl Unit {
    /// Where it starts: units are in file order when these are.
    pub(super) fn place(&self) -> Cell {
        Cell { row: self.window.row, col: self.window.col }
    }
}

impl<'a> Queue<'a> {
    pub(super) fn new(plan: &'a TallyPlan, rules: &'a [EdgeRule], unit: GridShape, extents: &'a ZoneExtents) -> Self {
        let unit = GridShape { rows: unit.rows.max(1), cols: unit.cols.max(1) };
        let state =
            State { next_row: plan.rows.start / unit.rows, in_the_making: 0, ready: VecDeque::new(), limit: None };
        let grid = UnitGrid { shape: plan.shape, unit };
        Self { plan, rules, grid, extents, state: Mutex::new(state), changed: Condvar::new() }
    }

    /// The next unit. Before the last ones of a run of rows are gone, the caller makes the next run.
    pub(super) fn take(&self) -> Option<Unit> {
        let mut state = self.lock();
        loop {
            if let Some(limit) = state.limit {
                state.ready.retain(|unit| unit.place() < limit);
            }
            // One run of rows is always ready or being made beside the one that is counted: where making takes long,
            // nobody waits for it.
            let run = self.grid.units().cols;
            let is_low = state.ready.len() + state.in_the_making * run < run.max(self.plan.threads);
            if is_low && state.next_row < self.end_row(state.limit) {
                let unit = state.ready.pop_front();
                let row = state.next_row;
                state.next_row += 1;
                state.in_the_making += 1;
                drop(state);
                let made = self.units_of(row);
                state = self.lock();
                state.in_the_making -= 1;
                state.ready.extend(made);
                self.changed.notify_all();
                if unit.is_some() {
                    return unit;
                }
            } else if let Some(unit) = state.ready.pop_front() {
                return Some(unit);
            } else if state.in_the_making == 0 {
                return None;
            } else {
                state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
            }
        }
    }

    /// The units of one row of units that lie under some zone.
    fn units_of(&self, row: usize) -> Vec<Unit> {
        let (shape, unit) = (self.grid.shape, self.grid.unit);
        let (first, end) = (row * unit.rows, ((row + 1) * unit.rows).min(shape.rows));
        let rows = first.max(self.plan.rows.start)..end.min(self.plan.rows.end);
        let zones = self.plan.zones.zones();
        let units = self.grid.units().cols;
        let mut of_unit: Vec<Vec<UnitBand>> = (0..units).map(|_| Vec::with_capacity(self.rules.len())).collect();
        for &rule in self.rules {
            let band = Band::of(zones, self.extents, shape, rows.clone(), rule);
            let spans = cut(&band, first, unit.cols, units);
            let parts = Arc::new(band.into_parts());
            for (bands, spans) in of_unit.iter_mut().zip(spans) {
                bands.push(UnitBand { spans, parts: Arc::clone(&parts) });
            }
        }
        let window = |col: usize| Window { row: first, col, rows: end - first, cols: unit.cols.min(shape.cols - col) };
        let cols = (0..units).map(|index| index * unit.cols);
        cols.zip(of_unit)
            .filter(|(_, bands)| bands.iter().any(|band| !band.spans.is_empty()))
            .map(|(col, bands)| Unit { window: window(col), bands })
            .collect()
    }

    /// Hands out nothing after this place any more: a unit there has failed, and only one before it could be named
    /// instead.
    pub(super) fn stop_after(&self, place: Cell) {
        let mut state = self.lock();
        state.limit = Some(state.limit.map_or(place, |limit| limit.min(place)));
    }

    /// The row of units after the last.
    fn end_row(&self, limit: Option<Cell>) -> usize {
        let rows = limit.map_or(self.plan.rows.end, |limit| self.plan.rows.end.min(limit.row + 1));
        rows.min(self.plan.shape.rows).div_ceil(self.grid.unit.rows)
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The spans of a band cut where units end, for each unit of the row: a worker then reads on where it has read.
fn cut(band: &Band, first_row: usize, unit_cols: usize, units: usize) -> Vec<Vec<(u32, UnitSpan)>> {
    let mut of_unit = vec![Vec::new(); units];
    for row in band.rows() {
        let unit_row = (row - first_row) as u32;
        for span in band.spans(row) {
            let (start, end) = (span.start as usize, span.end as usize);
            for (unit, spans) in of_unit.iter_mut().enumerate().take(end.div_ceil(unit_cols)).skip(start / unit_cols) {
                let cols = unit * unit_cols..(unit + 1) * unit_cols;
                let (start, end) = (start.max(cols.start) - cols.start, end.min(cols.end) - cols.start);
                let cut = UnitSpan { row: unit_row, start: start as u32, end: end as u32, share: span.share };
                spans.push((span.part, cut));
            }
        }
    }
    of_unit
}

/// Every unit of the plan, without keeping spans.
pub(super) fn windows(plan: &TallyPlan, unit: GridShape, extents: &ZoneExtents) -> Vec<Window> {
    let rules = [plan.edge];
    let queue = Queue::new(plan, &rules, unit, extents);
    std::iter::from_fn(|| queue.take()).map(|unit| unit.window).collect()
}
