//! Accepts the price base: the year whose prices unit values are brought to, and by which index.

use super::accept::Desk;
use super::raw::RawValue;
use super::unit_value_study::{ConstantPrices, UnitValueStudy, UnitValueWay};
use crate::tables::price_index;
use landledger_accounting::IndexBase;

/// The bases of a price index, as they are typed.
const BASES: [(&str, IndexBase); 2] = [("previous_year", IndexBase::PreviousYear), ("fixed", IndexBase::Fixed)];

impl Desk<'_> {
    /// `None` where no key asks for them, and where something is wrong with them.
    pub(super) fn constant_prices(&mut self, raw: &RawValue) -> Option<ConstantPrices> {
        let unit = &raw.unit;
        let help = "price_year = 2020, price_index = \"cpi.csv\" (year,index) and price_index_base = \"previous_year\" (each \
                    year's previous year is 100) or \"fixed\" (one base year)";
        let keys = [
            ("price_year", unit.price_year.as_ref().map(|year| &year.span)),
            ("price_index", unit.price_index.as_ref().map(|path| &path.span)),
            ("price_index_base", unit.price_index_base.as_ref().map(|base| &base.span)),
        ];
        let (there, span) = keys.iter().find_map(|(key, span)| Some((*key, (*span)?)))?;
        if let Some((missing, _)) = keys.iter().find(|(_, span)| span.is_none()) {
            if !raw.is_damaged {
                self.refuse(span, format!("[value] has `{there}`, but no `{missing}`"), "needs both", help);
            }
            return None;
        }
        let typed = unit.price_index_base.as_ref()?;
        let base = BASES.iter().find(|(name, _)| *name == typed.value).map(|(_, base)| *base);
        if base.is_none() {
            let message = format!("`price_index_base` is \"{}\", expected \"previous_year\" or \"fixed\"", typed.value);
            self.refuse(
                &typed.span,
                message,
                "not known",
                "what stands for 100 in the index: each previous year, or one year",
            );
        }
        let year = self.year(unit.price_year.as_ref()?);
        let file = self.table(unit.price_index.as_ref()?)?;
        let index = self.collect(price_index::read(&file, base?))?;
        Some(ConstantPrices { year: year?, file, index })
    }

    /// Prices can only be brought to another year from a year that is known.
    pub(super) fn price_year_is_known(&mut self, raw: &RawValue, study: &UnitValueStudy) {
        let (Some(_), None, Some(wanted)) = (&study.constant_prices, study.price_year, &raw.unit.price_year) else {
            return;
        };
        let of_no_year = match &study.way {
            UnitValueWay::Stated(_) => "`unit_value` is",
            UnitValueWay::Grain { .. } => "`grain` is",
            UnitValueWay::NationalByYield { .. } | UnitValueWay::NationalByFactor { .. } => "`national` is",
            UnitValueWay::Crops { rows, .. } if rows.iter().any(|row| row.year.is_none()) => {
                "the lines of every year in `crops` are"
            }
            UnitValueWay::Profits { rows, .. } if rows.iter().any(|row| row.year.is_none()) => {
                "the lines of every year in `profits` are"
            }
            UnitValueWay::Crops { .. } | UnitValueWay::Profits { .. } => return,
        };
        let message =
            format!("`price_year` is {}, but it is not said of which year's prices {of_no_year}", wanted.value);
        let help = "add unit_value_year = 2010, the year of whose prices everything given is";
        self.refuse(&wanted.span, message, "from which year?", help);
    }
}
