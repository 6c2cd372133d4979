//! How a region's grain yield compares with the nation's.

/// The ratio by which a national unit value is brought to a region.
///
/// # Equation
/// `r = yield_region / yield_nation`.
///
/// # Units
/// Both yields in kg per hectare and year; the ratio has no unit.
///
/// # Domain
/// Positive yields, of the same crops: grain as a whole in both, or the same crop in both.
///
/// # Example
/// ```
/// use landledger_accounting::yield_ratio;
///
/// assert_eq!(yield_ratio(4500.0, 6000.0), 0.75);
/// ```
///
/// # References
/// Zhao Q. et al. 2017, *Chinese Journal of Eco-Agriculture* 25(7):1052 (ChinaXiv-201711.02173V1), section 1.2.1.
pub fn yield_ratio(regional_kg_per_ha: f64, national_kg_per_ha: f64) -> f64 {
    regional_kg_per_ha / national_kg_per_ha
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_region_that_yields_as_the_nation_has_the_ratio_one() {
        assert_eq!(yield_ratio(5861.62, 5861.62), 1.0);
    }
}
