//! What a hectare is worth, wherever it lies: Eq 3 for every zone, epoch and class.

use crate::coefficients::Coefficients;
use crate::{AccountingErrors, MoneyPerHectare, Problems, Valuation};
use landledger_core::Tally;
use ndarray::Array3;

/// Value of one hectare by `(zone, epoch, class)`; `None` for a class about which nothing is said, as none of it occurs.
///
/// Land times its density, added over the cells of a zone, is the zone's value. Where zones overlap, the study counts a
/// cell by the density of the zone that stands first.
///
/// # Equation
/// `VC_i = sum_j EC_ij E_a` (Eq 3), times the correction factor of each service where there are any; the sum over
/// services in their order.
///
/// # Units
/// Currency units per hectare and year.
///
/// # Errors
/// As [`account`](crate::account): classes that occur without a value, missing unit values.
///
/// # Example
/// A crop of 1 and 0.5 equivalents at 1000 for an equivalent:
///
/// ```
/// use landledger_accounting::{
///     ClassValues, EquivalentTable, Mix, MoneyPerHectare, Service, UnitValues, Valuation, value_densities,
/// };
/// use landledger_core::{Counts, LedgerLine, Legend, Part, Tally, Year, ZoneName};
/// use std::collections::BTreeMap;
///
/// let legend = Legend::new([(1, "crop"), (2, "town")])?;
/// let services = vec![Service::new("food", "provisioning"), Service::new("climate", "regulating")];
/// let table = EquivalentTable::new(services, vec!["farmland".into()], ndarray::arr2(&[[1.0], [0.5]]))?;
/// let classes = ClassValues::from_mixes(&legend, &table, &[Some(Mix::of(0)), Some(Mix::NOTHING)])?;
/// let unit_values = UnitValues::Fixed(MoneyPerHectare::from_units_per_hectare(1000.0));
///
/// let zone = ZoneName { name: "Hegang".into(), group: None };
/// let part = Part { zones: vec![0], amounts: Counts::Trajectories(BTreeMap::new()) };
/// let tally = Tally::new(vec![Year(2020)], legend, vec![zone], vec![part], vec![LedgerLine::default()]);
///
/// let densities = value_densities(&tally, &Valuation::Equivalents { classes, unit_values })?;
/// assert_eq!(densities[(0, 0, 0)], Some(MoneyPerHectare::from_units_per_hectare(1000.0 + 500.0)));
/// assert_eq!(densities[(0, 0, 1)], Some(MoneyPerHectare::ZERO));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # References
/// Eq 3 of the paper.
pub fn value_densities(
    tally: &Tally,
    valuation: &Valuation,
) -> Result<Array3<Option<MoneyPerHectare>>, AccountingErrors> {
    let coefficients = Coefficients::check(valuation, tally, &tally.by_zone()).map_err(Problems::of)?;
    let shape = (tally.zones().len(), tally.years().len(), tally.legend().len());
    let density = |(zone, epoch, class)| Some(coefficients.of_stated(class, zone, epoch)?.total());
    Ok(Array3::from_shape_fn(shape, density))
}
