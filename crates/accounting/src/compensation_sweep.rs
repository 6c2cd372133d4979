//! Other conversion coefficients and years.

use crate::{AccountingError, GrossProducts, gross_products};
use landledger_core::{Tally, Year};

/// Conversion coefficients and years, each of the one with each of the other.
#[derive(Debug, Clone, PartialEq)]
pub struct CompensationSweep {
    /// `k` of Eq 5, each above 0 and at most 1.
    pub conversions: Vec<f64>,
    /// Epochs; each needs every zone's gross product.
    pub years: Vec<Year>,
}

impl CompensationSweep {
    /// Everything that is wrong with it, but for the plan's own year, which is checked with the plan.
    pub(crate) fn check(
        &self,
        tally: &Tally,
        gross_products: Option<&GrossProducts>,
        own_year: Year,
    ) -> Vec<AccountingError> {
        let mut problems = Vec::new();
        for &year in self.years.iter().filter(|&&year| year != own_year) {
            if tally.years().contains(&year) {
                problems.extend(gross_products::in_year(gross_products, tally, year).err().into_iter().flatten());
            } else {
                problems.push(AccountingError::CompensationYear { year, epochs: tally.years().to_vec() });
            }
        }
        let wrong = self.conversions.iter().filter(|&&conversion| !(conversion > 0.0 && conversion <= 1.0));
        problems.extend(wrong.map(|&found| AccountingError::Conversion { found }));
        problems
    }
}
