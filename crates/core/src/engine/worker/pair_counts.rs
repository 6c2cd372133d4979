//! Counting by pairs of epochs: each pair as if there were no other epoch, and apart from that which cells have a class in all.
//!
//! A worker's symbols and numbering are lent those of one pair after the other, so that the same loops count runs of cells
//! that neither epoch of the pair changes in. The time is linear in epochs.

use super::{Shared, SpansByPart, Worker};
use crate::block::Symbols;
use crate::engine::accumulator::Accumulator;
use crate::engine::most::Form;
use crate::engine::numbering::Numbering;
use crate::engine::part_counter::Ground;
use crate::engine::queue::UnitBand;
use crate::epoch_pairs::{ClassPair, epoch_pairs};
use crate::{Amount, BlockSource, EpochPairs, State, SymbolBlock, TallyFault, Trajectory, Window};
use std::collections::BTreeMap;

/// What a symbol says of a cell in [`PairCounts::complete`].
const COMPLETENESS: [State; 2] = [State::Class(0), State::Nodata];

/// The symbol of cells with nodata in some epoch.
const INCOMPLETE: u8 = 1;

/// What one worker counts by pairs of epochs.
pub(super) struct PairCounts<'a> {
    /// One for each pair of epochs, then that of [`Self::complete`].
    layers: Vec<Layer<'a>>,
    /// Whether the unit's cells have a class in every epoch.
    complete: SymbolBlock,
    /// For each epoch, the symbols of nodata.
    nodata: Vec<Vec<u16>>,
    /// For each edge rule, the place of each set of zones in `counted`.
    sets: Vec<BTreeMap<Box<[u32]>, usize>>,
    /// For each edge rule, set of zones and layer, amounts by number.
    counted: Vec<Vec<Vec<BTreeMap<u32, Amount>>>>,
}

/// Blocks that are counted together.
struct Layer<'a> {
    numbering: Numbering<'a>,
    /// None: the block is that of completeness.
    epochs: Option<(usize, usize)>,
}

impl<'a> PairCounts<'a> {
    /// None where trajectories are counted.
    pub(super) fn new<S: BlockSource>(shared: &Shared<'a, S>) -> Option<Self> {
        let Form::EpochPairs = shared.form else { return None };
        let epochs = shared.plan.years.len();
        let states = |epoch: usize| shared.source.states(epoch);
        let pair = |(from, to)| Layer {
            numbering: Numbering::new(shared.joint, [from, to].into_iter().map(states)),
            epochs: Some((from, to)),
        };
        let completeness =
            Layer { numbering: Numbering::new(shared.completeness, [&COMPLETENESS[..]].into_iter()), epochs: None };
        let nodata = |epoch: usize| {
            let symbols = states(epoch).iter().enumerate().filter(|(_, state)| **state == State::Nodata);
            symbols.map(|(symbol, _)| symbol as u16).collect()
        };
        Some(Self {
            layers: epoch_pairs(epochs).into_iter().map(pair).chain([completeness]).collect(),
            complete: SymbolBlock::default(),
            nodata: (0..epochs).map(nodata).collect(),
            sets: vec![BTreeMap::new(); shared.rules],
            counted: vec![Vec::new(); shared.rules],
        })
    }

    /// Marks the unit's cells that have nodata in some epoch.
    fn find_incomplete(&mut self, symbols: &[SymbolBlock], window: Window) {
        let (rows, cols) = (window.rows, window.cols);
        let marks = self.complete.narrow(rows, cols);
        marks.fill(0);
        for (block, nodata) in symbols.iter().zip(&self.nodata) {
            for (row, marks) in marks.chunks_exact_mut(cols).enumerate() {
                let start = row * block.stride();
                // Few symbols mean nodata: comparing with each of them takes no lookups.
                for &symbol in nodata {
                    match block.symbols() {
                        Symbols::Narrow(symbols) => mark(marks, &symbols[start..start + cols], symbol as u8),
                        Symbols::Wide(symbols) => mark(marks, &symbols[start..start + cols], symbol),
                    }
                }
            }
        }
    }

    /// The place of a set of zones.
    fn set(&mut self, rule: usize, zones: Box<[u32]>) -> usize {
        let counted = &mut self.counted[rule];
        let layers = self.layers.len();
        *self.sets[rule].entry(zones).or_insert_with(|| {
            counted.push(vec![BTreeMap::new(); layers]);
            counted.len() - 1
        })
    }

    /// Spells the class pairs out. Numbers with a stranger are left out: the tally is refused anyway.
    pub(super) fn finish(self, into: &mut [Accumulator]) {
        for ((accumulator, sets), mut counted) in into.iter_mut().zip(self.sets).zip(self.counted) {
            for (zones, set) in sets {
                let mut by_pair: Vec<BTreeMap<ClassPair, Amount>> = Vec::new();
                let mut classified = Amount::default();
                for (layer, counts) in self.layers.iter().zip(std::mem::take(&mut counted[set])) {
                    let spelled = counts.into_iter().filter_map(|(number, amount)| {
                        let trajectory = layer.numbering.decode(number)?;
                        Some((trajectory, amount))
                    });
                    if layer.epochs.is_some() {
                        let classes = |trajectory: Trajectory| (trajectory.classes()[0], trajectory.classes()[1]);
                        by_pair.push(spelled.map(|(pair, amount)| (classes(pair), amount)).collect());
                    } else {
                        let complete = spelled.filter(|(trajectory, _)| trajectory.is_complete());
                        classified = complete.map(|(_, amount)| amount).sum();
                    }
                }
                let pairs = EpochPairs::counted(self.nodata.len(), by_pair, classified);
                accumulator.parts.insert(zones, pairs.into());
            }
        }
    }
}

impl<'a, S: BlockSource> Worker<'a, S> {
    /// Counts the unit's parts by pairs of epochs. True when some cells are strangers.
    pub(super) fn count_pairs(
        &mut self,
        ground: Ground<'_>,
        rule: usize,
        band: &UnitBand,
        spans: &SpansByPart,
    ) -> Result<bool, TallyFault> {
        let Some(mut pairs) = self.pairs.take() else { return Ok(false) };
        // The rules follow one another on the same unit.
        if rule == 0 {
            pairs.find_incomplete(&self.symbols, ground.window);
        }
        let sets: Vec<usize> =
            spans.lists().iter().map(|(part, _)| pairs.set(rule, band.parts.zones_of(*part))).collect();
        let mut met_strangers = false;
        for layer in 0..pairs.layers.len() {
            let lent = self.lend(&mut pairs, layer);
            for ((_, spans), &set) in spans.lists().iter().zip(&sets) {
                let counted = self.counter.count(ground, spans, &self.symbols, &mut self.numbering);
                counted.map_err(|_| self.shared.most.exceeded(self.shared.form))?;
                let amounts = &mut pairs.counted[rule][set][layer];
                let before = amounts.len();
                for (number, amount) in self.counter.found.drain(..) {
                    met_strangers |= self.numbering.is_strange(number);
                    *amounts.entry(number).or_default() += amount;
                }
                self.kept += amounts.len() - before;
            }
            self.take_back(&mut pairs, layer, lent);
        }
        self.pairs = Some(pairs);
        Ok(met_strangers)
    }

    /// Gives the worker's loops the blocks and the numbering of one layer. Returns what they had.
    fn lend(&mut self, pairs: &mut PairCounts<'a>, layer: usize) -> Vec<SymbolBlock> {
        let layer = &mut pairs.layers[layer];
        std::mem::swap(&mut self.numbering, &mut layer.numbering);
        let mut symbols = std::mem::take(&mut self.symbols);
        self.symbols = match layer.epochs {
            Some((from, to)) => [from, to].map(|epoch| std::mem::take(&mut symbols[epoch])).into(),
            None => vec![std::mem::take(&mut pairs.complete)],
        };
        symbols
    }

    fn take_back(&mut self, pairs: &mut PairCounts<'a>, layer: usize, symbols: Vec<SymbolBlock>) {
        let layer = &mut pairs.layers[layer];
        std::mem::swap(&mut self.numbering, &mut layer.numbering);
        let mut lent = std::mem::replace(&mut self.symbols, symbols).into_iter();
        let mut give_back = |place: &mut SymbolBlock| {
            if let Some(block) = lent.next() {
                *place = block;
            }
        };
        match layer.epochs {
            Some((from, to)) => [from, to].into_iter().for_each(|epoch| give_back(&mut self.symbols[epoch])),
            None => give_back(&mut pairs.complete),
        }
    }
}

fn mark<T: Copy + PartialEq>(marks: &mut [u8], symbols: &[T], nodata: T) {
    for (mark, symbol) in marks.iter_mut().zip(symbols) {
        *mark |= u8::from(*symbol == nodata) * INCOMPLETE;
    }
}
