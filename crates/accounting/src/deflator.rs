//! From the prices of one year to those of another.

use crate::{IndexBase, PriceIndex, PriceIndexError};
use landledger_core::Year;

/// By what an amount in prices of `from` is multiplied to be in prices of `to`.
///
/// Above 1 where prices have risen in between. Brought to one year, amounts of several years compare
/// quantities and not prices.
///
/// # Equation
/// With `a_i = CPI_i / 100`: `a_1/a_0 x a_2/a_1 x ... x a_n/a_(n-1) = a_n / a_0`. An index on a fixed base
/// is `a`; an index whose previous year is 100 is each of the factors on the left. Back in time it is the
/// inverse.
///
/// # Units
/// A number without unit.
///
/// # Domain
/// Both years in an index on a fixed base; every year after the earlier one in an index on the previous
/// year. The same year twice needs no index and gives 1.
///
/// # Errors
/// With the years that the index lacks.
///
/// # Example
/// ```
/// use landledger_accounting::{IndexBase, PriceIndex, deflator};
/// use landledger_core::Year;
/// use std::collections::BTreeMap;
///
/// // Prices rise by a tenth, then by a fifth.
/// let chain = BTreeMap::from([(Year(2011), 110.0), (Year(2012), 120.0)]);
/// let chain = PriceIndex::new(IndexBase::PreviousYear, chain)?;
/// assert_eq!(deflator(&chain, Year(2010), Year(2012))?, 110.0 / 100.0 * (120.0 / 100.0));
///
/// // The same prices with 2010 as 50.
/// let fixed = BTreeMap::from([(Year(2010), 50.0), (Year(2012), 66.0)]);
/// let fixed = PriceIndex::new(IndexBase::Fixed, fixed)?;
/// assert_eq!(deflator(&fixed, Year(2010), Year(2012))?, 66.0 / 50.0);
/// # Ok::<(), landledger_accounting::PriceIndexError>(())
/// ```
///
/// # References
/// Wang H. et al. 2017, *Acta Ecologica Sinica* 37(4):1286 (ChinaXiv-201703.00062V1), Eqs 3 to 5. They
/// multiply by `a_n / a_0` in words that take price rises *out*; what it does is to bring amounts of the
/// first year to the prices of the last.
pub fn deflator(index: &PriceIndex, from: Year, to: Year) -> Result<f64, PriceIndexError> {
    if from == to {
        return Ok(1.0);
    }
    let (earlier, later) = (from.min(to), from.max(to));
    let needed: Vec<Year> = match index.base() {
        IndexBase::Fixed => vec![earlier, later],
        IndexBase::PreviousYear => (earlier.0 + 1..=later.0).map(Year).collect(),
    };
    let missing: Vec<Year> = needed.iter().copied().filter(|year| !index.by_year().contains_key(year)).collect();
    if !missing.is_empty() {
        return Err(PriceIndexError::Missing { from, to, missing });
    }
    let at = |year: Year| index.by_year()[&year];
    let rise = match index.base() {
        IndexBase::Fixed => at(later) / at(earlier),
        IndexBase::PreviousYear => needed.into_iter().fold(1.0, |rise, year| rise * (at(year) / 100.0)),
    };
    let factor = if from < to { rise } else { 1.0 / rise };
    if factor.is_finite() && factor > 0.0 { Ok(factor) } else { Err(PriceIndexError::OutOfRange { from, to }) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    /// A few units in the last place of a product of ten factors near 1.
    const ROUNDING: f64 = 20.0 * f64::EPSILON;

    fn index(base: IndexBase, from: i32, numbers: &[f64]) -> PriceIndex {
        let by_year = numbers.iter().zip(from..).map(|(&number, year)| (Year(year), number)).collect();
        PriceIndex::new(base, by_year).unwrap()
    }

    /// Prices of 2000 to 2005, invented; 2003 fell.
    const LEVELS: [f64; 6] = [80.0, 84.0, 90.0, 88.0, 99.0, 104.0];

    fn chain_of_levels() -> PriceIndex {
        let chain: Vec<f64> = LEVELS.windows(2).map(|pair| pair[1] / pair[0] * 100.0).collect();
        index(IndexBase::PreviousYear, 2001, &chain)
    }

    #[test]
    fn a_chain_of_yearly_ratios_is_the_ratio_of_its_ends() {
        // Eq 4 of Wang H. et al. 2017.
        let (chain, fixed) = (chain_of_levels(), index(IndexBase::Fixed, 2000, &LEVELS));
        for (from, low) in (2000..).zip(LEVELS) {
            for (to, high) in (2000..).zip(LEVELS) {
                let expected = high / low;
                for index in [&chain, &fixed] {
                    let found = deflator(index, Year(from), Year(to)).unwrap();
                    assert!((found / expected - 1.0).abs() < ROUNDING, "{from} to {to}: {found}, expected {expected}");
                }
            }
        }
    }

    #[test]
    fn back_in_time_is_the_inverse() {
        let fixed = index(IndexBase::Fixed, 2000, &LEVELS);
        assert_eq!(deflator(&fixed, Year(2005), Year(2000)), Ok(1.0 / (104.0 / 80.0)));
    }

    #[test]
    fn the_same_year_needs_no_index() {
        let empty = PriceIndex::new(IndexBase::Fixed, BTreeMap::new()).unwrap();
        assert_eq!(deflator(&empty, Year(2020), Year(2020)), Ok(1.0));
    }

    #[test]
    fn a_gap_on_the_way_is_refused_in_a_chain_and_not_on_a_fixed_base() {
        let levels = BTreeMap::from([(Year(2000), 80.0), (Year(2003), 88.0)]);
        let fixed = PriceIndex::new(IndexBase::Fixed, levels.clone()).unwrap();
        assert_eq!(deflator(&fixed, Year(2000), Year(2003)), Ok(88.0 / 80.0));
        let chain = PriceIndex::new(IndexBase::PreviousYear, levels).unwrap();
        assert_eq!(
            deflator(&chain, Year(2000), Year(2003)).unwrap_err().to_string(),
            "prices of 2000 cannot be brought to 2003: the price index has nothing for 2001, 2002 (add those years)"
        );
    }

    #[test]
    fn the_end_that_a_fixed_base_lacks_is_named() {
        let fixed = index(IndexBase::Fixed, 2000, &LEVELS);
        assert_eq!(
            deflator(&fixed, Year(2002), Year(2020)).unwrap_err().to_string(),
            "prices of 2002 cannot be brought to 2020: the price index has nothing for 2020 (add that year)"
        );
    }
}
