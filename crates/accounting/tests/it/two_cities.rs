//! A study small enough to check by eye: two cities side by side, two classes, two epochs.
//!
//! Cells of one hectare, `C` crop and `F` forest; west is the left half, east the right:
//!
//! ```text
//! 2000:  C C | C F      2020:  C F | F F
//!        C F | F F             F F | F F
//! ```

use crate::land::money;
use landledger_accounting::{
    AccountPlan, Accounts, ClassValues, Comparisons, CompensationPlan, EquivalentTable, GrossProducts, Mix, Money,
    MoneyPerHectare, Service, UnitValues, Valuation, account,
};
use landledger_core::{
    Area, EdgeRule, GridShape, Legend, Polygons, Silent, Surface, TallyPlan, Year, Zone, ZoneSet, ledger_lines,
    memory::MemorySource, tally,
};
use ndarray::arr2;
use std::collections::BTreeMap;

const WEST: usize = 0;
const EAST: usize = 1;
const C: Option<u16> = Some(1);
const F: Option<u16> = Some(2);
/// Equivalents of a hectare of crop for food, climate, water: half paddy (1.5, 0.5, -2.5) and half dry
/// farmland (0.5, 0.5, 0.5).
const CROP: [f64; 3] = [0.5 * 1.5 + 0.5 * 0.5, 0.5 * 0.5 + 0.5 * 0.5, 0.5 * -2.5 + 0.5 * 0.5];
/// A quarter conifers (0.25, 5, 2) and three quarters broadleaf (0.25, 9, 4).
const FOREST: [f64; 3] = [0.25 * 0.25 + 0.75 * 0.25, 0.25 * 5.0 + 0.75 * 9.0, 0.25 * 2.0 + 0.75 * 4.0];
/// Unit values in 2000 and 2020, currency units per hectare and year.
const WEST_UNIT: [f64; 2] = [1000.0, 2000.0];
const EAST_UNIT: [f64; 2] = [1500.0, 2500.0];
/// A few units in the last place of amounts up to 100 000 currency units.
const MONEY_TOLERANCE: f64 = 1e-10;

/// Non-market value (climate and water) in 2020: one hectare of crop and three of forest; four of forest.
fn nonmarket() -> [f64; 2] {
    let (crop, forest) = (CROP[1] + CROP[2], FOREST[1] + FOREST[2]);
    [(crop + 3.0 * forest) * WEST_UNIT[1], 4.0 * forest * EAST_UNIT[1]]
}

/// As much as the value in the west (45 degrees), root 3 times as much in the east (30 degrees).
fn gross_products() -> [f64; 2] {
    [nonmarket()[WEST], nonmarket()[EAST] * 3.0_f64.sqrt()]
}

fn classes(legend: &Legend) -> ClassValues {
    let table = EquivalentTable::new(
        vec![
            Service::new("food", "provisioning"),
            Service::new("climate", "regulating"),
            Service::new("water", "regulating"),
        ],
        ["paddy", "dry_farmland", "coniferous", "broadleaf"].map(String::from).to_vec(),
        arr2(&[[1.5, 0.5, 0.25, 0.25], [0.5, 0.5, 5.0, 9.0], [-2.5, 0.5, 2.0, 4.0]]),
    )
    .unwrap();
    let crop = Mix { shares: vec![(0, 0.5), (1, 0.5)] };
    let forest = Mix { shares: vec![(2, 0.25), (3, 0.75)] };
    ClassValues::from_mixes(legend, &table, &[Some(crop), Some(forest)]).unwrap()
}

fn accounts() -> Accounts {
    let legend = Legend::new([(1, "crop"), (2, "forest")]).unwrap();
    let shape = GridShape { rows: 2, cols: 4 };
    let city = |name: &str, left: f64| Zone {
        name: name.into(),
        group: Some("coal".into()),
        outline: Polygons::from_rings(vec![vec![[left, 0.0], [left + 2.0, 0.0], [left + 2.0, 2.0], [left, 2.0]]]),
    };
    let epochs = vec![vec![C, C, C, F, C, F, F, F], vec![C, F, F, F, F, F, F, F]];
    let source = MemorySource::new(shape, &legend, epochs);
    let surface = Surface::plane(Area::from_square_metres(10_000.0));
    let zones = ZoneSet::new(vec![city("west", 0.0), city("east", 2.0)]);
    let plan = TallyPlan {
        shape,
        rows: 0..shape.rows,
        years: vec![Year(2000), Year(2020)],
        legend: legend.clone(),
        lines: ledger_lines(zones.zones(), &surface, shape),
        zones,
        surface,
        edge: EdgeRule::Exact,
        threads: 1,
    };
    let tally = tally(&plan, &source, &Silent).unwrap();

    let mut unit_values = BTreeMap::new();
    for (zone, units) in [(WEST, WEST_UNIT), (EAST, EAST_UNIT)] {
        for (year, unit) in [2000, 2020].into_iter().zip(units) {
            unit_values.insert((zone, Year(year)), MoneyPerHectare::from_units_per_hectare(unit));
        }
    }
    let gross: GrossProducts =
        gross_products().into_iter().enumerate().map(|(zone, gross)| ((zone, Year(2020)), money(gross))).collect();
    let plan = AccountPlan {
        valuation: Valuation::Equivalents {
            classes: classes(&legend),
            unit_values: UnitValues::PerZoneYear(unit_values),
        },
        gross_products: Some(gross),
        compensation: Some(CompensationPlan {
            year: Year(2020),
            conversion: 0.15,
            market_services: vec![0],
            comparisons: Comparisons::default(),
        }),
    };
    account(&tally, &plan).unwrap()
}

/// Value of so many hectares of crop and of forest, service by service.
fn values(crop: f64, forest: f64, unit: f64) -> Vec<Money> {
    (0..3).map(|service| money((crop * CROP[service] + forest * FOREST[service]) * unit)).collect()
}

fn near(found: Money, expected: f64) -> bool {
    (found.units_per_year() - expected).abs() <= MONEY_TOLERANCE
}

#[test]
fn each_city_is_valued_by_its_own_land_and_unit_value() {
    let accounts = accounts();
    let expected = [
        (WEST, 0, values(3.0, 1.0, WEST_UNIT[0])),
        (WEST, 1, values(1.0, 3.0, WEST_UNIT[1])),
        (EAST, 0, values(1.0, 3.0, EAST_UNIT[0])),
        (EAST, 1, values(0.0, 4.0, EAST_UNIT[1])),
    ];
    for (zone, epoch, by_service) in expected {
        let year = &accounts.zones[zone].years[epoch];
        assert_eq!(year.by_service, by_service);
        assert_eq!(year.total, by_service.iter().copied().sum());
    }
    assert_eq!(accounts.zones[WEST].years[1].unit_value, Some(MoneyPerHectare::from_units_per_hectare(2000.0)));
}

#[test]
fn a_class_that_is_gone_still_has_a_line_of_zeros() {
    let accounts = accounts();
    let east = &accounts.zones[EAST].years[1].classes;
    assert_eq!(east.len(), 2);
    assert_eq!((east[0].class, east[0].area.hectares()), (0, 0.0));
    assert_eq!(east[0].values, [0.0; 3].map(money));
    assert_eq!(east[1].area.hectares(), 4.0);
}

#[test]
fn the_group_and_the_study_are_the_sum_of_both() {
    let accounts = accounts();
    for region in [&accounts.groups[0], &accounts.study] {
        for (epoch, year) in region.years.iter().enumerate() {
            let [west, east] = [WEST, EAST].map(|zone| accounts.zones[zone].years[epoch].total);
            assert_eq!(year.total, west + east);
            assert_eq!(year.unit_value, None, "there are two");
        }
        assert_eq!(region.years[0].classes[0].area.hectares(), 3.0 + 1.0);
    }
    assert!(accounts.notes.is_empty(), "nothing overlaps");
}

#[test]
fn each_city_is_paid_by_its_own_demand() {
    let accounts = accounts();
    let [west, east] = [WEST, EAST].map(|zone| accounts.zones[zone].compensation.clone().unwrap());
    assert_eq!((west.year, west.total_value), (Year(2020), accounts.zones[WEST].years[1].total));
    assert_eq!(west.nonmarket_value, money(nonmarket()[WEST]));
    assert_eq!((west.priority, west.demand), (1.0, 0.5));
    assert!(near(west.compensation, nonmarket()[WEST] * 0.15 / 2.0));
    assert!(near(east.compensation, nonmarket()[EAST] * 0.15 / 3.0));
    assert_eq!(west.share_of_gross_product, west.compensation.units_per_year() / gross_products()[WEST]);
    // 90 x 0.15 / 3 is more than 62 x 0.15 / 2.
    assert_eq!((west.rank, east.rank), (2, 1));
}

#[test]
fn together_they_are_paid_what_each_is_paid() {
    let accounts = accounts();
    let [west, east] = [WEST, EAST].map(|zone| accounts.zones[zone].compensation.clone().unwrap());
    let value = nonmarket()[WEST] + nonmarket()[EAST];
    let gross = gross_products()[WEST] + gross_products()[EAST];
    for line in [&accounts.groups[0], &accounts.study].map(|region| region.compensation.clone().unwrap()) {
        assert_eq!(line.nonmarket_value, money(value));
        assert_eq!(line.gross_product, money(gross));
        assert_eq!(line.priority, value / gross);
        assert_eq!(line.compensation, west.compensation + east.compensation);
        // Demand is that of the whole; by Eq 5 it would give another amount.
        assert!(west.demand > line.demand && line.demand > east.demand);
        assert!(!near(line.compensation, value * 0.15 * line.demand));
        assert_eq!(line.rank, 1);
    }
}
