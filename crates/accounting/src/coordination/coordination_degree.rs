//! Whether two systems are alike and far along.

/// The geometric mean of coupling degree and development index: high only where both are.
///
/// # Equation
/// `D = sqrt(C T)`.
///
/// # Domain
/// Both from 0 to 1.
///
/// # Example
/// ```
/// use landledger_accounting::coordination_degree;
///
/// assert_eq!(coordination_degree(1.0, 0.25), 0.5); // alike, but not far along
/// ```
///
/// # References
/// Zhang K. et al. 2022, ChinaXiv-202208.00077V1, `D = (C T)^(1/2)`.
pub fn coordination_degree(coupling: f64, development: f64) -> f64 {
    (coupling * development).sqrt()
}
