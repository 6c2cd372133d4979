//! From what the user typed to what we accept. Every check that needs no raster and no boundary is here.

use super::raw::{RawCompensation, RawEpoch, RawLegend, RawStudy, RawValue, RawZones};
use super::section::Placed;
use super::{CompensationStudy, EdgeRule, Gdp, Study, TableOrigin, UnitValueStudy, ValueStudy};
use crate::builtin::{self, LEGENDS, VALUES};
use crate::inputs::problems_of_files;
use crate::problem::{Problem, Problems, SourceText};
use crate::suggest;
use crate::tables::csv_file::CsvFile;
use crate::tables::{crops, equivalents, gdp, legend, per_hectare};
use landledger_accounting::{EquivalentTable, Mix};
use landledger_core::{Legend, Year};
use landledger_reader::{EpochSpec, GroundSpec, ZoneSpec};
use std::ops::Range;
use std::path::{Path, PathBuf};

/// Checks everything; `problems` are those that reading found already. With `has_files`, rasters and
/// boundaries are looked at too when there are problems.
pub(super) fn accept(
    raw: RawStudy,
    source: &SourceText,
    problems: Problems,
    has_files: bool,
) -> Result<Study, Problems> {
    let mut desk = Desk { source, problems, files: vec![source.path().to_owned()] };
    let ground = desk.ground(&raw);
    let epochs = desk.epochs(raw.epochs);
    let legend = raw.legend.and_then(|raw| desk.legend(raw));
    let zones = raw.zones.map(|raw| desk.zones(raw));
    let value = match (raw.value, &legend) {
        (Some(raw), Some((legend, _, _))) => desk.value(&raw, legend),
        _ => None,
    };
    if value.is_some() && raw.currency.is_none() {
        desk.problems.push(
            Problem::new("[study] has no `currency`, but [value] makes money").help("for example currency = \"CNY\""),
        );
    }
    let gdp = raw.gdp.and_then(|path| desk.gdp(&path));
    let compensation = raw.compensation.and_then(|raw| desk.compensation(raw, &epochs, value.as_ref(), gdp.is_some()));
    let Desk { mut problems, files, .. } = desk;
    let default_title = || source.path().file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let (zones, edge) = zones.unwrap_or((None, EdgeRule::Centre));
    let (Some((legend, legend_origin, nodata)), true) = (legend, problems.is_empty()) else {
        // The files are looked at all the same, so that the user hears of everything in one go.
        if has_files {
            problems.extend(problems_of_files(&epochs, zones.as_ref()));
        }
        return Err(problems);
    };
    Ok(Study {
        path: source.path().to_owned(),
        title: raw.title.map_or_else(default_title, |title| title.value),
        currency: raw.currency.map(|currency| currency.value),
        ground,
        epochs,
        legend,
        legend_origin,
        nodata,
        zones,
        edge,
        value,
        gdp,
        compensation,
        files,
    })
}

/// Where the study file lies open: its text, what was found wrong, what else was read.
struct Desk<'a> {
    source: &'a SourceText,
    problems: Problems,
    files: Vec<PathBuf>,
}

impl Desk<'_> {
    fn refuse(&mut self, span: &Range<usize>, message: impl Into<String>, label: &str, help: impl Into<String>) {
        let span = span.start..span.start + self.source.text()[span.clone()].lines().next().map_or(0, str::len);
        self.problems.push(Problem::new(message).help(help).at(self.source, span, label));
    }

    fn path(&self, typed: &str) -> PathBuf {
        let folder = self.source.path().parent().unwrap_or_else(|| Path::new(""));
        folder.join(typed)
    }

    /// Opens a table that the study names; a problem with the file is shown where it is named.
    fn table(&mut self, typed: &Placed<String>) -> Option<CsvFile> {
        let path = self.path(&typed.value);
        match CsvFile::open(&path) {
            Ok(file) => {
                self.files.push(path);
                Some(file)
            }
            Err(problem) => {
                self.problems.push(problem.at(self.source, typed.span.clone(), "named here"));
                None
            }
        }
    }

    /// The result, or its problems on the pile.
    fn collect<T>(&mut self, result: Result<T, Problems>) -> Option<T> {
        result.map_err(|problems| self.problems.extend(problems.into_list())).ok()
    }

    fn ground(&mut self, raw: &RawStudy) -> GroundSpec {
        let planar = match raw.area.as_ref().map(|area| (area.value.as_str(), area)) {
            None | Some(("ellipsoidal", _)) => false,
            Some(("planar", _)) => true,
            Some((other, area)) => {
                let help = "area = \"ellipsoidal\" (from the CRS) or area = \"planar\" (cell width x height)";
                self.refuse(&area.span, format!("unknown area rule \"{other}\""), "not known", help);
                false
            }
        };
        if let Some(cell) = raw.cell_area_m2.as_ref().filter(|cell| cell.value <= 0.0) {
            let message = format!("`cell_area_m2` is {}, expected more than zero", cell.value);
            self.refuse(&cell.span, message, "square metres of one cell", "a 30 m cell has 900");
        }
        GroundSpec { planar, cell_area_m2: raw.cell_area_m2.as_ref().map(|cell| cell.value) }
    }

    fn epochs(&mut self, raw: Vec<RawEpoch>) -> Vec<EpochSpec> {
        let mut epochs: Vec<EpochSpec> = Vec::new();
        for RawEpoch { year, raster, band } in raw {
            let (Some(year), Some(raster)) = (year, raster) else { continue };
            let Ok(number) = i32::try_from(year.value) else {
                self.refuse(&year.span, format!("{} is no year", year.value), "expected a year", "");
                continue;
            };
            if epochs.iter().any(|epoch| epoch.year == Year(number)) {
                self.refuse(
                    &year.span,
                    format!("two epochs have the year {number}"),
                    "again",
                    "one raster for each year",
                );
            }
            let band = band.and_then(|band| match usize::try_from(band.value) {
                Ok(number) if number > 0 => Some(number),
                _ => {
                    self.refuse(
                        &band.span,
                        format!("{} is no band", band.value),
                        "expected 1 or more",
                        "bands are counted from 1",
                    );
                    None
                }
            });
            epochs.push(EpochSpec { year: Year(number), path: self.path(&raster.value), band });
        }
        epochs.sort_by_key(|epoch| epoch.year);
        epochs
    }

    fn legend(&mut self, raw: RawLegend) -> Option<(Legend, TableOrigin, Vec<f64>)> {
        let nodata = raw.nodata.map_or_else(Vec::new, |nodata| nodata.value);
        let (legend, origin) = match (raw.preset, raw.file) {
            (Some(preset), None) => match builtin::find(LEGENDS, &preset.value) {
                Ok(table) => (self.collect(table.legend())?, TableOrigin::Preset(table.name)),
                Err(hint) => {
                    self.refuse(&preset.span, format!("no legend is called \"{}\"", preset.value), "not known", hint);
                    return None;
                }
            },
            (None, Some(file)) => {
                let table = self.table(&file)?;
                (self.collect(legend::read(&table))?, TableOrigin::File(self.path(&file.value)))
            }
            (Some(_), Some(_)) => {
                self.refuse(
                    &raw.span,
                    "[legend] has both `preset` and `file`",
                    "only one of them",
                    "keep the one that the rasters follow",
                );
                return None;
            }
            (None, None) => {
                let help = "preset = \"cnlucd\" (see `landledger legends`), or file = \"legend.csv\"";
                self.refuse(&raw.span, "[legend] has neither `preset` nor `file`", "here", help);
                return None;
            }
        };
        Some((legend, origin, nodata))
    }

    fn zones(&mut self, raw: RawZones) -> (Option<ZoneSpec>, EdgeRule) {
        if let Some(edge) = raw.edge.as_ref().filter(|edge| edge.value != "centre") {
            let message = match edge.value.as_str() {
                rule @ ("exact" | "touched") => format!("the edge rule \"{rule}\" is not available in this version"),
                other => format!("unknown edge rule \"{other}\""),
            };
            let help = "edge = \"centre\" counts the cells whose centre lies inside a zone";
            self.refuse(&edge.span, message, "not available", help);
        }
        let text = |placed: Option<Placed<String>>| placed.map(|placed| placed.value);
        let spec = match (raw.source, raw.name) {
            (Some(source), Some(name)) => Some(ZoneSpec {
                source: self.path(&source.value),
                layer: text(raw.layer),
                name: name.value,
                group: text(raw.group),
                merge: raw.merge.is_some_and(|merge| merge.value),
                encoding: text(raw.encoding),
            }),
            _ => None,
        };
        (spec, EdgeRule::Centre)
    }

    fn value(&mut self, raw: &RawValue, legend: &Legend) -> Option<ValueStudy> {
        match (&raw.equivalents, &raw.per_hectare) {
            (Some(_), Some(_)) => {
                self.refuse(
                    &raw.span,
                    "[value] has both `equivalents` and `per_hectare`",
                    "only one of them",
                    "equivalents are multiplied by a unit value, per_hectare is money already",
                );
                None
            }
            (None, None) => {
                let help = "equivalents = \"xie2015\" (see `landledger values`), or per_hectare = \"values.csv\"";
                self.refuse(&raw.span, "[value] has neither `equivalents` nor `per_hectare`", "here", help);
                None
            }
            (None, Some(path)) => {
                let extra = [
                    ("unit_value", raw.unit_value.as_ref().map(|placed| placed.span.clone())),
                    ("crops", raw.crops.as_ref().map(|placed| placed.span.clone())),
                    ("classes", raw.classes.as_ref().map(|classes| classes.span.clone())),
                ];
                for (key, span) in extra {
                    if let Some(span) = span {
                        let message = format!("`{key}` has no meaning beside `per_hectare`");
                        self.refuse(&span, message, "not used", "values per hectare are money already: remove it");
                    }
                }
                let file = self.table(path)?;
                let rows = self.collect(per_hectare::read(&file, legend))?;
                Some(ValueStudy::PerHectare { path: self.path(&path.value), rows })
            }
            (Some(name), None) => self.equivalents(raw, name, legend),
        }
    }

    fn equivalents(&mut self, raw: &RawValue, name: &Placed<String>, legend: &Legend) -> Option<ValueStudy> {
        let table = self.equivalent_table(name);
        let unit_value = self.unit_value(raw);
        let mixes = match (&raw.classes, &table) {
            (None, _) => {
                let help = "say what each class is, for example [value.classes] then \"11\" = \"paddy\" (and \"51\" = \"none\")";
                self.refuse(&raw.span, "[value] has no [value.classes]", "here", help);
                None
            }
            (Some(classes), Some((table, _))) => Some(self.mixes(&classes.mixes, table, legend)),
            (Some(_), None) => None,
        };
        let (table, origin) = table?;
        Some(ValueStudy::Equivalents { origin, table, mixes: mixes?, unit_value: unit_value? })
    }

    /// A preset by name, or a file: what ends in `.csv` is a file.
    fn equivalent_table(&mut self, name: &Placed<String>) -> Option<(EquivalentTable, TableOrigin)> {
        if name.value.to_lowercase().ends_with(".csv") {
            let file = self.table(name)?;
            return Some((self.collect(equivalents::read(&file))?, TableOrigin::File(self.path(&name.value))));
        }
        match builtin::find(VALUES, &name.value) {
            Ok(table) => Some((self.collect(table.equivalents())?, TableOrigin::Preset(table.name))),
            Err(hint) => {
                let message = format!("no value table is called \"{}\"", name.value);
                self.refuse(&name.span, message, "not known", format!("{hint}; a table of your own is a .csv file"));
                None
            }
        }
    }

    fn unit_value(&mut self, raw: &RawValue) -> Option<UnitValueStudy> {
        match (&raw.unit_value, &raw.crops) {
            (Some(value), None) => {
                if value.value <= 0.0 {
                    let message = format!("`unit_value` is {}, expected more than zero", value.value);
                    self.refuse(&value.span, message, "currency per hectare and year", "");
                }
                Some(UnitValueStudy::Fixed(value.value))
            }
            (None, Some(path)) => {
                let file = self.table(path)?;
                let rows = self.collect(crops::read(&file))?;
                Some(UnitValueStudy::Crops { file, rows })
            }
            (Some(_), Some(crops)) => {
                let help = "keep `unit_value` for one E_a everywhere, or `crops` to derive it by Eq 1";
                self.refuse(&crops.span, "[value] has both `unit_value` and `crops`", "only one of them", help);
                None
            }
            (None, None) => {
                let help = "unit_value = 1498.58 (currency per hectare and year), or crops = \"crops.csv\" for Eq 1";
                self.refuse(&raw.span, "[value] has neither `unit_value` nor `crops`", "here", help);
                None
            }
        }
    }

    fn mixes(
        &mut self,
        typed: &[(Placed<String>, Placed<Vec<(String, f64)>>)],
        table: &EquivalentTable,
        legend: &Legend,
    ) -> Vec<Option<Mix>> {
        let mut mixes: Vec<Option<Mix>> = vec![None; legend.len()];
        for (class, mix) in typed {
            let Some(index) = per_hectare::class_index(legend, &class.value) else {
                let names: Vec<String> = legend.classes().iter().map(|class| class.code.to_string()).collect();
                let hint = suggest::hint(&class.value, names.iter().map(String::as_str));
                self.refuse(
                    &class.span,
                    format!("`{}` is no class of the legend", class.value),
                    "not in the legend",
                    hint,
                );
                continue;
            };
            if mixes[index].is_some() {
                self.refuse(
                    &class.span,
                    format!("`{}` stands twice, by code and by name", class.value),
                    "again",
                    "keep one",
                );
            }
            let mut shares = Vec::new();
            for (ecosystem, weight) in &mix.value {
                let Some(index) = table.ecosystem_index(ecosystem) else {
                    let hint = suggest::hint(ecosystem, table.ecosystems().iter().map(String::as_str));
                    let message = format!("the value table has no ecosystem `{ecosystem}`");
                    self.refuse(&mix.span, message, "not a column of the table", hint);
                    continue;
                };
                shares.push((index, *weight));
            }
            self.weights(&class.value, mix);
            mixes[index] = Some(Mix { shares });
        }
        mixes
    }

    /// Weights are shares of a hectare: none negative, no more than one together.
    fn weights(&mut self, class: &str, mix: &Placed<Vec<(String, f64)>>) {
        let total: f64 = mix.value.iter().map(|(_, weight)| weight).sum();
        /// Room for shares typed with five decimals.
        const ROUNDING: f64 = 1e-5;
        if mix.value.iter().any(|(_, weight)| *weight < 0.0) || total > 1.0 + ROUNDING {
            let message =
                format!("the shares of class `{class}` add up to {total}, expected at most 1 and none negative");
            self.refuse(&mix.span, message, "shares of a hectare", "what is missing to 1 has no value");
        }
    }

    fn gdp(&mut self, path: &Placed<String>) -> Option<Gdp> {
        let file = self.table(path)?;
        let rows = self.collect(gdp::read(&file))?;
        Some(Gdp { file, rows })
    }

    fn compensation(
        &mut self,
        raw: RawCompensation,
        epochs: &[EpochSpec],
        value: Option<&ValueStudy>,
        has_gdp: bool,
    ) -> Option<CompensationStudy> {
        if !has_gdp && self.problems.is_empty() {
            self.refuse(
                &raw.span,
                "[compensation] needs [economy] with `gdp`",
                "here",
                "Eq 4 divides by the gross product",
            );
        }
        if value.is_none() && self.problems.is_empty() {
            self.refuse(&raw.span, "[compensation] needs [value]", "here", "Eq 5 pays a share of the non-market value");
        }
        let year = raw.year?;
        if !epochs.is_empty() && !epochs.iter().any(|epoch| i64::from(epoch.year.0) == year.value) {
            let years: Vec<String> = epochs.iter().map(|epoch| epoch.year.to_string()).collect();
            let hint = suggest::hint(&year.value.to_string(), years.iter().map(String::as_str));
            self.refuse(&year.span, format!("{} is no epoch of the study", year.value), "not an epoch", hint);
        }
        let conversion = raw.conversion?;
        if !(conversion.value > 0.0 && conversion.value <= 1.0) {
            let message = format!("`conversion` is {}, expected a share between 0 and 1", conversion.value);
            self.refuse(&conversion.span, message, "k of Eq 5", "0.15 means 15 %");
        }
        let services = value.map(ValueStudy::services).unwrap_or_default();
        let market = raw.market_services?;
        for service in market.value.iter().filter(|service| !services.contains(&service.value)) {
            if value.is_some() {
                let hint = suggest::hint(&service.value, services.iter().map(String::as_str));
                self.refuse(
                    &service.span,
                    format!("the value table has no service `{}`", service.value),
                    "not known",
                    hint,
                );
            }
        }
        Some(CompensationStudy {
            year: Year(i32::try_from(year.value).ok()?),
            conversion: conversion.value,
            market_services: market.value.into_iter().map(|service| service.value).collect(),
        })
    }
}
