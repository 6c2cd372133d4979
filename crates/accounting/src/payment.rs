//! Compensation of every region, once the land is valued.

use crate::levels::Levels;
use crate::priority::check_nonmarket_value;
use crate::ranks::ranks_of_known;
use crate::valued_land::several_zones;
use crate::{AccountingError, Accounts, CompensationLine, CompensationPlan, Money, Note, PriorityError, RegionName};
use landledger_core::Tally;

/// A compensation plan that was checked against a tally.
#[derive(Clone, Copy)]
pub(crate) struct Payment<'a> {
    pub(crate) plan: &'a CompensationPlan,
    /// The epoch that is paid for.
    pub(crate) epoch: usize,
}

impl Payment<'_> {
    /// One problem for each zone whose non-market value is negative.
    pub(crate) fn zones_of_negative_value(self, accounts: &Accounts, tally: &Tally) -> Vec<AccountingError> {
        let zones = tally.zones().iter().zip(&accounts.zones);
        zones
            .filter_map(|(name, zone)| {
                let fault = check_nonmarket_value(self.plan.nonmarket_value(zone, self.epoch)).err()?;
                Some(self.problem(RegionName::Zone(name.name.clone()), fault))
            })
            .collect()
    }

    /// Pays every zone, then adds up groups and study.
    pub(crate) fn pay(
        self,
        accounts: &mut Accounts,
        tally: &Tally,
        gross_products: &[Money],
    ) -> Result<(), Vec<AccountingError>> {
        let lines = self.lines(accounts, tally, gross_products)?;
        lines.hand_out(accounts, |account, line| account.compensation = Some(line));
        for (region, zones) in several_zones(tally) {
            accounts.notes.extend(Note::on_compensation(&region, &zones, tally, self.plan.year));
        }
        Ok(())
    }

    /// What every region is due, or everything that keeps it from being told.
    pub(crate) fn lines(
        self,
        accounts: &Accounts,
        tally: &Tally,
        gross_products: &[Money],
    ) -> Result<Levels<CompensationLine>, Vec<AccountingError>> {
        let zones = all(self.zone_lines(accounts, tally, gross_products))?;
        let members = |members: &[usize]| members.iter().map(|&zone| Some(&zones[zone])).collect();
        let mut groups = all(self.lines_of_several(accounts, tally, members).flatten())?;
        let study = groups.pop().expect("the study stands behind its groups");
        let lines = Levels { zones, groups, study }.map(Some);
        Ok(ranked(lines).map(|line| line.expect("no line was taken away")))
    }

    /// What every region is due where that is defined; a group or study needs it of each of its zones.
    pub(crate) fn lines_where_defined(
        self,
        accounts: &Accounts,
        tally: &Tally,
        gross_products: &[Money],
    ) -> Levels<Option<CompensationLine>> {
        let zones: Vec<Option<CompensationLine>> =
            self.zone_lines(accounts, tally, gross_products).map(Result::ok).collect();
        let members = |members: &[usize]| members.iter().map(|&zone| zones[zone].as_ref()).collect();
        let mut groups: Vec<Option<CompensationLine>> =
            self.lines_of_several(accounts, tally, members).map(|line| line.and_then(Result::ok)).collect();
        let study = groups.pop().expect("the study stands behind its groups");
        ranked(Levels { zones, groups, study })
    }

    fn zone_lines(
        self,
        accounts: &Accounts,
        tally: &Tally,
        gross_products: &[Money],
    ) -> impl Iterator<Item = Result<CompensationLine, AccountingError>> {
        let names = tally.zones().iter().map(|zone| RegionName::Zone(zone.name.clone()));
        accounts.zones.iter().zip(gross_products).zip(names).map(move |((zone, &gross_product), name)| {
            self.finite(self.plan.line(zone, self.epoch, gross_product), name)
        })
    }

    /// Groups in their order, then the study; `None` where the line of a member is not there.
    fn lines_of_several<'a>(
        self,
        accounts: &Accounts,
        tally: &Tally,
        members: impl Fn(&[usize]) -> Option<Vec<&'a CompensationLine>>,
    ) -> impl Iterator<Item = Option<Result<CompensationLine, AccountingError>>> {
        let regions = accounts.groups.iter().chain([&accounts.study]);
        regions.zip(several_zones(tally)).map(move |(region, (name, zones))| {
            let line = self.plan.line_of_several(region, self.epoch, &members(&zones)?);
            Some(self.finite(line, name))
        })
    }

    fn finite(
        self,
        line: Result<CompensationLine, PriorityError>,
        region: RegionName,
    ) -> Result<CompensationLine, AccountingError> {
        match line {
            Ok(line) if line.compensation.is_finite() => Ok(line),
            Ok(_) => Err(AccountingError::TooLarge { quantity: "compensation", region, year: self.plan.year }),
            Err(fault) => Err(self.problem(region, fault)),
        }
    }

    fn problem(self, region: RegionName, fault: PriorityError) -> AccountingError {
        AccountingError::Priority { region, year: self.plan.year, fault }
    }
}

/// Zones are ranked among zones, groups among groups.
fn ranked(mut lines: Levels<Option<CompensationLine>>) -> Levels<Option<CompensationLine>> {
    for level in [&mut lines.zones, &mut lines.groups] {
        let amounts: Vec<Option<Money>> =
            level.iter().map(|line| line.as_ref().map(|line| line.compensation)).collect();
        for (line, rank) in level.iter_mut().flatten().zip(ranks_of_known(&amounts).into_iter().flatten()) {
            line.rank = rank;
        }
    }
    lines
}

/// Every line, or every problem.
fn all<T, E>(results: impl Iterator<Item = Result<T, E>>) -> Result<Vec<T>, Vec<E>> {
    let (mut lines, mut problems) = (Vec::new(), Vec::new());
    for result in results {
        match result {
            Ok(line) => lines.push(line),
            Err(problem) => problems.push(problem),
        }
    }
    if problems.is_empty() { Ok(lines) } else { Err(problems) }
}
