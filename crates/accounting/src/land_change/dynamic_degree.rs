//! K: how fast a class grows or shrinks.

use super::percent_per_year;
use landledger_core::Area;

/// Single dynamic degree: a class's change by year, in per cent of its first area. `None` for a class that was not there, and
/// for no time.
///
/// # Equation
/// `K = (U_b - U_a) / U_a / T x 100 %`.
///
/// # Units
/// Per cent by year; `years` from the earlier epoch to the later.
///
/// # Example
/// From 200 to 250 ha in ten years is a quarter in ten years:
/// ```
/// use landledger_accounting::dynamic_degree;
/// use landledger_core::Area;
///
/// let hectares = |n: u64| Area::from_square_metres(10_000.0) * n;
/// assert_eq!(dynamic_degree(hectares(200), hectares(250), 10), Some(2.5));
/// assert_eq!(dynamic_degree(hectares(200), hectares(150), 10), Some(-2.5));
/// assert_eq!(dynamic_degree(Area::ZERO, hectares(150), 10), None);
/// ```
///
/// # References
/// Wang X., Bao Y. 1999, *Progress in Geography* 18:81, as used by Zhang Q. et al. 2017, *Acta Ecologica Sinica* 37:566
/// (ChinaXiv-201702.00114V1, table 3).
pub fn dynamic_degree(from: Area, to: Area, years: u32) -> Option<f64> {
    let size = percent_per_year((to - from) + (from - to), from, years)?;
    Some(if to < from { -size } else { size })
}
