//! How much each transition contributes to all gains and losses.

use crate::Money;

/// Each flow's share in all gains and losses of value, in per cent; losses are negative. `None` where nothing is gained or lost.
///
/// # Equation
/// `C_ij = P_ij / sum |P| x 100 %`, so that the absolute rates add up to 100.
///
/// # Units
/// Per cent.
///
/// # Example
/// ```
/// use landledger_accounting::{Money, contribution_rates};
///
/// let flows = [30.0, -10.0].map(Money::from_units_per_year);
/// assert_eq!(contribution_rates(&flows), [Some(75.0), Some(-25.0)]);
/// ```
///
/// # References
/// Song Y. et al. 2018, *Arid Zone Research* (ChinaXiv-201809.00013V1), for the eco-environmental value of transitions.
pub fn contribution_rates(flows: &[Money]) -> Vec<Option<f64>> {
    let all: f64 = flows.iter().map(|flow| flow.units_per_year().abs()).sum();
    flows.iter().map(|flow| (all > 0.0).then(|| 100.0 * flow.units_per_year() / all)).collect()
}
