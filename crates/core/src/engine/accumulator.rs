//! What one worker has counted so far, and how two workers' counts become one.

use crate::{Amount, Strangers, Trajectory};
use std::collections::BTreeMap;

/// Amounts by set of zones and trajectory.
pub(super) type PartAmounts = BTreeMap<Box<[u32]>, BTreeMap<Trajectory, Amount>>;

/// Counts with trajectories spelled out, so that they mean the same to every worker.
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

    /// Different trajectories in all sets of zones.
    pub(super) fn trajectories(&self) -> usize {
        self.parts.values().map(BTreeMap::len).sum()
    }

    /// Cells that hold an unknown value in some epoch.
    pub(super) fn strange_cells(&self) -> u64 {
        self.strangers.iter().map(Strangers::cells).sum()
    }

    /// Adds another worker's counts. Integers: the order does not matter.
    pub(super) fn merge(&mut self, other: Self) {
        for (zones, trajectories) in other.parts {
            let part = self.parts.entry(zones).or_default();
            for (trajectory, amount) in trajectories {
                *part.entry(trajectory).or_default() += amount;
            }
        }
        for (mine, theirs) in self.strangers.iter_mut().zip(&other.strangers) {
            mine.merge(theirs);
        }
    }
}
