//! Everything counted in one region: a zone, a group of zones, or the whole study.

use crate::{Amount, Counts, Trajectory, TransitionMatrix};
use ndarray::Array2;

/// What was counted. Areas, transitions and nodata are sums of it.
#[derive(Debug, Clone, PartialEq)]
pub struct RegionTally {
    classes: usize,
    amounts: Counts,
}

impl RegionTally {
    /// `nothing` says whether trajectories are kept.
    pub(crate) fn new(classes: usize, nothing: Counts) -> Self {
        Self { classes, amounts: nothing }
    }

    pub(crate) fn add_all(&mut self, amounts: &Counts) {
        self.amounts.add(amounts);
    }

    /// Every trajectory, those with nodata in some epoch included. `None` where only pairs of epochs are kept.
    pub fn trajectories(&self) -> Option<impl Iterator<Item = (&Trajectory, Amount)>> {
        Some(self.amounts.trajectories()?.iter().map(|(trajectory, &amount)| (trajectory, amount)))
    }

    /// Trajectories with a class in every epoch. `None` where only pairs of epochs are kept.
    pub fn complete_trajectories(&self) -> Option<impl Iterator<Item = (&Trajectory, Amount)>> {
        Some(self.trajectories()?.filter(|(trajectory, _)| trajectory.is_complete()))
    }

    /// Amount of each class of the legend in one epoch. Cells with nodata in that epoch are left out.
    pub fn class_areas(&self, epoch: usize) -> Vec<Amount> {
        let mut areas = vec![Amount::default(); self.classes];
        match &self.amounts {
            Counts::Trajectories(amounts) => {
                for (trajectory, &amount) in amounts {
                    if let Some(class) = trajectory.class(epoch) {
                        areas[class] += amount;
                    }
                }
            }
            Counts::Pairs(pairs) => {
                for (class, amount) in pairs.in_epoch(epoch) {
                    if let Some(class) = class {
                        areas[usize::from(class)] += amount;
                    }
                }
            }
        }
        areas
    }

    /// Transitions between two epochs. Cells with nodata in either are left out.
    ///
    /// # Panics
    /// Where only pairs of epochs are kept, and this is none of [`Tally::epoch_pairs`](crate::Tally::epoch_pairs).
    pub fn transitions(&self, from_epoch: usize, to_epoch: usize) -> TransitionMatrix {
        let mut amounts = Array2::from_elem((self.classes, self.classes), Amount::default());
        let mut add = |from: Option<u16>, to: Option<u16>, amount: Amount| {
            if let (Some(from), Some(to)) = (from, to) {
                amounts[(usize::from(from), usize::from(to))] += amount;
            }
        };
        match &self.amounts {
            Counts::Trajectories(trajectories) => {
                for (trajectory, &amount) in trajectories {
                    let classes = trajectory.classes();
                    add(classes[from_epoch], classes[to_epoch], amount);
                }
            }
            Counts::Pairs(pairs) => {
                let pair = pairs.pair(from_epoch, to_epoch);
                let pair = pair.expect("whoever has a tally of pairs of epochs asks for one of these");
                for (&(from, to), &amount) in pair {
                    add(from, to, amount);
                }
            }
        }
        TransitionMatrix { from_epoch, to_epoch, amounts }
    }

    /// Everything that was counted, nodata included.
    pub fn total(&self) -> Amount {
        self.amounts.total()
    }

    /// Cells with a class in every epoch.
    pub fn classified(&self) -> Amount {
        match &self.amounts {
            Counts::Trajectories(amounts) => {
                amounts.iter().filter(|(trajectory, _)| trajectory.is_complete()).map(|(_, &amount)| amount).sum()
            }
            Counts::Pairs(pairs) => pairs.classified(),
        }
    }

    /// Cells with nodata in at least one epoch.
    pub fn nodata(&self) -> Amount {
        let (total, classified) = (self.total(), self.classified());
        Amount { cells: total.cells - classified.cells, area: total.area - classified.area }
    }

    /// Cells with nodata in this epoch.
    pub fn nodata_in(&self, epoch: usize) -> Amount {
        match &self.amounts {
            Counts::Trajectories(amounts) => {
                let without = amounts.iter().filter(|(trajectory, _)| trajectory.class(epoch).is_none());
                without.map(|(_, &amount)| amount).sum()
            }
            Counts::Pairs(pairs) => pairs.in_epoch(epoch).remove(&None).unwrap_or_default(),
        }
    }

    /// True for each class of the legend that occurs in some epoch.
    pub fn classes_present(&self) -> Vec<bool> {
        let mut present = vec![false; self.classes];
        let mut see = |class: u16| present[usize::from(class)] = true;
        match &self.amounts {
            Counts::Trajectories(amounts) => {
                amounts
                    .keys()
                    .flat_map(|trajectory| trajectory.classes().iter().flatten())
                    .for_each(|&class| see(class));
            }
            Counts::Pairs(pairs) => {
                let class_pairs = pairs.pairs().flat_map(|(_, amounts)| amounts.keys());
                class_pairs.flat_map(|&(from, to)| [from, to]).flatten().for_each(see);
            }
        }
        present
    }
}
