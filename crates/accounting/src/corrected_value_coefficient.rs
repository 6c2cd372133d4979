//! Value coefficients that follow what grows, rains and washes away in a place.

use crate::{MoneyPerHectare, ValueCoefficient};

/// A value coefficient whose services are multiplied by the correction factors of a place and year.
///
/// # Equation
/// `VC_ij = e_ij E_a F_j`, with the equivalent `e_ij` of class `i` for service `j` and the factor `F_j`. A
/// factor is a ratio to the mean of the region that the equivalents hold for: `F = NPP / mean(NPP)`, and so
/// on for gross primary productivity, precipitation or soil conservation.
///
/// Which ratio belongs to which service is the user's to say. What is remembered of the dynamic form of
/// Xie et al. 2015, without a source at hand, is: precipitation for water supply and hydrological
/// regulation, soil conservation for soil conservation, net primary productivity for all others.
///
/// # Units
/// Factors have no unit; values are in currency units per hectare and year.
///
/// # Domain
/// One positive factor for each service; [`account()`](crate::account()) refuses others.
///
/// # Panics
/// With another number of factors than of services.
///
/// # Example
/// ```
/// use landledger_accounting::{MoneyPerHectare, corrected_value_coefficient, value_coefficient};
///
/// // 1 and 4 equivalents at 1000; half the growth, twice the rain.
/// let plain = value_coefficient(&[1.0, 4.0], MoneyPerHectare::from_units_per_hectare(1000.0));
/// let corrected = corrected_value_coefficient(&plain, &[0.5, 2.0]);
/// assert_eq!(corrected.total().units_per_hectare(), 1000.0 * 0.5 + 4000.0 * 2.0);
/// ```
///
/// # References
/// By NPP: Zhang K. et al. 2022 (ChinaXiv-202208.00077V1), Eq 2. By GPP: Zhao H. et al. 2018
/// (ChinaXiv-201810.00160V1), Eq 3.
pub fn corrected_value_coefficient(coefficient: &ValueCoefficient, factors: &[f64]) -> ValueCoefficient {
    assert_eq!(factors.len(), coefficient.by_service().len(), "one factor for each service");
    let corrected = coefficient.by_service().iter().zip(factors);
    ValueCoefficient::from_services(
        corrected
            .map(|(value, factor)| MoneyPerHectare::from_units_per_hectare(value.units_per_hectare() * factor))
            .collect(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value_coefficient;

    fn plain() -> ValueCoefficient {
        value_coefficient(&[1.36, -2.63], MoneyPerHectare::from_units_per_hectare(1000.0))
    }

    #[test]
    fn factors_of_one_change_nothing() {
        assert_eq!(corrected_value_coefficient(&plain(), &[1.0, 1.0]), plain());
    }

    #[test]
    fn a_factor_keeps_the_sign_of_its_service() {
        let corrected = corrected_value_coefficient(&plain(), &[0.5, 2.0]);
        assert_eq!(corrected.by_service()[0].units_per_hectare(), 1.36 * 1000.0 * 0.5);
        assert_eq!(corrected.by_service()[1].units_per_hectare(), -2.63 * 1000.0 * 2.0);
    }
}
