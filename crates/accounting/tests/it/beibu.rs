//! A whole published study: Luo S., Yan W., *Evolution and driving force analysis of ecosystem service
//! values in Guangxi Beibu Gulf coastal areas*, Acta Ecologica Sinica 38(9), 3248-3259, 2018,
//! doi:10.5846/stxb201704050578; also ChinaXiv-201805.00320V1. Equivalents of Xie et al. 2015 at the
//! national unit value. Areas and values are those of its tables 3, 7 and 8; values have three digits.

use crate::land::{areas_in, part_of, tally_of};
use crate::xie2015::{self, BARE, BROADLEAF, NATIONAL_UNIT_VALUE, PADDY, SHRUB, WATER, WETLAND};
use landledger_accounting::{
    AccountPlan, Accounts, ClassValues, Mix, Money, MoneyPerHectare, UnitValues, Valuation, account,
};
use landledger_core::Legend;

const HECTARES_PER_KM2: f64 = 100.0;
const YEARS: [i32; 3] = [1999, 2006, 2014];
/// Class, its ecosystem, and km2 in each year. Construction land is stated to have no value.
const CLASSES: [(&str, Option<usize>, [f64; 3]); 8] = [
    ("cropland", Some(PADDY), [3678.80, 2761.08, 2636.67]),
    ("forest", Some(BROADLEAF), [1525.38, 1923.88, 1915.22]),
    ("orchard", Some(SHRUB), [2553.95, 2725.06, 2720.13]),
    ("aquaculture", Some(WETLAND), [249.31, 391.93, 314.19]),
    ("mangrove", Some(WETLAND), [80.38, 49.19, 13.07]),
    ("water", Some(WATER), [290.43, 299.39, 364.49]),
    ("bare", Some(BARE), [341.46, 377.83, 282.26]),
    ("built", None, [122.40, 310.66, 595.73]),
];

fn accounts() -> Accounts {
    let legend = Legend::new(CLASSES.iter().zip(1..).map(|((name, ..), code)| (code, *name))).unwrap();
    let land = (0..YEARS.len()).flat_map(|epoch| {
        let areas = CLASSES.iter().zip(0..).map(|((_, _, km2), class)| (class, km2[epoch] * HECTARES_PER_KM2));
        areas_in(epoch, YEARS.len(), &areas.collect::<Vec<_>>())
    });
    let tally = tally_of(&YEARS, &legend, &[("Beibu Gulf", "")], vec![part_of(&[0], land)]);
    let mixes: Vec<_> = CLASSES.iter().map(|(_, ecosystem, _)| Some(ecosystem.map_or(Mix::NOTHING, Mix::of))).collect();
    let plan = AccountPlan {
        valuation: Valuation::Equivalents {
            classes: ClassValues::from_mixes(&legend, &xie2015::table(), &mixes).unwrap(),
            unit_values: UnitValues::Fixed(MoneyPerHectare::from_units_per_hectare(NATIONAL_UNIT_VALUE)),
        },
        gross_products: None,
        compensation: None,
    };
    account(&tally, &plan).unwrap()
}

/// As the study prints them.
fn three_digits(value: Money) -> String {
    format!("{:.2e}", value.units_per_year())
}

#[test]
fn values_of_ecosystems_are_the_printed_ones() {
    let printed = [
        ([0].as_slice(), ["4.87e9", "3.66e9", "3.49e9"]), // farmland
        (&[1, 2], ["2.52e10", "2.92e10", "2.91e10"]),     // forest
        (&[3, 4], ["5.84e9", "7.82e9", "5.80e9"]),        // wetland
        (&[5], ["1.24e10", "1.28e10", "1.56e10"]),        // water
        (&[6], ["2.33e7", "2.57e7", "1.92e7"]),           // desert
        (&[7], ["0.00e0", "0.00e0", "0.00e0"]),           // construction land
    ];
    let accounts = accounts();
    for (epoch, year) in accounts.zones[0].years.iter().enumerate() {
        for (classes, values) in &printed {
            let found = classes.iter().flat_map(|&class: &usize| year.classes[class].values.iter().copied()).sum();
            assert_eq!(three_digits(found), values[epoch], "classes {classes:?} in {}", year.year);
        }
    }
}

#[test]
fn values_of_services_are_the_printed_ones() {
    let printed = [
        ("food_production", ["2.16e9", "1.80e9", "1.74e9"]),
        ("raw_material", ["9.09e8", "1.01e9", "9.94e8"]),
        // The study prints -6.19e8 for 2014; its own areas and equivalents give -6.1849e8.
        ("water_supply", ["-1.82e9", "-8.12e8", "-6.18e8"]),
        ("gas_regulation", ["4.04e9", "4.14e9", "4.03e9"]),
        ("climate_regulation", ["8.40e9", "9.50e9", "9.36e9"]),
        ("environment_purification", ["3.29e9", "3.73e9", "3.70e9"]),
        ("hydrological_regulation", ["2.16e10", "2.28e10", "2.40e10"]),
        ("soil_conservation", ["3.24e9", "3.79e9", "3.71e9"]),
        ("nutrient_cycling", ["4.82e8", "4.65e8", "4.50e8"]),
        ("biodiversity", ["4.02e9", "4.68e9", "4.41e9"]),
        ("aesthetic_landscape", ["1.98e9", "2.32e9", "2.17e9"]),
    ];
    let accounts = accounts();
    for (epoch, year) in accounts.zones[0].years.iter().enumerate() {
        for ((service, values), (known, found)) in printed.iter().zip(accounts.services.iter().zip(&year.by_service)) {
            assert_eq!(known.name, *service);
            assert_eq!(three_digits(*found), values[epoch], "{service} in {}", year.year);
        }
    }
}

#[test]
fn totals_are_the_printed_ones() {
    let totals: Vec<String> = accounts().zones[0].years.iter().map(|year| three_digits(year.total)).collect();
    assert_eq!(totals, ["4.83e10", "5.35e10", "5.40e10"]);
}
