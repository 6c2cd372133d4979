//! The keys of `[value]` that lead to the unit value, as the user typed them.

use super::section::{NumberOrText, Placed, Section};
use std::ops::Range;

/// Every way that the file names; which of them is taken is seen later.
#[derive(Debug, Default)]
pub(super) struct RawUnitValue {
    pub(super) unit_value: Option<Placed<f64>>,
    pub(super) crops: Option<Placed<String>>,
    pub(super) grain: Option<RawGrain>,
    pub(super) profits: Option<Placed<String>>,
    pub(super) national: Option<RawNational>,
    pub(super) yields: Option<Placed<String>>,
    pub(super) unit_value_year: Option<Placed<i64>>,
    pub(super) price_year: Option<Placed<i64>>,
    pub(super) price_index: Option<Placed<String>>,
    pub(super) price_index_base: Option<Placed<String>>,
    pub(super) factors: Option<Placed<String>>,
}

#[derive(Debug)]
pub(super) struct RawGrain {
    pub(super) span: Range<usize>,
    pub(super) price_per_kg: Option<Placed<f64>>,
    pub(super) yield_kg_per_ha: Option<Placed<f64>>,
}

#[derive(Debug)]
pub(super) struct RawNational {
    pub(super) span: Range<usize>,
    pub(super) value: Option<Placed<f64>>,
    pub(super) yield_kg_per_ha: Option<Placed<f64>>,
    pub(super) factor: Option<Placed<NumberOrText>>,
    /// Some key could not be read, so that nothing can be called missing.
    pub(super) is_damaged: bool,
}

pub(super) fn read(section: &mut Section<'_>) -> RawUnitValue {
    RawUnitValue {
        unit_value: section.number("unit_value"),
        crops: section.text("crops"),
        grain: section.section("grain").map(read_grain),
        profits: section.text("profits"),
        national: section.section("national").map(read_national),
        yields: section.text("yields"),
        unit_value_year: section.whole_number("unit_value_year"),
        price_year: section.whole_number("price_year"),
        price_index: section.text("price_index"),
        price_index_base: section.text("price_index_base"),
        factors: section.text("factors"),
    }
}

fn read_grain(mut section: Section<'_>) -> RawGrain {
    for key in ["price_per_kg", "yield_kg_per_ha"] {
        if !section.has(key) {
            section.missing(key, "grain = { price_per_kg = 2.28, yield_kg_per_ha = 4600.89 }");
        }
    }
    let grain = RawGrain {
        span: section.span.clone(),
        price_per_kg: section.number("price_per_kg"),
        yield_kg_per_ha: section.number("yield_kg_per_ha"),
    };
    section.finish();
    grain
}

fn read_national(mut section: Section<'_>) -> RawNational {
    if !section.has("value") {
        section.missing("value", "the nation's E_a, for example national = { value = 3406.50, factor = 0.94 }");
    }
    let national = RawNational {
        span: section.span.clone(),
        value: section.number("value"),
        yield_kg_per_ha: section.number("yield_kg_per_ha"),
        factor: section.number_or_text("factor"),
        is_damaged: section.is_damaged(),
    };
    section.finish();
    national
}

impl RawUnitValue {
    /// Keys that are there, with their places, in the order in which docs name them.
    pub(super) fn keys(&self) -> Vec<(&'static str, Range<usize>)> {
        fn of<T>(key: &'static str, placed: Option<&Placed<T>>) -> Option<(&'static str, Range<usize>)> {
            placed.map(|placed| (key, placed.span.clone()))
        }
        let mut keys = self.ways();
        keys.extend(of("yields", self.yields.as_ref()));
        keys.extend(of("unit_value_year", self.unit_value_year.as_ref()));
        keys.extend(of("price_year", self.price_year.as_ref()));
        keys.extend(of("price_index", self.price_index.as_ref()));
        keys.extend(of("price_index_base", self.price_index_base.as_ref()));
        keys.extend(of("factors", self.factors.as_ref()));
        keys
    }

    /// True where some key says that prices are to be those of one year.
    pub(super) fn asks_for_prices(&self) -> bool {
        self.price_year.is_some() || self.price_index.is_some() || self.price_index_base.is_some()
    }

    /// Those of them that are a way to the unit value.
    pub(super) fn ways(&self) -> Vec<(&'static str, Range<usize>)> {
        let ways = [
            ("unit_value", self.unit_value.as_ref().map(|placed| placed.span.clone())),
            ("crops", self.crops.as_ref().map(|placed| placed.span.clone())),
            ("grain", self.grain.as_ref().map(|grain| grain.span.clone())),
            ("profits", self.profits.as_ref().map(|placed| placed.span.clone())),
            ("national", self.national.as_ref().map(|national| national.span.clone())),
        ];
        ways.into_iter().filter_map(|(key, span)| Some((key, span?))).collect()
    }
}
