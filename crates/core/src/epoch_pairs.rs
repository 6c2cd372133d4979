//! What is kept of land whose trajectories are too many: each pair of epochs for itself.

use crate::{Amount, Trajectory};
use std::collections::BTreeMap;

/// Class in the earlier and in the later epoch, by index into the legend; `None` is nodata.
pub type ClassPair = (Option<u16>, Option<u16>);

/// Amounts by class pair, for each pair of epochs that transitions are made for, and what has a class in every epoch.
///
/// All that tables are made of, except whole trajectories: each epoch is in some pair, so that its areas are sums of that one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EpochPairs {
    epochs: usize,
    /// One for each of [`epoch_pairs`].
    by_pair: Vec<BTreeMap<ClassPair, Amount>>,
    classified: Amount,
}

/// Why amounts are not those of the same land in every pair of epochs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PairsMismatch {
    /// There is no map for each pair, or there is no pair.
    #[error("it has {found} pairs of epochs, expected {expected}")]
    Pairs {
        /// How many there are.
        found: usize,
        /// How many so many epochs have.
        expected: usize,
    },
    /// An epoch's classes are not the same in two pairs that it stands in.
    #[error("two of its pairs of epochs differ in what the epoch between them holds")]
    Epoch,
    /// More land is said to have a class in every epoch than has one in some epoch.
    #[error("more has a class in every epoch than in one of them")]
    Classified,
}

/// Pairs of epochs that transitions are made for: each with the next, and first with last.
pub(crate) fn epoch_pairs(epochs: usize) -> Vec<(usize, usize)> {
    let last = epochs.saturating_sub(1);
    let mut pairs: Vec<(usize, usize)> = (0..last).map(|epoch| (epoch, epoch + 1)).collect();
    if last > 1 {
        pairs.push((0, last));
    }
    pairs
}

impl EpochPairs {
    /// Puts pairs together, in the order of [`Tally::epoch_pairs`](crate::Tally::epoch_pairs).
    ///
    /// # Errors
    /// When they are not of the same land.
    pub fn new(
        epochs: usize,
        by_pair: Vec<BTreeMap<ClassPair, Amount>>,
        classified: Amount,
    ) -> Result<Self, PairsMismatch> {
        let pairs = epoch_pairs(epochs);
        if by_pair.len() != pairs.len() || pairs.is_empty() {
            return Err(PairsMismatch::Pairs { found: by_pair.len(), expected: pairs.len() });
        }
        let mut of_epochs: Vec<Option<BTreeMap<Option<u16>, Amount>>> = vec![None; epochs];
        for ((from, to), amounts) in pairs.into_iter().zip(&by_pair) {
            for (epoch, end) in [(from, first as fn(ClassPair) -> _), (to, second)] {
                let found = sums_by(amounts, end);
                if of_epochs[epoch].get_or_insert_with(|| found.clone()) != &found {
                    return Err(PairsMismatch::Epoch);
                }
            }
        }
        let pairs = Self { epochs, by_pair, classified };
        let total = pairs.total();
        for of_epoch in of_epochs.iter().flatten() {
            let nodata = of_epoch.get(&None).copied().unwrap_or_default();
            if exceeds(nodata + classified, total) {
                return Err(PairsMismatch::Classified);
            }
        }
        Ok(pairs)
    }

    /// Of nothing.
    pub(crate) fn none(epochs: usize) -> Self {
        Self { epochs, by_pair: vec![BTreeMap::new(); epoch_pairs(epochs).len()], classified: Amount::default() }
    }

    /// As counted: the pairs in their order.
    pub(crate) fn counted(epochs: usize, by_pair: Vec<BTreeMap<ClassPair, Amount>>, classified: Amount) -> Self {
        Self { epochs, by_pair, classified }
    }

    /// Number of epochs.
    pub fn epochs(&self) -> usize {
        self.epochs
    }

    /// The pairs of epochs, each with its amounts by class pair.
    pub fn pairs(&self) -> impl Iterator<Item = ((usize, usize), &BTreeMap<ClassPair, Amount>)> {
        epoch_pairs(self.epochs).into_iter().zip(&self.by_pair)
    }

    /// Amounts by class pair from one epoch to another, where this pair of epochs is kept.
    pub fn pair(&self, from_epoch: usize, to_epoch: usize) -> Option<&BTreeMap<ClassPair, Amount>> {
        self.pairs().find(|(pair, _)| *pair == (from_epoch, to_epoch)).map(|(_, amounts)| amounts)
    }

    /// Amount of each class in one epoch, and of nodata.
    pub fn in_epoch(&self, epoch: usize) -> BTreeMap<Option<u16>, Amount> {
        let starting = self.pairs().find(|((from, _), _)| *from == epoch);
        let ending = || self.pairs().find(|((_, to), _)| *to == epoch);
        match starting {
            Some((_, amounts)) => sums_by(amounts, first),
            None => ending().map(|(_, amounts)| sums_by(amounts, second)).unwrap_or_default(),
        }
    }

    /// Everything that was counted, nodata included.
    pub fn total(&self) -> Amount {
        self.by_pair.first().map(|amounts| amounts.values().copied().sum()).unwrap_or_default()
    }

    /// What has a class in every epoch.
    pub fn classified(&self) -> Amount {
        self.classified
    }

    /// How many amounts are kept.
    pub(crate) fn len(&self) -> usize {
        self.by_pair.iter().map(BTreeMap::len).sum()
    }

    pub(crate) fn add(&mut self, other: &Self) {
        for (mine, theirs) in self.by_pair.iter_mut().zip(&other.by_pair) {
            for (&classes, &amount) in theirs {
                *mine.entry(classes).or_default() += amount;
            }
        }
        self.classified += other.classified;
    }

    pub(crate) fn add_trajectories(&mut self, trajectories: &BTreeMap<Trajectory, Amount>) {
        for ((from, to), amounts) in epoch_pairs(self.epochs).into_iter().zip(&mut self.by_pair) {
            for (trajectory, &amount) in trajectories {
                let classes = trajectory.classes();
                *amounts.entry((classes[from], classes[to])).or_default() += amount;
            }
        }
        let complete = trajectories.iter().filter(|(trajectory, _)| trajectory.is_complete());
        self.classified += complete.map(|(_, &amount)| amount).sum();
    }

    pub(crate) fn for_each_amount(&mut self, change: impl FnMut(&mut Amount)) {
        let amounts = self.by_pair.iter_mut().flat_map(BTreeMap::values_mut);
        amounts.chain([&mut self.classified]).for_each(change);
    }
}

fn first((from, _): ClassPair) -> Option<u16> {
    from
}

fn second((_, to): ClassPair) -> Option<u16> {
    to
}

fn sums_by(amounts: &BTreeMap<ClassPair, Amount>, end: fn(ClassPair) -> Option<u16>) -> BTreeMap<Option<u16>, Amount> {
    let mut sums: BTreeMap<Option<u16>, Amount> = BTreeMap::new();
    for (&classes, &amount) in amounts {
        *sums.entry(end(classes)).or_default() += amount;
    }
    sums
}

fn exceeds(amount: Amount, most: Amount) -> bool {
    amount.cells > most.cells || amount.area > most.area
}

#[cfg(test)]
#[path = "epoch_pairs_tests.rs"]
mod tests;
