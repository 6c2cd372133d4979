//! `value_by_class`, `value_by_service`, `value_by_service_group`, and how each changes: `value_change_by_...`.

use super::{number, row, with_keys, with_period_keys, year};
use crate::{Cell, Column, Scope, Table};
use landledger_accounting::{Accounts, Money, YearAccount, relative_change, share_change};
use landledger_core::Tally;

/// By what value is told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum By {
    Class,
    Service,
    ServiceGroup,
}

impl By {
    pub(super) const ALL: [Self; 3] = [Self::Class, Self::Service, Self::ServiceGroup];

    const fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::Class => ("value_by_class", "value_change_by_class"),
            Self::Service => ("value_by_service", "value_change_by_service"),
            Self::ServiceGroup => ("value_by_service_group", "value_change_by_service_group"),
        }
    }

    fn columns(self) -> Vec<Column> {
        match self {
            Self::Class => vec![Column::whole("code"), Column::text("class")],
            Self::Service => vec![Column::text("service"), Column::text("service_group")],
            Self::ServiceGroup => vec![Column::text("service_group")],
        }
    }

    /// What is told apart, and its value in this year; the same lines in every year of a region.
    fn lines<'a>(self, of: &YearAccount, tally: &'a Tally, accounts: &'a Accounts) -> Vec<(Vec<Cell<'a>>, Money)> {
        let services = || accounts.services.iter().zip(&of.by_service);
        match self {
            Self::Class => {
                let line = |class: &landledger_accounting::ClassAccount| {
                    let value = class.values.iter().copied().sum();
                    let class = &tally.legend().classes()[class.class];
                    (vec![super::code(class), super::name(class)], value)
                };
                of.classes.iter().map(line).collect()
            }
            Self::Service => services()
                .map(|(service, &value)| (vec![Cell::Text(&service.name), Cell::Text(&service.group)], value))
                .collect(),
            Self::ServiceGroup => {
                let groups = service_groups(accounts);
                let value = |group: &str| {
                    services().filter(|(service, _)| service.group == group).map(|(_, value)| *value).sum()
                };
                groups.into_iter().map(|group| (vec![Cell::Text(group)], value(group))).collect()
            }
        }
    }
}

/// Groups of services in the order of their first service.
pub(super) fn service_groups(accounts: &Accounts) -> Vec<&str> {
    let mut groups: Vec<&str> = Vec::new();
    for service in &accounts.services {
        if !groups.contains(&service.group.as_str()) {
            groups.push(&service.group);
        }
    }
    groups
}

pub(super) fn table<'a>(by: By, scope: &'a Scope<'a>, tally: &'a Tally, accounts: &'a Accounts) -> Table<'a> {
    let own = [Column::number("value"), Column::number("share_percent")];
    let columns = [Column::whole("year")].into_iter().chain(by.columns()).chain(own);
    let rows = scope.regions.iter().flat_map(move |region| {
        region.account.iter().flat_map(|account| &account.years).flat_map(move |of| {
            by.lines(of, tally, accounts).into_iter().map(move |(names, value)| {
                let share = percent_of(value, of.total);
                let own = [Cell::Number(value.units_per_year()), number(share)];
                row(scope, region, [year(of.year)].into_iter().chain(names).chain(own))
            })
        })
    });
    Table { name: by.names().0, columns: with_keys(scope, columns), rows: Box::new(rows) }
}

pub(super) fn change_table<'a>(by: By, scope: &'a Scope<'a>, tally: &'a Tally, accounts: &'a Accounts) -> Table<'a> {
    let own = ["from_value", "to_value", "value_change", "relative_change_percent", "share_change_percentage_points"];
    let columns = by.columns().into_iter().chain(own.map(Column::number));
    let rows = scope.regions.iter().flat_map(move |region| {
        region.account.iter().flat_map(move |account| {
            account.changes.iter().flat_map(move |change| {
                let (from, to) = (&account.years[change.from_epoch], &account.years[change.to_epoch]);
                let pairs = by.lines(from, tally, accounts).into_iter().zip(by.lines(to, tally, accounts));
                pairs.map(move |((names, earlier), (_, later))| {
                    let own = [
                        Cell::Number(earlier.units_per_year()),
                        Cell::Number(later.units_per_year()),
                        Cell::Number(later.units_per_year() - earlier.units_per_year()),
                        number(relative_change(earlier, later)),
                        number(share_change((earlier, from.total), (later, to.total))),
                    ];
                    row(scope, region, [year(from.year), year(to.year)].into_iter().chain(names).chain(own))
                })
            })
        })
    });
    Table { name: by.names().1, columns: with_period_keys(scope, columns), rows: Box::new(rows) }
}

pub(super) fn percent_of(part: Money, whole: Money) -> Option<f64> {
    (whole != Money::ZERO).then(|| 100.0 * part.units_per_year() / whole.units_per_year())
}
