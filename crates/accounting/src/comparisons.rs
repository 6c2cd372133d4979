//! What else is asked of a compensation, and what is found.

use crate::{Cents, CompensationLine, CompensationSweep, Money, PaidComparison, Transfers};
use landledger_core::Year;

/// What else is asked of a compensation; nothing by default.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Comparisons {
    /// Other conversion coefficients and years.
    pub sweep: Option<CompensationSweep>,
    /// A fixed budget to share out by Eq 5.
    pub budget: Option<Cents>,
    /// Transfers that were really paid.
    pub paid: Option<Transfers>,
}

/// What was found of one region beside its compensation.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct RegionComparisons {
    /// One line for each of [`Accounts::market_choices`](crate::Accounts::market_choices).
    pub market_choices: Vec<MarketChoiceLine>,
    /// By year, then by conversion coefficient, as the sweep has them.
    pub sweep: Vec<SweepLine>,
    /// Its share of the budget, where there is one.
    pub budget_share: Option<BudgetShareLine>,
    /// One line for each year of payment, ascending.
    pub paid: Vec<PaidLine>,
}

/// What a choice of market services makes of a region's compensation.
#[derive(Debug, Clone, PartialEq)]
pub struct MarketChoiceLine {
    /// Value of the services that have no market by this choice; it may be negative.
    pub nonmarket_value: Money,
    /// Eq 4 to 6; `None` where they are not defined because the non-market value of the region, or of one of
    /// its zones, is negative.
    pub compensation: Option<CompensationLine>,
    /// The compensation less that by the study's own choice.
    pub difference: Option<Money>,
}

/// The compensation of a region with another conversion coefficient or in another year.
#[derive(Debug, Clone, PartialEq)]
pub struct SweepLine {
    /// `k` of Eq 5.
    pub conversion: f64,
    /// Eq 4 to 6; ranked among the lines of the same year and coefficient.
    pub compensation: CompensationLine,
}

/// What a region gets of a fixed budget.
#[derive(Debug, Clone, PartialEq)]
pub struct BudgetShareLine {
    /// The epoch whose compensation is the measure.
    pub year: Year,
    /// `R` of Eq 5.
    pub compensation: Money,
    /// `R` over that of all zones, without unit: the share before it is rounded.
    pub share: f64,
    /// What it gets. A group gets what its zones get, the study the budget.
    pub amount: Cents,
    /// Place by amount, among the zones or among the groups.
    pub rank: usize,
}

/// A region's compensation beside what was paid to it.
#[derive(Debug, Clone, PartialEq)]
pub struct PaidLine {
    /// The year of payment.
    pub paid_year: Year,
    /// What was paid.
    pub paid: Money,
    /// The epoch of the compensation.
    pub year: Year,
    /// `R` of Eq 5.
    pub compensation: Money,
    /// The one beside the other.
    pub comparison: PaidComparison,
    /// Place by compensation among the zones, or groups, whose payment in the same year is known.
    pub compensation_rank: usize,
    /// Place by payment among the same.
    pub paid_rank: usize,
}
