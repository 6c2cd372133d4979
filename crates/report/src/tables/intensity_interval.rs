//! `intensity_interval`: whether land changed fast or slowly in each interval.

use super::{number, row, with_period_keys, year};
use crate::{Cell, Column, Period, Scope, Table};
use landledger_accounting::{interval_intensity, total_change, uniform_interval_intensity};
use landledger_core::{Area, Tally};

pub(super) fn table<'a>(scope: &'a Scope<'a>, tally: &'a Tally) -> Table<'a> {
    let columns =
        [Column::number("change_percent_per_year"), Column::number("uniform_percent_per_year"), Column::text("speed")];
    let rows = scope.regions.iter().flat_map(move |region| {
        let intervals: Vec<&Period> = region.periods(tally).iter().filter(|period| period.is_consecutive()).collect();
        let changes: Vec<(Area, Area, u32)> = intervals
            .iter()
            .map(|period| {
                let total = total_change(&period.matrix);
                (total.change, total.domain, period.years())
            })
            .collect();
        let uniform = uniform_interval_intensity(&changes);
        intervals.into_iter().zip(changes).map(move |(period, (change, domain, years))| {
            let intensity = interval_intensity(change, domain, years);
            let own = [
                year(period.from_year),
                year(period.to_year),
                number(intensity),
                number(uniform),
                beside(intensity, uniform, ["fast", "slow", "uniform"]),
            ];
            row(scope, region, own)
        })
    });
    Table { name: "intensity_interval", columns: with_period_keys(scope, columns), rows: Box::new(rows) }
}

/// The word for above, below or on a uniform line.
pub(super) fn beside(intensity: Option<f64>, uniform: Option<f64>, words: [&'static str; 3]) -> Cell<'static> {
    let [above, below, on] = words;
    match intensity.zip(uniform) {
        Some((intensity, uniform)) if intensity > uniform => Cell::Text(above),
        Some((intensity, uniform)) if intensity < uniform => Cell::Text(below),
        Some(_) => Cell::Text(on),
        None => Cell::Empty,
    }
}
