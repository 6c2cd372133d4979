//! `study/totals.json`: the whole study in one file for scripts.

use crate::{Provenance, Region};
use landledger_accounting::Accounts;
use landledger_core::{Area, Cells, Tally};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// Totals of the study: areas and transitions by class code, ESV by service and group, compensation, ledger.
pub fn totals(
    title: &str,
    currency: Option<&str>,
    tally: &Tally,
    study: &Region<'_>,
    accounts: Option<&Accounts>,
    provenance: &Provenance,
) -> Value {
    let mut totals = Map::new();
    totals.insert("title".into(), json!(title));
    totals.insert("years".into(), json!(tally.years().iter().map(|year| year.0).collect::<Vec<_>>()));
    totals.insert("zones".into(), json!(tally.zones().len()));
    totals.insert("crs".into(), json!(provenance.crs.as_ref().map(|crs| &crs.name)));
    totals.insert("areas".into(), areas(tally, study));
    totals.insert("transitions".into(), transitions(tally, study));
    totals.insert("ledger".into(), ledger(study));
    if let (Some(accounts), Some(account)) = (accounts, study.account) {
        totals.insert("currency".into(), json!(currency));
        let values = account.years.iter().map(|year| {
            let mut by_group: BTreeMap<&str, f64> = BTreeMap::new();
            for (service, value) in accounts.services.iter().zip(&year.by_service) {
                *by_group.entry(&service.group).or_default() += value.units_per_year();
            }
            let by_service: BTreeMap<&str, f64> = accounts
                .services
                .iter()
                .zip(&year.by_service)
                .map(|(service, value)| (service.name.as_str(), value.units_per_year()))
                .collect();
            json!({
                "year": year.year.0,
                "value": year.total.units_per_year(),
                "by_service": by_service,
                "by_service_group": by_group,
            })
        });
        totals.insert("values".into(), values.collect());
        if let Some(line) = &account.compensation {
            totals.insert(
                "compensation".into(),
                json!({
                    "year": line.year.0,
                    "total_value": line.total_value.units_per_year(),
                    "nonmarket_value": line.nonmarket_value.units_per_year(),
                    "gdp": line.gross_product.units_per_year(),
                    "priority": line.priority,
                    "demand": line.demand,
                    "compensation": line.compensation.units_per_year(),
                    "compensation_share_of_gdp": line.share_of_gross_product,
                }),
            );
        }
    }
    Value::Object(totals)
}

fn areas(tally: &Tally, study: &Region<'_>) -> Value {
    let present = study.tally.classes_present();
    let years = tally.years().iter().enumerate().flat_map(|(epoch, year)| {
        let areas = study.tally.class_areas(epoch);
        let shown: Vec<Value> = tally
            .legend()
            .classes()
            .iter()
            .zip(areas)
            .zip(&present)
            .filter(|(_, present)| **present)
            .map(|((class, amount), _)| {
                json!({
                    "year": year.0,
                    "code": class.code,
                    "class": class.name,
                    "cells": count(amount.cells),
                    "area_ha": amount.area.hectares(),
                })
            })
            .collect();
        shown
    });
    years.collect()
}

fn transitions(tally: &Tally, study: &Region<'_>) -> Value {
    let pairs = tally.epoch_pairs().into_iter().flat_map(|(earlier, later)| {
        let matrix = study.tally.transitions(earlier, later);
        let code = |index: usize| tally.legend().classes()[index].code;
        let rows: Vec<Value> = matrix
            .amounts
            .indexed_iter()
            .filter(|(_, amount)| !amount.cells.is_zero())
            .map(|((from, to), amount)| {
                json!({
                    "from_year": tally.years()[earlier].0,
                    "to_year": tally.years()[later].0,
                    "from_code": code(from),
                    "to_code": code(to),
                    "cells": count(amount.cells),
                    "area_ha": amount.area.hectares(),
                })
            })
            .collect();
        rows
    });
    pairs.collect()
}

/// A whole number as such, a sum of shares as a float.
fn count(cells: Cells) -> Value {
    cells.as_whole().map_or_else(|| json!(cells.count()), |cells| json!(cells))
}

fn ledger(study: &Region<'_>) -> Value {
    let (classes, nodata) = (study.tally.classified().area, study.tally.nodata().area);
    json!({
        "polygon_area_ha": study.line.polygon.hectares(),
        "classes_area_ha": classes.hectares(),
        "nodata_area_ha": nodata.hectares(),
        "outside_area_ha": study.line.outside.hectares(),
        "residual_ha": study.line.polygon.hectares_beyond(classes + nodata + study.line.outside),
        "overlap_area_ha": study.overlap.map(Area::hectares),
    })
}
