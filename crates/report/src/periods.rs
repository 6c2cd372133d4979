//! How the land of a region changes, period by period: what tables of change are made of.

use landledger_core::{Amount, RegionTally, Tally, TransitionMatrix, Year};
use ndarray::Array2;

/// The transitions of one region between two years, over the classes that occur in it.
#[derive(Debug)]
pub struct Period {
    /// Index of the earlier epoch.
    pub earlier: usize,
    /// Index of the later epoch.
    pub later: usize,
    /// The earlier year.
    pub from_year: Year,
    /// The later year.
    pub to_year: Year,
    /// Indices in the legend of the classes that the region has in any epoch: rows and columns of the matrix.
    pub classes: Vec<usize>,
    /// The matrix over these classes.
    pub matrix: TransitionMatrix,
}

impl Period {
    /// Every pair of epochs that tables are made of.
    pub(crate) fn all(region: &RegionTally, tally: &Tally) -> Vec<Self> {
        let present = region.classes_present();
        let classes: Vec<usize> = (0..present.len()).filter(|&class| present[class]).collect();
        let of_pair = |(earlier, later): (usize, usize)| {
            let whole = region.transitions(earlier, later).amounts;
            let side = classes.len();
            let amounts: Array2<Amount> =
                Array2::from_shape_fn((side, side), |(from, to)| whole[(classes[from], classes[to])]);
            Self {
                earlier,
                later,
                from_year: tally.years()[earlier],
                to_year: tally.years()[later],
                classes: classes.clone(),
                matrix: TransitionMatrix { from_epoch: earlier, to_epoch: later, amounts },
            }
        };
        tally.epoch_pairs().into_iter().map(of_pair).collect()
    }

    /// How many years it is long.
    pub fn years(&self) -> u32 {
        self.to_year.0.abs_diff(self.from_year.0)
    }

    /// From one epoch to the next, and not over several.
    pub fn is_consecutive(&self) -> bool {
        self.later == self.earlier + 1
    }
}
