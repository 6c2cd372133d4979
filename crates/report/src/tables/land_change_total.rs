//! `land_change_total`: all change of a region, its parts and its rate, and how mixed and how intensively used the land is.

use super::{by_period, number, with_period_keys};
use crate::{Cell, Column, Period, Scope, Table};
use landledger_accounting::{comprehensive_dynamic_degree, information_entropy, land_use_degree, total_change};
use landledger_core::{Amount, Area, Tally};

pub(super) fn table<'a>(scope: &'a Scope<'a>, tally: &'a Tally, grades: Option<&'a [Option<f64>]>) -> Table<'a> {
    let columns = [
        Column::number("area_ha"),
        Column::number("change_ha"),
        Column::number("quantity_ha"),
        Column::number("exchange_ha"),
        Column::number("shift_ha"),
        Column::number("comprehensive_dynamic_degree_percent_per_year"),
        Column::number("from_information_entropy"),
        Column::number("to_information_entropy"),
    ];
    let of_grades = ["from_land_use_degree", "to_land_use_degree", "land_use_degree_change"].map(Column::number);
    let columns = columns.into_iter().chain(of_grades.into_iter().filter(|_| grades.is_some()));
    let rows = by_period(scope, tally, move |_, period| {
        let total = total_change(&period.matrix);
        let areas = |sums: Vec<Amount>| sums.into_iter().map(|amount| amount.area).collect::<Vec<Area>>();
        let (from, to) = (areas(period.matrix.row_sums()), areas(period.matrix.column_sums()));
        let mut own = vec![
            Cell::Number(total.domain.hectares()),
            Cell::Number(total.change.hectares()),
            Cell::Number(total.quantity.hectares()),
            Cell::Number(total.exchange.hectares()),
            Cell::Number(total.shift.hectares()),
            number(comprehensive_dynamic_degree(total.change, total.domain, period.years())),
            number(information_entropy(&from)),
            number(information_entropy(&to)),
        ];
        if let Some(grades) = grades {
            let (from, to) = (degree(period, &from, grades), degree(period, &to, grades));
            own.extend([number(from), number(to), number(from.zip(to).map(|(from, to)| to - from))]);
        }
        [own]
    });
    Table { name: "land_change_total", columns: with_period_keys(scope, columns), rows }
}

/// Of the classes that have land; each of them has a grade, or the study is refused.
fn degree(period: &Period, areas: &[Area], grades: &[Option<f64>]) -> Option<f64> {
    let land = period.classes.iter().zip(areas).filter_map(|(&class, &area)| Some((area.into(), grades[class]?)));
    land_use_degree(land)
}
