//! How classes turn into money.

use crate::{ClassValues, MoneyPerHectare, Service};
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
}

impl Valuation {
    /// The services that are valued.
    pub fn services(&self) -> &[Service] {
        self.classes().services()
    }

    pub(crate) fn classes(&self) -> &ClassValues {
        match self {
            Self::Equivalents { classes, .. } | Self::PerHectare(classes) => classes,
        }
    }
}
