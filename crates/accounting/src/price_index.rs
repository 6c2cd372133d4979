//! A table of price indices, year by year.

use landledger_core::Year;
use std::collections::BTreeMap;

/// What the numbers of a price index compare their year with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IndexBase {
    /// The year before, which is 100: the way most yearbooks print the CPI.
    PreviousYear,
    /// The same year throughout.
    Fixed,
}

/// A price index, such as the consumer price index (CPI), by year.
#[derive(Debug, Clone, PartialEq)]
pub struct PriceIndex {
    base: IndexBase,
    by_year: BTreeMap<Year, f64>,
}

/// Why an index says nothing about two years.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum PriceIndexError {
    /// A number that no index can have.
    #[error("the price index of {year} is {found}, expected a finite number above 0 (100 stands for no change)")]
    NotPositive {
        /// The year.
        year: Year,
        /// What stands there.
        found: f64,
    },
    /// Years on the way that have no number.
    #[error(
        "prices of {from} cannot be brought to {to}: the price index has nothing for {} (add {})",
        list(.missing), if .missing.len() == 1 { "that year" } else { "those years" }
    )]
    Missing {
        /// The year whose prices are given.
        from: Year,
        /// The year whose prices are wanted.
        to: Year,
        /// What the table lacks, ascending.
        missing: Vec<Year>,
    },
    /// A product of many numbers that is none any more.
    #[error("prices of {from} over those of {to} are no number (correct the price index)")]
    OutOfRange {
        /// The year whose prices are given.
        from: Year,
        /// The year whose prices are wanted.
        to: Year,
    },
}

impl PriceIndex {
    /// From numbers by year.
    ///
    /// # Errors
    /// Where a number is not positive.
    pub fn new(base: IndexBase, by_year: BTreeMap<Year, f64>) -> Result<Self, PriceIndexError> {
        let wrong = by_year.iter().find(|(_, index)| !(index.is_finite() && **index > 0.0));
        match wrong {
            Some((&year, &found)) => Err(PriceIndexError::NotPositive { year, found }),
            None => Ok(Self { base, by_year }),
        }
    }

    /// What the numbers compare with.
    pub fn base(&self) -> IndexBase {
        self.base
    }

    /// The numbers by year, ascending.
    pub fn by_year(&self) -> &BTreeMap<Year, f64> {
        &self.by_year
    }
}

/// A longer list helps nobody.
const SHOWN: usize = 8;

fn list(years: &[Year]) -> String {
    let shown: Vec<String> = years.iter().take(SHOWN).map(Year::to_string).collect();
    let more = if years.len() > SHOWN { ", ..." } else { "" };
    format!("{}{more}", shown.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_index_of_zero_is_refused_with_its_year() {
        let table = BTreeMap::from([(Year(2000), 100.4), (Year(2001), 0.0)]);
        assert_eq!(
            PriceIndex::new(IndexBase::PreviousYear, table).unwrap_err().to_string(),
            "the price index of 2001 is 0, expected a finite number above 0 (100 stands for no change)"
        );
    }
}
