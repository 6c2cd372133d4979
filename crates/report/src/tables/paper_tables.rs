//! `paper_table_1` and `paper_table_2`: value by group of services, and by class, laid out as the founding paper does: a row for
//! each, columns for the years. Both kinds of change stand beside each other, under their own names.

use super::value_by::{percent_of, service_groups};
use super::{number, row, with_keys};
use crate::{Cell, Column, Region, Scope, Table};
use landledger_accounting::{Accounts, Money, RegionAccount, relative_change, share_change};
use landledger_core::{Tally, Year};

/// What a row is called in the last row of each region.
pub(crate) const TOTAL: &str = "total";

pub(super) fn by_service_group<'a>(scope: &'a Scope<'a>, tally: &'a Tally, accounts: &'a Accounts) -> Table<'a> {
    let columns = [Column::text("service_group")].into_iter().chain(year_columns(tally.years()));
    let rows = scope.regions.iter().flat_map(move |region| {
        region.account.iter().flat_map(move |account| {
            let groups = service_groups(accounts).into_iter().map(move |group| {
                let of_group = |values: &[Money]| {
                    let services = accounts.services.iter().zip(values);
                    services.filter(|(service, _)| service.group == group).map(|(_, value)| *value).sum()
                };
                let values: Vec<Money> = account.years.iter().map(|year| of_group(&year.by_service)).collect();
                line(scope, region, account, vec![Cell::Text(group)], &values, false)
            });
            groups.chain([total(scope, region, account, vec![Cell::Text(TOTAL)], false)])
        })
    });
    Table { name: "paper_table_1", columns: with_keys(scope, columns), rows: Box::new(rows) }
}

pub(super) fn by_class<'a>(scope: &'a Scope<'a>, tally: &'a Tally) -> Table<'a> {
    let changes = tally.years().windows(2).flat_map(|pair| {
        let period = format!("{}_{}", pair[0].0, pair[1].0);
        [format!("relative_change_percent_{period}"), format!("share_change_percentage_points_{period}")]
    });
    let columns = [Column::whole("code"), Column::text("class")]
        .into_iter()
        .chain(year_columns(tally.years()))
        .chain(changes.map(Column::number));
    let columns = with_keys(scope, columns);
    let rows = scope.regions.iter().flat_map(move |region| {
        region.account.iter().flat_map(move |account| {
            let count = account.years.first().map_or(0, |year| year.classes.len());
            let classes = (0..count).map(move |index| {
                let class = &tally.legend().classes()[account.years[0].classes[index].class];
                let value =
                    |year: &landledger_accounting::YearAccount| year.classes[index].values.iter().copied().sum();
                let values: Vec<Money> = account.years.iter().map(value).collect();
                line(scope, region, account, vec![super::code(class), super::name(class)], &values, true)
            });
            classes.chain([total(scope, region, account, vec![Cell::Empty, Cell::Text(TOTAL)], true)])
        })
    });
    Table { name: "paper_table_2", columns, rows: Box::new(rows) }
}

fn year_columns(years: &[Year]) -> Vec<Column> {
    let of_year = |year: &Year| [format!("value_{}", year.0), format!("share_percent_{}", year.0)].map(Column::number);
    years.iter().flat_map(of_year).collect()
}

fn total<'a>(
    scope: &Scope<'_>,
    region: &'a Region<'a>,
    account: &RegionAccount,
    names: Vec<Cell<'a>>,
    changes: bool,
) -> Vec<Cell<'a>> {
    line(scope, region, account, names, &account.years.iter().map(|year| year.total).collect::<Vec<_>>(), changes)
}

fn line<'a>(
    scope: &Scope<'_>,
    region: &'a Region<'a>,
    account: &RegionAccount,
    names: Vec<Cell<'a>>,
    values: &[Money],
    changes: bool,
) -> Vec<Cell<'a>> {
    let totals: Vec<Money> = account.years.iter().map(|year| year.total).collect();
    let mut own = names;
    for (&value, &total) in values.iter().zip(&totals) {
        own.extend([Cell::Number(value.units_per_year()), number(percent_of(value, total))]);
    }
    if changes {
        for (values, totals) in values.windows(2).zip(totals.windows(2)) {
            own.push(number(relative_change(values[0], values[1])));
            own.push(number(share_change((values[0], totals[0]), (values[1], totals[1]))));
        }
    }
    row(scope, region, own)
}
