//! Tallies in a line: what the other files build from.

use landledger_accounting::Money;
use landledger_core::{Amount, Area, Cells, LedgerLine, Legend, Part, Tally, Trajectory, Year, ZoneName};

/// Square metres in a hectare.
const HECTARE_M2: f64 = 10_000.0;

/// So many currency units per year.
pub(crate) fn money(currency_units: f64) -> Money {
    Money::from_units_per_year(currency_units)
}

/// Land whose class is known in one epoch only, by `(class, hectares)`: areas of published tables.
pub(crate) fn areas_in(epoch: usize, epochs: usize, areas: &[(u16, f64)]) -> Vec<(Trajectory, f64)> {
    let alone = |class| Trajectory::new((0..epochs).map(|other| (other == epoch).then_some(class)).collect());
    areas.iter().map(|&(class, hectares)| (alone(class), hectares)).collect()
}

/// Land in exactly these zones, by `(class in every epoch, hectares)`.
pub(crate) fn part(zones: &[usize], land: &[(&[u16], f64)]) -> Part {
    let trajectory = |classes: &[u16]| Trajectory::new(classes.iter().copied().map(Some).collect());
    part_of(zones, land.iter().map(|&(classes, hectares)| (trajectory(classes), hectares)))
}

/// Land in exactly these zones, by trajectory.
pub(crate) fn part_of(zones: &[usize], land: impl IntoIterator<Item = (Trajectory, f64)>) -> Part {
    let mut amounts = std::collections::BTreeMap::<_, Amount>::new();
    for (trajectory, hectares) in land {
        let amount = Amount { cells: Cells::whole(1), area: Area::from_square_metres(hectares * HECTARE_M2) };
        *amounts.entry(trajectory).or_default() += amount;
    }
    Part { zones: zones.to_vec(), amounts: amounts.into() }
}

/// A tally of these parts. Zones are `(name, group)`; an empty group is none.
pub(crate) fn tally_of(years: &[i32], legend: &Legend, zones: &[(&str, &str)], parts: Vec<Part>) -> Tally {
    let names = zones
        .iter()
        .map(|&(name, group)| ZoneName { name: name.to_owned(), group: (!group.is_empty()).then(|| group.to_owned()) });
    let years = years.iter().copied().map(Year).collect();
    Tally::new(years, legend.clone(), names.collect(), parts, vec![LedgerLine::default(); zones.len()])
}
