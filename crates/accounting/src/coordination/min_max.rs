//! Quantities of different units brought to one scale.

/// Each number as a share of the way from the smallest to the largest; `None` where all are the same.
///
/// # Equation
/// `U_i = (x_i - min x) / (max x - min x)`.
///
/// # Domain
/// Finite numbers whose range is finite. The result depends on which numbers are compared: another zone or year may move all.
///
/// # Example
/// ```
/// use landledger_accounting::min_max;
///
/// assert_eq!(min_max(&[10.0, 30.0, 50.0]), Some(vec![0.0, 20.0 / 40.0, 1.0]));
/// assert_eq!(min_max(&[7.0, 7.0]), None);
/// ```
pub fn min_max(numbers: &[f64]) -> Option<Vec<f64>> {
    let least = numbers.iter().copied().min_by(f64::total_cmp)?;
    let most = numbers.iter().copied().max_by(f64::total_cmp)?;
    let range = most - least;
    (range > 0.0 && range.is_finite()).then(|| numbers.iter().map(|number| (number - least) / range).collect())
}
