//! LUI: how intensively land is used.

use crate::Hectares;

/// Land-use degree index: the mean grade of all land, times 100. `None` for no land.
///
/// # Equation
/// `LUI = 100 sum_i P_i Q_i`, with the share `P` of each class in all land and its grade `Q`: usually 1 for unused land,
/// 2 for forest, grassland and water, 3 for farmland, 4 for built-up land. Then it lies between 100 and 400.
///
/// # Units
/// A number without unit.
///
/// # Example
/// Half unused, half built-up:
/// ```
/// use landledger_accounting::{Hectares, land_use_degree};
///
/// let land = [(Hectares::from_hectares(30.0), 1.0), (Hectares::from_hectares(30.0), 4.0)];
/// assert_eq!(land_use_degree(land), Some(100.0 * (0.5 * 1.0 + 0.5 * 4.0)));
/// ```
///
/// # References
/// Zhuang D., Liu J. 1997, *Journal of Natural Resources* 12:105, as used by Song M. et al. 2018, *Acta Ecologica Sinica* 38:2649
/// (ChinaXiv-201805.00099V1).
pub fn land_use_degree(land: impl IntoIterator<Item = (Hectares, f64)>) -> Option<f64> {
    let (area, graded) = land.into_iter().fold((0.0, 0.0), |(area, graded), (hectares, grade)| {
        (area + hectares.hectares(), graded + hectares.hectares() * grade)
    });
    (area > 0.0).then(|| 100.0 * (graded / area))
}
