//! What a reader should know of gross products: what is not made of them, and why.

use crate::study::{GdpPrices, Study};
use landledger_core::Year;
use std::collections::BTreeSet;

impl Study {
    /// Whether it says that its gross products are in the prices of one year.
    pub(crate) fn has_constant_gdp_prices(&self) -> bool {
        self.gdp.as_ref().is_some_and(|gdp| gdp.prices == Some(GdpPrices::Constant))
    }
}

/// Why value is not set against the change of gross products, where they are of several years.
pub(crate) fn of_gdp_prices(study: &Study) -> Option<String> {
    let gdp = study.gdp.as_ref().filter(|_| study.value.is_some())?;
    let years: BTreeSet<Year> = gdp.rows.iter().map(|row| row.year).collect();
    let why = match gdp.prices {
        Some(GdpPrices::Constant) => return None,
        Some(GdpPrices::Current) => "GDP is at current prices",
        None => "the study does not say whether GDP is at constant prices",
    };
    (years.len() > 1).then(|| {
        format!(
            "{why}: its change would be partly inflation, so the table `decoupling` is not made (bring GDP to the prices of \
             one year and say `gdp_prices = \"constant\"` under [economy])"
        )
    })
}
