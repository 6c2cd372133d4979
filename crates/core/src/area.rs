//! Ground area as an integer, so that sums do not depend on their order.

use crate::Cells;
use crate::share::SHARE_BITS;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Mul, Sub};

/// A cell's own area is a whole number of these in a square metre: the rounding of a 30 m cell is 1e-12 of it.
const CELL_UNITS_PER_M2: u128 = 1_000_000_000;
/// Those are cut further, so that a cell's area times a share of the cell is whole as well. The Earth
/// (5.5e32 units, 109 bits) is far inside `u128`.
const UNITS_PER_M2: u128 = CELL_UNITS_PER_M2 << SHARE_BITS;
const UNITS_PER_HECTARE: u128 = 10_000 * UNITS_PER_M2;

/// An area on the ground, held as a whole number of 1e-9 m2 / 2^30.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Area(u128);

impl Area {
    /// No area.
    pub const ZERO: Self = Self(0);

    /// From square metres, rounded to the nearest 1e-9 m2; negative or NaN gives zero.
    pub fn from_square_metres(square_metres: f64) -> Self {
        Self(nearest(square_metres * CELL_UNITS_PER_M2 as f64) << SHARE_BITS)
    }

    /// From whole units of 1e-9 m2 / 2^30 (the tally file holds these).
    pub const fn from_units(units: u128) -> Self {
        Self(units)
    }

    /// Whole units of 1e-9 m2 / 2^30.
    pub const fn units(self) -> u128 {
        self.0
    }

    /// From whole 1e-9 m2, of which a cell's own area is made.
    pub(crate) const fn from_cell_units(units: u128) -> Self {
        Self(units << SHARE_BITS)
    }

    /// Whole 1e-9 m2.
    pub(crate) const fn cell_units(self) -> u128 {
        self.0 >> SHARE_BITS
    }

    /// In square metres.
    pub fn square_metres(self) -> f64 {
        self.in_units_of(UNITS_PER_M2)
    }

    /// In hectares (1 ha = 10 000 m2 = 1 hm2 = 15 mu).
    pub fn hectares(self) -> f64 {
        self.in_units_of(UNITS_PER_HECTARE)
    }

    /// Whole units and the rest apart: dividing the rounded whole would round twice, and nine hectares times
    /// a whole number would not be whole.
    fn in_units_of(self, units: u128) -> f64 {
        (self.0 / units) as f64 + (self.0 % units) as f64 / units as f64
    }

    /// Which part this is of a whole, which is not zero. The common divisor is taken out first, so that 683 of
    /// 2000 equal cells are 0.3415 to the last digit.
    pub fn share_of(self, whole: Self) -> f64 {
        let divisor = common_divisor(self.0, whole.0).max(1);
        (self.0 / divisor) as f64 / (whole.0 / divisor) as f64
    }

    /// What is left after taking `other` away, as hectares; negative when `other` is larger.
    pub fn hectares_beyond(self, other: Self) -> f64 {
        if self >= other { Self(self.0 - other.0).hectares() } else { -Self(other.0 - self.0).hectares() }
    }
}

/// The nearest whole number, halves upwards; negative or NaN gives zero. Every cell of a projected grid goes through
/// here: 64 bits hold all but cells larger than countries, and take a tenth of the time.
#[inline]
fn nearest(units: f64) -> u128 {
    /// Above this floats have no fractions.
    const WHOLE: f64 = (1_u64 << 53) as f64;
    if units < WHOLE {
        let whole = units as i64; // signed: the machine has an instruction for it
        (whole + i64::from(units - whole as f64 >= 0.5)).max(0) as u128
    } else {
        units as u128
    }
}

fn common_divisor(a: u128, b: u128) -> u128 {
    if b == 0 { a } else { common_divisor(b, a % b) }
}

impl Add for Area {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl Sub for Area {
    type Output = Self;
    /// Saturates at zero: an area is never negative.
    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl AddAssign for Area {
    fn add_assign(&mut self, other: Self) {
        self.0 += other.0;
    }
}

/// So many cells of this area each, which is a whole number of 1e-9 m2 as every cell's is.
impl Mul<Cells> for Area {
    type Output = Self;
    fn mul(self, cells: Cells) -> Self {
        Self((self.0 >> SHARE_BITS) * cells.units())
    }
}

/// So many times this area.
impl Mul<u64> for Area {
    type Output = Self;
    fn mul(self, cells: u64) -> Self {
        Self(self.0 * u128::from(cells))
    }
}

impl Sum for Area {
    fn sum<I: Iterator<Item = Self>>(areas: I) -> Self {
        areas.fold(Self::ZERO, Add::add)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nine_hundred_square_metres_are_nine_hundredths_of_a_hectare() {
        assert_eq!(Area::from_square_metres(900.0).hectares(), 0.09);
    }

    #[test]
    fn cells_of_nine_hectares_make_whole_hectares() {
        // 1 738 402 x 9 ha = 15 645 618 ha, more units than a 64-bit float holds exactly.
        let area = Area::from_square_metres(90_000.0) * 1_738_402;
        assert_eq!(area.hectares(), 15_645_618.0);
    }

    #[test]
    fn a_share_of_equal_cells_is_that_of_their_numbers() {
        let cell = Area::from_square_metres(900.0);
        assert_eq!((cell * 683).share_of(cell * 2000), 0.3415);
    }

    #[test]
    fn the_earth_in_cells_of_one_square_metre_does_not_overflow() {
        // 510 072 000 km2, the usual rounded area of the Earth.
        let earth = Area::from_square_metres(1.0) * 510_072_000_000_000;
        assert_eq!(earth.hectares(), 51_007_200_000.0);
    }

    #[test]
    fn square_metres_become_the_nearest_whole_unit() {
        // Halves that floats hold exactly: multiples of 2^-n of a unit, in units.
        for (units, whole) in [
            (0.49, 0),
            (0.5, 1),
            (1.49, 1),
            (2.5, 3),
            (4_503_599_627_370_495.5, 4_503_599_627_370_496),
            (1e20, 10_u128.pow(20)),
        ] {
            assert_eq!(nearest(units), whole, "{units}");
        }
        assert_eq!([nearest(-3.7), nearest(f64::NAN)], [0, 0]);
    }

    #[test]
    fn a_shortfall_is_a_negative_number_of_hectares() {
        let (one, two) = (Area::from_square_metres(1e4), Area::from_square_metres(2e4));
        assert_eq!(one.hectares_beyond(two), -1.0);
        assert_eq!(two.hectares_beyond(one), 1.0);
    }
}
