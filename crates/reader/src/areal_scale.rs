//! By how much a projection's cells are off: its areal scale.

use crate::crs::CrsKind;
use crate::{Rasters, ReaderError};
use gdal::spatial_ref::CoordTransform;
use landledger_core::{Polygons, Surface};

/// Projected area over ground area at one place of the grid.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ArealScale {
    /// "centre", "upper left", ...
    pub place: &'static str,
    /// 1.0008 means that a cell's planar area is 0.08 % larger than the ground it covers.
    pub scale: f64,
}

/// A projection is called equal-area when its areal scale differs from 1 by less than this
/// everywhere that was looked at: the accuracy of the look.
pub const EQUAL_AREA_WITHIN: f64 = 2e-6;

/// Side of the square that is measured. PROJ's inverse projections converge to about 1e-10 rad,
/// which is 3e-7 of this; over it the scale of the usual projections changes by less than 1e-6.
const PROBE_M: f64 = 2000.0;

impl Rasters {
    /// The projection's areal scale at the grid's centre and corners, from PROJ; empty where the
    /// CRS is not projected. A place that PROJ cannot invert is left out.
    ///
    /// # Errors
    /// When GDAL cannot set the transformation up.
    pub fn areal_scales(&self) -> Result<Vec<ArealScale>, ReaderError> {
        let Some((crs, CrsKind::Projected { metres_per_unit })) = self.crs().map(|crs| (crs, crs.kind())) else {
            return Ok(Vec::new());
        };
        let gdal = |source| ReaderError::Gdal {
            path: self.facts()[0].path.clone(),
            doing: "setting up the projection",
            source,
        };
        let (Ok(major), Ok(minor)) = (crs.srs().semi_major(), crs.srs().semi_minor()) else { return Ok(Vec::new()) };
        let globe = Surface::Geographic {
            ellipsoid: landledger_core::Ellipsoid::from_axes(major, minor),
            first_latitude: 0.0,
            row_step: 1.0,
            col_step: 1.0,
        };
        let (to_geographic, radians_per_unit) = crs.to_geographic().map_err(gdal)?;
        let side = PROBE_M / metres_per_unit;
        let grid = self.grid();
        Ok(grid
            .landmarks()
            .into_iter()
            .filter_map(|(place, at)| {
                let ring = square_on_globe(&to_geographic, radians_per_unit, grid.to_crs(at), side)?;
                let ground = globe.polygon_area(&Polygons::from_rings(vec![ring])).square_metres();
                Some(ArealScale { place, scale: PROBE_M * PROBE_M / ground })
            })
            .filter(|scale| scale.scale.is_finite())
            .collect())
    }
}

/// A square of `side` CRS units around a point of the CRS, as longitudes and latitudes in radians.
fn square_on_globe(
    to_geographic: &CoordTransform,
    radians_per_unit: f64,
    [x, y]: [f64; 2],
    side: f64,
) -> Option<Vec<[f64; 2]>> {
    let half = side / 2.0;
    // Eight points: the middles of the sides keep their curvature in longitude and latitude.
    let outline = [(-1, -1), (0, -1), (1, -1), (1, 0), (1, 1), (0, 1), (-1, 1), (-1, 0)];
    let (mut xs, mut ys): (Vec<f64>, Vec<f64>) =
        outline.iter().map(|&(i, j)| (x + f64::from(i) * half, y + f64::from(j) * half)).unzip();
    to_geographic.transform_coords(&mut xs, &mut ys, &mut []).ok()?;
    let (turn, first) = (std::f64::consts::TAU, xs[0] * radians_per_unit);
    // Nothing here reaches half-way around the globe: a longitude that seems to is one turn off.
    let near_first = |longitude: f64| longitude - ((longitude - first) / turn).round() * turn;
    let ring: Vec<[f64; 2]> =
        xs.iter().zip(&ys).map(|(x, y)| [near_first(x * radians_per_unit), y * radians_per_unit]).collect();
    ring.iter().flatten().all(|coordinate| coordinate.is_finite()).then_some(ring)
}
