//! The gross product of each zone.

use crate::levels::Levels;
use crate::priority::check_gross_product;
use crate::{AccountingError, Money, RegionName};
use landledger_core::{Tally, Year};
use std::collections::BTreeMap;

/// Gross regional product (GDP in Eq 4) by index of the zone and year, in currency units per year.
pub type GrossProducts = BTreeMap<(usize, Year), Money>;

/// The gross product of every region by epoch, where that of each of its zones is known.
pub(crate) fn by_region(gross_products: &GrossProducts, tally: &Tally) -> Levels<Vec<Option<Money>>> {
    let of = |zones: &[usize]| -> Vec<Option<Money>> {
        let in_year = |&year: &Year| zones.iter().map(|&zone| gross_products.get(&(zone, year)).copied()).sum();
        tally.years().iter().map(in_year).collect()
    };
    let all: Vec<usize> = (0..tally.zones().len()).collect();
    Levels {
        zones: all.iter().map(|&zone| of(&[zone])).collect(),
        groups: tally.groups().iter().map(|group| of(&group.zones)).collect(),
        study: of(&all),
    }
}

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
