//! Section 2.4: the part of the value that no market pays for.

use crate::Money;

/// The value of all services but those that have a market.
///
/// # Equation
/// `VAL = sum_j ESV_j` over the services `j` that are not in `market_services`. Section 2.4 of the
/// paper: "Since the market already assigns monetary value to provisioning services like food and raw
/// material production, the calculation specifically focuses on the non-market value". Whether water
/// supply belongs to the market is not said there, so the caller states the services.
///
/// # Units
/// Currency units per year. `market_services` are indices into `by_service`; services are added in
/// their order.
///
/// # Domain
/// Negative where services with a negative coefficient outweigh the rest; [`priority`](crate::priority())
/// refuses that.
///
/// # Example
/// ```
/// use landledger_accounting::{Money, nonmarket_value};
///
/// let [food, raw_material, climate, water] = [4.0, 2.0, 10.0, -3.0].map(Money::from_units_per_year);
/// let value = nonmarket_value(&[food, raw_material, climate, water], &[0, 1]);
/// assert_eq!(value.units_per_year(), 10.0 - 3.0);
/// ```
pub fn nonmarket_value(by_service: &[Money], market_services: &[usize]) -> Money {
    by_service
        .iter()
        .enumerate()
        .filter(|(service, _)| !market_services.contains(service))
        .map(|(_, &value)| value)
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_market_services_it_is_the_whole_value() {
        let by_service = [1.0, 2.0, 4.0].map(Money::from_units_per_year);
        assert_eq!(nonmarket_value(&by_service, &[]), Money::from_units_per_year(1.0 + 2.0 + 4.0));
    }

    #[test]
    fn a_service_named_twice_is_left_out_once() {
        let by_service = [1.0, 2.0, 4.0].map(Money::from_units_per_year);
        assert_eq!(nonmarket_value(&by_service, &[2, 2]), Money::from_units_per_year(1.0 + 2.0));
    }
}
