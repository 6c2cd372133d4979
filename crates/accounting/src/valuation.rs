//! How classes turn into money.

use crate::{ClassValues, MoneyPerHectare, Service, ServiceFactors, UnitValueLine};
use landledger_core::Year;
use std::collections::BTreeMap;

/// What a hectare of each class is worth, and by which route.
#[derive(Debug, Clone, PartialEq)]
pub enum Valuation {
    /// Eq 3: equivalents times the unit value.
    Equivalents {
        /// Equivalents of each class.
        classes: ClassValues,
        /// What one equivalent is worth.
        unit_values: UnitValues,
    },
    /// The same, each service multiplied by its factor in the zone and year.
    CorrectedEquivalents {
        /// Equivalents of each class.
        classes: ClassValues,
        /// What one equivalent is worth.
        unit_values: UnitValues,
        /// What each service is multiplied by. Every zone needs factors in every epoch.
        factors: ServiceFactors,
    },
    /// Money per hectare and year directly; no unit value is needed.
    PerHectare(ClassValues),
}

/// What one equivalent is worth on one hectare (`E_a`, Eq 1).
#[derive(Debug, Clone, PartialEq)]
pub enum UnitValues {
    /// The same everywhere and always.
    Fixed(MoneyPerHectare),
    /// By index of the zone and year. Every zone needs one in every epoch.
    PerZoneYear(BTreeMap<(usize, Year), MoneyPerHectare>),
    /// The same, with how each came about.
    Derived(BTreeMap<(usize, Year), UnitValueLine>),
}

impl Valuation {
    /// The services that are valued.
    pub fn services(&self) -> &[Service] {
        self.classes().services()
    }

    pub(crate) fn classes(&self) -> &ClassValues {
        match self {
            Self::Equivalents { classes, .. }
            | Self::CorrectedEquivalents { classes, .. }
            | Self::PerHectare(classes) => classes,
        }
    }

    /// What one equivalent is worth; `None` where values are stated per hectare.
    pub fn unit_values(&self) -> Option<&UnitValues> {
        match self {
            Self::Equivalents { unit_values, .. } | Self::CorrectedEquivalents { unit_values, .. } => Some(unit_values),
            Self::PerHectare(_) => None,
        }
    }

    pub(crate) fn factors(&self) -> Option<&ServiceFactors> {
        match self {
            Self::CorrectedEquivalents { factors, .. } => Some(factors),
            Self::Equivalents { .. } | Self::PerHectare(_) => None,
        }
    }
}
