//! Intensity analysis, first level: is change in an interval fast or slow?

use super::percent_per_year;
use landledger_core::Area;

/// Annual intensity of change in one interval. `None` for no land, and for no time.
///
/// # Equation
/// `S_t = change / domain / years x 100 %`.
///
/// # Units
/// Per cent of the domain by year.
///
/// # Example
/// ```
/// use landledger_accounting::interval_intensity;
/// use landledger_core::Area;
///
/// let hectares = |n: u64| Area::from_square_metres(10_000.0) * n;
/// assert_eq!(interval_intensity(hectares(22), hectares(100), 10), Some(2.2));
/// ```
///
/// # References
/// Aldwaik S.Z., Pontius R.G. 2012, *Landscape and Urban Planning* 106:103, Eq 1.
pub fn interval_intensity(change: Area, domain: Area, years: u32) -> Option<f64> {
    percent_per_year(change, domain, years)
}

/// The uniform line: the annual intensity that all intervals together have. An interval above it is fast, one below it slow.
/// `None` for no land, and for no time.
///
/// # Equation
/// `U = sum_t change_t / sum_t (domain_t x years_t) x 100 %`: the mean of the intervals' intensities, each with the weight of
/// its land and time. Where nodata does not differ, all domains are one, and this is the published form.
///
/// # Units
/// Per cent of the domain by year. Each interval is its change, its domain and its years.
///
/// # Example
/// ```
/// use landledger_accounting::uniform_interval_intensity;
/// use landledger_core::Area;
///
/// let hectares = |n: u64| Area::from_square_metres(10_000.0) * n;
/// let intervals = [(hectares(22), hectares(100), 10), (hectares(8), hectares(100), 5)];
/// assert_eq!(uniform_interval_intensity(&intervals), Some(100.0 * 30.0 / (100.0 * 15.0)));
/// ```
///
/// # References
/// Aldwaik S.Z., Pontius R.G. 2012, *Landscape and Urban Planning* 106:103, Eq 2.
pub fn uniform_interval_intensity(intervals: &[(Area, Area, u32)]) -> Option<f64> {
    let change: Area = intervals.iter().map(|(change, _, _)| *change).sum();
    let land_and_time: Area = intervals.iter().map(|(_, domain, years)| *domain * u64::from(*years)).sum();
    percent_per_year(change, land_and_time, 1)
}
