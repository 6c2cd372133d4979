//! From the study's tables to a plan of accounts, once zones and years are known.

use crate::problem::{Problem, Problems};
use crate::study::{Gdp, Study, UnitValueStudy, ValueStudy};
use crate::suggest;
use crate::tables::crops::CropRow;
use crate::tables::csv_file::CsvFile;
use landledger_accounting::{
    AccountPlan, ClassValueRow, ClassValues, CompensationPlan, CropHarvest, GrossProducts, Money, MoneyPerHectare,
    Service, UnitValues, Valuation, unit_value,
};
use landledger_core::{Year, ZoneName};
use std::collections::BTreeMap;

/// The plan, or `None` for a study without `[value]`.
///
/// # Errors
/// Names of zones and years that the study does not have, crops that give no unit value.
pub(crate) fn account_plan(study: &Study, zones: &[ZoneName]) -> Result<Option<AccountPlan>, Problems> {
    let names = Names { zones, years: &study.years() };
    let mut problems = Problems::default();
    let gross_products = study.gdp.as_ref().map(|gdp| names.gross_products(gdp, &mut problems));
    if let (Some(gdp), Some(products), Some(compensation)) = (&study.gdp, &gross_products, &study.compensation) {
        problems.extend(names.without_gross_product(gdp, products, compensation.year).filter(|_| problems.is_empty()));
    }
    let Some(value) = &study.value else { return problems.or(None) };
    let valuation = valuation(study, value, &names, &mut problems);
    let services = value.services();
    let compensation = study.compensation.as_ref().map(|compensation| CompensationPlan {
        year: compensation.year,
        conversion: compensation.conversion,
        market_services: compensation
            .market_services
            .iter()
            .filter_map(|wanted| services.iter().position(|service| service == wanted))
            .collect(),
    });
    match valuation {
        Some(valuation) => problems.or(Some(AccountPlan { valuation, gross_products, compensation })),
        None => Err(problems),
    }
}

fn valuation(study: &Study, value: &ValueStudy, names: &Names<'_>, problems: &mut Problems) -> Option<Valuation> {
    match value {
        ValueStudy::PerHectare { rows, .. } => {
            let rows: Vec<ClassValueRow> = rows
                .iter()
                .map(|row| ClassValueRow {
                    class: row.class,
                    service: Service::new(row.service.as_str(), row.group.as_str()),
                    value: MoneyPerHectare::from_units_per_hectare(row.value_per_ha),
                })
                .collect();
            let values = ClassValues::from_rows(&study.legend, &rows);
            values
                .map_err(|found| problems.extend(found.iter().map(|error| Problem::new(error.to_string()))))
                .ok()
                .map(Valuation::PerHectare)
        }
        ValueStudy::Equivalents { table, mixes, unit_value, .. } => {
            let classes = ClassValues::from_mixes(&study.legend, table, mixes)
                .map_err(|found| problems.extend(found.iter().map(|error| Problem::new(error.to_string()))))
                .ok();
            let unit_values = match unit_value {
                UnitValueStudy::Fixed(value) => {
                    Some(UnitValues::Fixed(MoneyPerHectare::from_units_per_hectare(*value)))
                }
                UnitValueStudy::Crops { file, rows } => {
                    names.unit_values(file, rows, problems).map(UnitValues::PerZoneYear)
                }
            };
            Some(Valuation::Equivalents { classes: classes?, unit_values: unit_values? })
        }
    }
}

/// The names that tables may use.
struct Names<'a> {
    zones: &'a [ZoneName],
    years: &'a [Year],
}

impl Names<'_> {
    fn zone(&self, file: &CsvFile, row: usize, name: &str, problems: &mut Problems) -> Option<usize> {
        let found = self.zones.iter().position(|zone| zone.name == name);
        if found.is_none() {
            let hint = suggest::hint(name, self.zones.iter().map(|zone| zone.name.as_str()));
            let problem =
                file.cell_problem(&file.rows[row], column(file, "zone"), format!("no zone is called `{name}`"));
            problems.push(problem.help(hint));
        }
        found
    }

    fn year(&self, file: &CsvFile, row: usize, year: Year, problems: &mut Problems) -> bool {
        let is_epoch = self.years.contains(&year);
        if !is_epoch {
            let nearest = self.years.iter().min_by_key(|known| (i64::from(known.0) - i64::from(year.0)).abs());
            let hint = nearest.map_or_else(String::new, |nearest| {
                format!("the nearest epoch is {nearest}; remove the line if it is not needed")
            });
            let problem =
                file.cell_problem(&file.rows[row], column(file, "year"), format!("{year} is no epoch of the study"));
            problems.push(problem.help(hint));
        }
        is_epoch
    }

    fn gross_products(&self, gdp: &Gdp, problems: &mut Problems) -> GrossProducts {
        let mut products = GrossProducts::new();
        for row in &gdp.rows {
            let zone = self.zone(&gdp.file, row.row, &row.zone, problems);
            let is_epoch = self.year(&gdp.file, row.row, row.year, problems);
            if let (Some(zone), true) = (zone, is_epoch) {
                products.insert((zone, row.year), Money::from_units_per_year(row.gdp));
            }
        }
        products
    }

    /// Zones that cannot be paid: better said before the rasters are read than after.
    fn without_gross_product(&self, gdp: &Gdp, products: &GrossProducts, year: Year) -> Option<Problem> {
        /// A longer list helps nobody.
        const SHOWN: usize = 12;
        let missing = self.zones.iter().enumerate().filter(|(index, _)| !products.contains_key(&(*index, year)));
        let names: Vec<String> = missing.map(|(_, zone)| format!("`{}`", zone.name)).collect();
        if names.is_empty() {
            return None;
        }
        let shown = names.iter().take(SHOWN).map(String::as_str).collect::<Vec<_>>().join(", ");
        let more = if names.len() > SHOWN { ", ..." } else { "" };
        let message = format!("{} of {} zones have no GDP for {year}: {shown}{more}", names.len(), self.zones.len());
        Some(gdp.file.header_problem(message, Some("add a line for each; Eq 4 divides by it".into())))
    }

    /// E_a by Eq 1 for every zone and year.
    ///
    /// The most particular lines that exist are taken together and alone: those of this zone and year,
    /// else of this zone in every year, else of every zone in this year, else of every zone in every
    /// year. Mixing them would add areas of different regions in one mean.
    fn unit_values(
        &self,
        file: &CsvFile,
        rows: &[CropRow],
        problems: &mut Problems,
    ) -> Option<BTreeMap<(usize, Year), MoneyPerHectare>> {
        for row in rows {
            if let Some(zone) = &row.zone {
                self.zone(file, row.row, zone, problems);
            }
            if let Some(year) = row.year {
                self.year(file, row.row, year, problems);
            }
        }
        let mut values = BTreeMap::new();
        let before = problems.list().len();
        for (index, zone) in self.zones.iter().enumerate() {
            for &year in self.years {
                let levels = [
                    (Some(zone.name.as_str()), Some(year)),
                    (Some(zone.name.as_str()), None),
                    (None, Some(year)),
                    (None, None),
                ];
                let harvests = levels
                    .into_iter()
                    .map(|(zone, year)| harvests_of(rows, zone, year))
                    .find(|harvests| !harvests.is_empty());
                let Some(harvests) = harvests else {
                    let message =
                        format!("crops of zone `{}` in {year} are missing, so its unit value is not known", zone.name);
                    problems.push(
                        file.header_problem(
                            message,
                            Some("add lines for it, or for every zone or year with `*`".into()),
                        ),
                    );
                    continue;
                };
                match unit_value(&harvests) {
                    Ok(value) => {
                        values.insert((index, year), value);
                    }
                    Err(error) => {
                        let message = format!("zone `{}` in {year}: {error}", zone.name);
                        problems.push(file.header_problem(message, None));
                    }
                }
            }
        }
        (problems.list().len() == before).then_some(values)
    }
}

fn harvests_of(rows: &[CropRow], zone: Option<&str>, year: Option<Year>) -> Vec<CropHarvest> {
    rows.iter()
        .filter(|row| row.zone.as_deref() == zone && row.year == year)
        .map(|row| CropHarvest {
            price_per_kg: row.price_per_kg,
            yield_kg_per_ha: row.yield_kg_per_ha,
            area_ha: row.area_ha,
        })
        .collect()
}

fn column(file: &CsvFile, name: &str) -> usize {
    file.header.iter().position(|column| column == name).unwrap_or_default()
}
