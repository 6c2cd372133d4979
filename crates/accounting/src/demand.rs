//! Eq 6: priority brought between 0 and 1.

use std::f64::consts::PI;

/// The intensity of demand for compensation.
///
/// # Equation
/// Eq 6 of the paper: `t = 2 arctan(ECPS) / pi`. (Its text calls this "the tangent function".)
///
/// # Units
/// A number without unit, from a priority as [`priority`](crate::priority()) gives it.
///
/// # Domain
/// `priority >= 0`; result in `[0, 1)`: 0 at 0, one half at 1, growing throughout. Above about 5e15
/// the difference from 1 is less than an `f64` can show.
///
/// # Example
/// ```
/// use landledger_accounting::demand;
///
/// assert_eq!(demand(0.0), 0.0);
/// assert_eq!(demand(1.0), 0.5);
/// ```
pub fn demand(priority: f64) -> f64 {
    // The platform's own arc tangent may differ in the last bit from machine to machine.
    2.0 * libm::atan(priority) / PI
}
