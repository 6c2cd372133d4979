//! By how many per cent a value changes.

use crate::Money;

/// Relative change of a value, in per cent of its first amount. `None` where that is zero.
///
/// Not to be taken for the change of its share in all value, which is in percentage points: [`share_change`](crate::share_change()).
///
/// # Equation
/// `(V_b - V_a) / |V_a| x 100 %`; with the size of the first value, so that a loss that grows is a fall.
///
/// # Units
/// Per cent.
///
/// # Example
/// ```
/// use landledger_accounting::{Money, relative_change};
///
/// let money = Money::from_units_per_year;
/// assert_eq!(relative_change(money(200.0), money(230.0)), Some(15.0));
/// assert_eq!(relative_change(money(0.0), money(230.0)), None);
/// ```
///
/// # References
/// The usual rate of change; the founding paper prints differences of shares under this name in its Table 2.
pub fn relative_change(from: Money, to: Money) -> Option<f64> {
    let (from, to) = (from.units_per_year(), to.units_per_year());
    (from != 0.0).then(|| 100.0 * (to - from) / from.abs())
}
