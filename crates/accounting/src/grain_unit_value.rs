//! Eq 1 for one grain: price times yield, a seventh of it.

use crate::{CropHarvest, MoneyPerHectare, UnitValueError, unit_value};

/// The unit value `E_a` from one price and one yield: a seventh of the market value of the grain of a hectare.
///
/// # Equation
/// `E_a = P Q / 7`, with the price `P` and the yield `Q`: Eq 1 of the paper ([`unit_value()`]) for a
/// single crop, whose sown area cancels.
///
/// # Units
/// `price_per_kg` in currency units per kg, `yield_kg_per_ha` in kg per hectare and year; the result in
/// currency units per hectare and year.
///
/// # Domain
/// No number negative. Zero when the price or the yield is.
///
/// # Errors
/// Outside the domain, or where a number is not finite.
///
/// # Example
/// ```
/// use landledger_accounting::grain_unit_value;
///
/// assert_eq!(grain_unit_value(2.0, 3500.0)?.units_per_hectare(), 2.0 * 3500.0 / 7.0);
/// # Ok::<(), landledger_accounting::UnitValueError>(())
/// ```
///
/// # References
/// Song M. et al. 2018, *Acta Ecologica Sinica* 38(8):2649 (ChinaXiv-201805.00099V1): 1.68 yuan per kg x
/// 281 930 kg per km2 / 7 = 67 663.2 yuan per km2.
pub fn grain_unit_value(price_per_kg: f64, yield_kg_per_ha: f64) -> Result<MoneyPerHectare, UnitValueError> {
    unit_value(&[CropHarvest { price_per_kg, yield_kg_per_ha, area_ha: 1.0 }])
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Half a unit of the second decimal, in which both sources print.
    const PRINTED_DIGITS: f64 = 0.005;

    #[test]
    fn nihegou_2016_is_67663_2_yuan_per_square_kilometre() {
        // Song M. et al. 2018 (ChinaXiv-201805.00099V1), who print the unit as "yuan kg-2 a-1". 100 ha are 1 km2.
        let per_square_kilometre = grain_unit_value(1.68, 281_930.0 / 100.0).unwrap().units_per_hectare() * 100.0;
        assert!((per_square_kilometre - 67_663.2).abs() < PRINTED_DIGITS);
    }

    #[test]
    fn two_yuan_28_and_4600_89_kg_are_1498_58_yuan() {
        // mtoou.info/tubiao/414421.
        assert!((grain_unit_value(2.28, 4600.89).unwrap().units_per_hectare() - 1498.58).abs() < PRINTED_DIGITS);
    }

    #[test]
    fn a_negative_price_is_refused() {
        assert!(matches!(grain_unit_value(-1.0, 4600.89), Err(UnitValueError::Quantity { crop: 0, .. })));
    }
}
