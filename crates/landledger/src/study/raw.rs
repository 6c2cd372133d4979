//! The study file as the user typed it: each value with its place, nothing looked up yet.

use super::raw_comparisons::{self, RawComparisons};
use super::raw_unit_value::{self, RawUnitValue};
use super::section::{Collector, Placed, Section, float};
use crate::problem::{Problem, Problems, SourceText};
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A study file, read but not checked.
#[derive(Debug, Default)]
pub(super) struct RawStudy {
    pub(super) title: Option<Placed<String>>,
    pub(super) currency: Option<Placed<String>>,
    pub(super) area: Option<Placed<String>>,
    pub(super) cell_area_m2: Option<Placed<f64>>,
    pub(super) align: Option<Placed<String>>,
    pub(super) epochs: Vec<RawEpoch>,
    pub(super) legend: Option<RawLegend>,
    pub(super) zones: Option<RawZones>,
    pub(super) land_use_grades: Option<RawGrades>,
    pub(super) value: Option<RawValue>,
    pub(super) gdp: Option<Placed<String>>,
    pub(super) gdp_prices: Option<Placed<String>>,
    pub(super) compensation: Option<RawCompensation>,
    /// `pairs` of `[maps]`.
    pub(super) map_pairs: Option<Placed<Vec<Placed<[i64; 2]>>>>,
}

#[derive(Debug)]
pub(super) struct RawEpoch {
    pub(super) year: Option<Placed<i64>>,
    pub(super) raster: Option<Placed<String>>,
    pub(super) band: Option<Placed<i64>>,
}

#[derive(Debug)]
pub(super) struct RawLegend {
    pub(super) span: Range<usize>,
    pub(super) preset: Option<Placed<String>>,
    pub(super) file: Option<Placed<String>>,
    pub(super) level: Option<Placed<i64>>,
    pub(super) nodata: Option<Placed<Vec<f64>>>,
}

#[derive(Debug)]
pub(super) struct RawZones {
    pub(super) source: Option<Placed<String>>,
    pub(super) layer: Option<Placed<String>>,
    pub(super) name: Option<Placed<String>>,
    pub(super) group: Option<Placed<String>>,
    pub(super) edge: Option<Placed<String>>,
    pub(super) edges: Option<Placed<String>>,
    pub(super) merge: Option<Placed<bool>>,
    pub(super) encoding: Option<Placed<String>>,
}

#[derive(Debug)]
pub(super) struct RawValue {
    pub(super) span: Range<usize>,
    pub(super) equivalents: Option<Placed<String>>,
    pub(super) unit: RawUnitValue,
    pub(super) per_hectare: Option<Placed<String>>,
    pub(super) mapping: Option<Placed<String>>,
    pub(super) classes: Option<RawClasses>,
    /// Some key could not be read, so that nothing can be called missing.
    pub(super) is_damaged: bool,
}

/// Class as typed, with its grade of land use.
#[derive(Debug)]
pub(super) struct RawGrades(pub(super) Vec<(Placed<String>, Placed<f64>)>);

#[derive(Debug)]
pub(super) struct RawClasses {
    pub(super) span: Range<usize>,
    /// Class as typed, with its ecosystems and their weights.
    pub(super) mixes: Vec<(Placed<String>, Placed<Vec<(String, f64)>>)>,
}

#[derive(Debug)]
pub(super) struct RawCompensation {
    pub(super) span: Range<usize>,
    pub(super) year: Option<Placed<i64>>,
    pub(super) conversion: Option<Placed<f64>>,
    pub(super) market_services: Option<Placed<Vec<Placed<String>>>>,
    pub(super) comparisons: RawComparisons,
}

/// Reads the text. Problems so far (syntax, types, unknown and missing keys) come beside the result.
pub(super) fn read(source: &SourceText) -> (RawStudy, Problems) {
    let (document, errors) = DeTable::parse_recoverable(source.text());
    if !errors.is_empty() {
        let mut problems = Problems::default();
        problems.extend(errors.iter().map(|error| {
            Problem::new(format!("not valid TOML: {}", error.message())).at(
                source,
                error.span().unwrap_or(0..0),
                "here",
            )
        }));
        // What could be recovered would be full of gaps that the user did not leave.
        return (RawStudy::default(), problems);
    }
    let collector = Collector::new(source.clone());
    let raw = read_document(&document, &collector);
    (raw, collector.into_problems())
}

fn read_document(document: &Spanned<DeTable<'_>>, collector: &Collector) -> RawStudy {
    let mut top = Section::new("", document.span(), document.get_ref(), collector);
    let mut raw = RawStudy::default();
    if let Some(mut study) = top.section("study") {
        raw.title = study.text("title");
        raw.currency = study.text("currency");
        raw.area = study.text("area");
        raw.cell_area_m2 = study.number("cell_area_m2");
        raw.align = study.text("align");
        study.finish();
    }
    let has_epochs = top.has("epoch");
    raw.epochs = top.sections("epoch").into_iter().map(read_epoch).collect();
    raw.legend = top.section("legend").map(|mut section| {
        let legend = RawLegend {
            span: section.span.clone(),
            preset: section.text("preset"),
            file: section.text("file"),
            level: section.whole_number("level"),
            nodata: section.numbers("nodata"),
        };
        section.finish();
        legend
    });
    raw.zones = top.section("zones").map(read_zones);
    raw.land_use_grades = top.section("land_change").and_then(|section| read_grades(section, collector));
    raw.value = top.section("value").map(|section| read_value(section, collector));
    if let Some(mut economy) = top.section("economy") {
        raw.gdp = economy.text("gdp");
        raw.gdp_prices = economy.text("gdp_prices");
        if raw.gdp.is_none() && !economy.has("gdp") {
            economy.missing("gdp", "name a table with the columns zone,year,gdp");
        }
        economy.finish();
    }
    raw.compensation = top.section("compensation").map(read_compensation);
    if let Some(mut maps) = top.section("maps") {
        raw.map_pairs = maps.pairs("pairs");
        maps.finish();
    }
    if !has_epochs {
        collector.push(
            Problem::new(format!("{} has no [[epoch]]", collector.source.path().display()))
                .help("add one for each year:\n[[epoch]]\nyear = 2020\nraster = \"lulc_2020.tif\""),
        );
    }
    if raw.legend.is_none() {
        collector.push(Problem::new(format!("{} has no [legend]", collector.source.path().display())).help(
            "name the classes: preset = \"cnlucd\" (see `landledger legends`), or file = \"legend.csv\" with the columns code,name",
        ));
    }
    top.finish();
    raw
}

fn read_epoch(mut section: Section<'_>) -> RawEpoch {
    for (key, help) in [("year", "year = 2020"), ("raster", "raster = \"lulc_2020.tif\"")] {
        if !section.has(key) {
            section.missing(key, help);
        }
    }
    let epoch = RawEpoch {
        year: section.whole_number("year"),
        raster: section.text("raster"),
        band: section.whole_number("band"),
    };
    section.finish();
    epoch
}

fn read_zones(mut section: Section<'_>) -> RawZones {
    for (key, help) in
        [("source", "source = \"cities.gpkg\""), ("name", "the attribute with each zone's name: name = \"name\"")]
    {
        if !section.has(key) {
            section.missing(key, help);
        }
    }
    let zones = RawZones {
        source: section.text("source"),
        layer: section.text("layer"),
        name: section.text("name"),
        group: section.text("group"),
        edge: section.text("edge"),
        edges: section.text("edges"),
        merge: section.truth("merge"),
        encoding: section.text("encoding"),
    };
    section.finish();
    zones
}

fn read_value(mut section: Section<'_>, collector: &Collector) -> RawValue {
    let value = RawValue {
        span: section.span.clone(),
        equivalents: section.text("equivalents"),
        unit: raw_unit_value::read(&mut section),
        per_hectare: section.text("per_hectare"),
        mapping: section.text("mapping"),
        classes: section.section("classes").map(|classes| RawClasses {
            span: classes.span.clone(),
            mixes: classes
                .into_entries()
                .filter_map(|(class, value)| Some((class, read_mix(value, collector)?)))
                .collect(),
        }),
        is_damaged: section.is_damaged(),
    };
    section.finish();
    value
}

fn read_grades(mut section: Section<'_>, collector: &Collector) -> Option<RawGrades> {
    if !section.has("grades") {
        section.missing(
            "grades",
            "grades of land use by class, for example grades = { \"11\" = 3, \"21\" = 2, \"51\" = 4 }",
        );
    }
    let grades = section.section("grades").map(|grades| {
        let grade = |(class, value): (Placed<String>, &Spanned<DeValue<'_>>)| {
            let number = float(value.get_ref());
            if number.is_none() {
                let message = format!("the grade of \"{}\" is no number", class.value);
                collector.at(value.span(), message, "expected a number");
            }
            Some((class, Placed { value: number?, span: value.span() }))
        };
        RawGrades(grades.into_entries().filter_map(grade).collect())
    });
    section.finish();
    grades
}

/// `"paddy"`, `"none"`, `0`, or `{ coniferous = 0.5, broadleaf = 0.5 }`.
fn read_mix(value: &Spanned<DeValue<'_>>, collector: &Collector) -> Option<Placed<Vec<(String, f64)>>> {
    let span = value.span();
    let mix = match value.get_ref() {
        DeValue::String(ecosystem) if ecosystem == "none" => Some(Vec::new()),
        DeValue::String(ecosystem) => Some(vec![(ecosystem.to_string(), 1.0)]),
        DeValue::Table(table) => table
            .iter()
            .map(|(ecosystem, weight)| Some((ecosystem.get_ref().to_string(), float(weight.get_ref())?)))
            .collect(),
        other => (float(other) == Some(0.0)).then(Vec::new),
    };
    if mix.is_none() {
        let expected = "an ecosystem, a mix such as { paddy = 0.3, dry_farmland = 0.7 }, or \"none\"";
        collector.at(span.clone(), format!("expected {expected}"), "not a mix of ecosystems");
    }
    mix.map(|value| Placed { value, span })
}

fn read_compensation(mut section: Section<'_>) -> RawCompensation {
    for (key, help) in [
        ("year", "the epoch that is compensated: year = 2020"),
        ("conversion", "the conversion coefficient k of Eq 5; the founding paper uses conversion = 0.15"),
        (
            "market_services",
            "services that the market already pays for; the founding paper uses market_services = [\"food_production\", \"raw_material\"]",
        ),
    ] {
        if !section.has(key) {
            section.missing(key, help);
        }
    }
    let compensation = RawCompensation {
        span: section.span.clone(),
        year: section.whole_number("year"),
        conversion: section.number("conversion"),
        market_services: section.texts("market_services"),
        comparisons: raw_comparisons::read(&mut section),
    };
    section.finish();
    compensation
}
