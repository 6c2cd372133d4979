//! What else is made of a compensation, on three zones whose amounts can be checked by eye.
//!
//! Each zone is one hectare of its own class, worth food and water (provisioning) and climate (regulating):
//!
//! | | food | water | climate | GDP 2020 | GDP 2010 |
//! |---|---|---|---|---|---|
//! | north, group a | 10 | -4 | 44 | 40 | 44 |
//! | east, group a | 20 | 10 | 30 | 40 | 30 |
//! | south, no group | 30 | 0 | 0 | 10 | 1 |
//!
//! With food on the market, north and east have a non-market value of 40 and a priority of 1; south has none.

use crate::land::{money, part, tally_of};
use landledger_accounting::{
    AccountPlan, AccountingErrors, Accounts, Cents, ClassValueRow, ClassValues, Comparisons, CompensationPlan,
    CompensationSweep, MarketChoiceKind, MarketChoiceLine, Money, MoneyPerHectare, RegionAccount, Service, SweepLine,
    Transfers, Valuation, account,
};
use landledger_core::{Legend, Tally, Year};
use std::collections::BTreeMap;
use std::f64::consts::PI;

const NORTH: usize = 0;
const EAST: usize = 1;
const SOUTH: usize = 2;
/// Of each class, which is also the zone: food, water, climate.
const VALUES: [[f64; 3]; 3] = [[10.0, -4.0, 44.0], [20.0, 10.0, 30.0], [30.0, 0.0, 0.0]];
const GDP_2020: [f64; 3] = [40.0, 40.0, 10.0];
const GDP_2010: [f64; 3] = [44.0, 30.0, 1.0];
/// The study's choice: food has a market.
const FOOD: usize = 0;
/// A few units in the last place of amounts up to 100.
const MONEY_TOLERANCE: f64 = 1e-13;

fn legend() -> Legend {
    Legend::new([(1, "moor"), (2, "wood"), (3, "field")]).unwrap()
}

fn tally() -> Tally {
    let zones = [("north", "a"), ("east", "a"), ("south", "")];
    let parts = (0..3_u16).map(|zone| part(&[usize::from(zone)], &[(&[zone, zone], 1.0)]));
    tally_of(&[2010, 2020], &legend(), &zones, parts.collect())
}

fn plan(comparisons: Comparisons) -> AccountPlan {
    let services = [("food", "provisioning"), ("water", "provisioning"), ("climate", "regulating")];
    let services = services.map(|(name, group)| Service::new(name, group));
    let rows = VALUES.iter().enumerate().flat_map(|(class, values)| {
        services.iter().zip(values).map(move |(service, &value)| ClassValueRow {
            class,
            service: service.clone(),
            value: MoneyPerHectare::from_units_per_hectare(value),
        })
    });
    let rows: Vec<ClassValueRow> = rows.collect();
    let mut gross_products = BTreeMap::new();
    for (year, gdp) in [(2010, GDP_2010), (2020, GDP_2020)] {
        gross_products.extend(gdp.into_iter().enumerate().map(|(zone, gdp)| ((zone, Year(year)), money(gdp))));
    }
    AccountPlan {
        valuation: Valuation::PerHectare(ClassValues::from_rows(&legend(), &rows).unwrap()),
        gross_products: Some(gross_products),
        compensation: Some(CompensationPlan {
            year: Year(2020),
            conversion: 0.5,
            market_services: vec![FOOD],
            comparisons,
        }),
    }
}

fn accounts(comparisons: Comparisons) -> Accounts {
    account(&tally(), &plan(comparisons)).unwrap()
}

fn refused(comparisons: Comparisons) -> String {
    let errors: AccountingErrors = account(&tally(), &plan(comparisons)).unwrap_err();
    errors.to_string()
}

#[track_caller]
fn assert_near(found: Money, expected: f64) {
    assert!((found.units_per_year() - expected).abs() <= MONEY_TOLERANCE, "{found:?}, expected {expected}");
}

/// Eq 4 to 6 of one region.
fn paid(value: f64, gross_product: f64, conversion: f64) -> f64 {
    value * conversion * 2.0 * (value / gross_product).atan() / PI
}

#[test]
fn every_choice_of_provisioning_services_has_its_line() {
    let accounts = accounts(Comparisons::default());
    let kinds: Vec<(MarketChoiceKind, &str)> =
        accounts.market_choices.iter().map(|choice| (choice.kind, choice.names.as_str())).collect();
    assert_eq!(
        kinds,
        [
            (MarketChoiceKind::Study, "food"),
            (MarketChoiceKind::NoMarket, ""),
            (MarketChoiceKind::SomeProvisioning, "food"),
            (MarketChoiceKind::SomeProvisioning, "water"),
            (MarketChoiceKind::AllProvisioning, "food + water"),
        ]
    );
    // Values without food, without nothing, without food, without water, without both.
    let expected = [
        [40.0, 50.0, 40.0, 54.0, 44.0], // north
        [40.0, 60.0, 40.0, 50.0, 30.0], // east
        [0.0, 30.0, 0.0, 30.0, 0.0],    // south
    ];
    for ((region, values), gdp) in accounts.zones.iter().zip(expected).zip(GDP_2020) {
        let own = paid(values[0], gdp, 0.5);
        for (line, value) in region.comparisons.market_choices.iter().zip(values) {
            assert_eq!(line.nonmarket_value, money(value));
            let found = line.compensation.as_ref().unwrap();
            assert_eq!(found.priority, value / gdp);
            assert_near(found.compensation, paid(value, gdp, 0.5));
            assert_near(line.difference.unwrap(), paid(value, gdp, 0.5) - own);
        }
    }
}

#[test]
fn the_studys_own_choice_is_its_compensation() {
    let accounts = accounts(Comparisons::default());
    for region in accounts.zones.iter().chain(&accounts.groups).chain([&accounts.study]) {
        let own = &region.comparisons.market_choices[0];
        assert_eq!(own.compensation, region.compensation);
        assert_eq!(own.difference, Some(Money::ZERO));
    }
}

#[test]
fn each_choice_ranks_for_itself() {
    let accounts = accounts(Comparisons::default());
    let ranks = |choice: usize| -> Vec<usize> {
        let line = |zone: &RegionAccount| zone.comparisons.market_choices[choice].compensation.as_ref().unwrap().rank;
        accounts.zones.iter().map(line).collect()
    };
    // North and east share the first place by the study's choice, so there is no second.
    assert_eq!(ranks(0), [1, 1, 3]);
    // 60 at a priority of 1.5, 50 at 1.25, 30 at 3: 60 x 0.63, 50 x 0.57, 30 x 0.80.
    assert_eq!(ranks(1), [2, 1, 3]);
    assert_eq!(ranks(4), [1, 2, 3]);
}

#[test]
fn groups_and_study_are_paid_by_every_choice_what_their_zones_are_paid() {
    let accounts = accounts(Comparisons::default());
    let of = |region: &RegionAccount, choice: usize| region.comparisons.market_choices[choice].clone();
    let amount = |line: &MarketChoiceLine| line.compensation.as_ref().unwrap().compensation;
    for choice in 0..5 {
        let [north, east, south] = [NORTH, EAST, SOUTH].map(|zone| of(&accounts.zones[zone], choice));
        let (group, study) = (of(&accounts.groups[0], choice), of(&accounts.study, choice));
        assert_eq!(amount(&group), amount(&north) + amount(&east));
        assert_eq!(amount(&study), amount(&north) + amount(&east) + amount(&south));
        assert_eq!(group.nonmarket_value, north.nonmarket_value + east.nonmarket_value);
        assert_eq!(group.compensation.unwrap().priority, group.nonmarket_value.units_per_year() / (40.0 + 40.0));
    }
}

#[test]
fn a_choice_that_leaves_less_than_nothing_has_a_value_and_no_amount() {
    // A moor with nothing but its thirsty food: 10 - 4 = 6, and -4 with food on the market.
    let mut plan = plan(Comparisons::default());
    let rows = [(0, "food", 10.0), (0, "water", -4.0), (1, "food", 1.0), (2, "food", 1.0)];
    let rows = rows.map(|(class, service, value)| ClassValueRow {
        class,
        service: Service::new(service, "provisioning"),
        value: MoneyPerHectare::from_units_per_hectare(value),
    });
    plan.valuation = Valuation::PerHectare(ClassValues::from_rows(&legend(), &rows).unwrap());
    plan.compensation.as_mut().unwrap().market_services = vec![];
    let accounts = account(&tally(), &plan).unwrap();
    let line = |region: &RegionAccount| region.comparisons.market_choices[2].clone();
    assert_eq!(accounts.market_choices[2].names, "food");
    for region in [&accounts.zones[NORTH], &accounts.groups[0], &accounts.study] {
        let line = line(region);
        assert_eq!((line.nonmarket_value, line.compensation, line.difference), (money(-4.0), None, None));
    }
    // The others are ranked without it; they are paid nothing.
    for zone in [EAST, SOUTH] {
        assert_eq!(line(&accounts.zones[zone]).compensation.unwrap().rank, 1);
    }
}

#[test]
fn a_sweep_is_each_coefficient_in_each_year() {
    let sweep = CompensationSweep { conversions: vec![0.25, 0.5], years: vec![Year(2010), Year(2020)] };
    let accounts = accounts(Comparisons { sweep: Some(sweep), ..Comparisons::default() });
    for (zone, values) in VALUES.iter().enumerate() {
        let value = values[1] + values[2];
        let expected = [(2010, GDP_2010[zone], 0.25), (2010, GDP_2010[zone], 0.5)]
            .into_iter()
            .chain([(2020, GDP_2020[zone], 0.25), (2020, GDP_2020[zone], 0.5)]);
        let found = &accounts.zones[zone].comparisons.sweep;
        assert_eq!(found.len(), 4);
        for (line, (year, gdp, conversion)) in found.iter().zip(expected) {
            assert_eq!((line.compensation.year, line.conversion), (Year(year), conversion));
            assert_eq!(line.compensation.gross_product, money(gdp));
            assert_near(line.compensation.compensation, paid(value, gdp, conversion));
        }
    }
    // The study's own year and coefficient, with its ranks, at every level.
    for region in accounts.zones.iter().chain(&accounts.groups).chain([&accounts.study]) {
        assert_eq!(Some(&region.comparisons.sweep[3].compensation), region.compensation.as_ref());
    }
    let ranks = |at: usize| accounts.zones.iter().map(|zone| zone.comparisons.sweep[at].compensation.rank).collect();
    let (in_2010, in_2020): (Vec<usize>, Vec<usize>) = (ranks(0), ranks(3));
    // 40 at 40/44 is less than 40 at 40/30.
    assert_eq!((in_2010, in_2020), (vec![2, 1, 3], vec![1, 1, 3]));
    let sum = |zone: usize| accounts.zones[zone].comparisons.sweep[0].compensation.compensation;
    let swept = |line: &SweepLine| line.compensation.compensation;
    assert_eq!(swept(&accounts.groups[0].comparisons.sweep[0]), sum(NORTH) + sum(EAST));
}

#[test]
fn a_sweep_that_cannot_be_is_refused_in_all_its_parts() {
    let sweep = CompensationSweep { conversions: vec![0.0, 1.5], years: vec![Year(2015), Year(2020)] };
    assert_eq!(
        refused(Comparisons { sweep: Some(sweep), ..Comparisons::default() }),
        "compensation is asked for 2015, which is not an epoch (choose one of 2010, 2020)\n\
         the conversion coefficient is 0, expected a share above 0 and at most 1 (0.15 stands for 15 %)\n\
         the conversion coefficient is 1.5, expected a share above 0 and at most 1 (0.15 stands for 15 %)"
    );
    let sweep = CompensationSweep { conversions: vec![0.5], years: vec![Year(2010)] };
    let mut plan = plan(Comparisons { sweep: Some(sweep), ..Comparisons::default() });
    plan.gross_products.as_mut().unwrap().remove(&(EAST, Year(2010)));
    assert_eq!(
        account(&tally(), &plan).unwrap_err().to_string(),
        "zone `east` has no gross product (GDP) for 2010 (add it, or leave the zone out)"
    );
}

#[test]
fn a_swept_year_in_which_value_is_negative_is_refused_by_name() {
    // North was a moor in 2010 and is a wood in 2020; only its water counts.
    let rows = [(0, -4.0), (1, 5.0), (2, 1.0)].map(|(class, value)| ClassValueRow {
        class,
        service: Service::new("water", "regulating"),
        value: MoneyPerHectare::from_units_per_hectare(value),
    });
    let classes: [[u16; 2]; 3] = [[0, 1], [1, 1], [2, 2]];
    let parts = classes.iter().enumerate().map(|(zone, classes)| part(&[zone], &[(classes, 1.0)]));
    let zones = [("north", "a"), ("east", "a"), ("south", "")];
    let tally = tally_of(&[2010, 2020], &legend(), &zones, parts.collect());
    let sweep = CompensationSweep { conversions: vec![0.5], years: vec![Year(2010), Year(2020)] };
    let mut plan = plan(Comparisons { sweep: Some(sweep), ..Comparisons::default() });
    plan.valuation = Valuation::PerHectare(ClassValues::from_rows(&legend(), &rows).unwrap());
    plan.compensation.as_mut().unwrap().market_services = vec![];
    assert_eq!(
        account(&tally, &plan).unwrap_err().to_string(),
        "zone `north` in 2010: non-market value is -4, expected a finite number that is not negative \
         (look for negative values among the services that have no market)"
    );
}

#[test]
fn a_budget_goes_where_compensation_is_due_and_adds_up_at_every_level() {
    // North and east are due the same, south nothing: 50.01 is 25.005 each, and the first gets the cent.
    let budget = Cents::from_cents(5001).unwrap();
    let accounts = accounts(Comparisons { budget: Some(budget), ..Comparisons::default() });
    let line = |region: &RegionAccount| region.comparisons.budget_share.clone().unwrap();
    let of_zones: Vec<(u64, usize)> =
        accounts.zones.iter().map(|zone| (line(zone).amount.cents(), line(zone).rank)).collect();
    assert_eq!(of_zones, [(2501, 1), (2500, 2), (0, 3)]);
    assert_eq!(line(&accounts.groups[0]).amount.cents(), 2501 + 2500);
    assert_eq!(line(&accounts.study).amount, budget);
    let shares = [&accounts.zones[NORTH], &accounts.zones[SOUTH], &accounts.groups[0], &accounts.study];
    assert_eq!(shares.map(|region| line(region).share), [0.5, 0.0, 1.0, 1.0]);
    assert_eq!(line(&accounts.study).year, Year(2020));
}

#[test]
fn a_budget_is_refused_where_nobody_is_due_anything() {
    let mut plan = plan(Comparisons { budget: Some(Cents::MOST), ..Comparisons::default() });
    plan.compensation.as_mut().unwrap().market_services = vec![0, 1, 2];
    assert_eq!(
        account(&tally(), &plan).unwrap_err().to_string(),
        "the budget cannot be shared out: no compensation is due to any zone, so a budget has no proportions \
         (leave `budget` out)"
    );
}

/// Transfers to zones, by year.
fn to_zones(paid: &[(usize, i32, f64)]) -> Comparisons {
    let paid = paid.iter().map(|&(zone, year, paid)| ((zone, Year(year)), money(paid))).collect();
    Comparisons { paid: Some(Transfers::ToZones(paid)), ..Comparisons::default() }
}

#[test]
fn payments_stand_beside_what_is_due() {
    // North and east are due 10 each: 40 x 0.5 x 1/2.
    let accounts =
        accounts(to_zones(&[(NORTH, 2019, 4.0), (EAST, 2019, 20.0), (SOUTH, 2019, 0.0), (NORTH, 2018, 10.0)]));
    let line = |region: &RegionAccount, at: usize| region.comparisons.paid[at].clone();
    let north = &accounts.zones[NORTH];
    assert_eq!((line(north, 0).paid_year, line(north, 1).paid_year), (Year(2018), Year(2019)));
    assert_eq!(line(north, 1).year, Year(2020));
    assert_eq!((line(north, 1).comparison.difference, line(north, 1).comparison.ratio), (money(10.0 - 4.0), Some(2.5)));
    let places = |zone: usize| {
        let lines = &accounts.zones[zone].comparisons.paid;
        lines.last().map(|line| (line.compensation_rank, line.paid_rank)).unwrap()
    };
    assert_eq!([NORTH, EAST, SOUTH].map(places), [(1, 2), (1, 1), (3, 3)]);
    let south = line(&accounts.zones[SOUTH], 0).comparison;
    assert_eq!((south.difference, south.ratio), (Money::ZERO, None), "nothing was due and nothing paid");
    // In 2018 only north is known, so neither its group nor the study is.
    let group = &accounts.groups[0].comparisons.paid;
    assert_eq!(group.len(), 1);
    assert_eq!((group[0].paid, group[0].comparison.ratio), (money(24.0), Some((10.0 + 10.0) / 24.0)));
    let study = &accounts.study.comparisons.paid;
    assert_eq!((study.len(), study[0].paid, study[0].compensation), (1, money(24.0), money(20.0)));
    assert_eq!(line(north, 0).compensation_rank, 1, "alone in 2018");
}

#[test]
fn payments_to_groups_say_nothing_of_zones() {
    let paid = BTreeMap::from([(("a".to_owned(), Year(2020)), money(40.0))]);
    let accounts = accounts(Comparisons { paid: Some(Transfers::ToGroups(paid)), ..Comparisons::default() });
    assert!(accounts.zones.iter().all(|zone| zone.comparisons.paid.is_empty()));
    assert_eq!(accounts.groups[0].comparisons.paid[0].comparison.ratio, Some(20.0 / 40.0));
    assert!(accounts.study.comparisons.paid.is_empty(), "south is in no group, so what it got is not known");
}

#[test]
fn payments_that_cannot_be_are_refused() {
    assert_eq!(
        refused(to_zones(&[(EAST, 2019, -1.0), (7, 2019, 1.0)])),
        "the payment to zone `east` in 2019 is -1, expected a finite number that is not negative\n\
         zone number 8 is said to have been paid, but there are 3 zones"
    );
    let paid = BTreeMap::from([(("b".to_owned(), Year(2020)), money(40.0))]);
    assert_eq!(
        refused(Comparisons { paid: Some(Transfers::ToGroups(paid)), ..Comparisons::default() }),
        "group `b` is said to have been paid, but no zone belongs to it (name a group of the zones)"
    );
}

#[test]
fn without_compensation_nothing_is_compared() {
    let mut plan = plan(Comparisons::default());
    plan.compensation = None;
    let accounts = account(&tally(), &plan).unwrap();
    assert!(accounts.market_choices.is_empty());
    assert!(accounts.zones.iter().all(|zone| zone.comparisons.market_choices.is_empty()));
}
