//! The zones coloured by a value.

use super::Figure;
use crate::chart::{Choropleth, PAGE_WIDTH, Series, Shapes, ZoneMark, key, map_shapes};
use crate::measures::{self, Measure, Steps};
use crate::phrases::Phrases;
use crate::{Findings, Provenance};
use landledger_core::Polygons;

/// Change of the value, zone by zone. `None` without outlines, or with a single year.
pub(crate) fn value_change(findings: &Findings<'_>, phrases: &Phrases) -> Option<Figure> {
    const MOST_VERTICES: usize = 60_000;
    if findings.years().len() < 2 {
        return None;
    }
    let shapes = zone_shapes(findings, [PAGE_WIDTH, 520.0], MOST_VERTICES)?;
    let measure = measures::value_change(findings, phrases);
    let steps = measure.steps();
    let zones = zone_marks(findings, &measure, &steps);
    let chart = Choropleth { label: &measure.label, shapes: &shapes, zones: &zones, unit: &measure.unit };
    let sheet = chart.draw();
    let series = steps.words.iter().zip(&steps.colors);
    let series: Vec<Series> = series.map(|(name, color)| Series { name: name.clone(), color: color.clone() }).collect();
    let (keys, height) = key(&series, 0.0, shapes.height + 4.0, PAGE_WIDTH);
    let sheet = sheet.child(keys).taller(height + 6.0);
    Some(Figure {
        name: "map-esv-change".into(),
        heading: measure.label.clone(),
        // A map without its caption must still say what the colours are.
        notes: vec![measure.label, phrases.say("map.not_to_scale")],
        sheet,
    })
}

/// For each zone what its mark says.
pub(crate) fn zone_marks(findings: &Findings<'_>, measure: &Measure, steps: &Steps) -> Vec<ZoneMark> {
    let marks = findings.tally.zones().iter().enumerate().map(|(index, zone)| ZoneMark {
        name: zone.name.clone(),
        color: steps.color(index).to_owned(),
        says: format!("{}: {}", zone.name, measure.texts[index]),
        value: measure.values[index],
    });
    marks.collect()
}

/// The outlines on a sheet of this size. `None` where there are none.
pub(crate) fn zone_shapes(findings: &Findings<'_>, size: [f64; 2], most: usize) -> Option<Shapes> {
    let outlines: Vec<&Polygons> = findings.outlines?.iter().map(|zone| &zone.outline).collect();
    map_shapes(&outlines, aspect(findings.provenance, &outlines), size, most)
}

/// Width of a cell over its height on the ground, in the middle of the zones. A degree of longitude shrinks with latitude.
fn aspect(provenance: &Provenance, outlines: &[&Polygons]) -> f64 {
    let grid = provenance.grid;
    let aspect = (grid.cell_x / grid.cell_y).abs();
    let is_geographic = provenance.crs.as_ref().is_some_and(|crs| crs.wkt.starts_with("GEOG"));
    if !is_geographic {
        return aspect;
    }
    let rows = outlines.iter().filter_map(|outline| outline.row_extent());
    let extent = rows.reduce(|(a, b), (c, d)| (a.min(c), b.max(d)));
    let middle = extent.map_or(0.0, |(top, bottom)| f64::midpoint(top, bottom));
    let latitude = (grid.origin_y + grid.cell_y * middle).clamp(-85.0, 85.0);
    aspect * libm::cos(latitude.to_radians())
}
