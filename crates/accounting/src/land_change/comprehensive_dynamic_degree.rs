//! LC: how fast land changes altogether.

use super::percent_per_year;
use landledger_core::Area;

/// Comprehensive dynamic degree: by year, half of the land that changed its class, in per cent of all land. `None` for no
/// land, and for no time.
///
/// # Equation
/// `LC = sum_i dLU_(i-j) / (2 sum_i LU_i) / T x 100 %`, where `dLU_(i-j)` is all that went from class `i` to others: gross, not
/// the net change of the class, and with the factor 2. Authors who take the net change, or leave out the 2, get other
/// numbers.
///
/// # Units
/// Per cent by year. `change` is [`TotalChange::change`](crate::TotalChange), `domain` the land it is of.
///
/// # Example
/// 22 of 100 ha changed in ten years:
/// ```
/// use landledger_accounting::comprehensive_dynamic_degree;
/// use landledger_core::Area;
///
/// let hectares = |n: u64| Area::from_square_metres(10_000.0) * n;
/// assert_eq!(comprehensive_dynamic_degree(hectares(22), hectares(100), 10), Some(1.1));
/// ```
///
/// # References
/// The form with gross transfers and the factor 2 of Zhang Q. et al. 2017, *Acta Ecologica Sinica* 37:566
/// (ChinaXiv-201702.00114V1) and Wang Y., Yang Z. 2021 (ChinaXiv-202104.00050V1).
pub fn comprehensive_dynamic_degree(change: Area, domain: Area, years: u32) -> Option<f64> {
    percent_per_year(change, domain * 2, years)
}
