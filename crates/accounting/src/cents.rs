//! Money that is counted, not measured.

use crate::Money;
use std::iter::Sum;

/// Money per year in whole cents (hundredths of the currency unit).
///
/// Sums of cents are exact in any order, which sums of [`Money`] are not.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cents(u64);

/// An amount that is not a whole number of cents, or is too large to be told to the cent.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
#[error(
    "{found} is no amount in whole cents, expected 0 to 10 000 000 000 000 with at most two decimals \
     (round it; use a larger currency unit for more)"
)]
pub struct NotCents {
    /// Currency units per year.
    pub found: f64,
}

impl Cents {
    /// The most that can be said: ten million million currency units. Up to here amounts with two decimals have 15
    /// digits, which an `f64` keeps.
    pub const MOST: Self = Self(1_000_000_000_000_000);

    /// From cents; `None` beyond [`Self::MOST`].
    pub fn from_cents(cents: u64) -> Option<Self> {
        (cents <= Self::MOST.0).then_some(Self(cents))
    }

    /// From currency units with at most two decimals.
    ///
    /// # Errors
    /// Less than nothing, fractions of a cent, more than [`Self::MOST`], no number.
    ///
    /// # Example
    /// ```
    /// use landledger_accounting::{Cents, Money};
    ///
    /// assert_eq!(Cents::of(Money::from_units_per_year(12.34))?.cents(), 1234);
    /// assert!(Cents::of(Money::from_units_per_year(12.345)).is_err());
    /// # Ok::<(), landledger_accounting::NotCents>(())
    /// ```
    pub fn of(money: Money) -> Result<Self, NotCents> {
        let found = money.units_per_year();
        let cents = (found * 100.0).round();
        // A number with two decimals is the float nearest to its cents over a hundred.
        let is_whole = cents / 100.0 == found && (0.0..=Self::MOST.0 as f64).contains(&cents);
        if is_whole { Ok(Self(cents as u64)) } else { Err(NotCents { found }) }
    }

    /// In cents.
    pub const fn cents(self) -> u64 {
        self.0
    }

    /// So many cents of this amount, which are no more than it.
    pub(crate) fn part(self, cents: u128) -> Self {
        debug_assert!(cents <= u128::from(self.0), "no part is more than the whole");
        Self(cents as u64)
    }

    /// As a float: the one that is written with two decimals.
    pub fn money(self) -> Money {
        Money::from_units_per_year(self.0 as f64 / 100.0)
    }
}

impl Sum for Cents {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::default(), |sum, amount| Self(sum.0 + amount.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(units: f64) -> Result<Cents, NotCents> {
        Cents::of(Money::from_units_per_year(units))
    }

    #[test]
    fn two_decimals_are_cents_although_no_float_is_exactly_a_cent() {
        for (units, cents) in [(0.0, 0), (0.01, 1), (0.29, 29), (1.13, 113), (1e9, 100_000_000_000)] {
            let found = of(units).unwrap();
            assert_eq!((found.cents(), found.money().units_per_year()), (cents, units));
        }
    }

    #[test]
    fn the_largest_amounts_still_differ_by_a_cent() {
        let most = Cents::MOST.cents();
        let written = |cents| Cents::from_cents(cents).unwrap().money().units_per_year().to_string();
        assert_eq!((written(most), written(most - 1)), ("10000000000000".into(), "9999999999999.99".into()));
        assert_eq!(Cents::from_cents(most + 1), None);
    }

    #[test]
    fn what_is_not_cents_is_refused() {
        for units in [-0.01, 0.001, 12.345, 1.1e13, f64::NAN, f64::INFINITY] {
            assert!(of(units).is_err(), "{units}");
        }
        assert_eq!(
            of(0.125).unwrap_err().to_string(),
            "0.125 is no amount in whole cents, expected 0 to 10 000 000 000 000 with at most two decimals \
             (round it; use a larger currency unit for more)"
        );
    }
}
