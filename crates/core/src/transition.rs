//! From which class to which, between two epochs.

use crate::Amount;
use ndarray::Array2;

/// A square matrix over the legend: rows are the earlier year, columns the later.
#[derive(Debug, Clone, PartialEq)]
pub struct TransitionMatrix {
    /// Index of the earlier epoch.
    pub from_epoch: usize,
    /// Index of the later epoch.
    pub to_epoch: usize,
    /// `(classes, classes)`: row = class in the earlier year, column = class in the later.
    pub amounts: Array2<Amount>,
}

impl TransitionMatrix {
    /// What each class held in the earlier year, over the cells that have a class in both years.
    pub fn row_sums(&self) -> Vec<Amount> {
        self.amounts.rows().into_iter().map(|row| row.iter().copied().sum()).collect()
    }

    /// What each class holds in the later year, over the cells that have a class in both years.
    pub fn column_sums(&self) -> Vec<Amount> {
        self.amounts.columns().into_iter().map(|column| column.iter().copied().sum()).collect()
    }
}
