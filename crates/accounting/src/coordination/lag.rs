//! Which of two systems is behind.

/// Which of two systems is behind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lag {
    /// The first.
    First,
    /// The second.
    Second,
    /// Neither by more than the margin.
    Neither,
}

/// Indices that differ by no more than this are abreast.
const MARGIN: f64 = 0.1;

/// Which of two indices is behind by more than 0.1.
///
/// # Equation
/// The first lags where `U_2 - U_1 > 0.1`, the second where `U_1 - U_2 > 0.1`.
///
/// # Domain
/// Indices from 0 to 1.
///
/// # Example
/// ```
/// use landledger_accounting::{Lag, lag};
///
/// assert_eq!(lag(0.2, 0.5), Lag::First);
/// assert_eq!(lag(0.5, 0.2), Lag::Second);
/// assert_eq!(lag(0.45, 0.5), Lag::Neither);
/// ```
///
/// # References
/// The usual margin in studies of urbanisation and ecology.
pub fn lag(first: f64, second: f64) -> Lag {
    match first - second {
        ahead if ahead > MARGIN => Lag::Second,
        ahead if ahead < -MARGIN => Lag::First,
        _ => Lag::Neither,
    }
}
