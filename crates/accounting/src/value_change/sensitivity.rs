//! CS: does the total depend on what one class is taken to be worth?

use crate::Money;

/// Coefficient of sensitivity: by how many per cent the total value changes when a class's value coefficient changes by one per
/// cent. `None` where the total is zero.
///
/// # Equation
/// `CS_k = ((ESV' - ESV) / ESV) / ((VC'_k - VC_k) / VC_k)`. As the value is linear in the coefficient, this is `A_k VC_k / ESV`
/// whatever the change, and the classes' coefficients add up to one.
///
/// # Units
/// A number without unit; above 1 the total is elastic to the class, below it is not.
///
/// # Example
/// A class worth 30 of 120; with its coefficient 50 % higher it is worth 45, and the total 135:
/// ```
/// use landledger_accounting::{Money, sensitivity};
///
/// let money = Money::from_units_per_year;
/// assert_eq!(sensitivity(money(30.0), money(120.0)), Some(0.25));
/// assert_eq!(((135.0 - 120.0) / 120.0) / 0.5, 0.25);
/// ```
///
/// # References
/// Kreuter U.P. et al. 2001, *Ecological Economics* 39:333.
pub fn sensitivity(class_value: Money, total: Money) -> Option<f64> {
    (total != Money::ZERO).then(|| class_value.units_per_year() / total.units_per_year())
}
