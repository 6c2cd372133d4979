//! Answers what else is asked of a compensation, once it is known.

use crate::levels::Levels;
use crate::payment::Payment;
use crate::ranks::{ranks, ranks_of_known};
use crate::{
    AccountingError, Accounts, BudgetShareLine, Cents, CompensationPlan, CompensationSweep, GrossProducts,
    MarketChoiceLine, Money, PaidLine, RegionAccount, SweepLine, Transfers, budget_shares, gross_products,
    market_choices, paid_comparison,
};
use landledger_core::Tally;

/// A payment that was made, with the gross products of every year that is asked for.
pub(crate) struct Comparing<'a> {
    pub(crate) payment: Payment<'a>,
    pub(crate) tally: &'a Tally,
    /// Of the year that is paid for, by zone.
    pub(crate) gross_products: &'a [Money],
    pub(crate) gross_products_by_year: Option<&'a GrossProducts>,
}

impl Comparing<'_> {
    /// Every answer that the plan asks for.
    pub(crate) fn answer(&self, accounts: &mut Accounts) -> Result<(), Vec<AccountingError>> {
        self.market_choices(accounts);
        let asked = &self.payment.plan.comparisons;
        if let Some(sweep) = &asked.sweep {
            self.sweep(sweep, accounts)?;
        }
        if let Some(budget) = asked.budget {
            self.budget(budget, accounts)?;
        }
        if let Some(transfers) = &asked.paid {
            self.paid(transfers, accounts);
        }
        Ok(())
    }

    fn market_choices(&self, accounts: &mut Accounts) {
        let Payment { plan, epoch } = self.payment;
        accounts.market_choices = market_choices(&accounts.services, &plan.market_services);
        for choice in accounts.market_choices.clone() {
            let plan = CompensationPlan { market_services: choice.market_services, ..plan.alone() };
            let payment = Payment { plan: &plan, epoch };
            let lines = payment.lines_where_defined(accounts, self.tally, self.gross_products);
            lines.hand_out(accounts, |account, compensation| {
                let nonmarket_value = plan.nonmarket_value(account, epoch);
                let difference = compensation
                    .as_ref()
                    .zip(account.compensation.as_ref())
                    .map(|(by_choice, own)| paid_comparison(by_choice.compensation, own.compensation).difference);
                let line = MarketChoiceLine { nonmarket_value, compensation, difference };
                account.comparisons.market_choices.push(line);
            });
        }
    }

    fn sweep(&self, sweep: &CompensationSweep, accounts: &mut Accounts) -> Result<(), Vec<AccountingError>> {
        for &year in &sweep.years {
            let gross_products = gross_products::in_year(self.gross_products_by_year, self.tally, year)?;
            for &conversion in &sweep.conversions {
                let plan = CompensationPlan { year, conversion, ..self.payment.plan.alone() };
                let epoch = plan.check(self.tally, &accounts.services)?;
                let lines = Payment { plan: &plan, epoch }.lines(accounts, self.tally, &gross_products)?;
                lines.hand_out(accounts, |account, compensation| {
                    account.comparisons.sweep.push(SweepLine { conversion, compensation });
                });
            }
        }
        Ok(())
    }

    fn budget(&self, budget: Cents, accounts: &mut Accounts) -> Result<(), Vec<AccountingError>> {
        let zones: Vec<Money> = accounts.zones.iter().map(due).collect();
        let zones = budget_shares(budget, &zones).map_err(|fault| vec![AccountingError::Budget { fault }])?;
        let of_group = |members: &[usize]| members.iter().map(|&zone| zones[zone]).sum();
        let groups: Vec<Cents> = self.tally.groups().iter().map(|group| of_group(&group.zones)).collect();
        let study = zones.iter().copied().sum();
        let places = |amounts: &[Cents]| ranks(&amounts.iter().map(|amount| amount.money()).collect::<Vec<_>>());
        let with_places = |amounts: Vec<Cents>| amounts.iter().copied().zip(places(&amounts)).collect();
        let shares = Levels { zones: with_places(zones), groups: with_places(groups), study: (study, 1) };
        let (year, all) = (self.payment.plan.year, due(&accounts.study).units_per_year());
        shares.hand_out(accounts, |account, (amount, rank)| {
            let compensation = due(account);
            let share = compensation.units_per_year() / all;
            account.comparisons.budget_share = Some(BudgetShareLine { year, compensation, share, amount, rank });
        });
        Ok(())
    }

    fn paid(&self, transfers: &Transfers, accounts: &mut Accounts) {
        for paid_year in transfers.years() {
            let Levels { zones, groups, study } = transfers.in_year(self.tally, paid_year);
            let zones = compared(&zones, &accounts.zones);
            let groups = compared(&groups, &accounts.groups);
            let study = compared(&[study], std::slice::from_ref(&accounts.study)).remove(0);
            let year = self.payment.plan.year;
            Levels { zones, groups, study }.hand_out(accounts, |account, found| {
                account.comparisons.paid.extend(found.map(|found| PaidLine {
                    paid_year,
                    paid: found.paid,
                    year,
                    compensation: due(account),
                    comparison: paid_comparison(due(account), found.paid),
                    compensation_rank: found.compensation_rank,
                    paid_rank: found.paid_rank,
                }));
            });
        }
    }
}

/// What a region got and its places among those of which that is known.
struct Compared {
    paid: Money,
    compensation_rank: usize,
    paid_rank: usize,
}

fn compared(paid: &[Option<Money>], accounts: &[RegionAccount]) -> Vec<Option<Compared>> {
    let dues: Vec<Option<Money>> =
        accounts.iter().zip(paid).map(|(account, paid)| paid.map(|_| due(account))).collect();
    let places = ranks_of_known(&dues).into_iter().zip(ranks_of_known(paid));
    let found = paid.iter().zip(places).map(|(paid, (compensation_rank, paid_rank))| {
        Some(Compared { paid: (*paid)?, compensation_rank: compensation_rank?, paid_rank: paid_rank? })
    });
    found.collect()
}

/// What a region is due; nothing before it is paid.
fn due(account: &RegionAccount) -> Money {
    account.compensation.as_ref().map_or(Money::ZERO, |line| line.compensation)
}
