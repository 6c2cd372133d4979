//! Transfers that were really paid.

use crate::levels::Levels;
use crate::{AccountingError, Money, RegionName};
use landledger_core::{Tally, Year};
use std::collections::{BTreeMap, BTreeSet};

/// Transfers that were really paid, in currency units per year, by region and year of payment.
#[derive(Debug, Clone, PartialEq)]
pub enum Transfers {
    /// By index of the zone.
    ToZones(BTreeMap<(usize, Year), Money>),
    /// By name of the group.
    ToGroups(BTreeMap<(String, Year), Money>),
}

impl Transfers {
    /// Regions that the tally does not have, amounts that are none.
    pub(crate) fn check(&self, tally: &Tally) -> Vec<AccountingError> {
        let of_amount = |region: RegionName, year: Year, amount: Money| {
            let found = amount.units_per_year();
            (!(found.is_finite() && found >= 0.0)).then_some(AccountingError::Paid { region, year, found })
        };
        match self {
            Self::ToZones(paid) => paid
                .iter()
                .filter_map(|(&(zone, year), &amount)| match tally.zones().get(zone) {
                    Some(name) => of_amount(RegionName::Zone(name.name.clone()), year, amount),
                    None => Some(AccountingError::PaidZone { found: zone + 1, zones: tally.zones().len() }),
                })
                .collect(),
            Self::ToGroups(paid) => paid
                .iter()
                .filter_map(|((group, year), &amount)| {
                    if tally.groups().iter().any(|known| known.name == *group) {
                        of_amount(RegionName::Group(group.clone()), *year, amount)
                    } else {
                        Some(AccountingError::PaidGroup { found: group.clone() })
                    }
                })
                .collect(),
        }
    }

    pub(crate) fn years(&self) -> BTreeSet<Year> {
        match self {
            Self::ToZones(paid) => paid.keys().map(|&(_, year)| year).collect(),
            Self::ToGroups(paid) => paid.keys().map(|&(_, year)| year).collect(),
        }
    }

    /// What each region got in a year. Several zones together got something known where each of them did.
    pub(crate) fn in_year(&self, tally: &Tally, year: Year) -> Levels<Option<Money>> {
        match self {
            Self::ToZones(paid) => {
                let zones: Vec<Option<Money>> =
                    (0..tally.zones().len()).map(|zone| paid.get(&(zone, year)).copied()).collect();
                let of_group = |members: &[usize]| members.iter().map(|&zone| zones[zone]).sum();
                let groups = tally.groups().iter().map(|group| of_group(&group.zones)).collect();
                let study = zones.iter().copied().sum();
                Levels { zones, groups, study }
            }
            Self::ToGroups(paid) => {
                let of_group = |name: &String| paid.get(&(name.clone(), year)).copied();
                let groups: Vec<Option<Money>> = tally.groups().iter().map(|group| of_group(&group.name)).collect();
                let all_in_groups = tally.zones().iter().all(|zone| zone.group.is_some());
                let study = groups.iter().copied().sum::<Option<Money>>().filter(|_| all_in_groups);
                Levels { zones: vec![None; tally.zones().len()], groups, study }
            }
        }
    }
}
