//! What happened to the input and is worth knowing, in sentences: for the manifest and the summary.

use crate::inputs::Inputs;
use crate::study::Study;
use landledger_core::{Area, EdgeRule, LedgerLine, MOST_TRAJECTORIES};
use landledger_reader::{Alignment, EQUAL_AREA_WITHIN, ZoneNote};
use landledger_report::TallyFile;
use std::fmt::Write as _;

/// Sentences about rasters and zones that can be said before counting.
pub(crate) fn of_inputs(study: &Study, inputs: &Inputs) -> Vec<String> {
    let mut notes = Vec::new();
    for (facts, epoch) in inputs.rasters.facts().iter().zip(&study.epochs) {
        if let Some(alignment) = &facts.alignment {
            notes.push(format!("{}: {}", epoch.year, of_alignment(alignment)));
        }
        if let Some(nodata) = facts.impossible_nodata() {
            notes.push(format!(
                "{}: its nodata tag {nodata} is ignored, no cell of type {} can hold it",
                epoch.year, facts.cell_type
            ));
        }
        let declared = facts.nodata.iter().chain(&study.nodata);
        let classes =
            declared.filter_map(|&value| study.legend.classes().iter().find(|class| f64::from(class.code) == value));
        for class in classes {
            notes
                .push(format!("{}: code {} `{}` counts as nodata, not as a class", epoch.year, class.code, class.name));
        }
    }
    notes.extend(inputs.zones.notes.iter().map(|note| match note {
        ZoneNote::Repaired { zone, area_ratio } if area_ratio.is_finite() => {
            format!(
                "the outline of `{zone}` was not valid and was repaired; its area changed by {:+.4} %",
                (area_ratio - 1.0) * 100.0
            )
        }
        ZoneNote::Repaired { zone, .. } => format!("the outline of `{zone}` was not valid and was repaired"),
        ZoneNote::Reprojected { from, to } => format!("zones were transformed from {from} to {to}"),
        ZoneNote::TakenAsTheSame { from, to } => {
            format!(
                "the zones' CRS {from} is not {to}, but has the same coordinates on this grid: nothing was transformed"
            )
        }
        ZoneNote::NoDatumShift { from, to } => {
            format!("no datum shift from {from} to {to} is known: zones may lie off by up to some hundred metres")
        }
        ZoneNote::Merged { zone, features } => format!("`{zone}` was joined from {features} features"),
        other => format!("{other:?}"),
    }));
    notes.extend(areal_scale(study, inputs));
    notes
}

/// How far apart an epoch's own grid and the first one's are.
fn of_alignment(alignment: &Alignment) -> String {
    let Alignment { shift_cols, shift_rows, cell_ratio_x, cell_ratio_y, .. } = alignment;
    let mut note = format!(
        "its raster lies on another grid; each cell takes the nearest of its cells, which measure {cell_ratio_x:.3} x \
         {cell_ratio_y:.3} of a cell of the first epoch, centres up to {shift_cols:.3} columns and {shift_rows:.3} rows apart"
    );
    if let Some(crs) = &alignment.crs {
        let _ = write!(note, "; its CRS is {crs}");
    }
    if !alignment.knows_datum_shift {
        note.push_str("; no datum shift is known: it may lie off by up to some hundred metres");
    }
    if !alignment.covers_grid {
        note.push_str("; cells that it does not cover are nodata");
    }
    note
}

/// Differences of areas above this are worth a sentence.
const NOTABLE: f64 = 1e-3;

/// By how much the cell size alone is off, where the projection is not equal-area.
fn areal_scale(study: &Study, inputs: &Inputs) -> Option<String> {
    let scales = &inputs.areal_scales;
    let worst = scales.iter().map(|scale| (scale.scale - 1.0).abs()).fold(0.0, f64::max);
    if worst < if study.ground.planar { EQUAL_AREA_WITHIN } else { NOTABLE } {
        return None;
    }
    let places: Vec<String> =
        scales.iter().map(|scale| format!("{} {:+.4} %", scale.place, (scale.scale - 1.0) * 100.0)).collect();
    let places = places.join(", ");
    Some(if study.ground.planar {
        format!("the projection is not equal-area: areas are cell width x height, which is off by {places}")
    } else {
        format!(
            "the projection is not equal-area: areas are those on the ellipsoid; the cell size alone would be off by {places}"
        )
    })
}

/// What the cell size alone would have made of the land with a class, where that is another area.
fn of_cell_size(file: &TallyFile) -> Option<String> {
    let cell = Area::from_square_metres(file.provenance.planar_cell_m2?);
    let land = file.tally().study().classified();
    let (planar, ground) = (cell * land.cells, land.area);
    let ratio = planar.hectares() / ground.hectares() - 1.0;
    (ratio.abs() > NOTABLE).then(|| {
        format!(
            "land with a class covers {:.2} ha on the ellipsoid; the cell size alone would have given {:.2} ha, {:.2} % {}",
            ground.hectares(),
            planar.hectares(),
            ratio.abs() * 100.0,
            if ratio > 0.0 { "more" } else { "less" }
        )
    })
}

/// Less than this share of a zone is rounding along the raster's border, or along that of its neighbour.
const ROUNDING: f64 = 1e-9;

/// Less than a hundred square metres of a zone on the raster is rounding along the raster's border.
const NOTHING_HA: f64 = 0.01;

/// Sentences about zones that the raster does not cover.
pub(crate) fn of_outside<'a>(zones: impl Iterator<Item = (&'a str, LedgerLine)>) -> Vec<String> {
    let note = |(name, line): (&str, LedgerLine)| {
        let (polygon, outside) = (line.polygon.hectares(), line.outside.hectares());
        // Of a zone as large as a continent a small raster is less than rounding, and yet all of it lies inside.
        if outside >= polygon * (1.0 - ROUNDING) && polygon - outside < NOTHING_HA {
            Some(format!("zone `{name}` lies wholly outside the rasters ({polygon:.2} ha)"))
        } else if outside > polygon * ROUNDING {
            Some(format!("zone `{name}` lies partly outside the rasters: {outside:.2} of {polygon:.2} ha"))
        } else {
            None
        }
    };
    zones.filter_map(note).collect()
}

/// Why there is no table of trajectories, where there is none.
fn of_trajectories(file: &TallyFile) -> Option<String> {
    const MILLION: usize = 1_000_000;
    (!file.keeps_trajectories()).then(|| {
        format!(
            "the zones hold more than {} million different class trajectories, too many to keep: the table `trajectories` is \
             not made, all others are complete (fewer epochs, fewer classes or smaller zones have fewer)",
            MOST_TRAJECTORIES / MILLION
        )
    })
}

/// Sentences about trajectories that are not kept, zones outside, zones that overlap, zones without a cell, land without a class.
pub(crate) fn of_tally(file: &TallyFile) -> Vec<String> {
    let (tally, edge) = (file.tally(), file.tallies[0].edge);
    let lines = || tally.zones().iter().enumerate().map(|(index, zone)| (zone.name.as_str(), tally.zone_line(index)));
    let first = of_trajectories(file).into_iter().chain(of_cell_size(file));
    let mut notes: Vec<String> = first.chain(of_outside(lines())).collect();
    if !tally.study().classes_present().contains(&true) {
        notes.push("no cell under the zones has a class in any epoch: all of it is nodata".into());
    }
    let all: Vec<usize> = (0..tally.zones().len()).collect();
    let overlap = tally.overlap_among(&all).area.hectares();
    if overlap > tally.study().total().area.hectares() * ROUNDING {
        notes.push(format!(
            "zones overlap: {overlap:.2} ha lie in more than one; each zone counts them, groups and study count them once"
        ));
    }
    for ((name, line), region) in lines().zip(tally.by_zone()) {
        if region.total().cells == 0 && line.outside < line.polygon {
            let missed = match edge {
                EdgeRule::Centre => "holds the centre of no cell",
                EdgeRule::Exact | EdgeRule::Touched => "is too thin to hold a part of any cell",
            };
            notes.push(format!("zone `{name}` {missed} ({:.4} ha): it has no rows", line.polygon.hectares()));
        }
    }
    notes
}
