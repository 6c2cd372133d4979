//! The state of the land by what its classes are worth.

use crate::Hectares;

/// The mean relative value of the land: higher where more of it is of classes that are worth much. `None` without land.
///
/// # Equation
/// `EV = sum_i A_i V_i / sum_i A_i`, with `V_i` from [`relative_values()`](crate::relative_values()).
///
/// # Units
/// Without unit. Sums run in the order given.
///
/// # Example
/// ```
/// use landledger_accounting::{Hectares, environment_index};
///
/// let land = [(30.0, 0.75), (10.0, 0.25)].map(|(area, value)| (Hectares::from_hectares(area), value));
/// assert_eq!(environment_index(land), Some((30.0 * 0.75 + 10.0 * 0.25) / 40.0));
/// assert_eq!(environment_index([]), None);
/// ```
///
/// # References
/// Song Y. et al. 2018, *Arid Zone Research*, ChinaXiv-201809.00013V1.
pub fn environment_index(land: impl IntoIterator<Item = (Hectares, f64)>) -> Option<f64> {
    let (weighted, area) = land
        .into_iter()
        .fold((0.0, 0.0), |(weighted, sum), (area, value)| (weighted + area.hectares() * value, sum + area.hectares()));
    (area > 0.0).then(|| weighted / area)
}
