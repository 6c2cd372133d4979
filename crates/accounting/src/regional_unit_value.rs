//! A national unit value, brought to a region.

use crate::MoneyPerHectare;

/// The unit value `E_a` of a region: the national one times the region's ratio to the nation.
///
/// The ratio is that of grain yields ([`yield_ratio()`](crate::yield_ratio())), or a factor that somebody
/// published for the region.
///
/// # Equation
/// `E_a,region = E_a,nation r`, with `r = yield_region / yield_nation` or the factor.
///
/// # Units
/// The ratio is a number without unit; values are in currency units per hectare and year.
///
/// # Domain
/// Any numbers; [`account()`](crate::account()) refuses what is not positive.
///
/// # Example
/// ```
/// use landledger_accounting::{MoneyPerHectare, regional_unit_value, yield_ratio};
///
/// let national = MoneyPerHectare::from_units_per_hectare(600.0);
/// assert_eq!(regional_unit_value(national, yield_ratio(4500.0, 6000.0)).units_per_hectare(), 600.0 * 0.75);
/// ```
///
/// # References
/// Zhao Q. et al. 2017, *Chinese Journal of Eco-Agriculture* 25(7):1052 (ChinaXiv-201711.02173V1), by yields;
/// Ao Y. et al. 2022 (ChinaXiv-202202.00031V1), by a factor of 0.94 for the Yellow River basin.
pub fn regional_unit_value(national: MoneyPerHectare, ratio: f64) -> MoneyPerHectare {
    MoneyPerHectare::from_units_per_hectare(national.units_per_hectare() * ratio)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::yield_ratio;

    /// Half a unit of the second decimal, in which both sources print.
    const PRINTED_DIGITS: f64 = 0.005;

    fn regional(national: f64, ratio: f64) -> f64 {
        regional_unit_value(MoneyPerHectare::from_units_per_hectare(national), ratio).units_per_hectare()
    }

    #[test]
    fn around_beijing_and_tianjin_567_45_yuan_are_535_96() {
        // Zhao Q. et al. 2017 (ChinaXiv-201711.02173V1), section 1.2.1: 5536.32 and 5861.62 kg per hectare in 2014.
        assert!((regional(567.45, yield_ratio(5536.32, 5861.62)) - 535.96).abs() < PRINTED_DIGITS);
    }

    #[test]
    fn the_table_of_the_same_paper_was_not_made_with_535_96() {
        // Its table 1 gives 600.17 yuan for food production, of which arable land has one equivalent in Xie et al.
        // 2003, and half of it (300.09) for gas regulation (0.5): a unit value of 600.17, which no ratio in its text
        // gives, the upside-down one neither.
        assert!((600.17_f64 * 0.5 - 300.09).abs() < 0.01);
        assert!((regional(567.45, yield_ratio(5536.32, 5861.62)) - 600.17).abs() > 60.0);
        assert!((regional(567.45, yield_ratio(5861.62, 5536.32)) - 600.17).abs() > 0.5);
    }

    #[test]
    fn in_the_yellow_river_basin_3406_50_yuan_are_3202_11() {
        // Ao Y. et al. 2022 (ChinaXiv-202202.00031V1), section 2.3: a factor of 0.94.
        assert!((regional(3406.50, 0.94) - 3202.11).abs() < PRINTED_DIGITS);
    }
}
