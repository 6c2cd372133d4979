//! A valuation that was checked against a tally: a value coefficient wherever one is needed.

use crate::{
    AccountingError, ClassValues, MoneyPerHectare, ServiceFactors, UnitValueLine, UnitValueMethod, UnitValues,
    Valuation, ValueCoefficient, corrected_value_coefficient, service_factors, value_coefficient,
};
use landledger_core::{RegionTally, Tally, Year};
use ndarray::Array2;

/// Value coefficients of every class that occurs, in every zone and epoch.
pub(crate) struct Coefficients<'a> {
    classes: &'a ClassValues,
    /// `(zones, epochs)`; `None` where values are stated per hectare.
    unit_values: Option<Array2<UnitValueLine>>,
    factors: Option<&'a ServiceFactors>,
    years: &'a [Year],
}

/// A value coefficient of one service before it is multiplied out. Where values are stated per hectare, the first is money and the
/// others are one.
#[derive(Clone, Copy)]
pub(crate) struct FactorsOfValue {
    pub(crate) equivalent: f64,
    pub(crate) unit: f64,
    pub(crate) factor: f64,
}

impl<'a> Coefficients<'a> {
    /// Checks that every class that occurs has a value and every zone and epoch a unit value.
    /// `zones` are the tally's zones, as [`Tally::by_zone`] gives them.
    pub(crate) fn check(
        valuation: &'a Valuation,
        tally: &'a Tally,
        zones: &[RegionTally],
    ) -> Result<Self, Vec<AccountingError>> {
        let classes = valuation.classes();
        let mut problems = Vec::new();
        if classes.classes() == tally.legend().len() {
            problems.extend(classes_without_value(classes, tally, zones));
        } else {
            let (found, expected) = (classes.classes(), tally.legend().len());
            problems.push(AccountingError::ClassCount { found, expected });
        }
        let unit_values = valuation.unit_values().map(|stated| unit_values_of(stated, tally, &mut problems));
        let factors = valuation.factors();
        problems.extend(factors.iter().flat_map(|factors| service_factors::faults(factors, classes.services(), tally)));
        let years = tally.years();
        if problems.is_empty() { Ok(Self { classes, unit_values, factors, years }) } else { Err(problems) }
    }

    /// Number of services.
    pub(crate) fn services(&self) -> usize {
        self.classes.services().len()
    }

    /// What a hectare of a class that occurs is worth in a zone and epoch.
    pub(crate) fn of(&self, class: usize, zone: usize, epoch: usize) -> ValueCoefficient {
        self.of_stated(class, zone, epoch).expect("every class that occurs was checked to have a value")
    }

    /// The same of any class; `None` for one about which nothing is said.
    pub(crate) fn of_stated(&self, class: usize, zone: usize, epoch: usize) -> Option<ValueCoefficient> {
        let values = self.classes.of_class(class)?;
        let coefficient = match &self.unit_values {
            Some(unit_values) => value_coefficient(values, unit_values[(zone, epoch)].unit_value),
            None => ValueCoefficient::from_services(
                values.iter().map(|&value| MoneyPerHectare::from_units_per_hectare(value)).collect(),
            ),
        };
        Some(match self.factors_of(zone, epoch) {
            Some(factors) => corrected_value_coefficient(&coefficient, factors),
            None => coefficient,
        })
    }

    /// What a hectare of a class is worth for one service, as the three factors of that value.
    pub(crate) fn factors_of_value(&self, class: usize, zone: usize, epoch: usize, service: usize) -> FactorsOfValue {
        let values = self.classes.of_class(class).expect("every class that occurs was checked to have a value");
        let unit_value = self.unit_values.as_ref().map(|unit_values| unit_values[(zone, epoch)].unit_value);
        FactorsOfValue {
            equivalent: values[service],
            unit: unit_value.map_or(1.0, MoneyPerHectare::units_per_hectare),
            factor: self.factors_of(zone, epoch).map_or(1.0, |factors| factors[service]),
        }
    }

    fn factors_of(&self, zone: usize, epoch: usize) -> Option<&[f64]> {
        self.factors?.get(&(zone, self.years[epoch])).map(Vec::as_slice)
    }

    /// `(zones, epochs)`: the unit values and how they came about.
    pub(crate) fn unit_values(&self) -> Option<&Array2<UnitValueLine>> {
        self.unit_values.as_ref()
    }

    /// The unit value of these zones in an epoch, if there is one and it is the same in all of them.
    pub(crate) fn shared_unit_value(&self, zones: &[usize], epoch: usize) -> Option<MoneyPerHectare> {
        let unit_values = self.unit_values.as_ref()?;
        let first = unit_values[(*zones.first()?, epoch)].unit_value;
        zones.iter().all(|&zone| unit_values[(zone, epoch)].unit_value == first).then_some(first)
    }

    /// True when all of these zones have the same factors in an epoch, or none has any.
    pub(crate) fn factors_agree(&self, zones: &[usize], epoch: usize) -> bool {
        zones.windows(2).all(|pair| self.factors_of(pair[0], epoch) == self.factors_of(pair[1], epoch))
    }

    /// True when all of these zones have the same unit value in an epoch, or none has any.
    pub(crate) fn agree(&self, zones: &[usize], epoch: usize) -> bool {
        self.unit_values.is_none() || zones.is_empty() || self.shared_unit_value(zones, epoch).is_some()
    }
}

/// `(zones, epochs)`: the unit value of each; what is missing is zero there and among the problems.
fn unit_values_of(stated: &UnitValues, tally: &Tally, problems: &mut Vec<AccountingError>) -> Array2<UnitValueLine> {
    let as_stated = |value| UnitValueLine::new(UnitValueMethod::Stated, value, None);
    if let UnitValues::Fixed(unit_value) = stated
        && !is_positive(*unit_value)
    {
        problems.push(AccountingError::FixedUnitValue { found: unit_value.units_per_hectare() });
    }
    let shape = (tally.zones().len(), tally.years().len());
    Array2::from_shape_fn(shape, |(zone, epoch)| {
        let (name, year) = (tally.zones()[zone].name.clone(), tally.years()[epoch]);
        let line = match stated {
            UnitValues::Fixed(unit_value) => return as_stated(*unit_value),
            UnitValues::PerZoneYear(by_zone_year) => by_zone_year.get(&(zone, year)).copied().map(as_stated),
            UnitValues::Derived(by_zone_year) => by_zone_year.get(&(zone, year)).copied(),
        };
        let Some(line) = line else {
            problems.push(AccountingError::MissingUnitValue { zone: name, year });
            return as_stated(MoneyPerHectare::ZERO);
        };
        if !is_positive(line.unit_value) {
            let found = line.unit_value.units_per_hectare();
            problems.push(AccountingError::UnitValue { zone: name, year, found });
        }
        line
    })
}

fn is_positive(unit_value: MoneyPerHectare) -> bool {
    unit_value.units_per_hectare().is_finite() && unit_value > MoneyPerHectare::ZERO
}

fn classes_without_value(classes: &ClassValues, tally: &Tally, zones: &[RegionTally]) -> Vec<AccountingError> {
    let present: Vec<Vec<bool>> = zones.iter().map(RegionTally::classes_present).collect();
    let study = tally.study();
    let areas: Vec<_> = (0..tally.years().len()).map(|epoch| study.class_areas(epoch)).collect();
    let mut problems = Vec::new();
    for (index, class) in tally.legend().classes().iter().enumerate() {
        let holders: Vec<usize> = (0..zones.len()).filter(|&zone| present[zone][index]).collect();
        let (Some(&first), None) = (holders.first(), classes.of_class(index)) else { continue };
        // `rev`, as the later of equal maxima wins: the earliest epoch with most of it is named.
        let Some(epoch) = (0..areas.len()).rev().max_by_key(|&epoch| areas[epoch][index].area) else { continue };
        problems.push(AccountingError::ClassWithoutValue {
            code: class.code,
            class: class.name.clone(),
            hectares: areas[epoch][index].area.hectares(),
            year: tally.years()[epoch],
            zone: tally.zones()[first].name.clone(),
            zones: holders.len(),
        });
    }
    problems
}
