//! All change of a matrix as quantity, exchange and shift.

use super::{ClassChange, class_change, domain};
use landledger_core::{Area, TransitionMatrix};

/// What changed between two years, and of what kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TotalChange {
    /// Land with a class in both years.
    pub domain: Area,
    /// Land of another class in the later year.
    pub change: Area,
    /// What the classes' areas differ by.
    pub quantity: Area,
    /// Pairs of places that traded their classes.
    pub exchange: Area,
    /// The rest: trade over three and more classes.
    pub shift: Area,
}

/// All change, and its three parts, which add up to it exactly.
///
/// # Equation
/// `quantity = sum_j |net_j| / 2`, `exchange = sum_j exchange_j / 2`, `shift = sum_j shift_j / 2`, with the classes'
/// [`class_change`]: each changed place is counted with the class that it left and the one that it joined.
///
/// # Units
/// Areas, exact.
///
/// # Example
/// The matrix of [`class_change`]: net change is `57 - 60` ha for crop, `30 - 29` for forest, `13 - 11` for water.
///
/// ```
/// use landledger_accounting::total_change;
/// use landledger_core::{Amount, Area, TransitionMatrix};
///
/// let hectares = |n: u64| Area::from_square_metres(10_000.0) * n;
/// let amounts = ndarray::arr2(&[[50, 10, 0], [4, 20, 5], [3, 0, 8]]);
/// let amounts = amounts.mapv(|n| Amount { area: hectares(n), ..Amount::default() });
/// let total = total_change(&TransitionMatrix { from_epoch: 0, to_epoch: 1, amounts });
///
/// assert_eq!((total.domain, total.change), (hectares(100), hectares(10 + 4 + 5 + 3)));
/// assert_eq!(total.quantity, hectares((3 + 1 + 2) / 2));
/// assert_eq!(total.exchange, hectares(2 * 4)); // crop and forest traded 4 ha
/// assert_eq!(total.shift, hectares(22 - 3 - 8));
/// ```
///
/// # References
/// Pontius R.G., Santacruz A. 2014, *International Journal of Remote Sensing* 35:7543.
pub fn total_change(matrix: &TransitionMatrix) -> TotalChange {
    let (classes, _) = matrix.amounts.dim();
    let changes: Vec<_> = (0..classes).map(|class| class_change(matrix, class)).collect();
    // Every place is in two of the classes' figures, so that each of these sums is even.
    let half = |areas: &mut dyn Iterator<Item = Area>| Area::from_units(areas.sum::<Area>().units() / 2);
    TotalChange {
        domain: domain(matrix),
        change: changes.iter().map(ClassChange::gain).sum(),
        quantity: half(&mut changes.iter().map(ClassChange::quantity)),
        exchange: half(&mut changes.iter().map(|change| change.exchange)),
        shift: half(&mut changes.iter().map(ClassChange::shift)),
    }
}
