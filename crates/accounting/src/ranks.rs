//! Who gets most.

use crate::Money;

/// The rank of each amount, from 1 for the largest. Equal amounts share a rank and the next one is
/// left out: 1, 1, 3.
pub(crate) fn ranks(amounts: &[Money]) -> Vec<usize> {
    let mut descending: Vec<f64> = amounts.iter().map(|amount| amount.units_per_year()).collect();
    descending.sort_by(|one, other| other.total_cmp(one));
    let larger_than =
        |amount: &Money| descending.partition_point(|larger| larger.total_cmp(&amount.units_per_year()).is_gt());
    amounts.iter().map(|amount| 1 + larger_than(amount)).collect()
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
    fn nobody_has_no_rank() {
        assert!(ranks(&[]).is_empty());
    }
}
