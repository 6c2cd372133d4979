//! Xie et al. 2015: one equivalent is the net profit of a hectare of grain.

use crate::{Hectares, MoneyPerHectare};

/// What one crop of a zone leaves in a year when its costs are paid.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CropProfit {
    /// Net profit; it may be negative.
    pub net_profit: MoneyPerHectare,
    /// Sown area.
    pub sown: Hectares,
}

/// Why profits give no unit value.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum NetProfitError {
    /// No crop at all.
    #[error("no crop is given, expected at least one (add a crop, or state a fixed unit value)")]
    NoCrop,
    /// Nothing is sown.
    #[error("the crops are sown on 0 ha, expected more than 0 (correct the areas, or state a fixed unit value)")]
    NoArea,
    /// A number that no crop can have.
    #[error("{quantity} of crop {} is {found}, expected {expected} (correct it, or leave the crop out)", .crop + 1)]
    Quantity {
        /// Which crop, counted from 0 (the message counts from 1).
        crop: usize,
        /// Which of its numbers, with its unit.
        quantity: &'static str,
        /// What it is.
        found: f64,
        /// What it may be.
        expected: &'static str,
    },
    /// The crops lose money, or just pay for themselves.
    #[error(
        "the net profit of the crops is {found} per ha, expected more than 0: a loss gives no unit value \
         (take profits of a year without a loss and bring them to the year's prices, or another way)"
    )]
    NoProfit {
        /// Mean over the crops.
        found: f64,
    },
    /// Finite numbers whose products are beyond `f64`.
    #[error("the profit is more than a number can hold (correct profits and areas)")]
    TooLarge,
}

/// The unit value `E_a`: the mean net profit of grain crops, weighted by their sown area.
///
/// There is no seventh here: costs, labour among them, are taken off already. So it is another
/// definition than that of [`unit_value()`](crate::unit_value()), not another way to the same number.
///
/// # Equation
/// `D = sum_j S_j F_j`, with the net profit `F_j` of crop `j` and its share of the sown area
/// `S_j = q_j / sum_j q_j`.
///
/// # Units
/// Currency units per hectare and year.
///
/// # Domain
/// At least one crop; a positive total area, no area negative. A crop may lose money, all together may not.
///
/// # Errors
/// Outside the domain, or where a number is not finite.
///
/// # Example
/// ```
/// use landledger_accounting::{CropProfit, Hectares, MoneyPerHectare, net_profit_unit_value};
///
/// let crop = |profit, hectares| CropProfit {
///     net_profit: MoneyPerHectare::from_units_per_hectare(profit),
///     sown: Hectares::from_hectares(hectares),
/// };
/// // Three quarters of the land at 4000, a quarter at 2000.
/// let value = net_profit_unit_value(&[crop(4000.0, 30.0), crop(2000.0, 10.0)])?;
/// assert_eq!(value.units_per_hectare(), (4000.0 * 30.0 + 2000.0 * 10.0) / 40.0);
/// # Ok::<(), landledger_accounting::NetProfitError>(())
/// ```
///
/// # References
/// Xie G. et al. 2015, *Journal of Natural Resources* 30(8):1243, by whom it is 3406.50 yuan for China in
/// 2010 (as Luo & Yan 2018 print it, ChinaXiv-201805.00320V1). The equation as Zhao H. et al. 2018 print
/// it for wheat, maize and potato (ChinaXiv-201810.00160V1, Eq 2).
pub fn net_profit_unit_value(crops: &[CropProfit]) -> Result<MoneyPerHectare, NetProfitError> {
    if crops.is_empty() {
        return Err(NetProfitError::NoCrop);
    }
    let (mut profit, mut area) = (0.0, 0.0);
    for (crop, CropProfit { net_profit, sown }) in crops.iter().enumerate() {
        let (net_profit, sown) = (net_profit.units_per_hectare(), sown.hectares());
        let fault = |quantity, found, expected| NetProfitError::Quantity { crop, quantity, found, expected };
        if !net_profit.is_finite() {
            return Err(fault("net profit per ha", net_profit, "a finite number"));
        }
        if !(sown.is_finite() && sown >= 0.0) {
            return Err(fault("area in ha", sown, "a finite number that is not negative"));
        }
        profit += net_profit * sown;
        area += sown;
    }
    if area == 0.0 {
        return Err(NetProfitError::NoArea);
    }
    let mean = profit / area;
    if !mean.is_finite() || !f64::is_finite(area) {
        return Err(NetProfitError::TooLarge);
    }
    if mean <= 0.0 {
        return Err(NetProfitError::NoProfit { found: mean });
    }
    Ok(MoneyPerHectare::from_units_per_hectare(mean))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn crop(net_profit: f64, hectares: f64) -> CropProfit {
        CropProfit {
            net_profit: MoneyPerHectare::from_units_per_hectare(net_profit),
            sown: Hectares::from_hectares(hectares),
        }
    }

    #[test]
    fn shares_of_the_sown_area_are_the_weights() {
        // Rice 1/2, wheat 1/4, maize 1/4.
        let value = net_profit_unit_value(&[crop(5000.0, 200.0), crop(2000.0, 100.0), crop(3000.0, 100.0)]).unwrap();
        assert_eq!(value.units_per_hectare(), 5000.0 / 2.0 + 2000.0 / 4.0 + 3000.0 / 4.0);
    }

    #[test]
    fn one_crop_is_worth_its_profit_whatever_its_area() {
        assert_eq!(net_profit_unit_value(&[crop(3406.5, 8.0)]).unwrap().units_per_hectare(), 3406.5);
    }

    #[test]
    fn a_crop_at_a_loss_counts() {
        let value = net_profit_unit_value(&[crop(3000.0, 10.0), crop(-1000.0, 10.0)]).unwrap();
        assert_eq!(value.units_per_hectare(), (3000.0 - 1000.0) / 2.0);
    }

    #[test]
    fn a_loss_of_all_crops_is_refused() {
        assert_eq!(
            net_profit_unit_value(&[crop(1000.0, 10.0), crop(-2000.0, 10.0)]).unwrap_err().to_string(),
            "the net profit of the crops is -500 per ha, expected more than 0: a loss gives no unit value \
             (take profits of a year without a loss and bring them to the year's prices, or another way)"
        );
    }

    #[test]
    fn a_negative_area_is_refused_with_the_number_of_its_crop() {
        assert_eq!(
            net_profit_unit_value(&[crop(1000.0, 10.0), crop(1000.0, -1.0)]).unwrap_err().to_string(),
            "area in ha of crop 2 is -1, expected a finite number that is not negative (correct it, or leave the crop out)"
        );
    }

    #[test]
    fn nothing_sown_and_nothing_given_are_refused() {
        assert_eq!(net_profit_unit_value(&[crop(1000.0, 0.0)]), Err(NetProfitError::NoArea));
        assert_eq!(net_profit_unit_value(&[]), Err(NetProfitError::NoCrop));
        assert_eq!(net_profit_unit_value(&[crop(1e308, 1e10)]), Err(NetProfitError::TooLarge));
    }
}
