//! How much of a cell lies in a zone, and sums of such shares.

use std::iter::Sum;
use std::ops::{Add, AddAssign, Sub};

/// Bits of the share lattice.
pub(crate) const SHARE_BITS: u32 = 30;

/// The part of a cell that lies in a zone: a whole number of 2^-30 cells.
///
/// One unit of a 30 m cell is 8e-7 m2, a hundred times finer than a 32-bit float between a half and one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Share(u32);

impl Share {
    /// The whole cell.
    pub const FULL: Self = Self(1 << SHARE_BITS);

    /// From units of 2^-30; more than a cell becomes the whole cell.
    pub fn from_units(units: u32) -> Self {
        Self(units.min(Self::FULL.0))
    }

    /// Units of 2^-30.
    pub const fn units(self) -> u32 {
        self.0
    }
}

/// A number of cells, edge cells by their shares: an exact sum, whatever its order.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cells(u128);

impl Cells {
    /// No cell.
    pub const ZERO: Self = Self(0);

    /// So many whole cells.
    pub const fn whole(cells: u64) -> Self {
        Self((cells as u128) << SHARE_BITS)
    }

    /// From units of 2^-30 cells (the tally file holds these).
    pub const fn from_units(units: u128) -> Self {
        Self(units)
    }

    /// Units of 2^-30 cells.
    pub const fn units(self) -> u128 {
        self.0
    }

    /// As a number: exact up to 2^23 cells, rounded once beyond.
    pub fn count(self) -> f64 {
        self.0 as f64 / (1_u64 << SHARE_BITS) as f64
    }

    /// The number of cells where it is whole, as it is under every rule but that of exact shares.
    pub fn as_whole(self) -> Option<u64> {
        (self.0.trailing_zeros() >= SHARE_BITS).then_some((self.0 >> SHARE_BITS) as u64)
    }

    /// True without any share of a cell.
    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }
}

impl From<Share> for Cells {
    fn from(share: Share) -> Self {
        Self(u128::from(share.0))
    }
}

/// Compares with a whole number of cells.
impl PartialEq<u64> for Cells {
    fn eq(&self, cells: &u64) -> bool {
        *self == Self::whole(*cells)
    }
}

impl Add for Cells {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl Sub for Cells {
    type Output = Self;
    /// Saturates at zero: a number of cells is never negative.
    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl AddAssign for Cells {
    fn add_assign(&mut self, other: Self) {
        self.0 += other.0;
    }
}

impl Sum for Cells {
    fn sum<I: Iterator<Item = Self>>(cells: I) -> Self {
        cells.fold(Self::ZERO, Add::add)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_quarters_and_a_quarter_are_a_whole_cell() {
        let quarter = Share::from_units(1 << 28);
        let cells: Cells = [quarter; 3].into_iter().map(Cells::from).sum();
        assert_eq!(cells.count(), 0.75);
        assert_eq!(cells.as_whole(), None);
        assert_eq!(cells + quarter.into(), 1);
    }

    #[test]
    fn as_many_cells_as_a_64_bit_number_counts_do_not_overflow() {
        assert_eq!(Cells::whole(u64::MAX).as_whole(), Some(u64::MAX));
    }
}
