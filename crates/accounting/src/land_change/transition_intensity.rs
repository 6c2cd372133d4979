//! Intensity analysis, third level: from where does a class gain, and to where does it lose?

use super::{column_areas, domain, percent_per_year, row_areas};
use landledger_core::TransitionMatrix;

/// How intensively land goes to one class, or comes from it.
#[derive(Debug, Clone, PartialEq)]
pub struct TransitionIntensity {
    /// The uniform line: the intensity if all other classes were treated alike. Per cent by year.
    pub uniform: Option<f64>,
    /// For each class of the legend, in per cent of its land by year; `None` for the class itself and for a class without
    /// land.
    pub by_class: Vec<Option<f64>>,
}

/// How intensively one class gains from each of the others; above the uniform line a class is targeted, below it avoided.
///
/// # Equation
/// Of the gaining class `n`: `R_tin = m_in / years / row_i x 100 %`, beside
/// `W_tn = gain_n / years / (domain - row_n) x 100 %`.
///
/// # Units
/// Per cent of the losing class's land in the earlier year, by year.
///
/// # Panics
/// When the matrix has no such class.
///
/// # Example
/// Built-up land (the last) grows on 80 ha of crop and 20 ha of forest:
/// ```
/// use landledger_accounting::intensity_to_gaining;
/// use landledger_core::{Amount, Area, TransitionMatrix};
///
/// let hectares = |n: u64| Area::from_square_metres(10_000.0) * n;
/// let amounts = ndarray::arr2(&[[72, 0, 8], [0, 19, 1], [0, 0, 50]]);
/// let amounts = amounts.mapv(|n| Amount { area: hectares(n), ..Amount::default() });
/// let built = intensity_to_gaining(&TransitionMatrix { from_epoch: 0, to_epoch: 1, amounts }, 2, 10);
/// assert_eq!(built.uniform, Some(100.0 * 9.0 / 100.0 / 10.0));
/// assert_eq!(built.by_class, [Some(1.0), Some(0.5), None]); // crop is targeted, forest avoided
/// ```
///
/// # References
/// Aldwaik S.Z., Pontius R.G. 2012, *Landscape and Urban Planning* 106:103, Eqs 5 and 6.
pub fn intensity_to_gaining(matrix: &TransitionMatrix, gaining: usize, years: u32) -> TransitionIntensity {
    let (rows, area) = (row_areas(matrix), |from: usize| matrix.amounts[(from, gaining)].area);
    let others = || (0..rows.len()).filter(|&class| class != gaining);
    TransitionIntensity {
        uniform: percent_per_year(others().map(area).sum(), domain(matrix) - rows[gaining], years),
        by_class: (0..rows.len())
            .map(|class| percent_per_year(area(class), rows[class], years).filter(|_| class != gaining))
            .collect(),
    }
}

/// How intensively one class loses to each of the others; above the uniform line a class is targeted, below it avoided.
///
/// # Equation
/// Of the losing class `m`: `Q_tmj = m_mj / years / col_j x 100 %`, beside
/// `V_tm = loss_m / years / (domain - col_m) x 100 %`.
///
/// # Units
/// Per cent of the gaining class's land in the later year, by year.
///
/// # Panics
/// When the matrix has no such class.
///
/// # Example
/// ```
/// use landledger_accounting::intensity_from_losing;
/// use landledger_core::{Amount, Area, TransitionMatrix};
///
/// let hectares = |n: u64| Area::from_square_metres(10_000.0) * n;
/// let amounts = ndarray::arr2(&[[72, 2, 6], [0, 38, 0], [0, 0, 54]]);
/// let amounts = amounts.mapv(|n| Amount { area: hectares(n), ..Amount::default() });
/// let crop = intensity_from_losing(&TransitionMatrix { from_epoch: 0, to_epoch: 1, amounts }, 0, 10);
/// assert_eq!(crop.uniform, Some(100.0 * (8.0 / 100.0) / 10.0));
/// assert_eq!(crop.by_class, [None, Some(100.0 * (2.0 / 40.0) / 10.0), Some(100.0 * (6.0 / 60.0) / 10.0)]);
/// ```
///
/// # References
/// Aldwaik S.Z., Pontius R.G. 2012, *Landscape and Urban Planning* 106:103, Eqs 7 and 8.
pub fn intensity_from_losing(matrix: &TransitionMatrix, losing: usize, years: u32) -> TransitionIntensity {
    let (columns, area) = (column_areas(matrix), |to: usize| matrix.amounts[(losing, to)].area);
    let others = || (0..columns.len()).filter(|&class| class != losing);
    TransitionIntensity {
        uniform: percent_per_year(others().map(area).sum(), domain(matrix) - columns[losing], years),
        by_class: (0..columns.len())
            .map(|class| percent_per_year(area(class), columns[class], years).filter(|_| class != losing))
            .collect(),
    }
}
