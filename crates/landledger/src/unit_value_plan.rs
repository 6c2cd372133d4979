//! From the study's way to E_a to the unit value of every zone and year.

use crate::names::Names;
use crate::particular::{Line, Lines};
use crate::problem::{Problem, Problems};
use crate::study::{ConstantPrices, RegionalFactor, UnitValueStudy, UnitValueWay};
use crate::tables::by_zone_year::ZoneYearRow;
use landledger_accounting::{
    CropHarvest, CropProfit, Hectares, MoneyPerHectare, UnitValueLine, grain_unit_value, net_profit_unit_value,
    unit_value, yield_ratio,
};
use landledger_core::Year;
use std::collections::BTreeMap;

/// By index of the zone and year.
pub(crate) type UnitValueLines = BTreeMap<(usize, Year), UnitValueLine>;

/// E_a of every zone and year, in the prices that the study asks for; `None` where something is wrong.
pub(crate) fn unit_values(
    study: &UnitValueStudy,
    names: &Names<'_>,
    problems: &mut Problems,
) -> Option<UnitValueLines> {
    let before = problems.list().len();
    let lines = as_given(study, names, problems);
    let lines = match &study.constant_prices {
        Some(prices) => in_constant_prices(lines, prices, problems),
        None => lines,
    };
    (problems.list().len() == before).then_some(lines)
}

/// In prices as they are given. What is missing is among the problems.
fn as_given(study: &UnitValueStudy, names: &Names<'_>, problems: &mut Problems) -> UnitValueLines {
    let (method, price_year) = (study.way.method(), study.price_year);
    let everywhere =
        |line: UnitValueLine| names.zones_and_years().map(|(zone, _, year)| ((zone, year), line)).collect();
    match &study.way {
        UnitValueWay::Stated(value) => everywhere(UnitValueLine::new(method, money(*value), price_year)),
        UnitValueWay::Grain { price_per_kg, yield_kg_per_ha } => {
            match grain_unit_value(*price_per_kg, *yield_kg_per_ha) {
                Ok(value) => everywhere(UnitValueLine::new(method, value, price_year)),
                Err(error) => {
                    problems.push(Problem::new(format!("`grain`: {error}")));
                    UnitValueLines::new()
                }
            }
        }
        UnitValueWay::Crops { file, rows } => {
            of_crops(study, &Lines { file, what: "crops", rows }, names, problems, |rows| {
                let harvests = rows.iter().map(|row| CropHarvest {
                    price_per_kg: row.price_per_kg,
                    yield_kg_per_ha: row.yield_kg_per_ha,
                    area_ha: row.area_ha,
                });
                unit_value(&harvests.collect::<Vec<_>>())
            })
        }
        UnitValueWay::Profits { file, rows } => {
            of_crops(study, &Lines { file, what: "profits", rows }, names, problems, |rows| {
                let profits = rows.iter().map(|row| CropProfit {
                    net_profit: money(row.net_profit_per_ha),
                    sown: Hectares::from_hectares(row.area_ha),
                });
                net_profit_unit_value(&profits.collect::<Vec<_>>())
            })
        }
        UnitValueWay::NationalByYield { national, yield_kg_per_ha, file, rows } => {
            let ratio = |regional: f64| yield_ratio(regional, *yield_kg_per_ha);
            of_nation(study, *national, &Lines { file, what: "yields", rows }, names, problems, ratio)
        }
        UnitValueWay::NationalByFactor { national, factor: RegionalFactor::One(factor) } => {
            everywhere(UnitValueLine::regional(method, money(*national), *factor, price_year))
        }
        UnitValueWay::NationalByFactor { national, factor: RegionalFactor::Table { file, rows } } => {
            of_nation(study, *national, &Lines { file, what: "factors", rows }, names, problems, |factor| factor)
        }
    }
}

/// A mean over crops. Prices are those of the lines' own year unless the study says otherwise.
fn of_crops<R: Line, E: std::fmt::Display>(
    study: &UnitValueStudy,
    crops: &Lines<'_, R>,
    names: &Names<'_>,
    problems: &mut Problems,
    mean: impl Fn(&[&R]) -> Result<MoneyPerHectare, E>,
) -> UnitValueLines {
    crops.check_names(names, problems);
    let mut lines = UnitValueLines::new();
    for (index, zone, year) in names.zones_and_years() {
        let Some((rows, of_year)) = crops.of(zone, year, problems) else { continue };
        match mean(&rows) {
            Ok(value) => {
                let line = UnitValueLine::new(study.way.method(), value, study.price_year.or(of_year));
                lines.insert((index, year), line);
            }
            Err(error) => {
                let message = format!("zone `{zone}` in {year}: {error}");
                problems.push(crops.file.header_problem(message, None));
            }
        }
    }
    lines
}

/// A national value times a ratio of each zone and year.
fn of_nation(
    study: &UnitValueStudy,
    national: f64,
    regions: &Lines<'_, ZoneYearRow>,
    names: &Names<'_>,
    problems: &mut Problems,
    ratio: impl Fn(f64) -> f64,
) -> UnitValueLines {
    regions.check_names(names, problems);
    let mut lines = UnitValueLines::new();
    for (index, zone, year) in names.zones_and_years() {
        let Some((rows, _)) = regions.of(zone, year, problems) else { continue };
        // One line only: a second for the same zone and year was refused when the table was read.
        let Some(row) = rows.first() else { continue };
        let ratio = ratio(row.number);
        let line = UnitValueLine::regional(study.way.method(), money(national), ratio, study.price_year);
        lines.insert((index, year), line);
    }
    lines
}

/// All of them in prices of one year. The same gap of the index is told once, not for every zone.
fn in_constant_prices(lines: UnitValueLines, prices: &ConstantPrices, problems: &mut Problems) -> UnitValueLines {
    let mut brought = UnitValueLines::new();
    let mut gaps: Vec<String> = Vec::new();
    for (at, line) in lines {
        match line.in_prices_of(prices.year, &prices.index) {
            Some(Err(error)) => {
                let gap = error.to_string();
                if !gaps.contains(&gap) {
                    gaps.push(gap);
                }
            }
            Some(Ok(line)) => {
                brought.insert(at, line);
            }
            // A study whose prices are of no known year was refused when it was read.
            None => {}
        }
    }
    problems.extend(gaps.iter().map(|gap| prices.file.header_problem(gap, None)));
    brought
}

fn money(units_per_hectare: f64) -> MoneyPerHectare {
    MoneyPerHectare::from_units_per_hectare(units_per_hectare)
}
