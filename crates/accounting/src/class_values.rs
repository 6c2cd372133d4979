//! How each class of a legend is valued.

use crate::{ClassValuesError, EquivalentTable, MoneyPerHectare, Problems, Service};
use landledger_core::{Class, Legend};
use std::collections::BTreeMap;

/// By how much typed decimals may exceed 1 together: 0.333334 three times is 2e-6 too much.
const SHARE_TOLERANCE: f64 = 1e-5;

/// The ecosystems that a hectare of a class consists of.
///
/// Weights are shares of the hectare, at most 1 together. Where they are less, the rest yields nothing:
/// Zhao H. et al. 2020 (ChinaXiv-202004.00060V1) value "other woodland" as 0.30 of shrub. Without
/// any share the class is stated to have no value, as the paper's construction land.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Mix {
    /// Column of the ecosystem in its [`EquivalentTable`], and weight.
    pub shares: Vec<(usize, f64)>,
}

impl Mix {
    /// Stated to have no value.
    pub const NOTHING: Self = Self { shares: Vec::new() };

    /// One ecosystem only.
    pub fn of(ecosystem: usize) -> Self {
        Self { shares: vec![(ecosystem, 1.0)] }
    }
}

/// One line of a table of money per hectare.
#[derive(Debug, Clone, PartialEq)]
pub struct ClassValueRow {
    /// Index of the class in the legend.
    pub class: usize,
    /// The service.
    pub service: Service,
    /// What it is worth on a hectare of that class.
    pub value: MoneyPerHectare,
}

/// Values of the classes of a legend, service by service.
///
/// What the numbers mean depends on where they stand in a [`Valuation`](crate::Valuation): equivalents
/// per hectare and year, or currency units per hectare and year. All are finite.
#[derive(Debug, Clone, PartialEq)]
pub struct ClassValues {
    services: Vec<Service>,
    by_class: Vec<Option<Vec<f64>>>,
}

impl ClassValues {
    /// Equivalents of each class: the columns of its mix, weighted and added in the order of the mix.
    ///
    /// `mixes` has one entry for each class of the legend; `None` says nothing about the class.
    ///
    /// # Errors
    /// Everything that is wrong, at once.
    pub fn from_mixes(
        legend: &Legend,
        table: &EquivalentTable,
        mixes: &[Option<Mix>],
    ) -> Result<Self, Problems<ClassValuesError>> {
        let mut found = Vec::new();
        if mixes.len() != legend.len() {
            found.push(ClassValuesError::MixCount { found: mixes.len(), expected: legend.len() });
        }
        for (class, mix) in legend.classes().iter().zip(mixes) {
            found.extend(mix.iter().flat_map(|mix| faults(mix, class, table)));
        }
        Problems::refuse(found)?;
        let by_class = mixes.iter().map(|mix| mix.as_ref().map(|mix| mixed(mix, table))).collect();
        Ok(Self { services: table.services().to_vec(), by_class })
    }

    /// Money per hectare from rows of class and service.
    ///
    /// Services stand in the order in which they first appear. A class with some row yields nothing of
    /// the services it has no row for; about a class without any row nothing is said.
    ///
    /// # Errors
    /// Everything that is wrong, at once.
    pub fn from_rows(legend: &Legend, rows: &[ClassValueRow]) -> Result<Self, Problems<ClassValuesError>> {
        let mut found = Vec::new();
        let mut services: Vec<Service> = Vec::new();
        let mut cells: BTreeMap<(usize, usize), f64> = BTreeMap::new();
        for row in rows {
            let Some(class) = legend.classes().get(row.class) else {
                found.push(ClassValuesError::Class { found: row.class + 1, classes: legend.len() });
                continue;
            };
            let (code, name, service) = (class.code, class.name.clone(), row.service.name.clone());
            let known = services.iter().position(|known| known.name == service);
            let index = known.unwrap_or_else(|| {
                services.push(row.service.clone());
                services.len() - 1
            });
            if services[index].group != row.service.group {
                let (first, second) = (services[index].group.clone(), row.service.group.clone());
                found.push(ClassValuesError::ServiceGroup { service: service.clone(), first, second });
            }
            let value = row.value.units_per_hectare();
            if !value.is_finite() {
                found.push(ClassValuesError::NotFinite { code, class: name, service, found: value });
            } else if let Some(first) = cells.insert((row.class, index), value) {
                found.push(ClassValuesError::GivenTwice { code, class: name, service, first, second: value });
            }
        }
        Problems::refuse(found)?;
        let mut by_class = vec![None; legend.len()];
        for ((class, service), value) in cells {
            by_class[class].get_or_insert_with(|| vec![0.0; services.len()])[service] = value;
        }
        Ok(Self { services, by_class })
    }

    /// The services, in the order of every table that follows.
    pub fn services(&self) -> &[Service] {
        &self.services
    }

    /// Where the service of this name stands in [`Self::services`].
    pub fn service_index(&self, name: &str) -> Option<usize> {
        self.services.iter().position(|service| service.name == name)
    }

    /// Number of classes in the legend that the values were made for.
    pub fn classes(&self) -> usize {
        self.by_class.len()
    }

    /// Values of a class, one for each service; `None` when nothing was said about it.
    pub fn of_class(&self, class: usize) -> Option<&[f64]> {
        self.by_class.get(class)?.as_deref()
    }
}

fn mixed(mix: &Mix, table: &EquivalentTable) -> Vec<f64> {
    let rows = table.equivalents().rows().into_iter();
    rows.map(|row| mix.shares.iter().fold(0.0, |sum, &(ecosystem, weight)| sum + weight * row[ecosystem])).collect()
}

fn faults(mix: &Mix, class: &Class, table: &EquivalentTable) -> Vec<ClassValuesError> {
    let (code, name) = (class.code, &class.name);
    let mut found = Vec::new();
    for &(ecosystem, weight) in &mix.shares {
        let Some(ecosystem) = table.ecosystems().get(ecosystem) else {
            let (class, ecosystems) = (name.clone(), table.ecosystems().len());
            found.push(ClassValuesError::Ecosystem { code, class, found: ecosystem + 1, ecosystems });
            continue;
        };
        if !(0.0..=1.0).contains(&weight) {
            let (class, ecosystem) = (name.clone(), ecosystem.clone());
            found.push(ClassValuesError::Weight { code, class, ecosystem, found: weight });
        }
    }
    let sum = mix.shares.iter().fold(0.0, |sum, (_, weight)| sum + weight);
    if found.is_empty() && sum > 1.0 + SHARE_TOLERANCE {
        found.push(ClassValuesError::WeightSum { code, class: name.clone(), found: sum });
    }
    found
}

#[cfg(test)]
#[path = "class_values_tests.rs"]
mod tests;
