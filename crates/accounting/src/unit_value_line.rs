//! A unit value and how it came about.

use crate::{MoneyPerHectare, PriceIndex, PriceIndexError, deflator, regional_unit_value};
use landledger_core::Year;

/// The ways to a unit value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum UnitValueMethod {
    /// A number that was given.
    Stated,
    /// Eq 1, a seventh of the market value of several crops: [`unit_value()`](crate::unit_value()).
    Crops,
    /// A seventh of price times yield: [`grain_unit_value()`](crate::grain_unit_value()).
    Grain,
    /// Net profit of several crops: [`net_profit_unit_value()`](crate::net_profit_unit_value()).
    NetProfit,
    /// A national value times the ratio of yields: [`yield_ratio()`](crate::yield_ratio()).
    NationalByYield,
    /// A national value times a factor.
    NationalByFactor,
}

impl UnitValueMethod {
    /// Its word in tables and manifest.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Stated => "stated",
            Self::Crops => "crops",
            Self::Grain => "grain",
            Self::NetProfit => "net_profit",
            Self::NationalByYield => "national_by_yield",
            Self::NationalByFactor => "national_by_factor",
        }
    }
}

/// The unit value of one zone and year, with all that it was made of.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct UnitValueLine {
    /// The way to it.
    pub method: UnitValueMethod,
    /// The national value that it was brought from.
    pub national: Option<MoneyPerHectare>,
    /// The region's ratio to the nation.
    pub regional_ratio: Option<f64>,
    /// Before it was brought to another year's prices.
    pub before_deflation: MoneyPerHectare,
    /// The year of whose prices that is, where it is known.
    pub stated_price_year: Option<Year>,
    /// What it was multiplied by; 1 where prices were left as they are.
    pub deflator: f64,
    /// The year of whose prices the unit value is, where it is known.
    pub price_year: Option<Year>,
    /// `E_a`.
    pub unit_value: MoneyPerHectare,
}

impl UnitValueLine {
    /// A unit value in prices of a year, if that is known.
    pub fn new(method: UnitValueMethod, unit_value: MoneyPerHectare, price_year: Option<Year>) -> Self {
        Self {
            method,
            national: None,
            regional_ratio: None,
            before_deflation: unit_value,
            stated_price_year: price_year,
            deflator: 1.0,
            price_year,
            unit_value,
        }
    }

    /// A national value brought to a region.
    pub fn regional(method: UnitValueMethod, national: MoneyPerHectare, ratio: f64, price_year: Option<Year>) -> Self {
        let line = Self::new(method, regional_unit_value(national, ratio), price_year);
        Self { national: Some(national), regional_ratio: Some(ratio), ..line }
    }

    /// The same in prices of `to`; `None` where it is not known which year's prices they are.
    ///
    /// # Errors
    /// Where the index lacks years.
    pub fn in_prices_of(self, to: Year, index: &PriceIndex) -> Option<Result<Self, PriceIndexError>> {
        let from = self.stated_price_year?;
        Some(deflator(index, from, to).map(|deflator| Self {
            deflator,
            price_year: Some(to),
            unit_value: MoneyPerHectare::from_units_per_hectare(self.before_deflation.units_per_hectare() * deflator),
            ..self
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::IndexBase;
    use std::collections::BTreeMap;

    fn value(units: f64) -> MoneyPerHectare {
        MoneyPerHectare::from_units_per_hectare(units)
    }

    #[test]
    fn prices_are_brought_forward_after_the_region() {
        let index = BTreeMap::from([(Year(2010), 100.0), (Year(2020), 125.0)]);
        let index = PriceIndex::new(IndexBase::Fixed, index).unwrap();
        let line = UnitValueLine::regional(UnitValueMethod::NationalByFactor, value(3000.0), 0.5, Some(Year(2010)));
        let line = line.in_prices_of(Year(2020), &index).unwrap().unwrap();
        assert_eq!((line.before_deflation, line.deflator), (value(3000.0 * 0.5), 1.25));
        assert_eq!(line.unit_value, value(3000.0 * 0.5 * 1.25));
        assert_eq!((line.stated_price_year, line.price_year), (Some(Year(2010)), Some(Year(2020))));
    }

    #[test]
    fn prices_of_nobody_knows_when_stay_as_they_are() {
        let index = PriceIndex::new(IndexBase::Fixed, BTreeMap::new()).unwrap();
        let line = UnitValueLine::new(UnitValueMethod::Stated, value(1000.0), None);
        assert_eq!(line.in_prices_of(Year(2020), &index), None);
    }
}
