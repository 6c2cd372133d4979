//! How much one quantity changes for a percent of another.

use crate::Money;

/// Relative change of a value over that of the gross product; `None` where either starts at nothing or less, or the gross
/// product does not change.
///
/// # Equation
/// `e = ((V_1 - V_0) / V_0) / ((G_1 - G_0) / G_0)`.
///
/// # Units
/// Without unit. Gross products in the prices of one year: else `e` measures inflation too.
///
/// # Example
/// Value grows by a tenth while the gross product grows by a half:
///
/// ```
/// use landledger_accounting::{Money, elasticity};
///
/// let money = Money::from_units_per_year;
/// let value = [money(200.0), money(220.0)];
/// assert_eq!(elasticity(value, [money(40.0), money(60.0)]), Some((20.0 / 200.0) / (20.0 / 40.0)));
/// assert_eq!(elasticity(value, [money(40.0), money(40.0)]), None);
/// ```
///
/// # References
/// Tapio P. 2005, *Transport Policy* 12:137; with ecosystem service value, ChinaXiv-202108.00016V1.
pub fn elasticity(value: [Money; 2], gross_product: [Money; 2]) -> Option<f64> {
    let change = |[from, to]: [Money; 2]| {
        let (from, to) = (from.units_per_year(), to.units_per_year());
        (from > 0.0).then(|| (to - from) / from)
    };
    let elasticity = change(value)? / change(gross_product)?;
    elasticity.is_finite().then_some(elasticity)
}
