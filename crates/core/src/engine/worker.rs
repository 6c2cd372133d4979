//! One worker: takes the next unit, decodes all epochs, counts each part of it.

use super::accumulator::Accumulator;
use super::bands::{Bands, Unit};
use super::histogram::Histogram;
use super::joint::{Chains, JointCode};
use super::{TallyError, TallyPlan};
use crate::{Amount, Area, Band, BlockReader, BlockSource, Cell, PartSpan, Progress, State, SymbolBlock, TallyFault};
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// What all workers see.
pub(super) struct Shared<'a, S> {
    pub(super) plan: &'a TallyPlan,
    pub(super) source: &'a S,
    pub(super) progress: &'a dyn Progress,
    pub(super) bands: &'a Bands<'a>,
    pub(super) units: &'a [Unit],
    pub(super) joint: &'a JointCode,
    pub(super) next: AtomicUsize,
    /// Some worker failed.
    pub(super) stop: AtomicBool,
    /// The user asked to stop, once is enough.
    pub(super) is_cancelled: AtomicBool,
}

/// Works until no unit is left. An error comes with the index of its unit, or none when it was met
/// before the first.
pub(super) fn run<S: BlockSource>(
    shared: &Shared<'_, S>,
) -> Result<Accumulator, (Option<usize>, TallyError<S::Error>)> {
    let reader = shared.source.open().map_err(|error| (None, TallyError::Source(error)))?;
    let mut worker = Worker::new(shared, reader);
    loop {
        if shared.progress.is_cancelled() {
            shared.is_cancelled.store(true, Ordering::Relaxed);
        }
        // Asked before a unit is taken: one that is taken is always done, so that of several units
        // that fail the first in file order is among those that were tried.
        if shared.stop.load(Ordering::Relaxed) || shared.is_cancelled.load(Ordering::Relaxed) {
            break;
        }
        let index = shared.next.fetch_add(1, Ordering::Relaxed);
        let Some(&unit) = shared.units.get(index) else { break };
        worker.tally_unit(unit).map_err(|error| (Some(index), error))?;
        shared.bands.done(unit.band);
        shared.progress.advance(1, unit.window.cells() as u64);
    }
    Ok(worker.finish())
}

struct Worker<'a, S: BlockSource> {
    shared: &'a Shared<'a, S>,
    reader: S::Reader<'a>,
    /// Decoded symbols, one block for each epoch; memory reused from unit to unit.
    symbols: Vec<SymbolBlock>,
    /// For each epoch, what each symbol adds to the joint number.
    addends: Vec<Vec<u32>>,
    joint_rows: Vec<Vec<u32>>,
    histogram: Histogram,
    chains: Chains,
    /// Amounts by set of zones and trajectory number.
    counted: BTreeMap<Box<[u32]>, BTreeMap<u32, Amount>>,
    accumulator: Accumulator,
}

impl<'a, S: BlockSource> Worker<'a, S> {
    fn new(shared: &'a Shared<'a, S>, reader: S::Reader<'a>) -> Self {
        let epochs = shared.plan.years.len();
        let groups = shared.joint.groups();
        Self {
            shared,
            reader,
            symbols: vec![SymbolBlock::default(); epochs],
            addends: (0..epochs).map(|epoch| shared.joint.addends(epoch, shared.source.states(epoch))).collect(),
            joint_rows: vec![Vec::new(); groups.len()],
            histogram: Histogram::with_values(shared.joint.group_values(&groups[0])),
            chains: Chains::new(shared.joint),
            counted: BTreeMap::new(),
            accumulator: Accumulator::new(epochs),
        }
    }

    fn tally_unit(&mut self, unit: Unit) -> Result<(), TallyError<S::Error>> {
        for (epoch, symbols) in self.symbols.iter_mut().enumerate() {
            self.reader.read(epoch, unit.window, symbols).map_err(TallyError::Source)?;
        }
        let band = self.shared.bands.get(unit.band);
        let mut met_strangers = false;
        for (part, spans) in spans_by_part(&band, unit) {
            met_strangers |= self.count_part(unit, &band.parts[part as usize], &spans)?;
        }
        if met_strangers {
            self.name_strangers(unit, &band)?;
        }
        Ok(())
    }

    /// Counts the cells of one part of the unit. True when some are strangers.
    fn count_part(&mut self, unit: Unit, zones: &[u32], spans: &[(usize, PartSpan)]) -> Result<bool, TallyFault> {
        let surface = &self.shared.plan.surface;
        let mut counts: BTreeMap<u32, Amount> = BTreeMap::new();
        let mut at = 0;
        while at < spans.len() {
            // On a plane all rows are alike; elsewhere each row has its own cell area.
            let row = spans[at].0;
            if !surface.rows_are_uniform() {
                self.count_cells(unit, spans[at], &mut counts)?;
                at += 1;
                continue;
            }
            let mut end = at;
            while end < spans.len() && (surface.is_plane() || spans[end].0 == row) {
                self.count_span(unit, spans[end])?;
                end += 1;
            }
            let cell = if surface.is_plane() { Area::ZERO } else { surface.cell_area(Cell { row, col: 0 }) };
            self.histogram.drain(|number, cells| {
                let cells = u64::from(cells);
                *counts.entry(number).or_default() += Amount { cells, area: cell * cells };
            });
            at = end;
        }
        let met_strangers = counts.keys().any(|&number| self.chains.decode(self.shared.joint, number).is_none());
        if !self.counted.contains_key(zones) {
            self.counted.insert(zones.into(), BTreeMap::new());
        }
        if let Some(part) = self.counted.get_mut(zones) {
            for (number, amount) in counts {
                *part.entry(number).or_default() += amount;
            }
        }
        Ok(met_strangers)
    }

    /// Counts a span cell by cell, each with its own area.
    fn count_cells(
        &mut self,
        unit: Unit,
        (row, span): (usize, PartSpan),
        counts: &mut BTreeMap<u32, Amount>,
    ) -> Result<(), TallyFault> {
        let mut areas = Vec::new();
        self.shared.plan.surface.areas_along(row, span.start as usize..span.end as usize, &mut areas);
        for (col, sums) in (span.start..span.end).zip(areas.windows(2)) {
            self.count_span(unit, (row, PartSpan { start: col, end: col + 1, part: span.part }))?;
            let area = sums[1] - sums[0];
            self.histogram.drain(|number, _| *counts.entry(number).or_default() += Amount { cells: 1, area });
        }
        Ok(())
    }

    fn count_span(&mut self, unit: Unit, (row, span): (usize, PartSpan)) -> Result<(), TallyFault> {
        let offset = (row - unit.window.row) * unit.window.cols;
        let (start, end) =
            (offset + span.start as usize - unit.window.col, offset + span.end as usize - unit.window.col);
        for (group, numbers) in self.shared.joint.groups().iter().zip(&mut self.joint_rows) {
            numbers.clear();
            numbers.resize(end - start, 0);
            for epoch in group.clone() {
                add_symbols(numbers, &self.symbols[epoch], start..end, &self.addends[epoch]);
            }
        }
        if let [numbers] = &self.joint_rows[..] {
            self.histogram.count(numbers);
            return Ok(());
        }
        self.count_chains()
    }

    /// Many epochs: numbers each different chain of groups, then counts those numbers.
    fn count_chains(&mut self) -> Result<(), TallyFault> {
        let length = self.joint_rows[0].len();
        let mut values: Vec<u32> = Vec::with_capacity(self.joint_rows.len());
        let mut number = 0;
        for col in 0..length {
            let changed = col == 0 || self.joint_rows.iter().any(|row| row[col] != row[col - 1]);
            if changed {
                values.clear();
                values.extend(self.joint_rows.iter().map(|row| row[col]));
                number = self.chains.number(&values)?;
                self.histogram.grow_to(number as usize + 1);
            }
            self.histogram.count(&[number]);
        }
        Ok(())
    }

    /// Reads the unit's values again to say which are not in the legend, and where.
    fn name_strangers(&mut self, unit: Unit, band: &Band) -> Result<(), TallyError<S::Error>> {
        let window = unit.window;
        let mut values = Vec::new();
        for epoch in 0..self.symbols.len() {
            let states = self.shared.source.states(epoch);
            self.reader.read_values(epoch, window, &mut values).map_err(TallyError::Source)?;
            for (row, span) in spans_by_part(band, unit).into_values().flatten() {
                for col in span.start as usize..span.end as usize {
                    let at = (row - window.row) * window.cols + col - window.col;
                    let symbol = match &self.symbols[epoch] {
                        SymbolBlock::Narrow(symbols) => usize::from(symbols[at]),
                        SymbolBlock::Wide(symbols) => usize::from(symbols[at]),
                    };
                    if states[symbol] == State::Stranger {
                        self.accumulator.strangers[epoch].add(values[at], 1, Cell { row, col });
                    }
                }
            }
        }
        Ok(())
    }

    /// Spells the trajectories out. Numbers with a stranger are left out: the tally is refused anyway.
    fn finish(mut self) -> Accumulator {
        for (zones, counts) in self.counted {
            let part = self.accumulator.parts.entry(zones).or_default();
            for (number, amount) in counts {
                if let Some(trajectory) = self.chains.decode(self.shared.joint, number) {
                    *part.entry(trajectory).or_default() += amount;
                }
            }
        }
        self.accumulator
    }
}

/// The unit's spans, cut to its columns, part by part and row by row.
fn spans_by_part(band: &Band, unit: Unit) -> BTreeMap<u32, Vec<(usize, PartSpan)>> {
    let (from, to) = (unit.window.col as u32, unit.window.end_col() as u32);
    let mut parts: BTreeMap<u32, Vec<(usize, PartSpan)>> = BTreeMap::new();
    for (row, spans) in band.rows.clone().zip(&band.spans) {
        for span in spans {
            let cut = PartSpan { start: span.start.max(from), end: span.end.min(to), part: span.part };
            if cut.start < cut.end {
                parts.entry(cut.part).or_default().push((row, cut));
            }
        }
    }
    parts
}

/// Adds one epoch to the joint numbers of a stretch of cells.
#[inline]
fn add_symbols(numbers: &mut [u32], symbols: &SymbolBlock, range: std::ops::Range<usize>, addends: &[u32]) {
    match symbols {
        SymbolBlock::Narrow(symbols) => {
            for (number, &symbol) in numbers.iter_mut().zip(&symbols[range]) {
                *number += addends[usize::from(symbol)];
            }
        }
        SymbolBlock::Wide(symbols) => {
            for (number, &symbol) in numbers.iter_mut().zip(&symbols[range]) {
                *number += addends[usize::from(symbol)];
            }
        }
    }
}
