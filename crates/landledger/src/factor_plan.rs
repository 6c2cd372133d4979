//! From the table of correction factors to the factors of every zone, year and service.

use crate::names::Names;
use crate::particular::levels;
use crate::problem::Problems;
use crate::study::FactorTable;
use crate::tables::factors::{FactorRow, ServiceKey};
use landledger_accounting::{Service, ServiceFactors};
use landledger_core::Year;
use std::collections::BTreeMap;

/// The factors; `None` where something is wrong.
///
/// The most particular line counts, alone: first by service (its name, its group, every service), then by zone, then by
/// year. A service with lines of its own has another driver than the rest (rain, not growth), so a zone's factor for every
/// service does not reach it.
pub(crate) fn factors(
    table: &FactorTable,
    services: &[Service],
    names: &Names<'_>,
    problems: &mut Problems,
) -> Option<ServiceFactors> {
    let before = problems.list().len();
    for row in &table.rows {
        names.known(&table.file, row.row, row.zone.as_deref(), row.year, problems);
    }
    let mut factors = ServiceFactors::new();
    let mut missing: BTreeMap<(usize, Year), Vec<&str>> = BTreeMap::new();
    for (index, zone, year) in names.zones_and_years() {
        let of_services: Vec<Option<f64>> =
            services.iter().map(|service| factor(&table.rows, service, zone, year)).collect();
        let lacking = services.iter().zip(&of_services).filter(|(_, factor)| factor.is_none());
        let lacking: Vec<&str> = lacking.map(|(service, _)| service.name.as_str()).collect();
        if !lacking.is_empty() {
            missing.insert((index, year), lacking);
        }
        factors.insert((index, year), of_services.into_iter().flatten().collect());
    }
    report(table, names, &missing, problems);
    (problems.list().len() == before).then_some(factors)
}

fn factor(rows: &[FactorRow], service: &Service, zone: &str, year: Year) -> Option<f64> {
    let keys = [ServiceKey::Named(service.name.clone()), ServiceKey::Group(service.group.clone()), ServiceKey::Every];
    keys.into_iter().find_map(|key| {
        levels(zone, year).into_iter().find_map(|(zone, year)| {
            let row = rows.iter().find(|row| row.service == key && row.zone.as_deref() == zone && row.year == year);
            row.map(|row| row.factor)
        })
    })
}

/// One problem, however many lines are missing.
fn report(
    table: &FactorTable,
    names: &Names<'_>,
    missing: &BTreeMap<(usize, Year), Vec<&str>>,
    problems: &mut Problems,
) {
    /// A longer list helps nobody.
    const SHOWN: usize = 6;
    if missing.is_empty() {
        return;
    }
    let name = |zone: usize| &names.zones[zone].name;
    let list =
        missing.iter().map(|((zone, year), services)| format!("`{}` in {year}: {}", name(*zone), services.join(", ")));
    let shown: Vec<String> = list.take(SHOWN).collect();
    let more = if missing.len() > SHOWN { "; ..." } else { "" };
    let message = format!(
        "{} of {} zones and years lack factors: {}{more}",
        missing.len(),
        names.zones.len() * names.years.len(),
        shown.join("; ")
    );
    let help = "add lines for them, or one for all the rest: *,*,*,1 corrects nothing";
    problems.push(table.file.header_problem(message, Some(help.into())));
}
