//! Land, money for land, and money: three quantities that only multiply in one way.
//!
//! The currency is the caller's (`currency` in the study file); it is the same throughout one account.

use landledger_core::Area;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Div, Mul};

/// An area in hectares (1 ha = 1 hm2 = 10 000 m2 = 15 mu).
///
/// Unlike [`Area`] this is a float: it is made once, when counting is over.
#[derive(Debug, Clone, Copy, Default, PartialEq, PartialOrd)]
pub struct Hectares(f64);

impl Hectares {
    /// From hectares.
    pub const fn from_hectares(hectares: f64) -> Self {
        Self(hectares)
    }

    /// In hectares.
    pub const fn hectares(self) -> f64 {
        self.0
    }
}

impl From<Area> for Hectares {
    fn from(area: Area) -> Self {
        Self(area.hectares())
    }
}

/// Money for one hectare and year: a unit value (`E_a`) or a value coefficient (`VC`).
#[derive(Debug, Clone, Copy, Default, PartialEq, PartialOrd)]
pub struct MoneyPerHectare(f64);

impl MoneyPerHectare {
    /// Nothing.
    pub const ZERO: Self = Self(0.0);

    /// From currency units per hectare and year.
    pub const fn from_units_per_hectare(currency_units: f64) -> Self {
        Self(currency_units)
    }

    /// In currency units per hectare and year.
    pub const fn units_per_hectare(self) -> f64 {
        self.0
    }
}

/// Money per year: an ecosystem service value, a gross product, a compensation.
#[derive(Debug, Clone, Copy, Default, PartialEq, PartialOrd)]
pub struct Money(f64);

impl Money {
    /// Nothing.
    pub const ZERO: Self = Self(0.0);

    /// From currency units per year.
    pub const fn from_units_per_year(currency_units: f64) -> Self {
        Self(currency_units)
    }

    /// In currency units per year.
    pub const fn units_per_year(self) -> f64 {
        self.0
    }

    pub(crate) const fn is_finite(self) -> bool {
        self.0.is_finite()
    }
}

impl Mul<MoneyPerHectare> for Hectares {
    type Output = Money;
    fn mul(self, per_hectare: MoneyPerHectare) -> Money {
        Money(self.0 * per_hectare.0)
    }
}

impl Div<Hectares> for Money {
    type Output = MoneyPerHectare;
    fn div(self, area: Hectares) -> MoneyPerHectare {
        MoneyPerHectare(self.0 / area.0)
    }
}

impl Add for Money {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl AddAssign for Money {
    fn add_assign(&mut self, other: Self) {
        self.0 += other.0;
    }
}

impl Add for MoneyPerHectare {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

/// In the order of the iterator, starting from zero: an empty sum, or one of minus zeros, is plain zero.
impl Sum for Money {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::ZERO, Add::add)
    }
}

/// In the order of the iterator, starting from zero.
impl Sum for MoneyPerHectare {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::ZERO, Add::add)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hectares_times_money_per_hectare_is_money_and_back() {
        let (area, value) = (Hectares::from_hectares(4.0), MoneyPerHectare::from_units_per_hectare(2.5));
        assert_eq!(area * value, Money::from_units_per_year(10.0));
        assert_eq!(area * value / area, value);
    }

    #[test]
    fn one_landsat_cell_is_nine_hundredths_of_a_hectare() {
        assert_eq!(Hectares::from(Area::from_square_metres(30.0 * 30.0)), Hectares::from_hectares(0.09));
    }

    #[test]
    fn a_sum_of_nothing_is_zero_without_a_sign() {
        let nothing: Money = std::iter::empty().sum();
        let minus_zero: Money = std::iter::once(Money::from_units_per_year(-0.0)).sum();
        assert!(nothing.units_per_year().is_sign_positive());
        assert!(minus_zero.units_per_year().is_sign_positive());
    }
}
