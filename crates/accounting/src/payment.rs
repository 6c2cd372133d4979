//! Compensation of every region, once the land is valued.

use crate::priority::check_nonmarket_value;
use crate::ranks::ranks;
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
        let names = tally.zones().iter().map(|zone| RegionName::Zone(zone.name.clone()));
        let lines =
            accounts.zones.iter().zip(gross_products).zip(names).map(|((zone, &gross_product), name)| {
                self.finite(self.plan.line(zone, self.epoch, gross_product), name)
            });
        let zones = ranked(all(lines)?);

        let groups = accounts.groups.iter().chain([&accounts.study]);
        let lines = groups.zip(several_zones(tally)).map(|(region, (name, members))| {
            let members: Vec<&CompensationLine> = members.iter().map(|&zone| &zones[zone]).collect();
            self.finite(self.plan.line_of_several(region, self.epoch, &members), name)
        });
        let mut groups = all(lines)?;
        accounts.study.compensation = groups.pop();
        for (account, line) in accounts.groups.iter_mut().zip(ranked(groups)) {
            account.compensation = Some(line);
        }
        for (account, line) in accounts.zones.iter_mut().zip(zones) {
            account.compensation = Some(line);
        }
        for (region, zones) in several_zones(tally) {
            accounts.notes.extend(Note::on_compensation(&region, &zones, tally, self.plan.year));
        }
        Ok(())
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

fn ranked(mut lines: Vec<CompensationLine>) -> Vec<CompensationLine> {
    let amounts: Vec<Money> = lines.iter().map(|line| line.compensation).collect();
    for (line, rank) in lines.iter_mut().zip(ranks(&amounts)) {
        line.rank = rank;
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
