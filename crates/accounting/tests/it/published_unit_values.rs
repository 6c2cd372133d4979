//! Unit values that papers print, held against the value coefficients that they print.

use landledger_accounting::{MoneyPerHectare, grain_unit_value, regional_unit_value, value_coefficient};

/// Half a unit of the second decimal, in which the papers print, for a value of one service.
const PRINTED_DIGITS: f64 = 0.005;
/// Totals are sums of up to eleven services that were rounded before.
const PRINTED_TOTAL: f64 = 11.0 * PRINTED_DIGITS;

/// Sums of the columns of Xie et al. 2003: farmland, forest, grassland, water, desert.
const XIE_2003: [f64; 5] = [6.91, 21.85, 7.24, 45.97, 0.42];

fn coefficient(equivalents: f64, unit_value: MoneyPerHectare) -> f64 {
    value_coefficient(&[equivalents], unit_value).total().units_per_hectare()
}

#[test]
fn nihegou_2016() {
    // Song M. et al. 2018 (ChinaXiv-201805.00099V1), table 4, yuan per km2.
    let unit_value = grain_unit_value(1.68, 2819.30).unwrap();
    let printed = [467_552.71, 1_478_440.92, 489_881.57, 3_110_477.30, 28_418.54];
    for (equivalents, printed) in XIE_2003.into_iter().zip(printed) {
        let found = coefficient(equivalents, unit_value) * 100.0;
        assert!((found - printed).abs() < PRINTED_DIGITS, "{found}, printed {printed}");
    }
}

#[test]
fn lower_tarim_2020() {
    // Zhang S. et al. 2021 (ChinaXiv-202106.00080V1), table 1: 1881.82 yuan per hectare.
    let unit_value = MoneyPerHectare::from_units_per_hectare(1881.82);
    for (equivalents, printed) in [(6.91, 13_003.38), (21.85, 41_117.78), (7.24, 13_624.38), (0.42, 790.36)] {
        let found = coefficient(equivalents, unit_value);
        assert!((found - printed).abs() < PRINTED_TOTAL, "{found}, printed {printed}");
    }
}

#[test]
fn jin_shaan_meng_2015() {
    // Song Y. et al. 2018 (ChinaXiv-201809.00013V1), table 1, print no unit value; 1014.74 gives their coefficients from the
    // sums of Xie et al. 2015: dry farmland, broadleaf, prairie, water, bare.
    let unit_value = MoneyPerHectare::from_units_per_hectare(1014.74);
    let printed = [4069.11, 23_288.28, 5144.74, 127_461.49, 202.95];
    for (equivalents, printed) in [4.01, 22.95, 5.07, 125.61, 0.2].into_iter().zip(printed) {
        let found = coefficient(equivalents, unit_value);
        assert!((found - printed).abs() < PRINTED_TOTAL, "{found}, printed {printed}");
    }
}

#[test]
fn the_yellow_river_basin_multiplies_equivalents_of_2008_by_a_unit_value_of_2015() {
    // Ao Y. et al. 2022 (ChinaXiv-202202.00031V1), table 3: farmland has 1 equivalent of food in Xie et al. 2008, and 1.47 of
    // soil conservation; 0.94 x 3406.50 is the national value of Xie et al. 2015. (Dry farmland of 2015 has 0.85 of food.)
    let unit_value = regional_unit_value(MoneyPerHectare::from_units_per_hectare(3406.50), 0.94);
    for (equivalents, printed) in [(1.0, 3202.11), (0.39, 1248.82), (1.47, 4707.10)] {
        let found = coefficient(equivalents, unit_value);
        assert!((found - printed).abs() < PRINTED_DIGITS, "{found}, printed {printed}");
    }
}

#[test]
fn around_beijing_and_tianjin_services_add_up_to_less_than_the_printed_total() {
    // Zhao Q. et al. 2017 (ChinaXiv-201711.02173V1), table 1: nine services and 5046.59 as their total.
    let services = [300.09, 534.15, 360.10, 876.25, 984.28, 426.12, 600.17, 60.01, 6.00];
    let total: f64 = services.iter().sum();
    // Farmland of Xie et al. 2003 has 6.91 equivalents; at the 600.17 that each service implies these are 4147.17.
    assert!((total - coefficient(6.91, MoneyPerHectare::from_units_per_hectare(600.17))).abs() < PRINTED_TOTAL);
    assert!((total - 5046.59).abs() > 899.0);
}
