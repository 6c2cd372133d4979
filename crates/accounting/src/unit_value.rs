//! Eq 1: what one equivalent is worth on one hectare.

use crate::MoneyPerHectare;

/// The share of a hectare's grain value that counts as one equivalent: what a natural ecosystem yields
/// without labour is taken as a seventh of what a field yields with it (the 1/7 of Eq 1; after Xie
/// Gaodi et al., *Journal of Natural Resources* 18(2), 2003).
const EQUIVALENTS_IN_GRAIN_VALUE: f64 = 7.0;

/// One grain crop of a zone in a year.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CropHarvest {
    /// Price in currency units per kg.
    pub price_per_kg: f64,
    /// Yield in kg per hectare and year.
    pub yield_kg_per_ha: f64,
    /// Sown area in hectares.
    pub area_ha: f64,
}

/// Why harvests give no unit value.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum UnitValueError {
    /// No crop at all.
    #[error("no crop is given, expected at least one (add a crop, or state a fixed unit value)")]
    NoCrop,
    /// Nothing is sown.
    #[error("the crops are sown on 0 ha, expected more than 0 (correct the areas, or state a fixed unit value)")]
    NoArea,
    /// A number that no harvest can have.
    #[error("{quantity} of crop {} is {found}, expected a finite number that is not negative (correct it, or leave the crop out)", .crop + 1)]
    Quantity {
        /// Which crop, counted from 0 (the message counts from 1).
        crop: usize,
        /// Which of its numbers, with its unit.
        quantity: &'static str,
        /// What it is.
        found: f64,
    },
    /// Finite numbers whose products are beyond `f64`.
    #[error("the harvest is worth more than a number can hold (correct its prices, yields and areas)")]
    TooLarge,
}

/// The unit value `E_a`: a seventh of the mean market value of the grain that a hectare yields.
///
/// # Equation
/// Eq 1 of the paper: `E_a = 1/7 * sum_j (m_j p_j q_j) / M`, with the price `m_j`, the yield `p_j` and
/// the sown area `q_j` of crop `j`, and `M = sum_j q_j`.
///
/// # Units
/// Currency units per hectare and year.
///
/// # Domain
/// At least one crop; a positive total area; no number negative. Zero when every price or yield is.
///
/// # Errors
/// Outside the domain, or where a number is not finite.
///
/// # Example
/// ```
/// use landledger_accounting::{CropHarvest, unit_value};
///
/// let rice = CropHarvest { price_per_kg: 2.0, yield_kg_per_ha: 7000.0, area_ha: 3.0 };
/// let maize = CropHarvest { price_per_kg: 1.4, yield_kg_per_ha: 5000.0, area_ha: 1.0 };
/// let expected = (2.0 * 7000.0 * 3.0 + 1.4 * 5000.0 * 1.0) / (3.0 + 1.0) / 7.0;
/// assert_eq!(unit_value(&[rice, maize])?.units_per_hectare(), expected);
///
/// // An area of zero hectares has no mean.
/// assert!(unit_value(&[CropHarvest { area_ha: 0.0, ..rice }]).is_err());
/// # Ok::<(), landledger_accounting::UnitValueError>(())
/// ```
pub fn unit_value(harvests: &[CropHarvest]) -> Result<MoneyPerHectare, UnitValueError> {
    if harvests.is_empty() {
        return Err(UnitValueError::NoCrop);
    }
    let (mut value, mut area) = (0.0, 0.0);
    for (crop, harvest) in harvests.iter().enumerate() {
        harvest.check(crop)?;
        value += harvest.price_per_kg * harvest.yield_kg_per_ha * harvest.area_ha;
        area += harvest.area_ha;
    }
    if area == 0.0 {
        return Err(UnitValueError::NoArea);
    }
    let per_hectare = value / area / EQUIVALENTS_IN_GRAIN_VALUE;
    if !per_hectare.is_finite() || !f64::is_finite(area) {
        return Err(UnitValueError::TooLarge);
    }
    Ok(MoneyPerHectare::from_units_per_hectare(per_hectare))
}

impl CropHarvest {
    fn check(&self, crop: usize) -> Result<(), UnitValueError> {
        let quantities = [
            ("price per kg", self.price_per_kg),
            ("yield in kg per ha", self.yield_kg_per_ha),
            ("area in ha", self.area_ha),
        ];
        match quantities.into_iter().find(|(_, found)| !(found.is_finite() && *found >= 0.0)) {
            Some((quantity, found)) => Err(UnitValueError::Quantity { crop, quantity, found }),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Half a unit of the second decimal, in which both sources print.
    const PRINTED_DIGITS: f64 = 0.005;

    const MAIZE: CropHarvest = CropHarvest { price_per_kg: 1.5, yield_kg_per_ha: 6000.0, area_ha: 10.0 };

    #[test]
    fn nihegou_2018_gives_67663_2_yuan_per_square_kilometre() {
        // Song M. et al. 2018 (ChinaXiv-201805.00099V1): 1.68 yuan/kg, 281 930 kg/km2.
        let wheat = CropHarvest { price_per_kg: 1.68, yield_kg_per_ha: 281_930.0 / 100.0, area_ha: 1.0 };
        let per_square_kilometre = unit_value(&[wheat]).unwrap().units_per_hectare() * 100.0;
        assert!((per_square_kilometre - 67_663.2).abs() < PRINTED_DIGITS);
    }

    #[test]
    fn one_crop_of_2_28_yuan_and_4600_89_kg_gives_1498_58_yuan_per_hectare() {
        // mtoou.info/tubiao/414421.
        let grain = CropHarvest { price_per_kg: 2.28, yield_kg_per_ha: 4600.89, area_ha: 250.0 };
        assert!((unit_value(&[grain]).unwrap().units_per_hectare() - 1498.58).abs() < PRINTED_DIGITS);
    }

    #[test]
    fn crops_weigh_by_their_area() {
        let soy = CropHarvest { price_per_kg: 4.0, yield_kg_per_ha: 2000.0, area_ha: 30.0 };
        let expected = (1.5 * 6000.0 * 10.0 + 4.0 * 2000.0 * 30.0) / 40.0 / 7.0;
        assert_eq!(unit_value(&[MAIZE, soy]), Ok(MoneyPerHectare::from_units_per_hectare(expected)));
    }

    #[test]
    fn no_crop_is_refused() {
        assert_eq!(
            unit_value(&[]).unwrap_err().to_string(),
            "no crop is given, expected at least one (add a crop, or state a fixed unit value)"
        );
    }

    #[test]
    fn crops_on_no_land_are_refused() {
        assert_eq!(
            unit_value(&[CropHarvest { area_ha: 0.0, ..MAIZE }]).unwrap_err().to_string(),
            "the crops are sown on 0 ha, expected more than 0 (correct the areas, or state a fixed unit value)"
        );
    }

    #[test]
    fn a_negative_yield_is_refused_with_the_number_of_its_crop() {
        let error = unit_value(&[MAIZE, CropHarvest { yield_kg_per_ha: -1.0, ..MAIZE }]).unwrap_err();
        assert_eq!(
            error.to_string(),
            "yield in kg per ha of crop 2 is -1, expected a finite number that is not negative \
             (correct it, or leave the crop out)"
        );
    }

    #[test]
    fn a_price_that_is_not_a_number_is_refused() {
        for price_per_kg in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            let error = unit_value(&[CropHarvest { price_per_kg, ..MAIZE }]).unwrap_err();
            assert!(matches!(error, UnitValueError::Quantity { crop: 0, quantity: "price per kg", .. }));
        }
    }

    #[test]
    fn a_harvest_beyond_all_numbers_is_refused() {
        let error = unit_value(&[CropHarvest { price_per_kg: 1e300, yield_kg_per_ha: 1e300, area_ha: 1.0 }]);
        assert_eq!(
            error.unwrap_err().to_string(),
            "the harvest is worth more than a number can hold (correct its prices, yields and areas)"
        );
        let wide = CropHarvest { area_ha: f64::MAX, price_per_kg: 0.0, ..MAIZE };
        assert_eq!(unit_value(&[wide, wide]), Err(UnitValueError::TooLarge));
    }
}
