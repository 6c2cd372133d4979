//! Who gets most.

use crate::Money;

/// The place of each amount, from 1 for the largest (standard competition ranking, "1 2 2 4").
///
/// Amounts that are equal to the last bit share a place, and as many places after it are left out. An amount's
/// place is one more than the number of larger amounts, so it does not depend on the order of the list.
///
/// # Equation
/// `rank_i = 1 + |{ j : A_j > A_i }|`.
///
/// # Domain
/// Amounts that are numbers; zero has one place, whatever its sign.
///
/// # Example
/// ```
/// use landledger_accounting::{Money, ranks};
///
/// let amounts = [5.0, 9.0, 2.0, 5.0].map(Money::from_units_per_year);
/// assert_eq!(ranks(&amounts), [2, 1, 4, 2]);
/// ```
pub fn ranks(amounts: &[Money]) -> Vec<usize> {
    // Minus zero plus zero is zero.
    let units = |amount: &Money| amount.units_per_year() + 0.0;
    let mut descending: Vec<f64> = amounts.iter().map(units).collect();
    descending.sort_by(|one, other| other.total_cmp(one));
    let larger_than = |amount: &Money| descending.partition_point(|larger| larger.total_cmp(&units(amount)).is_gt());
    amounts.iter().map(|amount| 1 + larger_than(amount)).collect()
}

/// The same where some have no amount, and then no place; the others are ranked among themselves.
pub(crate) fn ranks_of_known(amounts: &[Option<Money>]) -> Vec<Option<usize>> {
    let known: Vec<Money> = amounts.iter().copied().flatten().collect();
    let mut places = ranks(&known).into_iter();
    amounts.iter().map(|amount| amount.and_then(|_| places.next())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_largest_is_first_and_equal_amounts_share_a_rank() {
        let amounts = [2.0, 7.0, 0.0, 7.0].map(Money::from_units_per_year);
        assert_eq!(ranks(&amounts), [3, 1, 4, 1]);
    }

    #[test]
    fn nothing_has_one_place_whatever_its_sign() {
        let amounts = [0.0, -0.0, 1.0].map(Money::from_units_per_year);
        assert_eq!(ranks(&amounts), [2, 2, 1]);
    }

    #[test]
    fn nobody_has_no_rank() {
        assert!(ranks(&[]).is_empty());
    }

    #[test]
    fn whoever_has_no_amount_takes_no_place() {
        let amounts = [Some(1.0), None, Some(3.0)].map(|amount| amount.map(Money::from_units_per_year));
        assert_eq!(ranks_of_known(&amounts), [Some(2), None, Some(1)]);
    }
}
