//! One worker: takes the next unit, decodes all epochs, counts each part of it.

mod pair_counts;

use super::accumulator::Accumulator;
use super::joint::JointCode;
use super::most::{Form, Most};
use super::numbering::Numbering;
use super::part_counter::{Ground, PartCounter, UnitSpan};
use super::queue::{Queue, Unit, UnitBand};
use super::seen::{Seen, Untold, hash_of_zones};
use super::{TallyError, TallyPlan};
use crate::{Amount, BlockReader, BlockSource, Cell, Progress, State, SymbolBlock, Trajectory};
use pair_counts::PairCounts;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};

/// What all workers see.
pub(super) struct Shared<'a, S> {
    pub(super) plan: &'a TallyPlan,
    pub(super) rules: usize,
    pub(super) source: &'a S,
    pub(super) progress: &'a dyn Progress,
    pub(super) queue: &'a Queue<'a>,
    /// Numbers of trajectories, or of pairs of epochs.
    pub(super) joint: &'a JointCode,
    /// Numbers of whether a cell has a class in every epoch.
    pub(super) completeness: &'a JointCode,
    pub(super) form: Form,
    pub(super) most: Most,
    /// Trajectories that all workers have met, where there are several.
    pub(super) seen: Option<Seen>,
    /// The user asked to stop, once is enough.
    pub(super) is_cancelled: AtomicBool,
}

/// Works until no unit is left. Returns what was counted by each edge rule. An error comes with the place of
/// its unit, or none when it was met before the first.
pub(super) fn run<S: BlockSource>(
    shared: &Shared<'_, S>,
) -> Result<Vec<Accumulator>, (Option<Cell>, TallyError<S::Error>)> {
    // Files are opened for the first unit: a worker that gets none opens none.
    let mut worker: Option<Worker<'_, S>> = None;
    loop {
        if shared.progress.is_cancelled() {
            shared.is_cancelled.store(true, Ordering::Relaxed);
        }
        // Asked before a unit is taken: one that is taken is always done, so that of several units
        // that fail the first in file order is among those that were tried.
        if shared.is_cancelled.load(Ordering::Relaxed) {
            break;
        }
        let Some(unit) = shared.queue.take() else { break };
        let worker = match &mut worker {
            Some(worker) => worker,
            none => match shared.source.open() {
                Ok(reader) => none.insert(Worker::new(shared, reader)),
                Err(error) => {
                    shared.queue.stop_after(Cell { row: 0, col: 0 });
                    return Err((None, TallyError::Source(error)));
                }
            },
        };
        if let Err(error) = worker.tally_unit(&unit) {
            shared.queue.stop_after(unit.place());
            return Err((Some(unit.place()), error));
        }
        shared.progress.advance(1, unit.window.cells() as u64);
    }
    Ok(worker.map(Worker::finish).unwrap_or_default())
}

struct Worker<'a, S: BlockSource> {
    shared: &'a Shared<'a, S>,
    reader: S::Reader<'a>,
    /// Decoded symbols, one block for each epoch; memory reused from unit to unit.
    symbols: Vec<SymbolBlock>,
    numbering: Numbering<'a>,
    counter: PartCounter,
    spans: SpansByPart,
    /// Entries of `counted`.
    kept: usize,
    /// Those that the others do not know of.
    untold: Untold,
    /// For each edge rule, amounts by set of zones and trajectory number.
    counted: Vec<BTreeMap<Box<[u32]>, BTreeMap<u32, Amount>>>,
    /// What is counted instead, where trajectories are too many.
    pairs: Option<PairCounts<'a>>,
    accumulators: Vec<Accumulator>,
}

impl<'a, S: BlockSource> Worker<'a, S> {
    fn new(shared: &'a Shared<'a, S>, reader: S::Reader<'a>) -> Self {
        let epochs = shared.plan.years.len();
        let numbering = Numbering::new(shared.joint, (0..epochs).map(|epoch| shared.source.states(epoch)));
        Self {
            shared,
            reader,
            symbols: vec![SymbolBlock::default(); epochs],
            counter: PartCounter::default(),
            kept: 0,
            untold: Untold::default(),
            spans: SpansByPart::default(),
            numbering,
            counted: vec![BTreeMap::new(); shared.rules],
            pairs: PairCounts::new(shared),
            accumulators: (0..shared.rules).map(|_| Accumulator::new(epochs)).collect(),
        }
    }

    fn tally_unit(&mut self, unit: &Unit) -> Result<(), TallyError<S::Error>> {
        for (epoch, symbols) in self.symbols.iter_mut().enumerate() {
            self.reader.read(epoch, unit.window, symbols).map_err(TallyError::Source)?;
        }
        let ground = Ground { window: unit.window, surface: &self.shared.plan.surface };
        for (rule, band) in unit.bands.iter().enumerate() {
            let mut spans = std::mem::take(&mut self.spans);
            spans.collect(band);
            let mut met_strangers = false;
            if self.pairs.is_some() {
                met_strangers = self.count_pairs(ground, rule, band, &spans)?;
            } else {
                for (part, spans) in spans.lists() {
                    self.counter.count(ground, spans, &self.symbols, &mut self.numbering)?;
                    met_strangers |= self.collect(rule, band.parts.zones_of(*part));
                }
            }
            // What is unknown is unknown by every rule that reaches it; it is named once for each.
            if met_strangers {
                self.name_strangers(unit, rule, &spans)?;
            }
            self.spans = spans;
            let Shared { form, most, rules, ref seen, .. } = *self.shared;
            let are_too_many =
                |seen: &Seen| seen.are_too_many(&mut self.untold, |number| self.numbering.decode(number));
            if self.kept > most.of(form).saturating_mul(rules)
                || seen.as_ref().filter(|seen| self.kept > seen.share).is_some_and(are_too_many)
            {
                return Err(most.exceeded(form).into());
            }
        }
        Ok(())
    }

    /// Moves what was counted to the set of zones that it belongs to. True when some cells are strangers.
    fn collect(&mut self, rule: usize, zones: Box<[u32]>) -> bool {
        let set = hash_of_zones(&zones);
        let part = self.counted[rule].entry(zones).or_default();
        let before = part.len();
        let mut met_strangers = false;
        for (number, amount) in self.counter.found.drain(..) {
            met_strangers |= self.numbering.is_strange(number);
            let sum = part.entry(number).or_insert_with(|| {
                if self.shared.seen.is_some() {
                    self.untold.add(rule, set, number);
                }
                Amount::default()
            });
            *sum += amount;
        }
        self.kept += part.len() - before;
        met_strangers
    }

    /// Reads the unit's values again to say which are not in the legend, and where.
    fn name_strangers(&mut self, unit: &Unit, rule: usize, spans: &SpansByPart) -> Result<(), TallyError<S::Error>> {
        let window = unit.window;
        let mut values = Vec::new();
        for epoch in 0..self.symbols.len() {
            let states = self.shared.source.states(epoch);
            self.reader.read_values(epoch, window, &mut values).map_err(TallyError::Source)?;
            let mut seen = vec![false; window.cells()];
            for span in spans.lists().iter().flat_map(|(_, spans)| spans) {
                for unit_col in span.start as usize..span.end as usize {
                    let unit_row = span.row as usize;
                    let at = unit_row * window.cols + unit_col;
                    let is_stranger = states[self.symbols[epoch].at(unit_row, unit_col)] == State::Stranger;
                    // A cell that several parts share is one cell.
                    if is_stranger && !std::mem::replace(&mut seen[at], true) {
                        self.accumulators[rule].strangers[epoch].add(
                            values[at],
                            1,
                            Cell { row: window.row + unit_row, col: window.col + unit_col },
                        );
                    }
                }
            }
        }
        Ok(())
    }

    /// Spells the trajectories out. Numbers with a stranger are left out: the tally is refused anyway.
    fn finish(mut self) -> Vec<Accumulator> {
        for (accumulator, counted) in self.accumulators.iter_mut().zip(self.counted) {
            for (zones, counts) in counted {
                let spelled = |(number, amount)| Some((self.numbering.decode(number)?, amount));
                let amounts: BTreeMap<Trajectory, Amount> = counts.into_iter().filter_map(spelled).collect();
                accumulator.parts.insert(zones, amounts.into());
            }
        }
        if let Some(pairs) = self.pairs {
            pairs.finish(&mut self.accumulators);
        }
        self.accumulators
    }
}

/// The unit's spans, cut to its columns: one list for each part, row by row.
#[derive(Debug, Default)]
struct SpansByPart {
    lists: Vec<(u32, Vec<UnitSpan>)>,
    used: usize,
    /// For each part one more than its list, or 0.
    list_of: Vec<u32>,
}

impl SpansByPart {
    fn collect(&mut self, band: &UnitBand) {
        for (part, list) in &mut self.lists[..self.used] {
            self.list_of[*part as usize] = 0;
            list.clear();
        }
        self.used = 0;
        self.list_of.resize(self.list_of.len().max(band.parts.count()), 0);
        for &(part, span) in &band.spans {
            self.list(part).push(span);
        }
    }

    fn list(&mut self, part: u32) -> &mut Vec<UnitSpan> {
        let list_of = &mut self.list_of[part as usize];
        if *list_of == 0 {
            if self.used == self.lists.len() {
                self.lists.push((part, Vec::new()));
            }
            self.lists[self.used].0 = part;
            self.used += 1;
            *list_of = self.used as u32;
        }
        &mut self.lists[*list_of as usize - 1].1
    }

    fn lists(&self) -> &[(u32, Vec<UnitSpan>)] {
        &self.lists[..self.used]
    }
}
