//! `decoupling`: change of value against change of the gross product at constant prices. State names are Tapio's, made for
//! burdens; `for_a_good` says what they mean for value, of which more is better.

use super::{by_period, number, with_period_keys};
use crate::{Cell, Column, Period, Region, Scope, Table};
use landledger_accounting::{DecouplingState, Money, decoupling_state, elasticity};
use landledger_core::Tally;

/// `None` where no region has gross products for both years of a period.
pub(super) fn table<'a>(scope: &'a Scope<'a>, tally: &'a Tally) -> Option<Table<'a>> {
    let has_row = |region: &Region<'a>| region.periods(tally).iter().any(|period| ends(region, period).is_some());
    if !scope.regions.iter().any(has_row) {
        return None;
    }
    let columns = [
        Column::number("value_change_percent"),
        Column::number("gdp_change_percent"),
        Column::number("elasticity"),
        Column::text("state"),
        Column::text("for_a_good"),
    ];
    let rows = by_period(scope, tally, |region, period| {
        ends(region, period).map(|(value, gross_product)| {
            let state = decoupling_state(value, gross_product);
            [
                number(change_percent(value)),
                number(change_percent(gross_product)),
                number(elasticity(value, gross_product)),
                Cell::of_text(state.map(DecouplingState::name)),
                Cell::of_text(state.map(DecouplingState::for_a_good)),
            ]
            .to_vec()
        })
    });
    Some(Table { name: "decoupling", columns: with_period_keys(scope, columns), rows })
}

/// Value and gross product in the earlier and the later year.
fn ends(region: &Region<'_>, period: &Period) -> Option<([Money; 2], [Money; 2])> {
    let years = &region.account?.years;
    let (from, to) = (&years[period.earlier], &years[period.later]);
    Some(([from.total, to.total], [from.gross_product?, to.gross_product?]))
}

fn change_percent([from, to]: [Money; 2]) -> Option<f64> {
    let (from, to) = (from.units_per_year(), to.units_per_year());
    let change = (to - from) / from * 100.0;
    (from > 0.0 && change.is_finite()).then_some(change)
}
