//! What is due beside what was paid.

use crate::Money;

/// A compensation beside a transfer that was really paid.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PaidComparison {
    /// What is due less what was paid: above zero where too little was paid.
    pub difference: Money,
    /// What is due over what was paid; `None` where nothing was.
    pub ratio: Option<f64>,
}

/// How a compensation compares with a transfer that was really paid to the same region.
///
/// # Equation
/// `difference = R - P`, `ratio = R / P`, with `R` of Eq 5 of the paper and the payment `P`. Section 4.2 of the paper
/// sets the compensation of its cities against the transfers that the state paid to resource-depleted cities of
/// their provinces: "2.541 billion yuan in Heilongjiang Province and 2.278 billion yuan in Jilin Province,
/// corresponding to transfer payment amounts of 1.25 billion yuan and 1.89 billion yuan".
///
/// # Units
/// Both in currency units per year; the ratio has no unit.
///
/// # Domain
/// Amounts that are not negative. Where nothing was paid there is no ratio. A ratio beyond `f64` is none either.
///
/// # Example
/// ```
/// use landledger_accounting::{Money, paid_comparison};
///
/// let [due, paid] = [3.0, 2.0].map(Money::from_units_per_year);
/// let found = paid_comparison(due, paid);
/// assert_eq!((found.difference.units_per_year(), found.ratio), (3.0 - 2.0, Some(3.0 / 2.0)));
/// assert_eq!(paid_comparison(due, Money::ZERO).ratio, None);
/// ```
pub fn paid_comparison(compensation: Money, paid: Money) -> PaidComparison {
    let (due, given) = (compensation.units_per_year(), paid.units_per_year());
    let ratio = (given > 0.0).then(|| due / given).filter(|ratio| ratio.is_finite());
    PaidComparison { difference: Money::from_units_per_year(due - given), ratio }
}
