//! Intensity analysis, second level: which classes lose and gain more than others?

use super::{class_change, percent_per_year};
use landledger_core::TransitionMatrix;

/// How intensively a class loses and gains.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CategoryIntensity {
    /// Of its land in the earlier year, what it lost by year, in per cent.
    pub loss: Option<f64>,
    /// Of its land in the later year, what it gained by year, in per cent.
    pub gain: Option<f64>,
}

/// Annual intensities of a class's loss and gain; above the [uniform line](crate::interval_intensity) of the interval the
/// class is active, below it dormant.
///
/// # Equation
/// `L_ti = loss_i / years / row_i x 100 %`, `G_tj = gain_j / years / col_j x 100 %`. Their means, with the weight of each
/// class's land, are both the interval's intensity.
///
/// # Units
/// Per cent by year; `None` where the class has no land in the year.
///
/// # Panics
/// When the matrix has no such class.
///
/// # Example
/// ```
/// use landledger_accounting::category_intensity;
/// use landledger_core::{Amount, Area, TransitionMatrix};
///
/// let hectares = |n: u64| Area::from_square_metres(10_000.0) * n;
/// let amounts = ndarray::arr2(&[[60, 20], [30, 90]]).mapv(|n| Amount { area: hectares(n), ..Amount::default() });
/// let first = category_intensity(&TransitionMatrix { from_epoch: 0, to_epoch: 1, amounts }, 0, 10);
/// assert_eq!(first.loss, Some(100.0 * 20.0 / 80.0 / 10.0));
/// assert_eq!(first.gain, Some(100.0 * (30.0 / 90.0) / 10.0));
/// ```
///
/// # References
/// Aldwaik S.Z., Pontius R.G. 2012, *Landscape and Urban Planning* 106:103, Eqs 3 and 4.
pub fn category_intensity(matrix: &TransitionMatrix, class: usize, years: u32) -> CategoryIntensity {
    let change = class_change(matrix, class);
    CategoryIntensity {
        loss: percent_per_year(change.loss(), change.from, years),
        gain: percent_per_year(change.gain(), change.to, years),
    }
}
