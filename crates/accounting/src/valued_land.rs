//! Values of every region of a tally, before anything is paid.

use crate::coefficients::Coefficients;
use crate::region_account::Holding;
use crate::{AccountingError, Accounts, Note, RegionAccount, RegionName, Valuation, relative_values};
use landledger_core::{RegionTally, Tally};

/// Accounts without compensation, or everything that keeps the land from being valued.
pub(crate) fn valued_land(tally: &Tally, valuation: &Valuation) -> Result<Accounts, Vec<AccountingError>> {
    let lands = tally.by_zone();
    let coefficients = Coefficients::check(valuation, tally, &lands)?;
    let account_of = |lands: Vec<(usize, RegionTally)>, zones: &[usize]| {
        let holdings: Vec<Holding> = lands.into_iter().map(|(zone, land)| Holding { zone, land }).collect();
        RegionAccount::new(&holdings, zones, tally, &coefficients)
    };
    let zones: Vec<RegionAccount> =
        lands.into_iter().enumerate().map(|(zone, land)| account_of(vec![(zone, land)], &[zone])).collect();
    let groups: Vec<RegionAccount> =
        tally.groups().iter().map(|group| account_of(tally.by_owner(&group.zones), &group.zones)).collect();
    let all: Vec<usize> = (0..zones.len()).collect();
    let study = account_of(tally.by_owner(&all), &all);

    let mut notes = Vec::new();
    for (region, zones) in several_zones(tally) {
        notes.extend(Note::on_unit_values(&region, &zones, tally, &coefficients));
    }
    let (services, unit_values) = (valuation.services().to_vec(), coefficients.unit_values().cloned());
    let relative_values = relative_values_of_classes(valuation, &tally.study().classes_present());
    let market_choices = Vec::new();
    let accounts = Accounts { services, zones, groups, study, unit_values, market_choices, relative_values, notes };
    let problems = values_beyond_numbers(&accounts, tally);
    if problems.is_empty() { Ok(accounts) } else { Err(problems) }
}

/// Of the classes that occur, each of which has values: else the land was refused.
fn relative_values_of_classes(valuation: &Valuation, present: &[bool]) -> Vec<Option<f64>> {
    let occurring: Vec<usize> = (0..present.len()).filter(|&class| present[class]).collect();
    let coefficient = |&class: &usize| {
        valuation.classes().of_class(class).unwrap_or_default().iter().fold(0.0, |sum, value| sum + value)
    };
    let coefficients: Vec<f64> = occurring.iter().map(coefficient).collect();
    let mut by_class = vec![None; present.len()];
    for (class, value) in occurring.into_iter().zip(relative_values(&coefficients).into_iter().flatten()) {
        by_class[class] = Some(value);
    }
    by_class
}

/// The groups and the study, with their zones.
pub(crate) fn several_zones(tally: &Tally) -> Vec<(RegionName, Vec<usize>)> {
    let groups = tally.groups().iter().map(|group| (RegionName::Group(group.name.clone()), group.zones.clone()));
    groups.chain([(RegionName::Study, (0..tally.zones().len()).collect())]).collect()
}

/// A value that is NaN or infinite makes its total so.
fn values_beyond_numbers(accounts: &Accounts, tally: &Tally) -> Vec<AccountingError> {
    let zones = tally.zones().iter().map(|zone| RegionName::Zone(zone.name.clone()));
    let names = zones.chain(several_zones(tally).into_iter().map(|(region, _)| region));
    let regions = accounts.zones.iter().chain(&accounts.groups).chain([&accounts.study]);
    let years = names.zip(regions).flat_map(|(name, region)| region.years.iter().map(move |year| (name.clone(), year)));
    years
        .filter(|(_, account)| !account.total.is_finite())
        .map(|(region, account)| AccountingError::TooLarge { quantity: "value", region, year: account.year })
        .collect()
}
