//! A fixed budget by Eq 5.

use crate::{Cents, Money};

/// Why a budget cannot be shared out.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum BudgetError {
    /// Nobody is due anything, so that there is no proportion.
    #[error("no compensation is due to any zone, so a budget has no proportions (leave `budget` out)")]
    NothingDue,
    /// Less than nothing, or not a number.
    #[error("a compensation is {found}, expected a finite number that is not negative")]
    Compensation {
        /// Currency units per year.
        found: f64,
    },
}

/// The share of each in a budget, in proportion to the compensation that is due to each.
///
/// Every share is its exact proportion rounded down or up to a cent, and together they are the budget, to the
/// cent: cents that rounding down leaves over go, one each, to the largest remainders (Hamilton's method); of
/// equal remainders, to the one that stands first.
///
/// # Equation
/// `B_i = B R_i / sum_j R_j`, with the budget `B` and the compensation `R_i` of Eq 5 of the paper. Neither the
/// conversion coefficient nor the currency unit of `R` matters: both cancel.
///
/// # Units
/// Currency units per year; the shares in cents of them.
///
/// # Domain
/// Compensations that are not negative, at least one above 0. Proportions are exact down to 2^-62 of the largest
/// compensation; they are compared as whole numbers, so the result is the same on every machine.
///
/// # Errors
/// Outside the domain.
///
/// # Example
/// ```
/// use landledger_accounting::{Cents, Money, budget_shares};
///
/// // 1.00 in the proportion 2 : 2 : 3 is 28 4/7, 28 4/7 and 42 6/7 cents. Two cents are left over: one for 6/7,
/// // one for the first of the two 4/7.
/// let due = [20.0, 20.0, 30.0].map(Money::from_units_per_year);
/// let shares = budget_shares(Cents::of(Money::from_units_per_year(1.0))?, &due)?;
/// assert_eq!(shares.iter().map(|share| share.cents()).collect::<Vec<_>>(), [29, 28, 43]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # References
/// Balinski M.L., Young H.P., *Fair Representation*, Yale University Press 1982: Hamilton's method, known as that of largest
/// remainders.
pub fn budget_shares(budget: Cents, compensations: &[Money]) -> Result<Vec<Cents>, BudgetError> {
    let weights = weights(compensations)?;
    let all: u128 = weights.iter().sum();
    let whole = u128::from(budget.cents());
    // At most 2^50 cents times 2^62: far from the end of 128 bits.
    let mut shares: Vec<u128> = weights.iter().map(|weight| whole * weight / all).collect();
    let left_over = (whole - shares.iter().sum::<u128>()) as usize;
    let mut by_remainder: Vec<usize> = (0..weights.len()).collect();
    // A stable sort: of equal remainders the first stays first.
    by_remainder.sort_by_key(|&index| std::cmp::Reverse(whole * weights[index] % all));
    for &index in by_remainder.iter().take(left_over) {
        shares[index] += 1;
    }
    Ok(shares.into_iter().map(|share| budget.part(share)).collect())
}

/// Whole numbers in the proportion of the compensations: the largest has 62 bits.
fn weights(compensations: &[Money]) -> Result<Vec<u128>, BudgetError> {
    let amounts = || compensations.iter().map(|amount| amount.units_per_year());
    if let Some(found) = amounts().find(|amount| !(amount.is_finite() && *amount >= 0.0)) {
        return Err(BudgetError::Compensation { found });
    }
    let largest = amounts().fold(0.0, f64::max);
    if largest == 0.0 {
        return Err(BudgetError::NothingDue);
    }
    // A power of two as the scale changes no digit.
    let (_, exponent) = libm::frexp(largest);
    Ok(amounts().map(|amount| libm::ldexp(amount, 62 - exponent).round() as u128).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shared(cents: u64, due: &[f64]) -> Vec<u64> {
        let due: Vec<Money> = due.iter().copied().map(Money::from_units_per_year).collect();
        let shares = budget_shares(Cents::from_cents(cents).unwrap(), &due).unwrap();
        shares.into_iter().map(Cents::cents).collect()
    }

    #[test]
    fn exact_proportions_are_not_rounded() {
        assert_eq!(shared(600, &[0.1, 0.2, 0.3]), [100, 200, 300]);
        assert_eq!(shared(600, &[1.0, 2.0, 3.0]), [100, 200, 300]);
    }

    #[test]
    fn equal_remainders_go_to_the_first() {
        assert_eq!(shared(100, &[5.0, 5.0, 5.0]), [34, 33, 33]);
        assert_eq!(shared(101, &[5.0, 5.0, 5.0]), [34, 34, 33]);
    }

    #[test]
    fn fewer_cents_than_zones_go_to_the_largest() {
        // 2 cents in the proportion 1 : 4 : 3 are 0.25, 1 and 0.75.
        assert_eq!(shared(2, &[1.0, 4.0, 3.0]), [0, 1, 1]);
        assert_eq!(shared(0, &[1.0, 4.0, 3.0]), [0, 0, 0]);
    }

    #[test]
    fn whoever_is_due_nothing_gets_nothing() {
        assert_eq!(shared(101, &[0.0, 2.0, 2.0]), [0, 51, 50]);
    }

    #[test]
    fn the_scale_of_the_compensations_does_not_matter() {
        for scale in [f64::MIN_POSITIVE, 1e-9, 1.0, 1e12, 1e300] {
            assert_eq!(shared(700, &[scale, 2.0 * scale, 4.0 * scale]), [100, 200, 400], "{scale}");
        }
    }

    #[test]
    fn the_largest_budget_is_shared_to_the_cent() {
        let most = Cents::MOST.cents();
        let shares = shared(most, &[1.0; 7]);
        assert_eq!(shares.iter().sum::<u64>(), most);
        assert!(shares.iter().all(|share| share.abs_diff(most / 7) <= 1), "{shares:?}");
    }

    #[test]
    fn a_budget_for_nobody_is_refused() {
        for due in [&[][..], &[Money::ZERO, Money::ZERO]] {
            assert_eq!(budget_shares(Cents::MOST, due), Err(BudgetError::NothingDue));
        }
        assert_eq!(
            BudgetError::NothingDue.to_string(),
            "no compensation is due to any zone, so a budget has no proportions (leave `budget` out)"
        );
    }

    #[test]
    fn a_compensation_that_is_none_is_refused() {
        for found in [-1.0, f64::NAN, f64::INFINITY] {
            let due = [Money::from_units_per_year(found)];
            assert!(matches!(budget_shares(Cents::MOST, &due), Err(BudgetError::Compensation { .. })), "{found}");
        }
        assert_eq!(
            BudgetError::Compensation { found: -1.0 }.to_string(),
            "a compensation is -1, expected a finite number that is not negative"
        );
    }
}
