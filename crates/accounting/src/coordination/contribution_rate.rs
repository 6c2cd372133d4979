//! Which change of land moved the eco-environment index, and which way.

use crate::Hectares;
use ndarray::Array2;

/// Each transition's share of all movement of the index; positive where it improved it. `None` where nothing moved it.
///
/// # Equation
/// `C_ij = (V_j - V_i) A_ij / sum_(k,l) |(V_l - V_k) A_kl|`.
///
/// # Units
/// Shares without unit; their absolute values add up to 1. Rows are the earlier year. Sums run row by row.
///
/// # Panics
/// Unless there is a row and a column for each relative value.
///
/// # Example
/// 4 ha became a class worth 0.5 more, 2 ha went the other way:
///
/// ```
/// use landledger_accounting::{Hectares, contribution_rate};
///
/// let areas = ndarray::arr2(&[[90.0, 4.0], [2.0, 50.0]]).mapv(Hectares::from_hectares);
/// let rates = contribution_rate(&areas, &[0.25, 0.75]).expect("land changed");
/// assert_eq!(rates, ndarray::arr2(&[[0.0, 2.0 / 3.0], [-1.0 / 3.0, 0.0]]));
/// ```
///
/// # References
/// Song Y. et al. 2018, *Arid Zone Research*, ChinaXiv-201809.00013V1, table 5.
pub fn contribution_rate(areas: &Array2<Hectares>, relative_values: &[f64]) -> Option<Array2<f64>> {
    let classes = relative_values.len();
    assert_eq!(areas.dim(), (classes, classes), "a row and a column for each relative value");
    let moved = Array2::from_shape_fn((classes, classes), |(from, to)| {
        (relative_values[to] - relative_values[from]) * areas[(from, to)].hectares()
    });
    let all = moved.iter().fold(0.0, |sum, moved| sum + moved.abs());
    (all > 0.0).then(|| moved / all)
}
