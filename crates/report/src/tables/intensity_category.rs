//! `intensity_category`: which classes lose and gain more than land does as a whole.

use super::intensity_interval::beside;
use super::{by_period, code, name, number, with_period_keys};
use crate::{Column, Scope, Table};
use landledger_accounting::{category_intensity, interval_intensity, total_change};
use landledger_core::Tally;

/// What a class is beside the uniform line.
const WORDS: [&str; 3] = ["active", "dormant", "uniform"];

pub(super) fn table<'a>(scope: &'a Scope<'a>, tally: &'a Tally) -> Table<'a> {
    let columns = [
        Column::whole("code"),
        Column::text("class"),
        Column::number("loss_percent_per_year"),
        Column::number("gain_percent_per_year"),
        Column::number("uniform_percent_per_year"),
        Column::text("loss_is"),
        Column::text("gain_is"),
    ];
    let rows = by_period(scope, tally, move |_, period| {
        let total = total_change(&period.matrix);
        let uniform = interval_intensity(total.change, total.domain, period.years());
        period.classes.iter().enumerate().map(move |(index, &class)| {
            let class = &tally.legend().classes()[class];
            let intensity = category_intensity(&period.matrix, index, period.years());
            vec![
                code(class),
                name(class),
                number(intensity.loss),
                number(intensity.gain),
                number(uniform),
                beside(intensity.loss, uniform, WORDS),
                beside(intensity.gain, uniform, WORDS),
            ]
        })
    });
    Table { name: "intensity_category", columns: with_period_keys(scope, columns), rows }
}
