//! The eco-environment index of a published study: Song Y., Xue D., Dai L. et al., land use change and its ecological
//! response in the fossil energy area of Jin, Shaan and Meng, *Arid Zone Research* 2018, ChinaXiv-201809.00013V1, tables 1 to 5.

use landledger_accounting::{
    Hectares, Money, MoneyPerHectare, contribution_rates, environment_index, relative_values, value_flow,
};
use ndarray::{Array2, arr2};

const HECTARES_PER_KM2: f64 = 100.0;
/// Cropland, forest, grassland, water, built-up, unused: yuan per hectare.
const COEFFICIENTS: [f64; 6] = [4069.11, 23288.28, 5144.74, 127_461.49, 0.0, 202.95];
/// The same classes in km2: 1995, 2000, 2005, 2010, 2015.
const AREAS: [[f64; 5]; 6] = [
    [14092.0, 13757.0, 13453.0, 13418.0, 13416.0],
    [2891.0, 3594.0, 3951.0, 3968.0, 3954.0],
    [28369.0, 27074.0, 27031.0, 27145.0, 26561.0],
    [1305.0, 1369.0, 1327.0, 1333.0, 1334.0],
    [710.0, 705.0, 807.0, 840.0, 1676.0],
    [6909.0, 7777.0, 7707.0, 7572.0, 7335.0],
];
/// Half of the last printed digit of an index.
const PRINTED_INDEX: f64 = 0.000_05;
/// Half of the last printed digit of a percentage.
const PRINTED_PERCENT: f64 = 0.005;
/// The paper's percentages add to a little more than those of its printed matrix: it divided by up to 0.1 % less.
const PAPERS_SUM: f64 = 0.001;

const CROPLAND: usize = 0;
const FOREST: usize = 1;
const GRASSLAND: usize = 2;
const WATER: usize = 3;
const BUILT: usize = 4;
const UNUSED: usize = 5;

fn values() -> Vec<f64> {
    relative_values(&COEFFICIENTS).unwrap()
}

fn percents(km2: &Array2<f64>) -> Array2<f64> {
    let worth: Vec<MoneyPerHectare> = values().into_iter().map(MoneyPerHectare::from_units_per_hectare).collect();
    let flows: Vec<Money> = km2
        .indexed_iter()
        .map(|((from, to), area)| value_flow(Hectares::from_hectares(area * HECTARES_PER_KM2), worth[from], worth[to]))
        .collect();
    let rates = contribution_rates(&flows).into_iter().map(|rate| rate.unwrap()).collect();
    Array2::from_shape_vec(km2.dim(), rates).unwrap()
}

fn assert_printed(found: &Array2<f64>, printed: &[(usize, usize, f64)]) {
    for &(from, to, expected) in printed {
        let off = (found[(from, to)] - expected).abs();
        let found = found[(from, to)];
        assert!(off <= PRINTED_PERCENT + expected.abs() * PAPERS_SUM, "{from} to {to}: {found}, printed {expected}");
    }
}

#[test]
fn relative_values_are_the_printed_ones() {
    for (value, printed) in values().iter().zip([0.026, 0.145, 0.032, 0.796, 0.0, 0.001]) {
        // Forest is 0.14543 and grassland 0.03213: half of the last of three digits.
        assert!((value - printed).abs() <= 0.0006, "{value}, printed {printed}");
    }
}

#[test]
fn the_index_of_every_year_is_the_printed_one() {
    for (year, printed) in [0.0504, 0.0523, 0.0525, 0.0527, 0.0523].into_iter().enumerate() {
        let areas = AREAS.map(|by_year| Hectares::from_hectares(by_year[year] * HECTARES_PER_KM2));
        let index = environment_index(areas.into_iter().zip(values())).unwrap();
        assert!((index - printed).abs() <= PRINTED_INDEX, "{index}, printed {printed}");
    }
}

#[test]
fn contributions_from_2000_to_2005_are_the_printed_ones() {
    let found = percents(&arr2(&[
        [13270.0, 176.0, 252.0, 18.0, 27.0, 14.0],
        [14.0, 3499.0, 57.0, 5.0, 13.0, 6.0],
        [128.0, 227.0, 26492.0, 31.0, 54.0, 142.0],
        [31.0, 11.0, 52.0, 1261.0, 1.0, 13.0],
        [1.0, 1.0, 1.0, 0.0, 702.0, 0.0],
        [9.0, 37.0, 177.0, 12.0, 10.0, 7532.0],
    ]));
    let printed = [
        (UNUSED, FOREST, 2.53),
        (UNUSED, GRASSLAND, 2.59),
        (UNUSED, WATER, 4.53),
        (GRASSLAND, FOREST, 12.21),
        (GRASSLAND, WATER, 11.24),
        (FOREST, WATER, 1.54),
        (CROPLAND, FOREST, 10.02),
        (CROPLAND, WATER, 6.58),
        (WATER, CROPLAND, -11.34),
        (WATER, FOREST, -3.4),
        (WATER, GRASSLAND, -18.85),
        (WATER, UNUSED, -4.9),
        (GRASSLAND, UNUSED, -2.08),
        (FOREST, GRASSLAND, -3.06),
    ];
    assert_printed(&found, &printed);
}

#[test]
fn contributions_from_2010_to_2015_are_the_printed_ones() {
    let found = percents(&arr2(&[
        [13209.0, 15.0, 40.0, 20.0, 128.0, 6.0],
        [36.0, 3836.0, 38.0, 3.0, 47.0, 8.0],
        [98.0, 54.0, 26402.0, 19.0, 515.0, 57.0],
        [14.0, 4.0, 14.0, 1279.0, 20.0, 2.0],
        [4.0, 1.0, 8.0, 1.0, 824.0, 2.0],
        [56.0, 44.0, 59.0, 12.0, 141.0, 7260.0],
    ]));
    let printed = [
        (UNUSED, FOREST, 4.5),
        (UNUSED, GRASSLAND, 1.29),
        (UNUSED, WATER, 6.76),
        (GRASSLAND, FOREST, 4.34),
        (GRASSLAND, WATER, 10.29),
        (FOREST, WATER, 1.38),
        (CROPLAND, FOREST, 1.28),
        (CROPLAND, WATER, 10.93),
        (WATER, CROPLAND, -7.65),
        (WATER, FOREST, -1.84),
        (WATER, GRASSLAND, -7.58),
        (WATER, BUILT, -11.29),
        (WATER, UNUSED, -1.13),
        (GRASSLAND, BUILT, -11.73),
        (GRASSLAND, UNUSED, -1.25),
        (FOREST, CROPLAND, -3.06),
        (FOREST, GRASSLAND, -3.05),
        (FOREST, BUILT, -4.85),
        (CROPLAND, BUILT, -2.31),
    ];
    assert_printed(&found, &printed);
}

/// The printed percentages are those of 4464 km2 from grassland to cropland, but the matrix has 5464, which its column sum (13757, the
/// cropland of 2000) confirms. That one percentage, -1.77, then follows from neither: 4464 gives -1.78.
#[test]
fn contributions_from_1995_to_2000_were_printed_for_a_thousand_square_kilometres_less() {
    let mut matrix = arr2(&[
        [7043.0, 584.0, 5370.0, 281.0, 245.0, 569.0],
        [411.0, 1519.0, 780.0, 26.0, 33.0, 122.0],
        [5464.0, 1153.0, 18599.0, 285.0, 172.0, 2696.0],
        [228.0, 29.0, 251.0, 669.0, 19.0, 109.0],
        [215.0, 16.0, 201.0, 32.0, 188.0, 58.0],
        [396.0, 293.0, 1873.0, 71.0, 48.0, 4228.0],
    ]);
    assert_eq!(matrix.column(CROPLAND).sum(), AREAS[CROPLAND][1]);
    let printed = [
        (UNUSED, FOREST, 2.51),
        (UNUSED, GRASSLAND, 3.44),
        (UNUSED, WATER, 3.36),
        (BUILT, WATER, 1.52),
        (GRASSLAND, FOREST, 7.77),
        (GRASSLAND, WATER, 12.95),
        (FOREST, WATER, 1.01),
        (CROPLAND, FOREST, 4.17),
        (CROPLAND, GRASSLAND, 2.15),
        (CROPLAND, WATER, 12.89),
        (WATER, CROPLAND, -10.46),
        (WATER, FOREST, -1.12),
        (WATER, GRASSLAND, -11.41),
        (WATER, UNUSED, -5.15),
        (GRASSLAND, UNUSED, -4.95),
        (FOREST, CROPLAND, -2.94),
        (FOREST, GRASSLAND, -5.26),
        (FOREST, UNUSED, -1.05),
    ];
    assert!((percents(&matrix)[(GRASSLAND, WATER)] - 12.95).abs() > 0.04, "the matrix alone would do");
    matrix[(GRASSLAND, CROPLAND)] = 4464.0;
    let found = percents(&matrix);
    assert_printed(&found, &printed);
    assert!((found[(GRASSLAND, CROPLAND)] + 1.78).abs() <= PRINTED_PERCENT);
}

#[test]
fn contributions_from_2005_to_2010_are_the_printed_ones() {
    let found = percents(&arr2(&[
        [13394.0, 17.0, 25.0, 6.0, 9.0, 2.0],
        [0.0, 3942.0, 9.0, 0.0, 0.0, 0.0],
        [6.0, 9.0, 26990.0, 2.0, 21.0, 3.0],
        [8.0, 0.0, 2.0, 1317.0, 0.0, 0.0],
        [0.0, 0.0, 0.0, 1.0, 806.0, 0.0],
        [10.0, 0.0, 119.0, 7.0, 4.0, 7567.0],
    ]));
    let printed = [
        (UNUSED, GRASSLAND, 12.47),
        (UNUSED, WATER, 18.89),
        (BUILT, WATER, 2.7),
        (GRASSLAND, FOREST, 3.46),
        (GRASSLAND, WATER, 5.19),
        (CROPLAND, FOREST, 6.93),
        (CROPLAND, WATER, 15.7),
        (WATER, CROPLAND, -20.94),
        (WATER, GRASSLAND, -5.19),
        (GRASSLAND, BUILT, -2.29),
        (FOREST, GRASSLAND, -3.46),
    ];
    assert_printed(&found, &printed);
}
