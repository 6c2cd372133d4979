//! Opens everything, counts nothing, says what a run would do.

use crate::account_plan::account_plan;
use crate::error::Error;
use crate::gdp_notes::of_gdp_prices;
use crate::inputs::Inputs;
use crate::legend_fit::codes_found;
use crate::level_notes::of_valued_level;
use crate::mapping_notes::of_mapping;
use crate::memory::Memory;
use crate::notes;
use crate::options::RunOptions;
use crate::results::default_folder;
use crate::run::no_cell;
use crate::study::{Study, ValueStudy};
use crate::unit_value_notes::of_unit_values;
use crate::{comparison_words, unit_value_words};
use landledger_accounting::UnitValues;
use landledger_core::{Area, Cell, Surface, units_to_read};
use std::fmt::Write as _;
use std::path::Path;

/// What a run of a study would do.
#[derive(Debug)]
pub struct Check {
    /// Title of the study.
    pub title: String,
    /// Topic and finding, in reading order.
    pub findings: Vec<(&'static str, String)>,
    /// Things to know before running.
    pub notes: Vec<String>,
}

/// Checks a study.
///
/// # Errors
/// Every problem at once.
pub fn check(path: &Path, options: &RunOptions) -> Result<Check, Error> {
    let study = Study::open(path)?;
    let inputs = Inputs::open(&study)?;
    let plan = account_plan(&study, &inputs.zones().names())?;
    let source = inputs.source(&study);
    let memory = Memory::of(&inputs, &source);
    let threads = memory.threads_within(options)?;
    let (_, work) = units_to_read(&inputs.plan(&study, threads), &source);
    if work.units == 0 {
        return Err(Error::Refused(no_cell(&inputs, study.edge).into()));
    }
    let mut findings = vec![
        ("grid", grid(&inputs)),
        ("CRS", inputs.rasters.crs().map_or_else(|| "none".into(), landledger_reader::Crs::name)),
        ("cell area", cell_area(&inputs)),
    ];
    findings.extend(
        study.epochs.iter().zip(inputs.rasters.facts()).map(|(epoch, facts)| ("epoch", epoch_line(epoch, facts))),
    );
    findings.push(("legend", legend(&study)));
    let codes = codes_found(&study, &inputs)?;
    findings.push(("codes", codes.line));
    findings.push(("zones", zones(&study, &inputs)));
    findings.push((
        "to read",
        format!(
            "{} of {} blocks under the zones, {} cells in each of {} epochs",
            work.units,
            work.units_in_grid,
            work.cells,
            study.epochs.len()
        ),
    ));
    let estimate = memory.with_threads(threads, options).div_ceil(1 << 20);
    findings.push(("memory", format!("up to about {estimate} MB with {threads} threads")));
    if let (Some(value), Some(plan)) = (&study.value, &plan) {
        findings.push(("values", values(&study, value)));
        if let Some(UnitValues::Derived(lines)) = plan.valuation.unit_values() {
            let words = unit_value_words::in_words(&study, &lines.values().copied().collect::<Vec<_>>());
            findings.extend(words.map(|words| ("unit value E_a", words)));
        }
    }
    if let Some(compensation) = &study.compensation {
        findings.push((
            "compensation",
            format!(
                "for {}, conversion {}, market services: {}",
                compensation.year,
                compensation.conversion,
                compensation.market_services.join(", ")
            ),
        ));
    }
    findings.extend(comparison_words::asked(&study));
    findings.push(("results", options.folder.clone().unwrap_or_else(|| default_folder(&study)).display().to_string()));
    let mut notes = notes::of_inputs(&study, &inputs);
    notes.extend(codes.notes);
    let names = inputs.zones().zones().iter().map(|zone| zone.name.as_str());
    let lines = names.zip(inputs.lines.iter().copied());
    notes.extend(notes::of_outside(lines));
    if let Some(UnitValues::Derived(lines)) = plan.iter().find_map(|plan| plan.valuation.unit_values()) {
        notes.extend(of_unit_values(&study, lines.iter().map(|((_, year), line)| (*year, line))));
    }
    notes.extend(of_valued_level(&study));
    notes.extend(of_mapping(&study));
    notes.extend(of_gdp_prices(&study));
    Ok(Check { title: study.title.clone(), findings, notes })
}

fn grid(inputs: &Inputs) -> String {
    let grid = inputs.rasters.grid();
    format!(
        "{} rows x {} columns, cells {} x {}",
        grid.shape.rows,
        grid.shape.cols,
        grid.cell_x.abs(),
        grid.cell_y.abs()
    )
}

fn cell_area(inputs: &Inputs) -> String {
    let square_metres = |area: Area| format!("{:.6} m2", area.square_metres());
    let (surface, shape) = (&inputs.surface, inputs.shape());
    let (last_row, last_col) = (shape.rows.saturating_sub(1), shape.cols.saturating_sub(1));
    let at = |row, col| square_metres(surface.cell_area(Cell { row, col }));
    match surface {
        Surface::Plane { cell } => square_metres(*cell),
        Surface::Geographic { .. } => {
            format!("{} in the first row, {} in the last (on the ellipsoid)", at(0, 0), at(last_row, 0))
        }
        Surface::Projected(grid) => format!(
            "{} upper left, {} in the middle, {} lower right (on the ellipsoid; {} on the plane)",
            at(0, 0),
            at(shape.rows / 2, shape.cols / 2),
            at(last_row, last_col),
            square_metres(grid.planar_cell())
        ),
    }
}

fn epoch_line(epoch: &landledger_reader::EpochSpec, facts: &landledger_reader::RasterFacts) -> String {
    let block = facts.block_shape();
    let mut line = format!(
        "{}: {} ({} {}, blocks {} x {}",
        epoch.year,
        epoch.path.display(),
        facts.driver,
        facts.cell_type,
        block.rows,
        block.cols
    );
    let nodata = facts.nodata.map_or_else(|| "no nodata tag".into(), |value| format!("nodata {value}"));
    let _ = write!(line, ", {nodata}{})", if facts.has_mask { ", mask band" } else { "" });
    line
}

fn zones(study: &Study, inputs: &Inputs) -> String {
    let zones = inputs.zones().zones();
    let vertices: usize = zones.iter().map(|zone| zone.outline.vertices()).sum();
    let groups: std::collections::BTreeSet<&str> = zones.iter().filter_map(|zone| zone.group.as_deref()).collect();
    let source =
        study.zones.as_ref().map_or_else(|| "the whole raster".into(), |spec| spec.source.display().to_string());
    let mut line = format!("{} from {source}", zones.len());
    if !groups.is_empty() {
        let _ = write!(line, " in {} groups", groups.len());
    }
    let _ = write!(line, ", {vertices} vertices, edge rule {}", study.edge);
    if study.edges.len() > 1 {
        line.push_str(" (and the band of all)");
    }
    line
}

fn legend(study: &Study) -> String {
    let level = study.legend_level.as_ref();
    let level = level.map_or_else(String::new, |level| format!(" at level {} of {}", level.level, level.finest));
    format!("{}{level}, {} classes", study.legend_origin, study.legend.len())
}

fn values(study: &Study, value: &ValueStudy) -> String {
    match value {
        ValueStudy::Equivalents { origin, mixes, mapping, .. } => {
            let without: Vec<String> = study
                .legend
                .classes()
                .iter()
                .zip(mixes)
                .filter(|(_, mix)| mix.is_none())
                .map(|(class, _)| class.code.to_string())
                .collect();
            let mut line = format!("equivalents {origin}");
            if let Some(mapping) = mapping {
                let codes: Vec<String> = mapping.classes.iter().map(u16::to_string).collect();
                let _ = write!(line, ", the classes {} as in the mapping {}", codes.join(", "), mapping.origin);
            }
            if !without.is_empty() {
                let _ =
                    write!(line, "; nothing is said about the classes {}, so they must not occur", without.join(", "));
            }
            line
        }
        ValueStudy::PerHectare { path, .. } => format!("money per hectare from {}", path.display()),
    }
}
