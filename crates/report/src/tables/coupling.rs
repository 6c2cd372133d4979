//! `coupling`: value beside gross product, of every zone and year whose gross product is known. Both are brought to 0 to 1 over
//! all these rows.

use super::{number, row, with_keys, year};
use crate::{Cell, Column, Region, Scope, Table};
use landledger_accounting::{
    DevelopmentWeights, Lag, coordination_class, coordination_degree, coupling_degree, development_index, lag, min_max,
};
use landledger_core::Year;

/// `None` where no gross product is known.
pub(super) fn table<'a>(scope: &'a Scope<'a>) -> Option<Table<'a>> {
    let mut lines: Vec<(&'a Region<'a>, Year)> = Vec::new();
    let (mut values, mut gross_products) = (Vec::new(), Vec::new());
    for region in &scope.regions {
        for account in region.account.iter().flat_map(|account| &account.years) {
            if let Some(gross_product) = account.gross_product {
                lines.push((region, account.year));
                values.push(account.total.units_per_year());
                gross_products.push(gross_product.units_per_year());
            }
        }
    }
    if lines.is_empty() {
        return None;
    }
    let columns = [
        Column::whole("year"),
        Column::number("value_normalised"),
        Column::number("gdp_normalised"),
        Column::number("coupling_degree"),
        Column::number("development_index"),
        Column::number("coordination_degree"),
        Column::text("coordination_class"),
        Column::text("lag"),
    ];
    let (values, gross_products) = (min_max(&values), min_max(&gross_products));
    let rows = lines.into_iter().enumerate().map(move |(index, (region, of_year))| {
        let at = |normalised: &Option<Vec<f64>>| normalised.as_ref().map(|numbers| numbers[index]);
        let (value, gross_product) = (at(&values), at(&gross_products));
        row(
            scope,
            region,
            [year(of_year), number(value), number(gross_product)].into_iter().chain(degrees(value, gross_product)),
        )
    });
    Some(Table { name: "coupling", columns: with_keys(scope, columns), rows: Box::new(rows) })
}

fn degrees(value: Option<f64>, gross_product: Option<f64>) -> [Cell<'static>; 5] {
    let both = value.zip(gross_product);
    let coupling = both.and_then(|(value, gross_product)| coupling_degree(value, gross_product));
    let development =
        both.map(|(value, gross_product)| development_index(value, gross_product, DevelopmentWeights::EQUAL));
    let coordination =
        coupling.zip(development).map(|(coupling, development)| coordination_degree(coupling, development));
    [
        number(coupling),
        number(development),
        number(coordination),
        Cell::of_text(coordination.map(|degree| coordination_class(degree).name())),
        Cell::of_text(both.map(|(value, gross_product)| match lag(value, gross_product) {
            Lag::First => "value",
            Lag::Second => "gdp",
            Lag::Neither => "none",
        })),
    ]
}
