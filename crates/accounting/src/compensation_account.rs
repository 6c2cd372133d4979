//! Eq 4 to 6 over one region.

use crate::{
    AccountingError, Comparisons, Money, PriorityError, RegionAccount, Service, compensation, demand, nonmarket_value,
    priority,
};
use landledger_core::{Tally, Year};

/// What compensation is asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct CompensationPlan {
    /// The epoch whose land is paid for.
    pub year: Year,
    /// `k` of Eq 5, above 0 and at most 1; the paper takes 0.15.
    pub conversion: f64,
    /// Indices of the services that have a market and are not paid for.
    pub market_services: Vec<usize>,
    /// What else is asked of it.
    pub comparisons: Comparisons,
}

/// The compensation of a region.
///
/// Zones follow Eq 4 to 6. Of a group or the study, values are those of its own land, each cell once;
/// the gross product and the compensation are the sums over its zones, as the paper adds its cities;
/// priority and demand follow from its value and its gross product.
#[derive(Debug, Clone, PartialEq)]
pub struct CompensationLine {
    /// The epoch whose land is paid for.
    pub year: Year,
    /// `ESV`: value of all services.
    pub total_value: Money,
    /// `VAL`, `V`: value of the services that have no market.
    pub nonmarket_value: Money,
    /// `GDP`.
    pub gross_product: Money,
    /// `ECPS`: non-market value over gross product, without unit.
    pub priority: f64,
    /// `t`: priority brought between 0 and 1, without unit.
    pub demand: f64,
    /// `R`.
    pub compensation: Money,
    /// `R / GDP`, as a share (0.01 is 1 %).
    pub share_of_gross_product: f64,
    /// Place among the zones, or among the groups, by compensation; 1 is the largest. Equal amounts
    /// share a place (1, 1, 3). The study is 1.
    pub rank: usize,
}

impl CompensationPlan {
    /// Which epoch is paid for, or everything that is wrong with the plan itself.
    pub(crate) fn check(&self, tally: &Tally, services: &[Service]) -> Result<usize, Vec<AccountingError>> {
        let mut problems = Vec::new();
        let epoch = tally.years().iter().position(|&year| year == self.year);
        if epoch.is_none() {
            problems.push(AccountingError::CompensationYear { year: self.year, epochs: tally.years().to_vec() });
        }
        if !(self.conversion > 0.0 && self.conversion <= 1.0) {
            problems.push(AccountingError::Conversion { found: self.conversion });
        }
        for &service in self.market_services.iter().filter(|&&service| service >= services.len()) {
            problems.push(AccountingError::MarketService { found: service + 1, services: services.len() });
        }
        match epoch {
            Some(epoch) if problems.is_empty() => Ok(epoch),
            _ => Err(problems),
        }
    }

    /// The plan without what else is asked.
    pub(crate) fn alone(&self) -> Self {
        let market_services = self.market_services.clone();
        Self { year: self.year, conversion: self.conversion, market_services, comparisons: Comparisons::default() }
    }

    /// Non-market value of a region in the epoch that is paid for.
    pub(crate) fn nonmarket_value(&self, region: &RegionAccount, epoch: usize) -> Money {
        nonmarket_value(&region.years[epoch].by_service, &self.market_services)
    }

    /// Eq 4 to 6 from the region's own value and gross product.
    pub(crate) fn line(
        &self,
        region: &RegionAccount,
        epoch: usize,
        gross_product: Money,
    ) -> Result<CompensationLine, PriorityError> {
        let nonmarket_value = self.nonmarket_value(region, epoch);
        let priority = priority(nonmarket_value, gross_product)?;
        let demand = demand(priority);
        let line = CompensationLine {
            year: self.year,
            total_value: region.years[epoch].total,
            nonmarket_value,
            gross_product,
            priority,
            demand,
            compensation: Money::ZERO,
            share_of_gross_product: 0.0,
            rank: 1,
        };
        Ok(line.paying(compensation(nonmarket_value, self.conversion, demand)))
    }

    /// The same for several zones together, which are paid what each of them is paid.
    pub(crate) fn line_of_several(
        &self,
        region: &RegionAccount,
        epoch: usize,
        zones: &[&CompensationLine],
    ) -> Result<CompensationLine, PriorityError> {
        let gross_product = zones.iter().map(|line| line.gross_product).sum();
        let paid = zones.iter().map(|line| line.compensation).sum();
        Ok(self.line(region, epoch, gross_product)?.paying(paid))
    }
}

impl CompensationLine {
    fn paying(self, compensation: Money) -> Self {
        let share_of_gross_product = compensation.units_per_year() / self.gross_product.units_per_year();
        Self { compensation, share_of_gross_product, ..self }
    }
}
