//! Eq 5: how much is paid.

use crate::Money;

/// The compensation due to a region.
///
/// # Equation
/// Eq 5 of the paper: `R = V k t`, with the non-market value `V`, the conversion coefficient `k` and the
/// demand `t` of Eq 6.
///
/// # Units
/// Currency units per year. `conversion` and `demand` are shares; the paper takes `k = 0.15` ("The
/// ecological value conversion coefficient was selected as 15% (Xin et al., 2019)", section 2.5).
///
/// # Domain
/// `nonmarket >= 0`, `conversion` in `(0, 1]`, `demand` in `[0, 1)`; result in `[0, k V)`.
///
/// # Example
/// ```
/// use landledger_accounting::{Money, compensation};
///
/// let value = Money::from_units_per_year(100.0);
/// assert_eq!(compensation(value, 0.15, 0.5).units_per_year(), 100.0 * 0.15 * 0.5);
/// ```
pub fn compensation(nonmarket: Money, conversion: f64, demand: f64) -> Money {
    Money::from_units_per_year(nonmarket.units_per_year() * conversion * demand)
}
