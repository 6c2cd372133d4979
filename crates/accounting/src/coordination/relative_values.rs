//! What a hectare of each class is worth beside the others.

/// Each class's share of the sum of all; `None` where the sum is not above zero.
///
/// # Equation
/// `V_i = VC_i / sum_k VC_k` over the classes.
///
/// # Units
/// Value coefficients in any one unit, money or equivalents; the result has none. It depends on which classes are told
/// apart: the same land under a finer legend has smaller shares.
///
/// # Example
/// ```
/// use landledger_accounting::relative_values;
///
/// assert_eq!(relative_values(&[300.0, 100.0, 0.0]), Some(vec![0.75, 0.25, 0.0]));
/// assert_eq!(relative_values(&[0.0, 0.0]), None);
/// ```
///
/// # References
/// Song Y. et al. 2018, *Arid Zone Research*, ChinaXiv-201809.00013V1, table 2.
pub fn relative_values(coefficients: &[f64]) -> Option<Vec<f64>> {
    let sum = coefficients.iter().fold(0.0, |sum, coefficient| sum + coefficient);
    (sum > 0.0 && sum.is_finite()).then(|| coefficients.iter().map(|coefficient| coefficient / sum).collect())
}
