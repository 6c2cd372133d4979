//! Eq 2 and 3 over one region: a zone, a group of zones, or the whole study.

use crate::ValueChange;
use crate::coefficients::Coefficients;
use crate::value_change::value_changes;
use crate::{CompensationLine, Hectares, Money, MoneyPerHectare, RegionComparisons, ValueCoefficient, ecosystem_value};
use landledger_core::{Area, RegionTally, Tally, Year};

/// What the land of a region is worth.
#[derive(Debug, Clone, PartialEq)]
pub struct RegionAccount {
    /// One account for each epoch, ascending.
    pub years: Vec<YearAccount>,
    /// How its value changes between the pairs of epochs of [`Tally::epoch_pairs`](landledger_core::Tally::epoch_pairs).
    pub changes: Vec<ValueChange>,
    /// Its compensation, where the plan asks for it.
    pub compensation: Option<CompensationLine>,
    /// What else the plan asks of its compensation.
    pub comparisons: RegionComparisons,
}

/// What the land of a region is worth in one year.
#[derive(Debug, Clone, PartialEq)]
pub struct YearAccount {
    /// The epoch.
    pub year: Year,
    /// `E_a`; `None` where the region's zones have several, and where values are stated per hectare.
    pub unit_value: Option<MoneyPerHectare>,
    /// Every class that occurs in the region in at least one epoch, in legend order.
    pub classes: Vec<ClassAccount>,
    /// Value of each service over all classes, added in legend order.
    pub by_service: Vec<Money>,
    /// `ESV`: all services together, added in their order.
    pub total: Money,
    /// Gross product of the region, of a group or the study the sum of its zones'; `None` where one is not known.
    pub gross_product: Option<Money>,
}

/// What one class of a region is worth in one year.
#[derive(Debug, Clone, PartialEq)]
pub struct ClassAccount {
    /// Index of the class in the legend.
    pub class: usize,
    /// Its area in that year; cells with nodata are left out.
    pub area: Hectares,
    /// Value of each service.
    pub values: Vec<Money>,
}

/// Land that is valued by the unit values of one zone.
pub(crate) struct Holding {
    /// Index of that zone.
    pub(crate) zone: usize,
    /// The land.
    pub(crate) land: RegionTally,
}

impl RegionAccount {
    /// Values the holdings of a region. `zones` are all zones of the region, in their order.
    pub(crate) fn new(holdings: &[Holding], zones: &[usize], tally: &Tally, coefficients: &Coefficients<'_>) -> Self {
        let present = classes_present(holdings);
        let years = tally.years().iter().enumerate().map(|(epoch, &year)| {
            let unit_value = coefficients.shared_unit_value(zones, epoch);
            YearAccount::new(year, unit_value, class_accounts(holdings, &present, epoch, coefficients), coefficients)
        });
        let years: Vec<YearAccount> = years.collect();
        let changes = value_changes(holdings, &years, &tally.epoch_pairs(), coefficients);
        Self { years, changes, compensation: None, comparisons: RegionComparisons::default() }
    }
}

impl YearAccount {
    fn new(
        year: Year,
        unit_value: Option<MoneyPerHectare>,
        classes: Vec<ClassAccount>,
        coefficients: &Coefficients<'_>,
    ) -> Self {
        let of_service = |service| classes.iter().map(|class| class.values[service]).sum();
        let by_service: Vec<Money> = (0..coefficients.services()).map(of_service).collect();
        let total = by_service.iter().copied().sum();
        Self { year, unit_value, classes, by_service, total, gross_product: None }
    }
}

fn classes_present(holdings: &[Holding]) -> Vec<usize> {
    let present: Vec<Vec<bool>> = holdings.iter().map(|holding| holding.land.classes_present()).collect();
    let classes = present.first().map_or(0, Vec::len);
    (0..classes).filter(|&class| present.iter().any(|present| present[class])).collect()
}

fn class_accounts(
    holdings: &[Holding],
    classes: &[usize],
    epoch: usize,
    coefficients: &Coefficients<'_>,
) -> Vec<ClassAccount> {
    let areas: Vec<Vec<Area>> = holdings
        .iter()
        .map(|holding| holding.land.class_areas(epoch).into_iter().map(|amount| amount.area).collect())
        .collect();
    let account_of = |&class: &usize| {
        let pieces: Vec<(Hectares, ValueCoefficient)> = holdings
            .iter()
            .zip(&areas)
            .map(|(holding, areas)| (areas[class].into(), coefficients.of(class, holding.zone, epoch)))
            .collect();
        let value_of = |service: usize| {
            ecosystem_value(pieces.iter().map(|(area, coefficient)| (*area, coefficient.by_service()[service])))
        };
        let area: Area = areas.iter().map(|areas| areas[class]).sum();
        ClassAccount { class, area: area.into(), values: (0..coefficients.services()).map(value_of).collect() }
    };
    classes.iter().map(account_of).collect()
}
