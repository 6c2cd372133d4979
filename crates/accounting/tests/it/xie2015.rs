//! The equivalents of Xie et al. 2015.
//!
//! Xie G., Zhang C., Zhang L., Chen W., Li S., *Improvement of the evaluation method for ecosystem
//! service value based on per unit area*, Journal of Natural Resources 30(8), 1243-1254, 2015. Six of
//! its fourteen columns.

use landledger_accounting::{EquivalentTable, MoneyPerHectare, Service, value_coefficient};
use ndarray::arr2;

/// Rounding of eleven sums of two decimals, in equivalents.
const EQUIVALENT_TOLERANCE: f64 = 1e-12;

/// What one equivalent is worth in China in 2010, yuan per hectare and year (the same paper).
pub(crate) const NATIONAL_UNIT_VALUE: f64 = 3406.50;

pub(crate) const PADDY: usize = 0;
pub(crate) const BROADLEAF: usize = 1;
pub(crate) const SHRUB: usize = 2;
pub(crate) const WETLAND: usize = 3;
pub(crate) const BARE: usize = 4;
pub(crate) const WATER: usize = 5;

/// The last row of the printed table.
const TOTALS: [f64; 6] = [3.89, 22.95, 15.22, 52.02, 0.20, 125.61];

pub(crate) fn table() -> EquivalentTable {
    let services = [
        ("food_production", "provisioning"),
        ("raw_material", "provisioning"),
        ("water_supply", "provisioning"),
        ("gas_regulation", "regulating"),
        ("climate_regulation", "regulating"),
        ("environment_purification", "regulating"),
        ("hydrological_regulation", "regulating"),
        ("soil_conservation", "supporting"),
        ("nutrient_cycling", "supporting"),
        ("biodiversity", "supporting"),
        ("aesthetic_landscape", "cultural"),
    ];
    let ecosystems = ["paddy", "broadleaf", "shrub", "wetland", "bare", "water"];
    let equivalents = arr2(&[
        [1.36, 0.29, 0.19, 0.51, 0.00, 0.80],
        [0.09, 0.66, 0.43, 0.50, 0.00, 0.23],
        [-2.63, 0.34, 0.22, 2.59, 0.00, 8.29],
        [1.11, 2.17, 1.41, 1.90, 0.02, 0.77],
        [0.57, 6.50, 4.23, 3.60, 0.00, 2.29],
        [0.17, 1.93, 1.28, 3.60, 0.10, 5.55],
        [2.72, 4.74, 3.35, 24.23, 0.03, 102.24],
        [0.01, 2.65, 1.72, 2.31, 0.02, 0.93],
        [0.19, 0.20, 0.13, 0.18, 0.00, 0.07],
        [0.21, 2.41, 1.57, 7.87, 0.02, 2.55],
        [0.09, 1.06, 0.69, 4.73, 0.01, 1.89],
    ]);
    EquivalentTable::new(
        services.iter().map(|&(name, group)| Service::new(name, group)).collect(),
        ecosystems.iter().map(|&name| name.to_owned()).collect(),
        equivalents,
    )
    .unwrap()
}

#[test]
fn columns_add_up_to_the_printed_totals() {
    let table = table();
    for (ecosystem, printed) in TOTALS.into_iter().enumerate() {
        let found = table.column_total(ecosystem);
        assert!((found - printed).abs() < EQUIVALENT_TOLERANCE, "{}: {found}", table.ecosystems()[ecosystem]);
    }
}

#[test]
fn a_hectare_of_water_is_worth_125_61_unit_values() {
    // 125.61 x 3406.50 = 427 890.465 yuan; 102.24 of the equivalents are hydrological regulation.
    let table = table();
    let water = table.equivalents().column(WATER).to_vec();
    let coefficient = value_coefficient(&water, MoneyPerHectare::from_units_per_hectare(NATIONAL_UNIT_VALUE));
    let tolerance = EQUIVALENT_TOLERANCE * NATIONAL_UNIT_VALUE;
    assert!((coefficient.total().units_per_hectare() - 427_890.465).abs() < tolerance);
    let hydrological = table.service_index("hydrological_regulation").unwrap();
    assert_eq!(coefficient.by_service()[hydrological].units_per_hectare(), 102.24 * 3406.50);
}

#[test]
fn a_hectare_of_paddy_takes_water() {
    let table = table();
    let paddy = table.equivalents().column(table.ecosystem_index("paddy").unwrap()).to_vec();
    let coefficient = value_coefficient(&paddy, MoneyPerHectare::from_units_per_hectare(NATIONAL_UNIT_VALUE));
    assert_eq!(coefficient.by_service()[2].units_per_hectare(), -2.63 * 3406.50);
}
