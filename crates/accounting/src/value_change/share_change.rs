//! By how many percentage points a share changes.

use crate::Money;

/// Change of a value's share in a total, in percentage points. `None` where a total is zero.
///
/// # Equation
/// `(V_b / T_b - V_a / T_a) x 100`. What the founding paper's Table 2 calls the rate of change of ESV is this number.
///
/// # Units
/// Percentage points. Each pair is the value and its total.
///
/// # Example
/// From a quarter to a half of all value, while the value itself only grew by a tenth:
/// ```
/// use landledger_accounting::{Money, share_change};
///
/// let money = Money::from_units_per_year;
/// assert_eq!(share_change((money(100.0), money(400.0)), (money(110.0), money(220.0))), Some(25.0));
/// ```
///
/// # References
/// The founding paper, Table 2 (farmland, 2000 to 2010: 12.47 - 11.22 = 1.25, printed 1.26).
pub fn share_change(from: (Money, Money), to: (Money, Money)) -> Option<f64> {
    let percent = |(value, total): (Money, Money)| {
        (total != Money::ZERO).then(|| 100.0 * value.units_per_year() / total.units_per_year())
    };
    Some(percent(to)? - percent(from)?)
}
