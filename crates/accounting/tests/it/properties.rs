//! What holds for any land and any price.
//!
//! Areas, unit values and equivalents are whole numbers small enough that every product and sum is
//! exact; so sums are compared without tolerance although their order differs.

use crate::land::{money, part, tally_of};
use landledger_accounting::{
    AccountPlan, Accounts, Cents, ClassValues, Comparisons, CompensationPlan, EquivalentTable, Mix, MoneyPerHectare,
    Service, UnitValues, Valuation, account, budget_shares, compensation, demand, priority,
};
use landledger_core::{Legend, Year};
use ndarray::arr2;
use proptest::prelude::*;

const YEAR: Year = Year(2020);
/// Rounding of a product of three factors, relative.
const RELATIVE_TOLERANCE: f64 = 4.0 * f64::EPSILON;

#[derive(Debug, Clone)]
struct City {
    name: String,
    /// Hectares of crop and of forest.
    areas: [u32; 2],
    unit_value: u32,
    gross_product: u32,
}

fn city(index: usize) -> impl Strategy<Value = City> {
    ([0_u32..1000, 1..1000], 1_u32..5000, 1_u32..1_000_000).prop_map(move |(areas, unit_value, gross_product)| City {
        name: format!("city {index}"),
        areas,
        unit_value,
        gross_product,
    })
}

fn cities() -> impl Strategy<Value = Vec<City>> {
    (1_usize..8).prop_flat_map(|number| (0..number).map(city).collect::<Vec<_>>())
}

fn accounts_of(cities: &[City]) -> Accounts {
    let legend = Legend::new([(1, "crop"), (2, "forest")]).unwrap();
    let names: Vec<(&str, &str)> = cities.iter().map(|city| (city.name.as_str(), "all")).collect();
    let parts = cities.iter().enumerate().map(|(zone, city)| {
        let [crop, forest] = city.areas.map(f64::from);
        part(&[zone], &[(&[0], crop), (&[1], forest)])
    });
    let tally = tally_of(&[YEAR.0], &legend, &names, parts.collect());

    let services = vec![Service::new("food", "provisioning"), Service::new("water", "regulating")];
    let equivalents = arr2(&[[4.0, 1.0], [-3.0, 3000.0]]);
    let table = EquivalentTable::new(services, vec!["paddy".into(), "woodland".into()], equivalents).unwrap();
    let unit_values = cities
        .iter()
        .enumerate()
        .map(|(zone, city)| ((zone, YEAR), MoneyPerHectare::from_units_per_hectare(f64::from(city.unit_value))));
    let gross_products =
        cities.iter().enumerate().map(|(zone, city)| ((zone, YEAR), money(f64::from(city.gross_product))));
    let plan = AccountPlan {
        valuation: Valuation::Equivalents {
            classes: ClassValues::from_mixes(&legend, &table, &[Some(Mix::of(0)), Some(Mix::of(1))]).unwrap(),
            unit_values: UnitValues::PerZoneYear(unit_values.collect()),
        },
        gross_products: Some(gross_products.collect()),
        compensation: Some(CompensationPlan {
            year: YEAR,
            conversion: 0.15,
            market_services: vec![0],
            comparisons: Comparisons::default(),
        }),
    };
    account(&tally, &plan).unwrap()
}

proptest! {
    #[test]
    fn demand_is_at_least_0_and_below_1(ecps in 0.0..1e12_f64) {
        prop_assert!((0.0..1.0).contains(&demand(ecps)));
    }

    #[test]
    fn compensation_never_falls_as_the_nonmarket_value_rises(
        value in 0.0..1e12_f64, rise in 0.0..1e12_f64, gross_product in 1.0..1e13_f64,
    ) {
        let paid = |value: f64| {
            let ecps = priority(money(value), money(gross_product)).unwrap();
            compensation(money(value), 0.15, demand(ecps)).units_per_year()
        };
        // The exact functions rise; the last bit of the arc tangent may not.
        prop_assert!(paid(value + rise) >= paid(value) * (1.0 - RELATIVE_TOLERANCE));
    }

    #[test]
    fn compensation_never_exceeds_the_converted_value(value in 0.0..1e12_f64, gross_product in 1.0..1e13_f64) {
        let ecps = priority(money(value), money(gross_product)).unwrap();
        prop_assert!(compensation(money(value), 0.15, demand(ecps)).units_per_year() <= value * 0.15);
    }

    #[test]
    fn the_value_of_cities_together_is_the_sum_of_their_values(cities in cities()) {
        let accounts = accounts_of(&cities);
        let sum = accounts.zones.iter().map(|zone| zone.years[0].total).sum();
        prop_assert_eq!(accounts.study.years[0].total, sum);
        prop_assert_eq!(accounts.groups[0].years[0].total, sum);
        for (service, &value) in accounts.study.years[0].by_service.iter().enumerate() {
            prop_assert_eq!(value, accounts.zones.iter().map(|zone| zone.years[0].by_service[service]).sum());
        }
    }

    #[test]
    fn cities_in_another_order_have_the_same_accounts_in_that_order(
        (cities, order) in cities().prop_flat_map(|cities| {
            let order: Vec<usize> = (0..cities.len()).collect();
            (Just(cities), Just(order).prop_shuffle())
        })
    ) {
        let shuffled: Vec<City> = order.iter().map(|&zone| cities[zone].clone()).collect();
        let (accounts, shuffled) = (accounts_of(&cities), accounts_of(&shuffled));
        for (place, &zone) in order.iter().enumerate() {
            prop_assert_eq!(&shuffled.zones[place], &accounts.zones[zone]);
        }
        prop_assert_eq!(&shuffled.study.years, &accounts.study.years);
    }

    #[test]
    fn shares_of_a_budget_are_proportions_rounded_to_a_cent_and_add_up(
        budget in 0..=Cents::MOST.cents(),
        // Few different numbers, so that some are equal.
        due in prop::collection::vec(0_u32..50, 1..40).prop_filter("somebody", |due| due.iter().any(|&due| due > 0)),
    ) {
        let amounts: Vec<_> = due.iter().map(|&due| money(f64::from(due) * 0.25)).collect();
        let shares = budget_shares(Cents::from_cents(budget).unwrap(), &amounts).unwrap();
        prop_assert_eq!(shares.iter().map(|share| share.cents()).sum::<u64>(), budget);
        let all: u128 = due.iter().map(|&due| u128::from(due)).sum();
        let proportion = |index: usize| u128::from(budget) * u128::from(due[index]);
        let remainder = |index: usize| proportion(index) % all;
        // Rounded down, and the cent above that it got: none or one, and none where nothing was rounded.
        let got: Vec<u128> =
            shares.iter().enumerate().map(|(index, share)| u128::from(share.cents()) - proportion(index) / all).collect();
        for one in 0..due.len() {
            prop_assert!(got[one] == 0 || (got[one] == 1 && remainder(one) > 0));
            // Whoever got a cent has a larger remainder than who did not; of equal ones, the earlier.
            for other in (0..due.len()).filter(|&other| got[one] > got[other]) {
                prop_assert!(remainder(one) > remainder(other) || (remainder(one) == remainder(other) && one < other));
            }
        }
    }

    #[test]
    fn a_larger_compensation_has_an_earlier_rank(cities in cities()) {
        let lines: Vec<_> = accounts_of(&cities).zones.into_iter().filter_map(|zone| zone.compensation).collect();
        for one in &lines {
            let ahead = lines.iter().filter(|other| other.compensation > one.compensation).count();
            prop_assert_eq!(one.rank, ahead + 1);
        }
    }
}
