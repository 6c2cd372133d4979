//! Change of value of one region, by land and by cause.

use super::effects_of_product::mean_product;
use super::value_flow;
use crate::coefficients::Coefficients;
use crate::region_account::{Holding, YearAccount};
use crate::{Hectares, Money, MoneyPerHectare};
use landledger_core::Area;
use std::collections::BTreeMap;

/// How a region's value changes between two epochs.
///
/// The four effects add up to `to - from`: the Shapley effects of area, unit value and correction factor on the value of every
/// class and service ([`effects_of_product`](crate::effects_of_product())), added up over classes, services and zones. That of area is split
/// between land that one class gave to another and land that one of the two maps does not show. Rounding of sums, less than 1e-12 of
/// what is added, is left with the land effect.
#[derive(Debug, Clone, PartialEq)]
pub struct ValueChange {
    /// Index of the earlier epoch.
    pub from_epoch: usize,
    /// Index of the later epoch.
    pub to_epoch: usize,
    /// Value in the earlier year.
    pub from: Money,
    /// Value in the later year.
    pub to: Money,
    /// By land that changed its class: the sum of the flows.
    pub land_effect: Money,
    /// By land that has a class in only one of the two years.
    pub mapping_effect: Money,
    /// By the unit value `E_a`.
    pub unit_value_effect: Money,
    /// By the correction factors of services.
    pub factor_effect: Money,
    /// Value gained and lost by each transition that occurs, in legend order.
    pub flows: Vec<ValueFlow>,
}

/// Value gained or lost by the land that went from one class to another.
#[derive(Debug, Clone, PartialEq)]
pub struct ValueFlow {
    /// Index of the earlier class.
    pub from_class: usize,
    /// Index of the later class.
    pub to_class: usize,
    /// The land.
    pub area: Hectares,
    /// The value of each service that it gained. Where unit values or factors differ between the years, a hectare has the mean
    /// worth that the Shapley effect of area takes.
    pub by_service: Vec<Money>,
}

impl ValueFlow {
    /// All services together.
    pub fn value(&self) -> Money {
        self.by_service.iter().copied().sum()
    }
}

/// Changes of a region's value between these pairs of epochs.
pub(crate) fn value_changes(
    holdings: &[Holding],
    years: &[YearAccount],
    pairs: &[(usize, usize)],
    coefficients: &Coefficients<'_>,
) -> Vec<ValueChange> {
    pairs.iter().map(|&pair| value_change(holdings, years, pair, coefficients)).collect()
}

fn value_change(
    holdings: &[Holding],
    years: &[YearAccount],
    (earlier, later): (usize, usize),
    coefficients: &Coefficients<'_>,
) -> ValueChange {
    let services = coefficients.services();
    let mut flows: BTreeMap<(usize, usize), (Area, Vec<Money>)> = BTreeMap::new();
    let (mut mapping, mut unit_value, mut factor) = (0.0, 0.0, 0.0);
    for holding in holdings {
        let matrix = holding.land.transitions(earlier, later);
        let (mapped_from, mapped_to) = (matrix.row_sums(), matrix.column_sums());
        let (opening, closing) = (holding.land.class_areas(earlier), holding.land.class_areas(later));
        let present = holding.land.classes_present();
        let classes: Vec<usize> = (0..present.len()).filter(|&class| present[class]).collect();
        let mut worth: BTreeMap<usize, Vec<MoneyPerHectare>> = BTreeMap::new();
        for &class in &classes {
            let hectares = |amounts: &[landledger_core::Amount]| amounts[class].area.hectares();
            let (area_from, area_to) = (hectares(&opening), hectares(&closing));
            let appeared = closing[class].area - mapped_to[class].area;
            let disappeared = opening[class].area - mapped_from[class].area;
            let unmapped = appeared.hectares_beyond(disappeared);
            let mut of_class = Vec::with_capacity(services);
            for service in 0..services {
                let from = coefficients.factors_of_value(class, holding.zone, earlier, service);
                let to = coefficients.factors_of_value(class, holding.zone, later, service);
                let per_hectare = from.equivalent * mean_product([from.unit, from.factor], [to.unit, to.factor]);
                of_class.push(MoneyPerHectare::from_units_per_hectare(per_hectare));
                mapping += unmapped * per_hectare;
                unit_value += (to.unit - from.unit)
                    * from.equivalent
                    * mean_product([area_from, from.factor], [area_to, to.factor]);
                factor += (to.factor - from.factor)
                    * from.equivalent
                    * mean_product([area_from, from.unit], [area_to, to.unit]);
            }
            worth.insert(class, of_class);
        }
        for &from in &classes {
            for &to in &classes {
                let area = matrix.amounts[(from, to)].area;
                if from == to || area == Area::ZERO {
                    continue;
                }
                let flow = flows.entry((from, to)).or_insert_with(|| (Area::ZERO, vec![Money::ZERO; services]));
                flow.0 += area;
                for ((value, &lost), &gained) in flow.1.iter_mut().zip(&worth[&from]).zip(&worth[&to]) {
                    *value += value_flow(area.into(), lost, gained);
                }
            }
        }
    }
    let (from, to) = (years[earlier].total, years[later].total);
    let [mapping_effect, unit_value_effect, factor_effect] =
        [mapping, unit_value, factor].map(Money::from_units_per_year);
    let land_effect = to.units_per_year() - from.units_per_year() - mapping - unit_value - factor;
    let flow = |((from_class, to_class), (area, by_service)): ((usize, usize), (Area, Vec<Money>))| ValueFlow {
        from_class,
        to_class,
        area: area.into(),
        by_service,
    };
    ValueChange {
        from_epoch: earlier,
        to_epoch: later,
        from,
        to,
        land_effect: Money::from_units_per_year(land_effect),
        mapping_effect,
        unit_value_effect,
        factor_effect,
        flows: flows.into_iter().map(flow).collect(),
    }
}
