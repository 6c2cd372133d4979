//! Everything counted in one region: a zone, a group of zones, or the whole study.

use crate::{Amount, Trajectory, TransitionMatrix};
use ndarray::Array2;
use std::collections::BTreeMap;

/// Amounts by trajectory. Areas, transitions and nodata are sums of these.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RegionTally {
    classes: usize,
    amounts: BTreeMap<Trajectory, Amount>,
}

impl RegionTally {
    pub(crate) fn new(classes: usize) -> Self {
        Self { classes, amounts: BTreeMap::new() }
    }

    pub(crate) fn add_all(&mut self, amounts: &BTreeMap<Trajectory, Amount>) {
        for (trajectory, &amount) in amounts {
            *self.amounts.entry(trajectory.clone()).or_default() += amount;
        }
    }

    /// Every trajectory, those with nodata in some epoch included.
    pub fn trajectories(&self) -> impl Iterator<Item = (&Trajectory, Amount)> {
        self.amounts.iter().map(|(trajectory, &amount)| (trajectory, amount))
    }

    /// Trajectories with a class in every epoch.
    pub fn complete_trajectories(&self) -> impl Iterator<Item = (&Trajectory, Amount)> {
        self.trajectories().filter(|(trajectory, _)| trajectory.is_complete())
    }

    /// Amount of each class of the legend in one epoch. Cells with nodata in that epoch are left out.
    pub fn class_areas(&self, epoch: usize) -> Vec<Amount> {
        let mut areas = vec![Amount::default(); self.classes];
        for (trajectory, amount) in self.trajectories() {
            if let Some(class) = trajectory.class(epoch) {
                areas[class] += amount;
            }
        }
        areas
    }

    /// Transitions between two epochs. Cells with nodata in either are left out.
    pub fn transitions(&self, from_epoch: usize, to_epoch: usize) -> TransitionMatrix {
        let mut amounts = Array2::from_elem((self.classes, self.classes), Amount::default());
        for (trajectory, amount) in self.trajectories() {
            if let (Some(from), Some(to)) = (trajectory.class(from_epoch), trajectory.class(to_epoch)) {
                amounts[(from, to)] += amount;
            }
        }
        TransitionMatrix { from_epoch, to_epoch, amounts }
    }

    /// Everything that was counted, nodata included.
    pub fn total(&self) -> Amount {
        self.amounts.values().copied().sum()
    }

    /// Cells with a class in every epoch.
    pub fn classified(&self) -> Amount {
        self.complete_trajectories().map(|(_, amount)| amount).sum()
    }

    /// Cells with nodata in at least one epoch.
    pub fn nodata(&self) -> Amount {
        self.trajectories().filter(|(trajectory, _)| !trajectory.is_complete()).map(|(_, amount)| amount).sum()
    }

    /// Cells with nodata in this epoch.
    pub fn nodata_in(&self, epoch: usize) -> Amount {
        self.trajectories().filter(|(trajectory, _)| trajectory.class(epoch).is_none()).map(|(_, amount)| amount).sum()
    }

    /// True for each class of the legend that occurs in some epoch.
    pub fn classes_present(&self) -> Vec<bool> {
        let mut present = vec![false; self.classes];
        for (trajectory, _) in self.trajectories() {
            for class in trajectory.classes().iter().flatten() {
                present[usize::from(*class)] = true;
            }
        }
        present
    }
}
