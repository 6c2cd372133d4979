//! What one worker has counted so far, and how two workers' counts become one.

use crate::{Counts, Strangers};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

/// Amounts by set of zones.
pub(super) type PartAmounts = BTreeMap<Box<[u32]>, Counts>;

/// Counts with trajectories or class pairs spelled out, so that they mean the same to every worker.
#[derive(Debug)]
pub(super) struct Accumulator {
    pub(super) parts: PartAmounts,
    /// One for each epoch.
    pub(super) strangers: Vec<Strangers>,
}

impl Accumulator {
    pub(super) fn new(epochs: usize) -> Self {
        Self { parts: PartAmounts::new(), strangers: vec![Strangers::default(); epochs] }
    }

    /// Different trajectories, or class pairs of pairs of epochs, in all sets of zones.
    pub(super) fn amounts(&self) -> usize {
        self.parts.values().map(Counts::len).sum()
    }

    /// Cells that hold an unknown value in some epoch.
    pub(super) fn strange_cells(&self) -> u64 {
        self.strangers.iter().map(Strangers::cells).sum()
    }

    /// Adds another worker's counts. Integers: the order does not matter.
    pub(super) fn merge(&mut self, other: Self) {
        for (zones, counts) in other.parts {
            match self.parts.entry(zones) {
                Entry::Vacant(none) => drop(none.insert(counts)),
                Entry::Occupied(mut some) => some.get_mut().add(&counts),
            }
        }
        for (mine, theirs) in self.strangers.iter_mut().zip(&other.strangers) {
            mine.merge(theirs);
        }
    }
}
