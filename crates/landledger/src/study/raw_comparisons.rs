//! What else is asked of a compensation, as the user typed it.

use super::section::{Placed, Section};

#[derive(Debug, Default)]
pub(super) struct RawComparisons {
    pub(super) sweep_conversion: Option<Placed<Vec<f64>>>,
    pub(super) sweep_years: Option<Placed<Vec<f64>>>,
    pub(super) budget: Option<Placed<f64>>,
    pub(super) paid: Option<Placed<String>>,
}

pub(super) fn read(section: &mut Section<'_>) -> RawComparisons {
    RawComparisons {
        sweep_conversion: section.numbers("sweep_conversion"),
        sweep_years: section.numbers("sweep_years"),
        budget: section.number("budget"),
        paid: section.text("paid"),
    }
}
