//! How far two systems have come together.

/// What each system counts for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DevelopmentWeights {
    /// Weight of the first, `a`.
    pub first: f64,
    /// Weight of the second, `b`.
    pub second: f64,
}

impl DevelopmentWeights {
    /// Both alike, as is usual: a half each.
    pub const EQUAL: Self = Self { first: 0.5, second: 0.5 };
}

/// The weighted mean of two indices.
///
/// # Equation
/// `T = a U_1 + b U_2`.
///
/// # Domain
/// Indices from 0 to 1, weights that add up to 1.
///
/// # Example
/// ```
/// use landledger_accounting::{DevelopmentWeights, development_index};
///
/// assert_eq!(development_index(0.25, 0.75, DevelopmentWeights::EQUAL), 0.5);
/// ```
///
/// # References
/// The usual form. Zhang K. et al. 2022, ChinaXiv-202208.00077V1, take a further root of it.
pub fn development_index(first: f64, second: f64, weights: DevelopmentWeights) -> f64 {
    weights.first * first + weights.second * second
}
