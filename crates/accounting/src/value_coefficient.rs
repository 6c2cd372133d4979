//! Eq 3: what a hectare of a class is worth.

use crate::MoneyPerHectare;

/// The value of one hectare of a class, service by service.
#[derive(Debug, Clone, PartialEq)]
pub struct ValueCoefficient {
    by_service: Vec<MoneyPerHectare>,
}

impl ValueCoefficient {
    /// From money per hectare, one entry for each service.
    pub(crate) fn from_services(by_service: Vec<MoneyPerHectare>) -> Self {
        Self { by_service }
    }

    /// Value of each service, in the order of the table it came from.
    pub fn by_service(&self) -> &[MoneyPerHectare] {
        &self.by_service
    }

    /// `VC`: all services together, added in their order.
    pub fn total(&self) -> MoneyPerHectare {
        self.by_service.iter().copied().sum()
    }
}

/// The value coefficient of a class: its equivalents times the unit value.
///
/// # Equation
/// Eq 3 of the paper: `VC_i = sum_j EC_j E_a`, with the equivalents `EC_j` of the class, one for each
/// service `j`. The terms are [`ValueCoefficient::by_service`], their sum [`ValueCoefficient::total`].
///
/// # Units
/// Equivalents are numbers without unit; the result is in currency units per hectare and year.
///
/// # Domain
/// Equivalents may be negative: a paddy takes more water than it gives (-2.63 in Xie et al. 2015).
///
/// # Example
/// ```
/// use landledger_accounting::{MoneyPerHectare, value_coefficient};
///
/// let coefficient = value_coefficient(&[1.36, -2.63], MoneyPerHectare::from_units_per_hectare(1000.0));
/// assert_eq!(coefficient.by_service()[1].units_per_hectare(), -2.63 * 1000.0);
/// assert_eq!(coefficient.total().units_per_hectare(), 1.36 * 1000.0 - 2.63 * 1000.0);
/// ```
pub fn value_coefficient(equivalents: &[f64], unit_value: MoneyPerHectare) -> ValueCoefficient {
    let worth = |equivalent: &f64| MoneyPerHectare::from_units_per_hectare(equivalent * unit_value.units_per_hectare());
    ValueCoefficient { by_service: equivalents.iter().map(worth).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_class_without_equivalents_is_worth_nothing() {
        let coefficient = value_coefficient(&[], MoneyPerHectare::from_units_per_hectare(1498.58));
        assert_eq!(coefficient.total(), MoneyPerHectare::ZERO);
    }

    #[test]
    fn each_service_is_its_equivalent_times_the_unit_value() {
        let coefficient = value_coefficient(&[0.5, 2.0, -1.0], MoneyPerHectare::from_units_per_hectare(200.0));
        let expected = [0.5 * 200.0, 2.0 * 200.0, -200.0].map(MoneyPerHectare::from_units_per_hectare);
        assert_eq!(coefficient.by_service(), expected);
        assert_eq!(coefficient.total(), MoneyPerHectare::from_units_per_hectare(100.0 + 400.0 - 200.0));
    }
}
