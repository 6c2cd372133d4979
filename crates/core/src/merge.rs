//! Pieces of one tally, counted apart, become one.

use crate::engine::Most;
use crate::{Counts, Part, Tally};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

/// What two tallies must share before their counts can be added.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Mismatch {
    /// Years of the epochs.
    #[error("the years differ")]
    Years,
    /// The classes.
    #[error("the legends differ")]
    Legend,
    /// Names and groups of the zones.
    #[error("the zones differ")]
    Zones,
    /// What the outlines measure.
    #[error("the outlines of the zones measure something else")]
    Ledger,
}

impl Tally {
    /// Adds the counts of another piece of the same work. Whole numbers: any order gives the same tally, bit for bit.
    ///
    /// The sum keeps trajectories where a tally of the whole would: both pieces do, and together they have not too many.
    ///
    /// # Errors
    /// When the other is not of the same work; nothing is added then.
    pub fn merge(&mut self, other: Self) -> Result<(), Mismatch> {
        self.merge_keeping(other, Most::default())
    }

    pub(crate) fn merge_keeping(&mut self, other: Self, most: Most) -> Result<(), Mismatch> {
        if self.years() != other.years() {
            return Err(Mismatch::Years);
        }
        if self.legend() != other.legend() {
            return Err(Mismatch::Legend);
        }
        if self.zones() != other.zones() {
            return Err(Mismatch::Zones);
        }
        if !self.has_lines_of(&other) {
            return Err(Mismatch::Ledger);
        }
        let mut merged: BTreeMap<Vec<usize>, Counts> = BTreeMap::new();
        for part in self.take_parts().into_iter().chain(other.into_parts()) {
            match merged.entry(part.zones) {
                Entry::Vacant(none) => drop(none.insert(part.amounts)),
                Entry::Occupied(mut some) => some.get_mut().add(&part.amounts),
            }
        }
        self.set_parts(merged.into_iter().map(|(zones, amounts)| Part { zones, amounts }).collect());
        if self.keeps_trajectories() && self.amounts() > most.trajectories {
            self.forget_trajectories();
        }
        Ok(())
    }
}
