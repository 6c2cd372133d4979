//! Accepts the way to the unit value: exactly one.

use super::accept::Desk;
use super::raw::RawValue;
use super::raw_unit_value::{RawGrain, RawNational};
use super::section::{NumberOrText, Placed};
use super::unit_value_study::{RegionalFactor, UnitValueStudy, UnitValueWay};
use crate::tables::{by_zone_year, crops, profits};
use landledger_core::Year;

impl Desk<'_> {
    pub(super) fn unit_value(&mut self, raw: &RawValue) -> Option<UnitValueStudy> {
        let way = self.way(raw);
        let price_year = raw.unit.unit_value_year.as_ref().and_then(|year| self.year(year));
        let constant_prices = self.constant_prices(raw);
        if constant_prices.is_none() && raw.unit.asks_for_prices() {
            return None;
        }
        let study = UnitValueStudy { way: way?, price_year, constant_prices };
        self.price_year_is_known(raw, &study);
        Some(study)
    }

    fn way(&mut self, raw: &RawValue) -> Option<UnitValueWay> {
        let unit = &raw.unit;
        let ways = unit.ways();
        if let [(first, _), (second, span), ..] = &ways[..] {
            let message = format!("[value] has both `{first}` and `{second}`");
            let help = "keep one way to E_a: `unit_value` states it, `crops` and `grain` take a seventh of the market value of \
                        grain, `profits` takes its net profit, `national` brings a national value to the region";
            self.refuse(span, message, "only one of them", help);
            return None;
        }
        if let (Some(yields), None) = (&unit.yields, &unit.national) {
            let help = "national = { value = 567.45, yield_kg_per_ha = 5861.62 } is what regional yields compare with";
            self.refuse(&yields.span, "`yields` has no meaning without `national`", "not used", help);
        }
        if let Some(value) = &unit.unit_value {
            if value.value <= 0.0 {
                let message = format!("`unit_value` is {}, expected more than zero", value.value);
                let help = "E_a is what one equivalent is worth, for example 1498.58";
                self.refuse(&value.span, message, "currency per hectare and year", help);
            }
            Some(UnitValueWay::Stated(value.value))
        } else if let Some(path) = &unit.crops {
            let file = self.table(path)?;
            let rows = self.collect(crops::read(&file))?;
            Some(UnitValueWay::Crops { file, rows })
        } else if let Some(grain) = &unit.grain {
            self.grain(grain)
        } else if let Some(path) = &unit.profits {
            let file = self.table(path)?;
            let rows = self.collect(profits::read(&file))?;
            Some(UnitValueWay::Profits { file, rows })
        } else if let Some(national) = &unit.national {
            self.national(national, unit.yields.as_ref())
        } else {
            if !raw.is_damaged {
                let message = "[value] has neither `unit_value` nor `crops`, `grain`, `profits` or `national`";
                let help = "unit_value = 1498.58 (currency per hectare and year), or crops = \"crops.csv\" for Eq 1; \
                            docs/study-file.md has the other ways to E_a";
                self.refuse(&raw.span, message, "here", help);
            }
            None
        }
    }

    fn grain(&mut self, raw: &RawGrain) -> Option<UnitValueWay> {
        let price =
            raw.price_per_kg.as_ref().and_then(|price| self.above_zero("price_per_kg", price, "currency per kg"));
        let yields =
            raw.yield_kg_per_ha.as_ref().and_then(|kg| self.above_zero("yield_kg_per_ha", kg, "kg per hectare"));
        Some(UnitValueWay::Grain { price_per_kg: price?, yield_kg_per_ha: yields? })
    }

    fn national(&mut self, raw: &RawNational, yields: Option<&Placed<String>>) -> Option<UnitValueWay> {
        let unit = "currency per hectare and year";
        let national = raw.value.as_ref().and_then(|value| self.above_zero("value", value, unit));
        let help = "either yield_kg_per_ha here and yields = \"yields.csv\" (zone,year,yield_kg_per_ha), or factor = 0.94 here \
                    (or a table, zone,year,factor)";
        match (yields, &raw.yield_kg_per_ha, &raw.factor) {
            (Some(path), Some(of_nation), None) => {
                let of_nation = self.above_zero("yield_kg_per_ha", of_nation, "kg per hectare");
                let file = self.table(path)?;
                let rows = self.collect(by_zone_year::read(&file, "yield_kg_per_ha"))?;
                Some(UnitValueWay::NationalByYield { national: national?, yield_kg_per_ha: of_nation?, file, rows })
            }
            (None, None, Some(factor)) => {
                let factor = self.regional_factor(factor);
                Some(UnitValueWay::NationalByFactor { national: national?, factor: factor? })
            }
            _ if raw.is_damaged => None,
            (_, _, Some(_)) => {
                self.refuse(&raw.span, "`national` has a factor and yields too", "only one of them", help);
                None
            }
            (Some(_), None, None) => {
                self.refuse(
                    &raw.span,
                    "`national` has no `yield_kg_per_ha` for `yields` to compare with",
                    "here",
                    help,
                );
                None
            }
            (None, _, None) => {
                let message = "`national` does not say how its value is brought to the region";
                self.refuse(&raw.span, message, "here", help);
                None
            }
        }
    }

    /// A number, or a table of numbers.
    fn regional_factor(&mut self, typed: &Placed<NumberOrText>) -> Option<RegionalFactor> {
        let span = typed.span.clone();
        match &typed.value {
            NumberOrText::Number(number) => {
                let number = Placed { value: *number, span };
                self.above_zero("factor", &number, "region over nation").map(RegionalFactor::One)
            }
            NumberOrText::Text(path) => {
                let file = self.table(&Placed { value: path.clone(), span })?;
                let rows = self.collect(by_zone_year::read(&file, "factor"))?;
                Some(RegionalFactor::Table { file, rows })
            }
        }
    }

    fn above_zero(&mut self, key: &str, typed: &Placed<f64>, what: &str) -> Option<f64> {
        if typed.value > 0.0 {
            return Some(typed.value);
        }
        let message = format!("`{key}` is {}, expected more than zero", typed.value);
        self.refuse(&typed.span, message, what, "a value of nothing makes every class worthless");
        None
    }

    pub(super) fn year(&mut self, typed: &Placed<i64>) -> Option<Year> {
        let year = i32::try_from(typed.value).ok().map(Year);
        if year.is_none() {
            let message = format!("{} is no year", typed.value);
            self.refuse(&typed.span, message, "expected a year", "for example 2020");
        }
        year
    }
}
