//! The gross product of each zone.

use crate::priority::check_gross_product;
use crate::{AccountingError, Money, RegionName};
use landledger_core::{Tally, Year};
use std::collections::BTreeMap;

/// Gross regional product (GDP in Eq 4) by index of the zone and year, in currency units per year.
pub type GrossProducts = BTreeMap<(usize, Year), Money>;

/// One gross product for each zone, or what is wrong with them.
pub(crate) fn in_year(
    gross_products: Option<&GrossProducts>,
    tally: &Tally,
    year: Year,
) -> Result<Vec<Money>, Vec<AccountingError>> {
    let Some(gross_products) = gross_products else { return Err(vec![AccountingError::NoGrossProducts { year }]) };
    let (mut found, mut problems) = (Vec::new(), Vec::new());
    for (zone, name) in tally.zones().iter().enumerate() {
        let name = name.name.clone();
        match gross_products.get(&(zone, year)) {
            None => problems.push(AccountingError::MissingGrossProduct { zone: name, year }),
            Some(&gross_product) => match check_gross_product(gross_product) {
                Ok(()) => found.push(gross_product),
                Err(fault) => problems.push(AccountingError::Priority { region: RegionName::Zone(name), year, fault }),
            },
        }
    }
    if problems.is_empty() { Ok(found) } else { Err(problems) }
}
