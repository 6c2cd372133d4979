//! Why a tally could not be accounted.

use crate::{BudgetError, PriorityError, Problems, RegionName};
use landledger_core::Year;

/// Everything that keeps a tally from being accounted.
pub type AccountingErrors = Problems<AccountingError>;

/// One thing that keeps a tally from being accounted.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum AccountingError {
    /// Values made for another legend.
    #[error("values are stated for {found} classes, but the legend of the tally has {expected} (use the same legend)")]
    ClassCount {
        /// Classes that the values were made for.
        found: usize,
        /// Classes in the tally's legend.
        expected: usize,
    },
    /// Land whose class nobody valued.
    #[error(
        "class {code} `{class}` has no value stated but covers {hectares} ha in {year} \
         (zones with it: {zones}, first `{zone}`; give it a value, or state that it has none)"
    )]
    ClassWithoutValue {
        /// Code of the class.
        code: u16,
        /// Its name.
        class: String,
        /// Area in the whole study, each cell once, in the epoch that has most of it.
        hectares: f64,
        /// That epoch.
        year: Year,
        /// The first zone that has it in some epoch.
        zone: String,
        /// Number of zones that have it.
        zones: usize,
    },
    /// A fixed unit value that is not positive.
    #[error("the unit value (E_a) is {found} per ha, expected a finite number above 0")]
    FixedUnitValue {
        /// Currency units per hectare and year.
        found: f64,
    },
    /// No unit value for a zone in an epoch.
    #[error(
        "zone `{zone}` has no unit value (E_a) for {year} \
         (add the zone's crops of that year, or state a fixed unit value)"
    )]
    MissingUnitValue {
        /// The zone.
        zone: String,
        /// The epoch.
        year: Year,
    },
    /// A unit value that is not positive.
    #[error(
        "the unit value (E_a) of zone `{zone}` for {year} is {found} per ha, expected a finite number above 0 \
         (correct the zone's prices and yields of that year)"
    )]
    UnitValue {
        /// The zone.
        zone: String,
        /// The epoch.
        year: Year,
        /// Currency units per hectare and year.
        found: f64,
    },
    /// No correction factors for a zone in an epoch.
    #[error("zone `{zone}` has no correction factors for {year} (add them, 1 where nothing is corrected)")]
    MissingFactors {
        /// The zone.
        zone: String,
        /// The epoch.
        year: Year,
    },
    /// Correction factors of other services.
    #[error(
        "zone `{zone}` has {found} correction factors for {year}, but there are {expected} services (give one for each)"
    )]
    FactorCount {
        /// The zone.
        zone: String,
        /// The epoch.
        year: Year,
        /// Number of factors.
        found: usize,
        /// Number of services.
        expected: usize,
    },
    /// A correction factor that is not positive.
    #[error(
        "the correction factor of `{service}` in zone `{zone}` for {year} is {found}, \
         expected a finite number above 0 (1 corrects nothing)"
    )]
    Factor {
        /// The zone.
        zone: String,
        /// The epoch.
        year: Year,
        /// The service.
        service: String,
        /// What was given.
        found: f64,
    },
    /// Compensation for a year without a raster.
    #[error(
        "compensation is asked for {year}, which is not an epoch (choose one of {})",
        .epochs.iter().map(Year::to_string).collect::<Vec<_>>().join(", ")
    )]
    CompensationYear {
        /// The year asked for.
        year: Year,
        /// The epochs there are.
        epochs: Vec<Year>,
    },
    /// A conversion coefficient that is no share.
    #[error("the conversion coefficient is {found}, expected a share above 0 and at most 1 (0.15 stands for 15 %)")]
    Conversion {
        /// What was given.
        found: f64,
    },
    /// A market service that is not valued.
    #[error("service number {found} is said to have a market, but there are {services} services")]
    MarketService {
        /// The service, counted from 1.
        found: usize,
        /// Number of services.
        services: usize,
    },
    /// Compensation without any gross product.
    #[error("compensation is asked for, but no gross product is given (give the GDP of every zone for {year})")]
    NoGrossProducts {
        /// The year that needs it.
        year: Year,
    },
    /// A zone whose gross product is missing.
    #[error("zone `{zone}` has no gross product (GDP) for {year} (add it, or leave the zone out)")]
    MissingGrossProduct {
        /// The zone.
        zone: String,
        /// The year.
        year: Year,
    },
    /// Eq 4 is not defined for the region's numbers.
    #[error("{region} in {year}: {fault}")]
    Priority {
        /// The region.
        region: RegionName,
        /// The year.
        year: Year,
        /// What is wrong.
        fault: PriorityError,
    },
    /// A budget without proportions.
    #[error("the budget cannot be shared out: {fault}")]
    Budget {
        /// What is wrong.
        fault: BudgetError,
    },
    /// A payment that is less than nothing, or not a number.
    #[error("the payment to {region} in {year} is {found}, expected a finite number that is not negative")]
    Paid {
        /// The region.
        region: RegionName,
        /// The year of payment.
        year: Year,
        /// Currency units per year.
        found: f64,
    },
    /// A payment to a zone that is not there.
    #[error("zone number {found} is said to have been paid, but there are {zones} zones")]
    PaidZone {
        /// The zone, counted from 1.
        found: usize,
        /// Number of zones.
        zones: usize,
    },
    /// A payment to a group that is not there.
    #[error("group `{found}` is said to have been paid, but no zone belongs to it (name a group of the zones)")]
    PaidGroup {
        /// Its name.
        found: String,
    },
    /// Finite numbers whose products or sums are beyond `f64`.
    #[error("{quantity} of {region} in {year} is more than a number can hold (check the units of values and areas)")]
    TooLarge {
        /// What overflows.
        quantity: &'static str,
        /// The region.
        region: RegionName,
        /// The year.
        year: Year,
    },
}
