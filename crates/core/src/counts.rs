//! What was counted of some land: by whole trajectories, or by pairs of epochs where these are too many.

use crate::{Amount, EpochPairs, Trajectory};
use std::collections::BTreeMap;

/// What was counted of some land.
#[derive(Debug, Clone, PartialEq)]
pub enum Counts {
    /// Amounts by trajectory, those with nodata in some epoch included. Everything else is a sum of these.
    Trajectories(BTreeMap<Trajectory, Amount>),
    /// Amounts by class pair in each pair of epochs.
    Pairs(EpochPairs),
}

impl Counts {
    /// Everything, nodata included.
    pub fn total(&self) -> Amount {
        match self {
            Self::Trajectories(amounts) => amounts.values().copied().sum(),
            Self::Pairs(pairs) => pairs.total(),
        }
    }

    /// The amounts by trajectory, where they are kept.
    pub fn trajectories(&self) -> Option<&BTreeMap<Trajectory, Amount>> {
        match self {
            Self::Trajectories(amounts) => Some(amounts),
            Self::Pairs(_) => None,
        }
    }

    /// How many amounts are kept.
    pub(crate) fn len(&self) -> usize {
        match self {
            Self::Trajectories(amounts) => amounts.len(),
            Self::Pairs(pairs) => pairs.len(),
        }
    }

    /// Adds other land of as many epochs. Where one of both is kept by pairs of epochs, the sum is.
    pub(crate) fn add(&mut self, other: &Self) {
        if let Self::Pairs(pairs) = other {
            self.forget_trajectories(pairs.epochs());
        }
        match (self, other) {
            (Self::Trajectories(mine), Self::Trajectories(theirs)) => {
                for (trajectory, &amount) in theirs {
                    match mine.get_mut(trajectory) {
                        Some(sum) => *sum += amount,
                        None => drop(mine.insert(trajectory.clone(), amount)),
                    }
                }
            }
            (Self::Pairs(mine), Self::Trajectories(theirs)) => mine.add_trajectories(theirs),
            (Self::Pairs(mine), Self::Pairs(theirs)) => mine.add(theirs),
            (Self::Trajectories(_), Self::Pairs(_)) => unreachable!("trajectories were made pairs above"),
        }
    }

    /// Keeps only what pairs of epochs say, of so many epochs.
    pub(crate) fn forget_trajectories(&mut self, epochs: usize) {
        if let Self::Trajectories(amounts) = self {
            let mut pairs = EpochPairs::none(epochs);
            pairs.add_trajectories(amounts);
            *self = Self::Pairs(pairs);
        }
    }

    pub(crate) fn for_each_amount(&mut self, change: impl FnMut(&mut Amount)) {
        match self {
            Self::Trajectories(amounts) => amounts.values_mut().for_each(change),
            Self::Pairs(pairs) => pairs.for_each_amount(change),
        }
    }
}

impl From<BTreeMap<Trajectory, Amount>> for Counts {
    fn from(amounts: BTreeMap<Trajectory, Amount>) -> Self {
        Self::Trajectories(amounts)
    }
}

impl From<EpochPairs> for Counts {
    fn from(pairs: EpochPairs) -> Self {
        Self::Pairs(pairs)
    }
}
