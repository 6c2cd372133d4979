//! From the study's tables to a plan of accounts, once zones and years are known.

use crate::names::Names;
use crate::problem::{Problem, Problems};
use crate::study::{Gdp, Study, ValueStudy};
use crate::{comparison_plan, factor_plan, unit_value_plan};
use landledger_accounting::{
    AccountPlan, ClassValueRow, ClassValues, CompensationPlan, GrossProducts, Money, MoneyPerHectare, Service,
    UnitValues, Valuation,
};
use landledger_core::{Year, ZoneName};

/// The plan, or `None` for a study without `[value]`.
///
/// # Errors
/// Names of zones and years that the study does not have, crops that give no unit value.
pub(crate) fn account_plan(study: &Study, zones: &[ZoneName]) -> Result<Option<AccountPlan>, Problems> {
    let names = Names { zones, years: &study.years() };
    let mut problems = Problems::default();
    let gross_products = study.gdp.as_ref().map(|gdp| names.gross_products(gdp, &mut problems));
    if let (Some(gdp), Some(products), Some(compensation)) = (&study.gdp, &gross_products, &study.compensation) {
        // Of gaps that come from a name that is not known nothing more needs saying.
        if problems.is_empty() {
            let own = compensation.year;
            let swept = compensation.comparisons.sweep_years.iter().flatten().copied().filter(|&year| year != own);
            let help = "add a line for each; Eq 4 divides by it";
            problems.extend(names.without_gross_product(gdp, products, own, help));
            let help = "add a line for each, or take the year out of `sweep_years`";
            problems.extend(swept.filter_map(|year| names.without_gross_product(gdp, products, year, help)));
        }
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
        comparisons: comparison_plan::comparisons(compensation, &names, &mut problems),
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
        ValueStudy::Equivalents { table, mixes, unit_value, factors, .. } => {
            let classes = ClassValues::from_mixes(&study.legend, table, mixes)
                .map_err(|found| problems.extend(found.iter().map(|error| Problem::new(error.to_string()))))
                .ok();
            let unit_values = unit_value_plan::unit_values(unit_value, names, problems).map(UnitValues::Derived);
            let Some(factors) = factors else {
                return Some(Valuation::Equivalents { classes: classes?, unit_values: unit_values? });
            };
            let factors = factor_plan::factors(factors, table.services(), names, problems);
            Some(Valuation::CorrectedEquivalents { classes: classes?, unit_values: unit_values?, factors: factors? })
        }
    }
}

impl Names<'_> {
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
    fn without_gross_product(&self, gdp: &Gdp, products: &GrossProducts, year: Year, help: &str) -> Option<Problem> {
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
        Some(gdp.file.header_problem(message, Some(help.into())))
    }
}
