//! How value changes, over random studies and published ones.

use landledger_accounting::{
    AccountPlan, ClassValues, EquivalentTable, Hectares, Mix, Money, MoneyPerHectare, Service, UnitValues, Valuation,
    account, effects_of_product, sensitivity, value_flow,
};
use landledger_core::{Amount, Area, Cells, Counts, LedgerLine, Legend, Part, Tally, Trajectory, Year, ZoneName};
use proptest::prelude::*;
use std::collections::BTreeMap;

const CLASSES: u16 = 4;

fn hectares(n: u64) -> Amount {
    Amount { cells: Cells::whole(n), area: Area::from_square_metres(10_000.0) * n }
}

/// Two zones, two epochs, nodata anywhere; unit values and factors of each zone and year.
fn study(land: &[[Vec<u64>; 2]], unit_values: &[f64], factors: &[Vec<f64>]) -> (Tally, AccountPlan) {
    let legend = Legend::new([(1, "a"), (2, "b"), (3, "c"), (4, "d")]).unwrap();
    let side = usize::from(CLASSES) + 1;
    let class = |index: usize| u16::try_from(index).ok().filter(|&index| index < CLASSES);
    let parts = land[0].iter().enumerate().map(|(zone, land)| {
        let amounts: BTreeMap<Trajectory, Amount> = land
            .iter()
            .enumerate()
            .filter(|(_, hectares)| **hectares > 0)
            .map(|(index, &n)| (Trajectory::new(vec![class(index / side), class(index % side)]), hectares(n)))
            .collect();
        Part { zones: vec![zone], amounts: Counts::Trajectories(amounts) }
    });
    let zones = ["north", "south"].map(|name| ZoneName { name: name.into(), group: None });
    let years = vec![Year(2000), Year(2020)];
    let lines = vec![LedgerLine::default(); 2];
    let tally = Tally::new(years.clone(), legend.clone(), zones.to_vec(), parts.collect(), lines);
    let table = EquivalentTable::new(
        vec![Service::new("food", "provisioning"), Service::new("climate", "regulating")],
        vec!["crop".into(), "forest".into(), "water".into()],
        ndarray::arr2(&[[1.0, 0.25, 0.5], [0.5, 4.0, -2.0]]),
    )
    .unwrap();
    let mixes = [Some(Mix::of(0)), Some(Mix::of(1)), Some(Mix::of(2)), Some(Mix { shares: vec![] })];
    let classes = ClassValues::from_mixes(&legend, &table, &mixes).unwrap();
    let keys = || (0..2).flat_map(|zone| years.iter().map(move |&year| (zone, year)));
    let money = unit_values.iter().map(|&value| MoneyPerHectare::from_units_per_hectare(value));
    let valuation = Valuation::CorrectedEquivalents {
        classes,
        unit_values: UnitValues::PerZoneYear(keys().zip(money).collect()),
        factors: keys().zip(factors.iter().cloned()).collect(),
    };
    (tally, AccountPlan { valuation, gross_products: None, compensation: None })
}

fn area() -> impl Strategy<Value = u64> {
    prop_oneof![2 => Just(0), 3 => 1_u64..1_000_000]
}

/// Land of two zones: a number of hectares for each pair of classes, nodata the last.
fn land() -> impl Strategy<Value = [Vec<u64>; 2]> {
    let matrix = || prop::collection::vec(area(), 25);
    [matrix(), matrix()]
}

proptest! {
    #[test]
    fn effects_add_up_to_the_change_to_the_cent_and_flows_to_the_effect_of_land(
        land in land(),
        unit_values in prop::collection::vec(1.0..5000.0, 4),
        factors in prop::collection::vec(prop::collection::vec(0.1..3.0, 2), 4),
    ) {
        let (tally, plan) = study(&[land], &unit_values, &factors);
        let accounts = account(&tally, &plan).unwrap();
        for region in accounts.zones.iter().chain([&accounts.study]) {
            let change = &region.changes[0];
            let parts = [change.land_effect, change.mapping_effect, change.unit_value_effect, change.factor_effect];
            let sum: f64 = parts.iter().map(|part| part.units_per_year()).sum();
            let whole = change.to.units_per_year() - change.from.units_per_year();
            // Half a cent; values here reach 1e12.
            prop_assert!((sum - whole).abs() < 0.005, "{sum} is not {whole}");
            // The effect of land is told twice: as what is left, and by the flows. Rounding of some hundred terms.
            let flows: f64 = change.flows.iter().map(|flow| flow.value().units_per_year()).sum();
            let scale = change.from.units_per_year().abs() + change.to.units_per_year().abs() + 1e3;
            let size: f64 = change.flows.iter().map(|flow| flow.value().units_per_year().abs()).sum::<f64>() + scale;
            let rounding = 1e-11 * (size + parts.iter().map(|part| part.units_per_year().abs()).sum::<f64>());
            prop_assert!((flows - change.land_effect.units_per_year()).abs() < rounding, "{flows}, {:?}", change.land_effect);
        }
    }

    #[test]
    fn with_one_price_and_one_factor_only_land_changes_value(land in land()) {
        let (tally, plan) = study(&[land], &[7.0; 4], &vec![vec![1.0, 1.0]; 4]);
        let accounts = account(&tally, &plan).unwrap();
        for change in accounts.zones.iter().chain([&accounts.study]).map(|region| &region.changes[0]) {
            prop_assert_eq!((change.unit_value_effect, change.factor_effect), (Money::ZERO, Money::ZERO));
        }
    }

    #[test]
    fn effects_of_three_factors_add_up_and_know_no_order(
        from in prop::array::uniform3(-1e3..1e3), to in prop::array::uniform3(-1e3..1e3),
    ) {
        let effects = effects_of_product(from, to);
        let change = to.iter().product::<f64>() - from.iter().product::<f64>();
        // Products of three numbers below 1e3, some units in the last place of 1e9.
        prop_assert!((effects.iter().sum::<f64>() - change).abs() < 1e-5);
        let turned = effects_of_product([from[2], from[0], from[1]], [to[2], to[0], to[1]]);
        for (one, other) in [(0, 1), (1, 2), (2, 0)] {
            prop_assert!((effects[one] - turned[other]).abs() < 1e-5);
        }
    }

    #[test]
    fn flows_are_antisymmetric_and_do_not_depend_on_the_way(
        coefficients in prop::array::uniform3(-1e5..1e5_f64), hectares in 0.0..1e6,
    ) {
        let [one, two, three] = coefficients.map(MoneyPerHectare::from_units_per_hectare);
        let flow = |from, to| value_flow(Hectares::from_hectares(hectares), from, to).units_per_year();
        prop_assert_eq!(flow(one, two), -flow(two, one));
        // Up to 2e5 x 1e6, of which a part in 1e15 is 2e-4.
        prop_assert!((flow(one, two) + flow(two, three) - flow(one, three)).abs() < 1e-3);
    }

    #[test]
    fn sensitivities_of_all_classes_add_up_to_one(values in prop::collection::vec(0.01..1e9, 1..12)) {
        let total: Money = values.iter().map(|&value| Money::from_units_per_year(value)).sum();
        let sum: f64 = values.iter().filter_map(|&value| sensitivity(Money::from_units_per_year(value), total)).sum();
        prop_assert!((sum - 1.0).abs() < 1e-12);
    }
}

#[test]
fn woodland_of_nihegou_has_the_printed_sensitivity() {
    // Song M. et al. 2018 (ChinaXiv-201805.00099V1): woodland 389.17 of 673.11 in 2016, printed 0.58.
    let money = Money::from_units_per_year;
    let found = sensitivity(money(389.17), money(673.11)).unwrap();
    assert_eq!(format!("{found:.2}"), "0.58");
}

#[test]
fn flows_of_huaihe_have_the_printed_signs_and_sums_but_not_one_matrix_behind_them() {
    // Wang H. et al. 2017 (ChinaXiv-201703.00062V1), table 7, 100 million yuan: farmland, forest, grassland, water, built-up land.
    let printed: [[f64; 5]; 5] = [
        [0.0, 127.97, 26.16, 82.22, -38.32],
        [-73.91, 0.0, -16.51, 36.64, -35.35],
        [-78.85, 48.35, 0.0, 24.77, -0.55],
        [-53.22, -17.15, -5.24, 0.0, -6.13],
        [67.92, 51.99, 30.25, 34.89, 0.0],
    ];
    // Table 2: km2 from row to column, 1990 to 2013. Table 5: value in 2013, over the land of 2013 in table 2, is a coefficient.
    let areas: [[f64; 5]; 5] = [
        [23513.08, 641.03, 17.01, 180.62, 962.38],
        [235.07, 5624.54, 42.09, 24.09, 39.36],
        [196.84, 133.92, 720.61, 20.83, 28.24],
        [43.74, 10.34, 4.49, 979.43, 4.95],
        [20.69, 5.83, 0.75, 4.18, 2964.12],
    ];
    let values = [140.62 / 24009.42, 199.95 / 6415.64, 15.9 / 784.96, 186.97 / 1209.15, 0.0];
    let coefficients = values.map(MoneyPerHectare::from_units_per_hectare);
    let flow = |from: usize, to: usize| {
        let area = Hectares::from_hectares(areas[from][to]);
        value_flow(area, coefficients[from], coefficients[to]).units_per_year()
    };
    // Their formula prints VC_i - VC_j; their signs are those of VC_j - VC_i: what rises in value is a gain.
    for (from, row) in printed.iter().enumerate() {
        for (to, &printed) in row.iter().enumerate().filter(|(to, _)| *to != from) {
            assert_eq!(flow(from, to) > 0.0, printed > 0.0, "{from} to {to}");
        }
    }
    // Rows and the whole add up to the printed totals, five numbers of two decimals each.
    const DIGITS: f64 = 5.0 * 0.005 + 0.005;
    for (row, total) in printed.iter().zip([198.03, -89.14, -6.27, -81.74, 185.06]) {
        assert!((row.iter().sum::<f64>() - total).abs() < DIGITS, "{total}");
    }
    // The whole is the change of all value in table 5, 349.34 to 555.27: flows and prices of several periods together. No
    // coefficients give this table from the areas of table 2: a hectare of farmland that becomes forest gains 0.200 million
    // yuan there, and the way back loses 0.314. In ours they are opposite.
    let all: f64 = printed.iter().flatten().sum();
    assert!((all - (555.27 - 349.34)).abs() < 5.0 * DIGITS);
    let per_area = |from: usize, to: usize| printed[from][to] / areas[from][to];
    assert_eq!((format!("{:.3}", per_area(0, 1)), format!("{:.3}", per_area(1, 0))), ("0.200".into(), "-0.314".into()));
    let (there, back) = (flow(0, 1) / areas[0][1], flow(1, 0) / areas[1][0]);
    assert!((there + back).abs() < 1e-12, "{there}, {back}");
}
