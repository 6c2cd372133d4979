//! Everything that figures and page show, as plain data.

use crate::{FileRecord, Parameters, Provenance, Region, Scope};
use landledger_accounting::Accounts;
use landledger_core::{Tally, Zone};

/// What was found, and what made it.
#[derive(Debug, Clone, Copy)]
pub struct Findings<'a> {
    /// Title of the study.
    pub title: &'a str,
    /// Currency of every amount of money; empty where the study makes none.
    pub currency: &'a str,
    /// Areas and transitions.
    pub tally: &'a Tally,
    /// Money, where the study makes some.
    pub accounts: Option<&'a Accounts>,
    /// Zones, groups, study, as [`scopes`](crate::scopes) gives them.
    pub scopes: &'a [Scope<'a>],
    /// The zones with their outlines on the grid, in the tally's order; none for accounts from a tally file.
    pub outlines: Option<&'a [Zone]>,
    /// What the tally was made from.
    pub provenance: &'a Provenance,
    /// What the accounts depend on besides.
    pub parameters: &'a Parameters,
    /// The study file and its tables.
    pub study_files: &'a [FileRecord],
    /// Things to know about the accounts.
    pub notes: &'a [String],
    /// The program that writes.
    pub program: &'a str,
}

impl<'a> Findings<'a> {
    /// One region for each zone.
    pub(crate) fn zones(&self) -> &'a [Region<'a>] {
        self.scopes.first().map_or(&[], |scope| &scope.regions)
    }

    /// One region for each group.
    pub(crate) fn groups(&self) -> &'a [Region<'a>] {
        self.scopes.iter().find(|scope| scope.folder == "groups").map_or(&[], |scope| &scope.regions)
    }

    /// The whole study.
    pub(crate) fn study(&self) -> &'a Region<'a> {
        let last = self.scopes.last().and_then(|scope| scope.regions.first());
        last.expect("scopes end with the study, which is one region")
    }

    /// Years of the epochs.
    pub(crate) fn years(&self) -> Vec<i32> {
        self.tally.years().iter().map(|year| year.0).collect()
    }
}
