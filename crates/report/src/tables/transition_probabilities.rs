//! `transition_probabilities`: of each class's land, the share that became each class.

use super::{by_period, code, name, with_period_keys};
use crate::{Cell, Column, Scope, Table};
use landledger_accounting::transition_probabilities;
use landledger_core::Tally;

pub(super) fn table<'a>(scope: &'a Scope<'a>, tally: &'a Tally) -> Table<'a> {
    let columns = [
        Column::whole("from_code"),
        Column::text("from_class"),
        Column::whole("to_code"),
        Column::text("to_class"),
        Column::number("probability"),
    ];
    let rows = by_period(scope, tally, move |_, period| {
        let class = |index: usize| &tally.legend().classes()[period.classes[index]];
        let probabilities = transition_probabilities(&period.matrix);
        let rows: Vec<_> = probabilities
            .indexed_iter()
            .filter_map(|((from, to), probability)| {
                let (from, to) = (class(from), class(to));
                let probability = (*probability)?;
                // Only pairs that occur, as in `transitions`.
                (probability > 0.0).then(|| vec![code(from), name(from), code(to), name(to), Cell::Number(probability)])
            })
            .collect();
        rows
    });
    Table { name: "transition_probabilities", columns: with_period_keys(scope, columns), rows }
}
