//! What is worth knowing about a unit value although nothing is wrong: its vintage and its prices.

use crate::study::{Study, TableOrigin, UnitValueStudy, ValueStudy};
use crate::unit_value_reference::{self, ReferenceUnitValue};
use landledger_accounting::{UnitValueLine, UnitValueMethod};
use landledger_core::Year;
use std::collections::BTreeSet;

/// Names of the currency in which the references are.
const CNY: [&str; 5] = ["cny", "rmb", "yuan", "人民币", "元"];

/// Sentences for the summary, the manifest and `check`. Lines come with their epoch.
pub(crate) fn of_unit_values<'a>(
    study: &Study,
    lines: impl Iterator<Item = (Year, &'a UnitValueLine)> + Clone,
) -> Vec<String> {
    let Some(ValueStudy::Equivalents { origin, unit_value, .. }) = &study.value else { return Vec::new() };
    let vintage = match origin {
        TableOrigin::Preset(name) => {
            unit_value_reference::of_table(name).and_then(|reference| of_vintage(study, unit_value, reference))
        }
        TableOrigin::File(_) => None,
    };
    vintage.into_iter().chain(of_prices(lines.clone())).chain(of_gross_product(study, lines)).collect()
}

/// Equivalents and unit values belong together: those of one paper compare with a unit value of the same definition.
fn of_vintage(study: &Study, unit_value: &UnitValueStudy, own: ReferenceUnitValue) -> Option<String> {
    let built = format!("the equivalents {} were built with {}", own.table, own.in_words());
    let is_cny = CNY.contains(&study.currency().to_lowercase().as_str());
    match (unit_value.way.method(), unit_value.way.given()) {
        (UnitValueMethod::Crops | UnitValueMethod::Grain, _) => (own.table == "xie2015")
            .then(|| format!("{built}; a seventh of the market value of grain is a different definition")),
        (UnitValueMethod::NetProfit, _) => (own.table != "xie2015")
            .then(|| format!("{built}; the net profit of grain is the definition that came with xie2015")),
        (_, Some(given)) if is_cny && own.is(given) => {
            let (of_table, of_study) = (own.prices?, unit_value.price_year?);
            (of_table != of_study).then(|| format!("{built}; the study says that {given} is in prices of {of_study}"))
        }
        (method, Some(given)) => {
            let what = if method == UnitValueMethod::Stated { "unit value" } else { "national value" };
            let other = unit_value_reference::of_value(given).filter(|_| is_cny);
            Some(match other {
                Some(other) => format!("{built}; the {what} {given} is the one that belongs to {}", other.table),
                None => format!("{built}; check that the {what} {given} {} is defined alike", study.currency()),
            })
        }
        _ => None,
    }
}

/// Unit values in prices of several years make changes that are none of land.
fn of_prices<'a>(lines: impl Iterator<Item = (Year, &'a UnitValueLine)>) -> Option<String> {
    let years: BTreeSet<Year> = lines.filter_map(|(_, line)| line.price_year).collect();
    let (first, last) = (years.first()?, years.last()?);
    (first != last).then(|| {
        format!(
            "unit values are in prices of {first} to {last}, each year's own: changes of value between years are partly \
             changes of prices (`price_year` brings all to one year)"
        )
    })
}

/// Eq 4 divides a value by a gross product: both in the same prices.
fn of_gross_product<'a>(study: &Study, lines: impl Iterator<Item = (Year, &'a UnitValueLine)>) -> Option<String> {
    let year = study.compensation.as_ref()?.year;
    let mut others = lines.filter(|(epoch, _)| *epoch == year).filter_map(|(_, line)| line.price_year);
    let prices = others.find(|prices| *prices != year)?;
    Some(format!(
        "the value of {year} is in prices of {prices} and is divided by the GDP of {year}: that has to be in prices of \
         {prices} too"
    ))
}
