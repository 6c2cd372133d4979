//! How likely a hectare of one class becomes another.

use super::row_areas;
use landledger_core::{Area, TransitionMatrix};
use ndarray::Array2;

/// Transition probabilities over the whole period: of each class's land, the share that became each class. Rows of classes that
/// were not there are `None`.
///
/// # Equation
/// `p_ij = m_ij / row_i`; each row adds up to one.
///
/// # Units
/// Shares; `(classes, classes)`, rows the earlier year. They hold for the period between the two years and not for one year.
///
/// # Example
/// ```
/// use landledger_accounting::transition_probabilities;
/// use landledger_core::{Amount, Area, TransitionMatrix};
///
/// let hectares = |n: u64| Area::from_square_metres(10_000.0) * n;
/// let amounts = ndarray::arr2(&[[60, 20], [0, 0]]).mapv(|n| Amount { area: hectares(n), ..Amount::default() });
/// let probabilities = transition_probabilities(&TransitionMatrix { from_epoch: 0, to_epoch: 1, amounts });
/// assert_eq!(probabilities, ndarray::arr2(&[[Some(0.75), Some(0.25)], [None, None]]));
/// ```
///
/// # References
/// The maximum likelihood estimate of a Markov chain's matrix (Anderson T.W., Goodman L.A. 1957).
pub fn transition_probabilities(matrix: &TransitionMatrix) -> Array2<Option<f64>> {
    let rows = row_areas(matrix);
    Array2::from_shape_fn(matrix.amounts.dim(), |(from, to)| {
        let whole = rows[from];
        (whole > Area::ZERO).then(|| matrix.amounts[(from, to)].area.share_of(whole))
    })
}
