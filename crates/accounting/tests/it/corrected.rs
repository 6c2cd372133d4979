//! Correction factors of services, by zone and year.

use crate::land::{money, part, tally_of};
use landledger_accounting::{
    AccountPlan, Accounts, ClassValues, EquivalentTable, Mix, MoneyPerHectare, Note, Service, ServiceFactors,
    UnitValueLine, UnitValueMethod, UnitValues, Valuation, account,
};
use landledger_core::{Legend, Tally, Year};
use ndarray::arr2;

const YEAR: Year = Year(2020);

fn forest() -> Legend {
    Legend::new([(1, "forest")]).unwrap()
}

/// Ten hectares in the city alone, four in the park alone, two in both.
fn city_and_park() -> Tally {
    let parts = vec![part(&[0], &[(&[0], 10.0)]), part(&[0, 1], &[(&[0], 2.0)]), part(&[1], &[(&[0], 4.0)])];
    tally_of(&[YEAR.0], &forest(), &[("city", ""), ("park", "")], parts)
}

/// A hectare yields 3 equivalents of climate and 1 of water, at 100 each.
fn plan(factors: ServiceFactors) -> AccountPlan {
    let services = vec![Service::new("climate", "regulating"), Service::new("water", "provisioning")];
    let table = EquivalentTable::new(services, vec!["woodland".into()], arr2(&[[3.0], [1.0]])).unwrap();
    let valuation = Valuation::CorrectedEquivalents {
        classes: ClassValues::from_mixes(&forest(), &table, &[Some(Mix::of(0))]).unwrap(),
        unit_values: UnitValues::Fixed(MoneyPerHectare::from_units_per_hectare(100.0)),
        factors,
    };
    AccountPlan { valuation, gross_products: None, compensation: None }
}

fn factors(city: &[f64], park: &[f64]) -> ServiceFactors {
    ServiceFactors::from([((0, YEAR), city.to_vec()), ((1, YEAR), park.to_vec())])
}

fn accounts(city: &[f64], park: &[f64]) -> Accounts {
    account(&city_and_park(), &plan(factors(city, park))).unwrap()
}

#[test]
fn each_zone_has_its_own_growth_and_rain() {
    let accounts = accounts(&[0.5, 2.0], &[1.0, 4.0]);
    assert_eq!(accounts.zones[0].years[0].by_service, [12.0 * 300.0 * 0.5, 12.0 * 100.0 * 2.0].map(money));
    assert_eq!(accounts.zones[1].years[0].by_service, [6.0 * 300.0, 6.0 * 100.0 * 4.0].map(money));
}

#[test]
fn the_unit_value_is_what_it_was() {
    let accounts = accounts(&[0.5, 2.0], &[1.0, 4.0]);
    assert_eq!(accounts.study.years[0].unit_value, Some(MoneyPerHectare::from_units_per_hectare(100.0)));
}

#[test]
fn shared_land_takes_the_factors_of_the_first_zone_and_a_note_says_so() {
    let accounts = accounts(&[0.5, 2.0], &[1.0, 4.0]);
    let (city, park) = (300.0 * 0.5 + 100.0 * 2.0, 300.0 + 100.0 * 4.0);
    assert_eq!(accounts.study.years[0].total, money((10.0 + 2.0) * city + 4.0 * park));
    let notes: Vec<String> = accounts.notes.iter().map(Note::to_string).collect();
    assert_eq!(
        notes,
        ["2 ha of the study lie in several zones whose correction factors differ in 2020; \
          they are counted once, with the factors of the zone that stands first"]
    );
}

#[test]
fn equal_factors_need_no_note() {
    assert_eq!(accounts(&[0.5, 2.0], &[0.5, 2.0]).notes, []);
}

#[test]
fn factors_that_are_missing_too_few_or_not_positive_are_refused_together() {
    let refusal = |factors| account(&city_and_park(), &plan(factors)).unwrap_err().to_string();
    assert_eq!(
        refusal(ServiceFactors::from([((1, YEAR), vec![0.0, f64::NAN])])),
        "zone `city` has no correction factors for 2020 (add them, 1 where nothing is corrected)\n\
         the correction factor of `climate` in zone `park` for 2020 is 0, \
         expected a finite number above 0 (1 corrects nothing)\n\
         the correction factor of `water` in zone `park` for 2020 is NaN, \
         expected a finite number above 0 (1 corrects nothing)"
    );
    assert_eq!(
        refusal(factors(&[1.0], &[1.0, 1.0])),
        "zone `city` has 1 correction factors for 2020, but there are 2 services (give one for each)"
    );
}

#[test]
fn unit_values_keep_the_way_that_they_came() {
    let stated = account(&city_and_park(), &plan(factors(&[1.0, 1.0], &[1.0, 1.0]))).unwrap().unit_values.unwrap();
    assert_eq!(stated.dim(), (2, 1), "zones x epochs");
    let value = MoneyPerHectare::from_units_per_hectare(100.0);
    assert!(stated.iter().all(|line| *line == UnitValueLine::new(UnitValueMethod::Stated, value, None)));

    let mut derived = plan(factors(&[1.0, 1.0], &[1.0, 1.0]));
    let line = UnitValueLine::regional(UnitValueMethod::NationalByFactor, value, 0.5, Some(Year(2010)));
    if let Valuation::CorrectedEquivalents { unit_values, .. } = &mut derived.valuation {
        *unit_values = UnitValues::Derived([((0, YEAR), line), ((1, YEAR), line)].into());
    }
    let accounts = account(&city_and_park(), &derived).unwrap();
    assert_eq!(accounts.unit_values.unwrap()[(1, 0)], line);
    assert_eq!(accounts.zones[0].years[0].total, money(12.0 * 400.0 * 0.5));
}
