//! H: how mixed land is.

use landledger_core::Area;

/// Information entropy of the classes' shares: 0 where all land is of one class, `ln n` where `n` classes share it evenly.
/// `None` for no land.
///
/// # Equation
/// `H = -sum_i p_i ln p_i`, by the natural logarithm; divide by `ln 10` = 2.302585 for papers that take the decimal one.
///
/// # Units
/// Nats.
///
/// # Example
/// Half and half:
/// ```
/// use landledger_accounting::information_entropy;
/// use landledger_core::Area;
///
/// let hectares = |n: u64| Area::from_square_metres(10_000.0) * n;
/// assert_eq!(information_entropy(&[hectares(30), hectares(30), Area::ZERO]), Some(std::f64::consts::LN_2));
/// assert_eq!(information_entropy(&[hectares(30)]), Some(0.0));
/// ```
///
/// # References
/// Shannon C.E. 1948; for land use as in Song M. et al. 2018, *Acta Ecologica Sinica* 38:2649 (ChinaXiv-201805.00099V1), whose
/// printed values are of the decimal logarithm.
pub fn information_entropy(areas: &[Area]) -> Option<f64> {
    let domain: Area = areas.iter().copied().sum();
    (domain > Area::ZERO).then(|| {
        let shares = areas.iter().filter(|area| **area > Area::ZERO).map(|area| area.share_of(domain));
        // From zero, so that land of one class has entropy 0 and not -0.
        shares.fold(0.0, |entropy, share| entropy - share * libm::log(share))
    })
}
