//! By how much a projection's cells are off: its areal scale.

use crate::crs::CrsKind;
use crate::{GeoGrid, Rasters, ReaderError};
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
pub const EQUAL_AREA_WITHIN: f64 = 1e-6;

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
        let to_degrees = crs.to_degrees().map_err(gdal)?;
        let side = PROBE_M / metres_per_unit;
        let grid = self.grid();
        Ok(grid
            .landmarks()
            .into_iter()
            .filter_map(|(place, at)| {
                let ground = ground_area(&globe, &to_degrees, grid, at, side)?;
                Some(ArealScale { place, scale: PROBE_M * PROBE_M / ground })
            })
            .filter(|scale| scale.scale.is_finite())
            .collect())
    }
}

/// Ground area in m2 of a square of `side` CRS units around a point of the grid.
fn ground_area(globe: &Surface, to_degrees: &CoordTransform, grid: &GeoGrid, at: [f64; 2], side: f64) -> Option<f64> {
    let [x, y] = grid.to_crs(at);
    let half = side / 2.0;
    // Eight points: the middles of the sides keep their curvature in longitude and latitude.
    let outline = [(-1, -1), (0, -1), (1, -1), (1, 0), (1, 1), (0, 1), (-1, 1), (-1, 0)];
    let (mut xs, mut ys): (Vec<f64>, Vec<f64>) =
        outline.iter().map(|&(i, j)| (x + f64::from(i) * half, y + f64::from(j) * half)).unzip();
    to_degrees.transform_coords(&mut xs, &mut ys, &mut []).ok()?;
    let ring: Vec<[f64; 2]> = xs.iter().zip(&ys).map(|(lon, lat)| [lon.to_radians(), lat.to_radians()]).collect();
    if ring.iter().flatten().any(|coordinate| !coordinate.is_finite()) {
        return None;
    }
    Some(globe.polygon_area(&Polygons::from_rings(vec![ring])).square_metres())
}
