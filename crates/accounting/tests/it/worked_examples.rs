//! Published studies of value, from the price of grain to the printed table.

use landledger_accounting::{Hectares, Money, MoneyPerHectare, ecosystem_value, grain_unit_value, value_coefficient};

const HECTARES_PER_KM2: f64 = 100.0;
/// Half a unit of the second decimal, in which both studies print, in their unit of money.
const PRINTED_DIGITS: f64 = 0.005;
/// Totals add printed parts: five or seven of them.
const PRINTED_TOTAL: f64 = 7.0 * PRINTED_DIGITS;

/// Xie et al. 2003: gas, climate, water, soil, waste, biodiversity, food, raw material, recreation.
const FARMLAND: [f64; 9] = [0.5, 0.89, 0.6, 1.46, 1.64, 0.71, 1.0, 0.1, 0.01];
const FOREST: [f64; 9] = [3.5, 2.7, 3.2, 3.9, 1.31, 3.26, 0.1, 2.6, 1.28];
const GRASSLAND: [f64; 9] = [0.8, 0.9, 0.8, 1.95, 1.31, 1.09, 0.3, 0.05, 0.04];
const WATER: [f64; 9] = [0.0, 0.46, 20.38, 0.01, 18.18, 2.49, 0.1, 0.01, 4.34];
const DESERT: [f64; 9] = [0.0, 0.0, 0.03, 0.02, 0.01, 0.34, 0.01, 0.0, 0.01];

#[track_caller]
fn assert_printed(found: Money, unit: f64, printed: f64, tolerance: f64, what: &str) {
    let found = found.units_per_year() / unit;
    assert!((found - printed).abs() <= tolerance, "{what}: {found}, printed {printed}");
}

fn value(hectares: f64, equivalents: &[f64], unit_value: MoneyPerHectare) -> Money {
    let coefficient = value_coefficient(equivalents, unit_value);
    ecosystem_value([(Hectares::from_hectares(hectares), coefficient.total())])
}

#[test]
fn nihegou_1986_to_2016_from_the_price_of_grain() {
    // Song M. et al. 2018, Acta Ecologica Sinica 38(8):2649 (ChinaXiv-201805.00099V1), tables 1, 4, 6, 7 and 8: km2, and
    // 10 000 yuan. The paper writes 281 930 kg for a km2.
    const UNIT: f64 = 1e4;
    let unit_value = grain_unit_value(1.68, 281_930.0 / HECTARES_PER_KM2).unwrap();
    assert_printed(Hectares::from_hectares(HECTARES_PER_KM2) * unit_value, 1.0, 67_663.2, 1e-9, "E_a of a km2");
    type Line = (&'static str, [f64; 9], [f64; 3], [f64; 3]);
    let classes: [Line; 6] = [
        ("arable", FARMLAND, [3.5008, 3.0382, 2.9631], [163.68, 142.05, 138.54]),
        ("orchard", FARMLAND, [1.5829, 1.9633, 1.4207], [74.01, 91.79, 66.43]),
        ("woodland", FOREST, [1.5069, 2.3129, 2.6323], [222.79, 341.95, 389.17]),
        ("grassland", GRASSLAND, [1.1692, 0.7477, 1.037], [57.28, 36.63, 50.80]),
        ("water", WATER, [0.089, 0.0743, 0.0851], [27.68, 23.11, 26.47]),
        ("unused", DESERT, [1.1441, 0.7963, 0.5986], [3.25, 2.26, 1.70]),
    ];
    for (class, equivalents, areas, printed) in &classes {
        for (area, printed) in areas.iter().zip(printed) {
            let found = value(area * HECTARES_PER_KM2, equivalents, unit_value);
            assert_printed(found, UNIT, *printed, PRINTED_DIGITS, class);
        }
    }
    let services = [
        [59.21, 75.74, 82.78],
        [65.54, 77.16, 81.07],
        [72.10, 84.84, 92.26],
        [105.57, 120.42, 126.54],
        [91.16, 91.82, 91.68],
        [70.42, 83.64, 89.58],
        [37.93, 37.03, 33.65],
        [30.35, 44.33, 49.63],
        [16.40, 22.81, 25.91],
    ];
    for (service, printed) in services.iter().enumerate() {
        for (year, printed) in printed.iter().enumerate() {
            let pieces = classes.iter().map(|(_, equivalents, areas, _)| {
                let coefficient = value_coefficient(equivalents, unit_value);
                (Hectares::from_hectares(areas[year] * HECTARES_PER_KM2), coefficient.by_service()[service])
            });
            assert_printed(ecosystem_value(pieces), UNIT, *printed, PRINTED_TOTAL, &format!("service {service}"));
        }
    }
    for (year, printed) in [548.69, 637.79, 673.11].into_iter().enumerate() {
        let found = classes
            .iter()
            .map(|(_, equivalents, areas, _)| value(areas[year] * HECTARES_PER_KM2, equivalents, unit_value));
        assert_printed(found.sum(), UNIT, printed, PRINTED_TOTAL, "all classes");
    }
}

#[test]
fn lower_tarim_2000_to_2010_and_where_its_table_contradicts_itself() {
    // Zhang S. et al. 2021, Arid Land Geography (ChinaXiv-202106.00080V1), tables 1, 2 and 4: 1000 ha, and 100 million
    // yuan, at 1881.82 yuan per hectare. Built-up land has a value for recreation alone, too little to print.
    const UNIT: f64 = 1e8;
    const THOUSAND: f64 = 1e3;
    let unit_value = MoneyPerHectare::from_units_per_hectare(1881.82);
    type Line = (&'static str, [f64; 9], [f64; 5], [f64; 5]);
    let classes: [Line; 4] = [
        ("cropland", FARMLAND, [3.68, 3.82, 3.82, 3.93, 5.54], [0.48, 0.50, 0.50, 0.51, 0.51]),
        ("forest", FOREST, [37.25, 39.59, 39.57, 42.60, 42.72], [15.32, 16.28, 16.27, 15.90, 17.52]),
        ("grassland", GRASSLAND, [182.35, 178.57, 185.26, 184.27, 190.02], [24.84, 24.33, 25.24, 25.11, 25.89]),
        ("bare", DESERT, [255.24, 246.76, 245.77, 244.84, 244.84], [2.02, 1.95, 1.94, 1.93, 1.94]),
    ];
    /// 244.84 stands beside 1.93 and beside 1.94, and is 1.935: both are half a unit away.
    const BOTH_ROUNDINGS: f64 = PRINTED_DIGITS + 2e-4;
    // These three cells do not follow from the areas beside them: 17.516, 0.720 and 17.566.
    let contradictions = [("forest", 3), ("cropland", 4), ("forest", 4)];
    for (class, equivalents, areas, printed) in classes {
        for (year, (area, printed)) in areas.into_iter().zip(printed).enumerate() {
            let found = value(area * THOUSAND, &equivalents, unit_value);
            if contradictions.contains(&(class, year)) {
                assert!((found.units_per_year() / UNIT - printed).abs() > 4.0 * PRINTED_DIGITS, "{class} {year}");
            } else {
                assert_printed(found, UNIT, printed, BOTH_ROUNDINGS, class);
            }
        }
    }
}
