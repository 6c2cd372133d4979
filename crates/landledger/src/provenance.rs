//! Records what the numbers were made from: files with their hashes, grid, CRS, parameters.

use crate::error::Error;
use crate::file_hashes::{FileHash, file_hash};
use crate::inputs::Inputs;
use crate::study::{Study, TableOrigin, UnitValueWay, ValueStudy};
use crate::unit_value_words;
use landledger_core::Surface;
use landledger_reader::{AlignRule, Alignment};
use landledger_report::{
    AlignedRecord, CrsRecord, EpochRecord, FileRecord, GridRecord, LegendRecord, Parameters, Provenance, ScaleRecord,
    ZonesRecord,
};
use std::path::Path;

/// Name and version of this program.
pub(crate) fn program() -> String {
    concat!("landledger ", env!("CARGO_PKG_VERSION")).into()
}

/// What a tally of these inputs depends on.
pub(crate) fn provenance(study: &Study, inputs: &Inputs, hashes: Vec<FileHash>, notes: Vec<String>) -> Provenance {
    let grid = inputs.rasters.grid();
    let epochs = inputs.rasters.facts().iter().zip(&study.epochs).map(|(facts, epoch)| EpochRecord {
        year: epoch.year.0,
        raster: shown(study, &epoch.path),
        band: facts.band,
        driver: facts.driver.clone(),
        cell_type: facts.cell_type.clone(),
        nodata: facts.nodata.map(|value| value.to_string()),
        aligned: facts.alignment.as_ref().map(|alignment| aligned_record(alignment, study.align)),
    });
    Provenance {
        program: program(),
        libraries: landledger_reader::versions(),
        inputs: hashes.into_iter().map(|hash| file_record(study, hash)).collect(),
        epochs: epochs.collect(),
        grid: GridRecord {
            rows: grid.shape.rows,
            cols: grid.shape.cols,
            origin_x: grid.origin_x,
            origin_y: grid.origin_y,
            cell_x: grid.cell_x,
            cell_y: grid.cell_y,
        },
        crs: inputs.rasters.crs().map(|crs| CrsRecord { name: crs.name(), wkt: crs.wkt() }),
        legend: LegendRecord {
            origin: origin(study, &study.legend_origin),
            level: study.legend_level.as_ref().map(|level| level.level),
            nodata: study.nodata.clone(),
        },
        zones: zones_record(study),
        edge: study.edge.name().into(),
        edges: study.edges.iter().map(|rule| rule.name().into()).collect(),
        align: study.align.name().into(),
        area: area_rule(study).into(),
        measured: measured(study, inputs).into(),
        cell_area_m2: study.ground.cell_area_m2,
        areal_scale: inputs
            .areal_scales
            .iter()
            .map(|scale| ScaleRecord { place: scale.place.into(), areal_scale: scale.scale })
            .collect(),
        planar_cell_m2: match &inputs.surface {
            Surface::Projected(grid) => Some(grid.planar_cell().square_metres()),
            Surface::Plane { .. } | Surface::Geographic { .. } => None,
        },
        notes,
    }
}

fn aligned_record(alignment: &Alignment, rule: AlignRule) -> AlignedRecord {
    AlignedRecord {
        method: rule.name().into(),
        shift_cols: alignment.shift_cols,
        shift_rows: alignment.shift_rows,
        cell_ratio_x: alignment.cell_ratio_x,
        cell_ratio_y: alignment.cell_ratio_y,
        crs: alignment.crs.clone(),
        knows_datum_shift: alignment.knows_datum_shift,
        covers_grid: alignment.covers_grid,
    }
}

/// Where the study takes its zones from.
pub(crate) fn zones_record(study: &Study) -> Option<ZonesRecord> {
    study.zones.as_ref().map(|zones| ZonesRecord {
        source: shown(study, &zones.source),
        layer: zones.layer.clone(),
        name: zones.name.clone(),
        group: zones.group.clone(),
        merge: zones.merge,
    })
}

/// What the area rule came to on these rasters.
fn measured(study: &Study, inputs: &Inputs) -> &'static str {
    match (&inputs.surface, inputs.rasters.crs()) {
        (Surface::Geographic { .. } | Surface::Projected(_), _) => "on the ellipsoid",
        (Surface::Plane { .. }, None) => "stated cell area",
        (Surface::Plane { .. }, Some(_)) if study.ground.planar => "cell width x height",
        (Surface::Plane { .. }, Some(_)) => "equal-area projection",
    }
}

pub(crate) fn area_rule(study: &Study) -> &'static str {
    if study.ground.planar { "planar" } else { "ellipsoidal" }
}

/// The study's own text files.
pub(crate) fn study_files(study: &Study) -> Result<Vec<FileRecord>, Error> {
    study.files.iter().map(|path| Ok(file_record(study, file_hash(path)?))).collect()
}

/// What the accounts depend on.
pub(crate) fn parameters(study: &Study) -> Parameters {
    let mut parameters = Parameters { currency: study.currency.clone(), ..Parameters::default() };
    match &study.value {
        Some(ValueStudy::Equivalents { origin, table, mixes, mapping, unit_value, factors }) => {
            parameters.values = Some(self::origin(study, origin));
            parameters.mapping = mapping.as_ref().map(|mapping| self::origin(study, &mapping.origin));
            if let UnitValueWay::Stated(value) = unit_value.way {
                parameters.unit_value = Some(value);
            }
            parameters.unit_value_from = Some(unit_value_words::record(study, unit_value, factors.as_ref()));
            let named = study.legend.classes().iter().zip(mixes).filter_map(|(class, mix)| {
                let shares = mix.as_ref()?.shares.iter();
                Some((class.code, shares.map(|&(index, share)| (table.ecosystems()[index].clone(), share)).collect()))
            });
            parameters.classes = named.collect();
        }
        Some(ValueStudy::PerHectare { path, .. }) => parameters.values = Some(shown(study, path)),
        None => {}
    }
    let graded = study.legend.classes().iter().zip(study.land_use_grades.iter().flatten());
    parameters.land_use_grades = graded.filter_map(|(class, grade)| Some((class.code, (*grade)?))).collect();
    parameters.gdp_prices = study.gdp.as_ref().and_then(|gdp| gdp.prices).map(|prices| prices.name().into());
    if let Some(compensation) = &study.compensation {
        parameters.compensation_year = Some(compensation.year.0);
        parameters.conversion = Some(compensation.conversion);
        parameters.market_services.clone_from(&compensation.market_services);
        let asked = &compensation.comparisons;
        parameters.sweep_conversion = asked.sweep_conversions.clone().unwrap_or_default();
        parameters.sweep_years = asked.sweep_years.iter().flatten().map(|year| year.0).collect();
        parameters.budget = asked.budget.map(|budget| budget.money().units_per_year());
        parameters.paid = asked.paid.as_ref().map(|paid| shown(study, paid.file.source.path()));
    }
    parameters
}

fn file_record(study: &Study, hash: FileHash) -> FileRecord {
    FileRecord { path: shown(study, &hash.path), bytes: hash.bytes, sha256: hash.sha256 }
}

/// Where a table came from, for the record.
pub(crate) fn origin(study: &Study, origin: &TableOrigin) -> String {
    match origin {
        TableOrigin::Preset(name) => (*name).to_owned(),
        TableOrigin::File(path) => shown(study, path),
    }
}

/// Relative to the study's folder where it lies below it, so that a study can be moved as a whole.
pub(crate) fn shown(study: &Study, path: &Path) -> String {
    let folder = study.path.parent().unwrap_or_else(|| Path::new(""));
    path.strip_prefix(folder).unwrap_or(path).to_string_lossy().into_owned()
}
