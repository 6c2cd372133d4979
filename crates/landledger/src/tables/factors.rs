//! Correction factors of services: `zone,year,service,factor`; a service is one of the value table, a group of them, or
//! `*`, which stands for every service, zone or year.

use super::csv_file::CsvFile;
use crate::problem::Problems;
use crate::suggest;
use landledger_accounting::Service;
use landledger_core::Year;
use std::collections::BTreeMap;

/// Which services a line is for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum ServiceKey {
    /// One of them, by its name.
    Named(String),
    /// All of a group.
    Group(String),
    /// All.
    Every,
}

/// One line.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct FactorRow {
    /// `None` for every zone.
    pub(crate) zone: Option<String>,
    /// `None` for every year.
    pub(crate) year: Option<Year>,
    pub(crate) service: ServiceKey,
    pub(crate) factor: f64,
    /// Index of the line among the file's rows, for messages.
    pub(crate) row: usize,
}

pub(crate) fn read(file: &CsvFile, services: &[Service]) -> Result<Vec<FactorRow>, Problems> {
    let ([zone, year, service, factor], []) = file.columns(["zone", "year", "service", "factor"], [])?;
    let mut seen = BTreeMap::new();
    let mut row = 0;
    file.read_rows(|cells| {
        let index = row;
        row += 1;
        let line = cells.row.line;
        let (zone_name, in_year) = (cells.zone_or_every(zone), cells.year_or_every(year));
        let (name, value) = (cells.text(service), cells.positive(factor));
        let (zone_name, in_year, name, value) = (zone_name?, in_year?, name?, value?);
        let Some(key) = key_of(name, services) else {
            let names = services.iter().flat_map(|service| [service.name.as_str(), service.group.as_str()]);
            let mut known: Vec<&str> = names.collect();
            known.sort_unstable();
            known.dedup();
            let hint = suggest::hint(name, known);
            cells.refuse(service, &format!("the value table has no service and no group `{name}` ({hint})"));
            return None;
        };
        if let Some(earlier) = seen.insert((zone_name.clone(), in_year.clone(), key.clone()), line) {
            cells.refuse(service, &format!("`{name}` stands for the same zone and year on line {earlier} already"));
        }
        Some(FactorRow { zone: zone_name.only(), year: in_year.only(), service: key, factor: value, row: index })
    })
}

/// A service goes before a group of the same name.
fn key_of(name: &str, services: &[Service]) -> Option<ServiceKey> {
    if name == "*" {
        Some(ServiceKey::Every)
    } else if services.iter().any(|service| service.name == name) {
        Some(ServiceKey::Named(name.to_owned()))
    } else {
        services.iter().any(|service| service.group == name).then(|| ServiceKey::Group(name.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    fn read_lines(lines: &str) -> Result<Vec<FactorRow>, Problems> {
        let services = [Service::new("food", "provisioning"), Service::new("gas", "regulating")];
        read(
            &CsvFile::parse(Path::new("factors.csv"), &format!("zone,year,service,factor\n{lines}")).unwrap(),
            &services,
        )
    }

    #[test]
    fn a_service_a_group_and_a_star_are_told_apart() {
        let rows = read_lines("*,*,*,1\n*,*,regulating,0.9\nHegang,2020,food,1.1\n").unwrap();
        let keys: Vec<&ServiceKey> = rows.iter().map(|row| &row.service).collect();
        assert_eq!(
            keys,
            [&ServiceKey::Every, &ServiceKey::Group("regulating".into()), &ServiceKey::Named("food".into())]
        );
    }

    #[test]
    fn an_unknown_service_and_a_factor_of_zero_are_refused() {
        let problems = read_lines("*,*,fod,1\n*,*,gas,0\n").unwrap_err();
        let said: Vec<&str> = problems.list().iter().map(crate::problem::Problem::message).collect();
        assert_eq!(
            said,
            [
                "factors.csv line 2, column `service`: the value table has no service and no group `fod` (did you mean `food`?)",
                "factors.csv line 3, column `factor`: found 0, expected more than zero"
            ]
        );
    }
}
