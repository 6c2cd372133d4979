//! How alike two systems stand.

/// 1 where both indices are the same, 0 where one of them is nothing; `None` where both are.
///
/// # Equation
/// `C = 2 sqrt(U_1 U_2) / (U_1 + U_2)`.
///
/// # Domain
/// Indices from 0 to 1.
///
/// # Example
/// ```
/// use landledger_accounting::coupling_degree;
///
/// assert_eq!(coupling_degree(0.2, 0.8), Some(2.0 * 0.4 / 1.0)); // 0.4 is the root of 0.16
/// assert_eq!(coupling_degree(0.5, 0.5), Some(1.0));
/// assert_eq!(coupling_degree(0.0, 0.0), None);
/// ```
///
/// # References
/// The usual two-system form. Zhang K. et al. 2022, ChinaXiv-202208.00077V1, couple by distance instead.
pub fn coupling_degree(first: f64, second: f64) -> Option<f64> {
    let sum = first + second;
    (sum > 0.0).then(|| 2.0 * (first * second).sqrt() / sum)
}
