//! `intensity_transition`: from where a class gains more than evenly, and to where it loses.

use super::intensity_interval::beside;
use super::{by_period, code, name, number, with_period_keys};
use crate::{Cell, Column, Scope, Table};
use landledger_accounting::{intensity_from_losing, intensity_to_gaining};
use landledger_core::{Area, Tally};

/// What one class is to the other beside the uniform line.
const WORDS: [&str; 3] = ["targeted", "avoided", "uniform"];

pub(super) fn table<'a>(scope: &'a Scope<'a>, tally: &'a Tally) -> Table<'a> {
    let columns = [
        Column::whole("from_code"),
        Column::text("from_class"),
        Column::whole("to_code"),
        Column::text("to_class"),
        Column::number("area_ha"),
        Column::number("gain_percent_per_year"),
        Column::number("gain_uniform_percent_per_year"),
        Column::text("losing_class_is"),
        Column::number("loss_percent_per_year"),
        Column::number("loss_uniform_percent_per_year"),
        Column::text("gaining_class_is"),
    ];
    let rows = by_period(scope, tally, move |_, period| {
        let classes = period.classes.len();
        let years = period.years();
        let to: Vec<_> = (0..classes).map(|class| intensity_to_gaining(&period.matrix, class, years)).collect();
        let from: Vec<_> = (0..classes).map(|class| intensity_from_losing(&period.matrix, class, years)).collect();
        let pairs = (0..classes).flat_map(move |from| (0..classes).map(move |to| (from, to)));
        // Only pairs that occur, as in `transitions`: the others' intensity is zero, and they are many.
        let occurs = |&(from, to): &(usize, usize)| from != to && period.matrix.amounts[(from, to)].area > Area::ZERO;
        pairs.filter(occurs).map(move |(losing, gaining)| {
            let class = |index: usize| &tally.legend().classes()[period.classes[index]];
            let (gain, gain_uniform) = (to[gaining].by_class[losing], to[gaining].uniform);
            let (loss, loss_uniform) = (from[losing].by_class[gaining], from[losing].uniform);
            vec![
                code(class(losing)),
                name(class(losing)),
                code(class(gaining)),
                name(class(gaining)),
                Cell::Number(period.matrix.amounts[(losing, gaining)].area.hectares()),
                number(gain),
                number(gain_uniform),
                beside(gain, gain_uniform, WORDS),
                number(loss),
                number(loss_uniform),
                beside(loss, loss_uniform, WORDS),
            ]
        })
    });
    Table { name: "intensity_transition", columns: with_period_keys(scope, columns), rows }
}
