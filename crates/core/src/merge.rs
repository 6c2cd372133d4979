//! Pieces of one tally, counted apart, become one.

use crate::{Part, Tally, Trajectory};
use std::collections::BTreeMap;

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
    /// # Errors
    /// When the other is not of the same work; nothing is added then.
    pub fn merge(&mut self, other: Self) -> Result<(), Mismatch> {
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
        let mut merged: BTreeMap<Vec<usize>, BTreeMap<Trajectory, _>> = BTreeMap::new();
        for part in self.take_parts().into_iter().chain(other.into_parts()) {
            let amounts = merged.entry(part.zones).or_default();
            for (trajectory, amount) in part.amounts {
                *amounts.entry(trajectory).or_default() += amount;
            }
        }
        self.set_parts(merged.into_iter().map(|(zones, amounts)| Part { zones, amounts }).collect());
        Ok(())
    }
}
