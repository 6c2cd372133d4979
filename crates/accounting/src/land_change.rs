//! How land changes between two years: indices of a transition matrix.
//!
//! Rows are the earlier year, columns the later; cells without a class in either year are in none of it. Areas stay
//! whole numbers until a ratio is made, so that parts add up to their sum exactly.

mod category_intensity;
mod class_change;
mod comprehensive_dynamic_degree;
mod dynamic_degree;
mod extent_account;
mod information_entropy;
mod interval_intensity;
mod land_use_degree;
mod total_change;
mod transition_intensity;
mod transition_probabilities;

pub use category_intensity::{CategoryIntensity, category_intensity};
pub use class_change::{ClassChange, class_change};
pub use comprehensive_dynamic_degree::comprehensive_dynamic_degree;
pub use dynamic_degree::dynamic_degree;
pub use extent_account::{ExtentAccount, extent_account};
pub use information_entropy::information_entropy;
pub use interval_intensity::{interval_intensity, uniform_interval_intensity};
pub use land_use_degree::land_use_degree;
pub use total_change::{TotalChange, total_change};
pub use transition_intensity::{TransitionIntensity, intensity_from_losing, intensity_to_gaining};
pub use transition_probabilities::transition_probabilities;

use landledger_core::{Area, TransitionMatrix};

/// Area of each class in the earlier year.
fn row_areas(matrix: &TransitionMatrix) -> Vec<Area> {
    matrix.row_sums().into_iter().map(|amount| amount.area).collect()
}

/// Area of each class in the later year.
fn column_areas(matrix: &TransitionMatrix) -> Vec<Area> {
    matrix.column_sums().into_iter().map(|amount| amount.area).collect()
}

fn domain(matrix: &TransitionMatrix) -> Area {
    row_areas(matrix).into_iter().sum()
}

/// `100 x part / whole / years`, or nothing where that has no meaning.
fn percent_per_year(part: Area, whole: Area, years: u32) -> Option<f64> {
    (whole > Area::ZERO && years > 0).then(|| 100.0 * part.share_of(whole) / f64::from(years))
}
