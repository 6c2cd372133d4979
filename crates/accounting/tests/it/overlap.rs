//! Zones that share land.

use crate::land::{money, part, tally_of};
use landledger_accounting::{
    AccountPlan, Accounts, ClassValueRow, ClassValues, Comparisons, CompensationPlan, EquivalentTable, Hectares, Mix,
    MoneyPerHectare, Note, RegionName, Service, UnitValues, Valuation, account,
};
use landledger_core::{Legend, Tally, Year};
use ndarray::arr2;
use std::collections::BTreeMap;

const YEAR: Year = Year(2020);

fn forest() -> Legend {
    Legend::new([(1, "forest")]).unwrap()
}

/// Ten hectares in the city alone, four in the park alone, two in both. A hectare yields 3 equivalents.
fn city_and_park(groups: [&str; 2]) -> Tally {
    let zones = [("city", groups[0]), ("park", groups[1])];
    let parts = vec![part(&[0], &[(&[0], 10.0)]), part(&[0, 1], &[(&[0], 2.0)]), part(&[1], &[(&[0], 4.0)])];
    tally_of(&[YEAR.0], &forest(), &zones, parts)
}

fn plan(unit_values: &[f64]) -> AccountPlan {
    let table =
        EquivalentTable::new(vec![Service::new("climate", "regulating")], vec!["woodland".into()], arr2(&[[3.0]]));
    let unit_values = unit_values.iter().enumerate();
    AccountPlan {
        valuation: Valuation::Equivalents {
            classes: ClassValues::from_mixes(&forest(), &table.unwrap(), &[Some(Mix::of(0))]).unwrap(),
            unit_values: UnitValues::PerZoneYear(
                unit_values
                    .map(|(zone, &unit)| ((zone, YEAR), MoneyPerHectare::from_units_per_hectare(unit)))
                    .collect(),
            ),
        },
        gross_products: None,
        compensation: None,
    }
}

fn total(accounts: &Accounts) -> f64 {
    accounts.study.years[0].total.units_per_year()
}

#[test]
fn shared_land_is_counted_once_with_the_unit_value_of_the_first_zone() {
    let accounts = account(&city_and_park(["", ""]), &plan(&[100.0, 700.0])).unwrap();
    assert_eq!(accounts.zones[0].years[0].total, money((10.0 + 2.0) * 3.0 * 100.0));
    assert_eq!(accounts.zones[1].years[0].total, money((2.0 + 4.0) * 3.0 * 700.0));
    assert_eq!(total(&accounts), (10.0 + 2.0) * 3.0 * 100.0 + 4.0 * 3.0 * 700.0);
    assert_eq!(accounts.study.years[0].classes[0].area.hectares(), 10.0 + 2.0 + 4.0);
    assert_eq!(accounts.study.years[0].unit_value, None);
}

#[test]
fn a_note_says_how_much_land_has_several_unit_values() {
    let accounts = account(&city_and_park(["", ""]), &plan(&[100.0, 700.0])).unwrap();
    let overlap = Hectares::from_hectares(2.0);
    assert_eq!(accounts.notes, [Note::UnitValuesDiffer { region: RegionName::Study, year: YEAR, overlap }]);
    assert_eq!(
        accounts.notes[0].to_string(),
        "2 ha of the study lie in several zones whose unit values differ in 2020; \
         they are counted once, with the unit value of the zone that stands first"
    );
}

#[test]
fn nothing_needs_saying_where_the_unit_values_are_the_same() {
    let accounts = account(&city_and_park(["", ""]), &plan(&[100.0, 100.0])).unwrap();
    assert_eq!(total(&accounts), (10.0 + 2.0 + 4.0) * 3.0 * 100.0);
    assert_eq!(accounts.study.years[0].unit_value, Some(MoneyPerHectare::from_units_per_hectare(100.0)));
    assert!(accounts.notes.is_empty());
}

#[test]
fn a_third_zone_with_its_own_unit_value_elsewhere_does_not_matter() {
    let zones = [("city", ""), ("park", ""), ("far", "")];
    let parts = vec![part(&[0, 1], &[(&[0], 2.0)]), part(&[2], &[(&[0], 4.0)])];
    let tally = tally_of(&[YEAR.0], &forest(), &zones, parts);
    let accounts = account(&tally, &plan(&[100.0, 100.0, 700.0])).unwrap();
    assert!(accounts.notes.is_empty());
}

#[test]
fn a_group_values_its_land_by_its_own_zones() {
    // The park is in another group than the city, which stands first.
    let accounts = account(&city_and_park(["urban", "wild"]), &plan(&[100.0, 700.0])).unwrap();
    assert_eq!(accounts.groups[1].years[0].total, money((2.0 + 4.0) * 3.0 * 700.0));
    assert_eq!(accounts.groups[1].years[0].unit_value, Some(MoneyPerHectare::from_units_per_hectare(700.0)));
    assert_eq!(accounts.notes.len(), 1, "only the study holds both");
}

#[test]
fn zones_that_share_land_are_each_paid_for_it_and_a_note_says_so() {
    let gross_products = BTreeMap::from([((0, YEAR), money(1e6)), ((1, YEAR), money(2e6))]);
    let plan = AccountPlan {
        gross_products: Some(gross_products),
        compensation: Some(CompensationPlan {
            year: YEAR,
            conversion: 0.15,
            market_services: vec![],
            comparisons: Comparisons::default(),
        }),
        ..plan(&[100.0, 100.0])
    };
    let accounts = account(&city_and_park(["all", "all"]), &plan).unwrap();
    let [city, park] = [0, 1].map(|zone| accounts.zones[zone].compensation.clone().unwrap());
    let group = accounts.groups[0].compensation.clone().unwrap();
    assert_eq!(group.nonmarket_value, money((10.0 + 2.0 + 4.0) * 3.0 * 100.0));
    assert_eq!(group.compensation, city.compensation + park.compensation);
    let texts: Vec<String> = accounts.notes.iter().map(Note::to_string).collect();
    assert_eq!(
        texts,
        [
            "2 ha of group `all` lie in several zones; gross product and compensation in 2020 \
             are sums over the zones and count them for each",
            "2 ha of the study lie in several zones; gross product and compensation in 2020 \
             are sums over the zones and count them for each",
        ]
    );
}

#[test]
fn values_per_hectare_are_the_same_in_every_zone() {
    let row = ClassValueRow {
        class: 0,
        service: Service::new("climate", "regulating"),
        value: MoneyPerHectare::from_units_per_hectare(50.0),
    };
    let plan = AccountPlan {
        valuation: Valuation::PerHectare(ClassValues::from_rows(&forest(), &[row]).unwrap()),
        gross_products: None,
        compensation: None,
    };
    let accounts = account(&city_and_park(["", ""]), &plan).unwrap();
    assert_eq!(total(&accounts), (10.0 + 2.0 + 4.0) * 50.0);
    assert!(accounts.notes.is_empty());
}
