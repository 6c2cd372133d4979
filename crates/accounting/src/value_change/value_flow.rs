//! Value gained or lost where one class becomes another.

use crate::{Hectares, Money, MoneyPerHectare};

/// The value that a transition gains, or loses where it is negative.
///
/// # Equation
/// `P_ij = A_ij (VC_j - VC_i)`: so many hectares lose the value of the earlier class and get that of the later. Per hectare it is the
/// opposite of the transition back, and does not depend on the way: over a third class it is the same.
///
/// # Units
/// Currency units per year.
///
/// # Example
/// ```
/// use landledger_accounting::{Hectares, Money, MoneyPerHectare, value_flow};
///
/// let (crop, forest) = (MoneyPerHectare::from_units_per_hectare(4.0), MoneyPerHectare::from_units_per_hectare(23.0));
/// let planted = value_flow(Hectares::from_hectares(10.0), crop, forest);
/// assert_eq!(planted, Money::from_units_per_year(10.0 * (23.0 - 4.0)));
/// ```
///
/// # References
/// Wang H. et al. 2017, *Acta Ecologica Sinica* 37:1286 (ChinaXiv-201703.00062V1): their formula prints the opposite sign, their
/// table has this one.
pub fn value_flow(area: Hectares, from: MoneyPerHectare, to: MoneyPerHectare) -> Money {
    Money::from_units_per_year(area.hectares() * (to.units_per_hectare() - from.units_per_hectare()))
}
