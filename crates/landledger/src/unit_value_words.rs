//! How a study comes to its unit value, in words and for the manifest.

use crate::provenance::shown;
use crate::study::{ConstantPrices, FactorTable, RegionalFactor, Study, UnitValueStudy, UnitValueWay, ValueStudy};
use landledger_accounting::{IndexBase, UnitValueLine, UnitValueMethod};
use landledger_core::Year;
use landledger_report::{PriceIndexRecord, UnitValueRecord};
use std::collections::BTreeSet;

/// The unit value, the way to it and its prices: for the summary and for `check`.
pub(crate) fn in_words(study: &Study, lines: &[UnitValueLine]) -> Option<String> {
    let Some(ValueStudy::Equivalents { unit_value, factors, .. }) = &study.value else { return None };
    let national = unit_value.way.given().map_or_else(String::new, |value| value.to_string());
    let way = match unit_value.way.method() {
        UnitValueMethod::Crops => "by Eq 1 from crops, ".to_owned(),
        UnitValueMethod::Grain => "a seventh of price x yield, ".to_owned(),
        UnitValueMethod::NetProfit => "net profit of crops, ".to_owned(),
        UnitValueMethod::NationalByYield => format!("national {national} by the ratio of yields, "),
        UnitValueMethod::NationalByFactor => format!("national {national} by a factor, "),
        _ => String::new(),
    };
    let numbers = lines.iter().map(|line| line.unit_value.units_per_hectare());
    let (low, high) = (numbers.clone().fold(f64::INFINITY, f64::min), numbers.fold(0.0, f64::max));
    let per = format!("{} per hectare and year", study.currency());
    let amount = match &unit_value.way {
        UnitValueWay::Stated(_) if low == high => format!("{low} {per}"),
        _ if low == high => format!("{low:.2} {per}"),
        _ => format!("{low:.2} to {high:.2} {per} over zones and years"),
    };
    let factors = if factors.is_some() { ", services corrected by factors" } else { "" };
    Some(format!("{way}{amount}{}{factors}", prices(lines)))
}

/// `, in prices of 2020 (brought from those of 2000 to 2010)`.
fn prices(lines: &[UnitValueLine]) -> String {
    let years = |of: fn(&UnitValueLine) -> Option<Year>| -> BTreeSet<Year> { lines.iter().filter_map(of).collect() };
    let (now, before) = (years(|line| line.price_year), years(|line| line.stated_price_year));
    let span = |years: &BTreeSet<Year>| match (years.first(), years.last()) {
        (Some(first), Some(last)) if first == last => first.to_string(),
        (Some(first), Some(last)) => format!("{first} to {last}"),
        _ => String::new(),
    };
    match (now.is_empty(), now == before) {
        (true, _) => String::new(),
        (false, true) => format!(", in prices of {}", span(&now)),
        (false, false) => format!(", in prices of {} (brought from those of {})", span(&now), span(&before)),
    }
}

/// Everything that leads to the unit value, for the manifest.
pub(crate) fn record(study: &Study, unit_value: &UnitValueStudy, factors: Option<&FactorTable>) -> UnitValueRecord {
    let mut record = UnitValueRecord {
        method: unit_value.way.method().name().into(),
        table: unit_value.way.file().map(|file| shown(study, file.source.path())),
        unit_value_year: unit_value.price_year.map(|year| year.0),
        price_year: unit_value.constant_prices.as_ref().map(|prices| prices.year.0),
        price_index: unit_value.constant_prices.as_ref().map(|prices| index_record(study, prices)),
        factors: factors.map(|factors| shown(study, factors.file.source.path())),
        ..UnitValueRecord::default()
    };
    match &unit_value.way {
        UnitValueWay::Grain { price_per_kg, yield_kg_per_ha } => {
            record.grain_price_per_kg = Some(*price_per_kg);
            record.grain_yield_kg_per_ha = Some(*yield_kg_per_ha);
        }
        UnitValueWay::NationalByYield { national, yield_kg_per_ha, .. } => {
            record.national_value = Some(*national);
            record.national_yield_kg_per_ha = Some(*yield_kg_per_ha);
        }
        UnitValueWay::NationalByFactor { national, factor } => {
            record.national_value = Some(*national);
            if let RegionalFactor::One(factor) = factor {
                record.regional_factor = Some(*factor);
            }
        }
        UnitValueWay::Stated(_) | UnitValueWay::Crops { .. } | UnitValueWay::Profits { .. } => {}
    }
    record
}

fn index_record(study: &Study, prices: &ConstantPrices) -> PriceIndexRecord {
    PriceIndexRecord {
        table: shown(study, prices.file.source.path()),
        base: match prices.index.base() {
            IndexBase::PreviousYear => "previous_year".into(),
            IndexBase::Fixed => "fixed".into(),
        },
        by_year: prices.index.by_year().iter().map(|(year, index)| (year.0, *index)).collect(),
    }
}
