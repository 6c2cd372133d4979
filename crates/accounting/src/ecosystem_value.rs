//! Eq 2: what land is worth.

use crate::{Hectares, Money, MoneyPerHectare};

/// The ecosystem service value of pieces of land.
///
/// # Equation
/// Eq 2 of the paper: `ESV = sum_i A_i VC_i`, with the area `A_i` and the value coefficient `VC_i` of
/// class `i`. Taken with the coefficients of a single service it gives the value of that service. A
/// class may come in several pieces where its coefficient differs from place to place.
///
/// # Units
/// Currency units per year. Pieces are added in the order given.
///
/// # Example
/// ```
/// use landledger_accounting::{Hectares, MoneyPerHectare, ecosystem_value};
///
/// let crop = (Hectares::from_hectares(3.0), MoneyPerHectare::from_units_per_hectare(5000.0));
/// let forest = (Hectares::from_hectares(2.0), MoneyPerHectare::from_units_per_hectare(20_000.0));
/// assert_eq!(ecosystem_value([crop, forest]).units_per_year(), 3.0 * 5000.0 + 2.0 * 20_000.0);
/// ```
pub fn ecosystem_value(pieces: impl IntoIterator<Item = (Hectares, MoneyPerHectare)>) -> Money {
    pieces.into_iter().map(|(area, coefficient)| area * coefficient).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_land_is_worth_nothing() {
        assert_eq!(ecosystem_value([]), Money::ZERO);
    }

    #[test]
    fn no_area_of_a_class_with_negative_value_is_zero_without_a_sign() {
        let piece = (Hectares::from_hectares(0.0), MoneyPerHectare::from_units_per_hectare(-2.63));
        assert!(ecosystem_value([piece]).units_per_year().is_sign_positive());
    }
}
