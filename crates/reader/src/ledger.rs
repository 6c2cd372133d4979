//! What the zones' outlines measure on the ground.

use crate::areal_scale::Plane;
use crate::{Crs, RasterFacts, Rasters, ReaderError};
use landledger_core::{Area, GridShape, LedgerLine, Polygons, Surface, Window, Zone, ledger_lines, per_item};

impl Rasters {
    /// The line of every zone, in their order, from its geometry alone.
    ///
    /// On a projected surface edges are straight on the rasters' plane, and are followed over the ground point by point.
    ///
    /// # Errors
    /// Every zone that reaches where PROJ cannot invert the projection.
    pub fn ledger_lines(&self, zones: &[Zone], surface: &Surface) -> Result<Vec<LedgerLine>, Vec<ReaderError>> {
        let Surface::Projected(areas) = surface else { return Ok(ledger_lines(zones, surface, self.grid().shape)) };
        let (path, band, shape) = (&self.facts()[0].path, self.facts()[0].band, self.grid().shape);
        // GDAL's objects stay in the thread that made them: each thread reads the CRS for itself.
        let open = || RasterFacts::of(path, Some(band))?.plane();
        let undefined = areas.undefined();
        let of_zone = |plane: &mut Plane, zone: &Zone| line(plane, shape, &undefined, zone).ok_or(zone.name.clone());
        let lines = per_item(zones, open, of_zone).map_err(|error| vec![error])?;
        let (lines, errors): (Vec<_>, Vec<_>) = lines.into_iter().partition(Result::is_ok);
        if errors.is_empty() {
            Ok(lines.into_iter().filter_map(Result::ok).collect())
        } else {
            Err(errors.into_iter().filter_map(Result::err).map(|zone| self.beyond_the_projection(&zone)).collect())
        }
    }

    fn beyond_the_projection(&self, zone: &str) -> ReaderError {
        ReaderError::Zone {
            path: self.facts()[0].path.clone(),
            zone: zone.into(),
            problem: format!(
                "reaches where the rasters' CRS {} has no areas: PROJ finds no longitude and latitude for some of it, or \
                 the projection's scale leaps there",
                self.crs().map(Crs::name).unwrap_or_default()
            ),
            way_out: "cut the zone, warp the rasters to an equal-area projection, or set `area = \"planar\"`".into(),
        }
    }
}

fn line(plane: &Plane, shape: GridShape, undefined: &[Window], zone: &Zone) -> Option<LedgerLine> {
    let (least, most) = zone.outline.extent().unwrap_or_default();
    let lies_on = |window: &Window| {
        let (from, to) = ([window.col as f64, window.row as f64], [window.end_col() as f64, window.end_row() as f64]);
        // Most windows are nowhere near, and outlines can be long.
        let is_near = (0..2).all(|axis| least[axis] < to[axis] && from[axis] < most[axis]);
        is_near && zone.outline.within(from, to).cells() > 0.0
    };
    if undefined.iter().any(lies_on) {
        return None;
    }
    let area = |outline: &Polygons| plane.outline_area(outline).map(Area::from_square_metres).ok_or(());
    LedgerLine::measured(&zone.outline, shape, area).ok()
}
