//! The three levels at which every table is made: zones, groups, the whole study.

use crate::Period;
use landledger_accounting::{Accounts, RegionAccount};
use landledger_core::{Area, LedgerLine, RegionTally, Tally};
use std::cell::OnceCell;

/// One zone, group, or the study, with all that tables are made of.
#[derive(Debug)]
pub struct Region<'a> {
    /// Name of the zone, at zone level.
    pub zone: Option<&'a str>,
    /// Name of the group, where there is one.
    pub group: Option<&'a str>,
    /// What was counted.
    pub tally: RegionTally,
    /// What the outline says.
    pub line: LedgerLine,
    /// Land that lies in more than one of its zones; none is said of a zone.
    pub overlap: Option<Area>,
    /// Its money, where the study makes any.
    pub account: Option<&'a RegionAccount>,
    /// Its transitions, made when the first table asks for them.
    periods: OnceCell<Vec<Period>>,
}

impl Region<'_> {
    /// Its transitions between every pair of epochs that tables are made of.
    pub fn periods(&self, tally: &Tally) -> &[Period] {
        self.periods.get_or_init(|| Period::all(&self.tally, tally))
    }
}

/// All regions of one level.
#[derive(Debug)]
pub struct Scope<'a> {
    /// Folder of the tables: nothing for zones, then `groups`, `study`.
    pub folder: &'static str,
    /// Columns that name a region.
    pub has_zone: bool,
    /// Whether groups are named.
    pub has_group: bool,
    /// The regions.
    pub regions: Vec<Region<'a>>,
}

impl Scope<'_> {
    /// What the level is called: `zones`, `groups`, `study`.
    pub fn level(&self) -> &'static str {
        if self.has_zone { "zones" } else { self.folder }
    }
}

/// Zones, groups (where the study has some) and the study.
pub fn scopes<'a>(tally: &'a Tally, accounts: Option<&'a Accounts>) -> Vec<Scope<'a>> {
    let zones = tally.by_zone().into_iter().enumerate().map(|(index, counted)| Region {
        zone: Some(&tally.zones()[index].name),
        group: tally.zones()[index].group.as_deref(),
        tally: counted,
        line: tally.zone_line(index),
        overlap: None,
        account: accounts.map(|accounts| &accounts.zones[index]),
        periods: OnceCell::new(),
    });
    let groups = tally.groups().iter().enumerate().map(|(index, group)| Region {
        zone: None,
        group: Some(&group.name),
        tally: tally.group(index),
        line: tally.group_line(index),
        overlap: Some(tally.overlap_among(&group.zones).area),
        account: accounts.map(|accounts| &accounts.groups[index]),
        periods: OnceCell::new(),
    });
    let all: Vec<usize> = (0..tally.zones().len()).collect();
    let study = Region {
        zone: None,
        group: None,
        tally: tally.study(),
        line: tally.study_line(),
        overlap: Some(tally.overlap_among(&all).area),
        account: accounts.map(|accounts| &accounts.study),
        periods: OnceCell::new(),
    };
    let mut scopes = vec![Scope { folder: "", has_zone: true, has_group: true, regions: zones.collect() }];
    if !tally.groups().is_empty() {
        scopes.push(Scope { folder: "groups", has_zone: false, has_group: true, regions: groups.collect() });
    }
    scopes.push(Scope { folder: "study", has_zone: false, has_group: false, regions: vec![study] });
    scopes
}
