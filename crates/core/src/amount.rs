//! What a tally adds up: cells and their area, always together.

use crate::{Area, Cells};
use std::iter::Sum;
use std::ops::{Add, AddAssign};

/// A number of cells and the ground they cover.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Amount {
    /// Cells, those at an edge by their shares.
    pub cells: Cells,
    /// Their area.
    pub area: Area,
}

impl AddAssign for Amount {
    fn add_assign(&mut self, other: Self) {
        self.cells += other.cells;
        self.area += other.area;
    }
}

impl Add for Amount {
    type Output = Self;
    fn add(mut self, other: Self) -> Self {
        self += other;
        self
    }
}

impl Sum for Amount {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::default(), Add::add)
    }
}
