//! From what the user typed to what we accept. Every check that needs no raster and no boundary is here.

use super::accept_legend::AcceptedLegend;
use super::raw::{RawCompensation, RawEpoch, RawStudy, RawZones};
use super::section::Placed;
use super::{CompensationStudy, Gdp, GdpPrices, Study, ValueStudy};
use crate::file_problems::problems_of_files;
use crate::problem::{Problem, Problems, SourceText};
use crate::suggest;
use crate::tables::csv_file::CsvFile;
use crate::tables::gdp;
use landledger_core::{EdgeRule, Year};
use landledger_reader::{AlignRule, EpochSpec, GroundSpec, ZoneSpec};
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
    let align = desk.align(raw.align.as_ref());
    let epochs = desk.epochs(raw.epochs);
    let legend = raw.legend.and_then(|raw| desk.legend(raw));
    let zones = raw.zones.map(|raw| desk.zones(raw));
    let land_use_grades = match (raw.land_use_grades, &legend) {
        (Some(raw), Some(accepted)) => Some(desk.land_use_grades(&raw, &accepted.legend)),
        _ => None,
    };
    let value_span = raw.value.as_ref().map(|value| value.span.clone());
    let value = match (raw.value, &legend) {
        (Some(raw), Some(accepted)) => desk.value(&raw, accepted),
        _ => None,
    };
    if let (Some(span), None) = (&value_span, &raw.currency) {
        let help = "say under [study] what money is counted in, for example currency = \"CNY\"";
        desk.refuse(span, "[value] makes money, but [study] has no `currency`", "here", help);
    }
    let gdp_prices = raw.gdp_prices.and_then(|typed| desk.gdp_prices(&typed));
    let gdp = raw.gdp.and_then(|path| desk.gdp(&path, gdp_prices));
    let compensation = raw.compensation.and_then(|raw| desk.compensation(raw, &epochs, value.as_ref(), gdp.is_some()));
    let map_pairs = raw.map_pairs.map(|pairs| desk.map_pairs(&pairs, &epochs));
    let Desk { mut problems, files, .. } = desk;
    let default_title = || source.path().file_stem().unwrap_or_default().to_string_lossy().into_owned();
    // The whole raster has no edge through a cell: every rule counts the same.
    let (zones, edge, edges) = zones.unwrap_or_else(|| (None, EdgeRule::default(), vec![EdgeRule::default()]));
    let (Some(AcceptedLegend { legend, origin, level, nodata }), true) = (legend, problems.is_empty()) else {
        // The files are looked at all the same, so that the user hears of everything in one go.
        if has_files {
            problems.extend(problems_of_files(&epochs, align, zones.as_ref()));
        }
        return Err(problems);
    };
    Ok(Study {
        path: source.path().to_owned(),
        title: raw.title.map_or_else(default_title, |title| title.value),
        currency: raw.currency.map(|currency| currency.value),
        ground,
        align,
        epochs,
        legend,
        legend_origin: origin,
        legend_level: level,
        nodata,
        zones,
        edge,
        edges,
        land_use_grades,
        value,
        gdp,
        compensation,
        map_pairs,
        files,
    })
}

/// Where the study file lies open: its text, what was found wrong, what else was read.
pub(super) struct Desk<'a> {
    source: &'a SourceText,
    pub(super) problems: Problems,
    files: Vec<PathBuf>,
}

impl Desk<'_> {
    pub(super) fn refuse(
        &mut self,
        span: &Range<usize>,
        message: impl Into<String>,
        label: &str,
        help: impl Into<String>,
    ) {
        let span = span.start..span.start + self.source.text()[span.clone()].lines().next().map_or(0, str::len);
        self.problems.push(Problem::new(message).help(help).at(self.source, span, label));
    }

    pub(super) fn path(&self, typed: &str) -> PathBuf {
        let folder = self.source.path().parent().unwrap_or_else(|| Path::new(""));
        folder.join(typed)
    }

    /// Opens a table that the study names; a problem with the file is shown where it is named.
    pub(super) fn table(&mut self, typed: &Placed<String>) -> Option<CsvFile> {
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
    pub(super) fn collect<T>(&mut self, result: Result<T, Problems>) -> Option<T> {
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
        // From a square centimetre to a square of 1000 km: beyond, digits would be lost or a unit is wrong.
        if let Some(cell) = raw.cell_area_m2.as_ref().filter(|cell| !(1e-4..=1e12).contains(&cell.value)) {
            let message = format!("`cell_area_m2` is {}, expected 0.0001 to 1e12", cell.value);
            self.refuse(&cell.span, message, "square metres of one cell", "a 30 m cell has 900");
        }
        GroundSpec { planar, cell_area_m2: raw.cell_area_m2.as_ref().map(|cell| cell.value) }
    }

    fn align(&mut self, raw: Option<&Placed<String>>) -> AlignRule {
        let Some(typed) = raw else { return AlignRule::default() };
        AlignRule::ALL.into_iter().find(|rule| rule.name() == typed.value).unwrap_or_else(|| {
            let help = "align = \"refuse\" (epochs must share one grid) or align = \"nearest\" (each cell takes the nearest cell of the epoch)";
            self.refuse(&typed.span, format!("unknown align rule \"{}\"", typed.value), "not known", help);
            AlignRule::default()
        })
    }

    fn epochs(&mut self, raw: Vec<RawEpoch>) -> Vec<EpochSpec> {
        let mut epochs: Vec<EpochSpec> = Vec::new();
        for RawEpoch { year, raster, band } in raw {
            let (Some(year), Some(raster)) = (year, raster) else { continue };
            let Ok(number) = i32::try_from(year.value) else {
                self.refuse(&year.span, format!("{} is no year", year.value), "expected a year", "for example 2020");
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

    /// Where the zones come from, the edge rule of the tables, and every rule to tally.
    fn zones(&mut self, raw: RawZones) -> (Option<ZoneSpec>, EdgeRule, Vec<EdgeRule>) {
        let edge = raw.edge.as_ref().map_or(Some(EdgeRule::default()), |edge| {
            let rule = EdgeRule::named(&edge.value);
            if rule.is_none() {
                let help = "\"exact\" counts each cell by its share inside a zone, \"centre\" the cells whose centre lies inside, \
                            \"touched\" those of which any part does";
                self.refuse(&edge.span, format!("unknown edge rule \"{}\"", edge.value), "not known", help);
            }
            rule
        });
        let edge = edge.unwrap_or_default();
        let edges = match &raw.edges {
            None => vec![edge],
            Some(edges) => {
                if edges.value != "all" {
                    let help = "edges = \"all\" tallies by all three rules in one run; tables follow `edge`";
                    self.refuse(
                        &edges.span,
                        format!("`edges` is \"{}\", expected \"all\"", edges.value),
                        "not known",
                        help,
                    );
                }
                EdgeRule::ALL.to_vec()
            }
        };
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
        (spec, edge, edges)
    }

    fn gdp(&mut self, path: &Placed<String>, prices: Option<GdpPrices>) -> Option<Gdp> {
        let file = self.table(path)?;
        let rows = self.collect(gdp::read(&file))?;
        Some(Gdp { file, rows, prices })
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
        let years: Vec<Year> = epochs.iter().map(|epoch| epoch.year).collect();
        let comparisons = self.comparisons(&raw.comparisons, &years);
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
            comparisons,
        })
    }
}
