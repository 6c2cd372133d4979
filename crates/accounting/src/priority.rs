//! Eq 4: how pressing compensation is.

use crate::Money;

/// Why a region has no priority.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum PriorityError {
    /// Nothing, less than nothing, or not a number.
    #[error("gross product is {found}, expected a finite number above 0 (correct it, or leave the zone out)")]
    GrossProduct {
        /// Currency units per year.
        found: f64,
    },
    /// Eq 4 to 6 pay for value; for less than nothing they would pay again, as two signs cancel in Eq 5.
    #[error(
        "non-market value is {found}, expected a finite number that is not negative \
         (look for negative values among the services that have no market)"
    )]
    NonmarketValue {
        /// Currency units per year.
        found: f64,
    },
    /// The quotient is beyond `f64`.
    #[error(
        "non-market value {nonmarket} over gross product {gross_product} is more than a number can hold \
         (give both in the same currency unit)"
    )]
    TooLarge {
        /// Currency units per year.
        nonmarket: f64,
        /// Currency units per year.
        gross_product: f64,
    },
}

/// The compensation priority of a region (ECPS, ecological compensation priority sequence).
///
/// # Equation
/// Eq 4 of the paper: `ECPS = VAL / GDP`. The paper takes both per unit area of the region; it is the
/// same area, which cancels, so the totals of the region are given here.
///
/// # Units
/// Money over money: a number without unit.
///
/// # Domain
/// `nonmarket >= 0`, `gross_product > 0`; result in `[0, inf)`.
///
/// # Errors
/// Outside the domain. A negative non-market value is refused because Eq 4 to 6 are not defined for
/// it: the demand `t` would be negative too and `R = V k t` positive again.
///
/// # Example
/// ```
/// use landledger_accounting::{Money, priority};
///
/// let (value, gross_product) = (Money::from_units_per_year(30.0), Money::from_units_per_year(40.0));
/// assert_eq!(priority(value, gross_product)?, 30.0 / 40.0);
///
/// // A gross product of zero is missing data, not an infinite priority.
/// assert!(priority(value, Money::ZERO).is_err());
/// # Ok::<(), landledger_accounting::PriorityError>(())
/// ```
pub fn priority(nonmarket: Money, gross_product: Money) -> Result<f64, PriorityError> {
    check_gross_product(gross_product)?;
    check_nonmarket_value(nonmarket)?;
    let (nonmarket, gross_product) = (nonmarket.units_per_year(), gross_product.units_per_year());
    let priority = nonmarket / gross_product;
    if priority.is_finite() { Ok(priority) } else { Err(PriorityError::TooLarge { nonmarket, gross_product }) }
}

/// The half of the domain that needs no valuation.
pub(crate) fn check_gross_product(gross_product: Money) -> Result<(), PriorityError> {
    let found = gross_product.units_per_year();
    if found.is_finite() && found > 0.0 { Ok(()) } else { Err(PriorityError::GrossProduct { found }) }
}

/// The half of the domain that needs no gross product.
pub(crate) fn check_nonmarket_value(nonmarket: Money) -> Result<(), PriorityError> {
    let found = nonmarket.units_per_year();
    if found.is_finite() && found >= 0.0 { Ok(()) } else { Err(PriorityError::NonmarketValue { found }) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn priority_of(nonmarket: f64, gross_product: f64) -> Result<f64, PriorityError> {
        priority(Money::from_units_per_year(nonmarket), Money::from_units_per_year(gross_product))
    }

    #[test]
    fn the_area_cancels() {
        let hectares = 1000.0;
        assert_eq!(priority_of(500.0, 2000.0), priority_of(500.0 * hectares, 2000.0 * hectares));
    }

    #[test]
    fn land_without_value_has_no_priority() {
        assert_eq!(priority_of(0.0, 5.0), Ok(0.0));
    }

    #[test]
    fn a_gross_product_that_is_not_positive_is_refused() {
        for gross_product in [0.0, -0.0, -1.0, f64::NAN, f64::INFINITY] {
            assert!(matches!(priority_of(1.0, gross_product), Err(PriorityError::GrossProduct { .. })));
        }
        assert_eq!(
            priority_of(1.0, 0.0).unwrap_err().to_string(),
            "gross product is 0, expected a finite number above 0 (correct it, or leave the zone out)"
        );
    }

    #[test]
    fn a_negative_nonmarket_value_is_refused() {
        for nonmarket in [-1e-9, f64::NAN, f64::INFINITY] {
            assert!(matches!(priority_of(nonmarket, 1.0), Err(PriorityError::NonmarketValue { .. })));
        }
        assert_eq!(
            priority_of(-2.63, 1.0).unwrap_err().to_string(),
            "non-market value is -2.63, expected a finite number that is not negative \
             (look for negative values among the services that have no market)"
        );
    }

    #[test]
    fn a_quotient_beyond_all_numbers_is_refused() {
        let error = priority_of(1e300, 0.5e-300).unwrap_err();
        assert!(matches!(error, PriorityError::TooLarge { .. }));
        assert!(error.to_string().ends_with("is more than a number can hold (give both in the same currency unit)"));
    }
}
