//! Correction factors of services, by zone and year, checked against a tally.

use crate::{AccountingError, Service};
use landledger_core::{Tally, Year};
use std::collections::BTreeMap;

/// Factors by which value coefficients are multiplied, by index of the zone and year: one for each
/// service, in their order. See [`corrected_value_coefficient`](crate::corrected_value_coefficient()).
pub type ServiceFactors = BTreeMap<(usize, Year), Vec<f64>>;

/// Everything that is missing or no factor.
pub(crate) fn faults(factors: &ServiceFactors, services: &[Service], tally: &Tally) -> Vec<AccountingError> {
    let mut problems = Vec::new();
    for (index, zone) in tally.zones().iter().enumerate() {
        for &year in tally.years() {
            let zone = zone.name.clone();
            let Some(own) = factors.get(&(index, year)) else {
                problems.push(AccountingError::MissingFactors { zone, year });
                continue;
            };
            if own.len() != services.len() {
                let (found, expected) = (own.len(), services.len());
                problems.push(AccountingError::FactorCount { zone, year, found, expected });
                continue;
            }
            let wrong = own.iter().zip(services).filter(|(factor, _)| !(factor.is_finite() && **factor > 0.0));
            problems.extend(wrong.map(|(&found, service)| AccountingError::Factor {
                zone: zone.clone(),
                year,
                service: service.name.clone(),
                found,
            }));
        }
    }
    problems
}
