//! By how much a projection's cells are off: its areal scale.

use crate::crs::CrsKind;
use crate::globe::{Globe, cross, dot};
use crate::{GeoGrid, RasterFacts, Rasters, ReaderError};
use landledger_core::{ArealGrid, Look};

/// Projected area over ground area at one place of the grid.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ArealScale {
    /// "centre", "upper left", ...
    pub place: &'static str,
    /// 1.0008 means that a cell's planar area is 0.08 % larger than the ground it covers.
    pub scale: f64,
}

/// A projection is called equal-area when its areal scale differs from 1 by less than this everywhere
/// that was looked at. PROJ's series of authalic latitudes are good to 1e-8, which at 85 degrees is 2e-7 of an area.
pub const EQUAL_AREA_WITHIN: f64 = 1e-6;

/// The projection of a grid.
pub(crate) struct Plane {
    pub(crate) globe: Globe,
    pub(crate) grid: GeoGrid,
    pub(crate) metres_per_unit: f64,
}

impl Rasters {
    /// The projection's areal scale at the grid's centre and corners, from PROJ; empty where the
    /// CRS is not projected. A place that PROJ cannot invert is left out.
    pub fn areal_scales(&self) -> Vec<ArealScale> {
        let Ok(plane) = self.facts()[0].plane() else { return Vec::new() };
        let landmarks = self.grid().landmarks();
        let densities = plane.densities(&landmarks.map(|(_, at)| at), Look::Close);
        let scales = landmarks
            .into_iter()
            .zip(densities)
            .map(|((place, _), density)| ArealScale { place, scale: 1.0 / density });
        scales.filter(|scale| scale.scale.is_finite()).collect()
    }
}

impl RasterFacts {
    /// The projection of the grid.
    ///
    /// # Errors
    /// When the CRS is not projected, or PROJ cannot invert its projection.
    pub(crate) fn plane(&self) -> Result<Plane, ReaderError> {
        let refuse = |problem: String| ReaderError::Ground {
            path: self.path.clone(),
            problem,
            way_out: "warp it to an equal-area projection, or set `area = \"planar\"`".into(),
        };
        match self.crs.as_ref().map(|crs| (crs, crs.kind())) {
            Some((crs, CrsKind::Projected { metres_per_unit })) => match Globe::of(crs) {
                Ok(globe) => Ok(Plane { globe, grid: self.grid, metres_per_unit }),
                Err(error) => Err(refuse(format!("PROJ cannot invert its projection {} ({error})", crs.name()))),
            },
            Some((crs, _)) => Err(refuse(format!("its CRS {} is not projected", crs.name()))),
            None => Err(refuse("it has no CRS".into())),
        }
    }
}

impl Plane {
    /// Width x height of a cell in m2.
    pub(crate) fn cell_m2(&self) -> f64 {
        let [width, height] = self.grid.cell_sides();
        width * height * self.metres_per_unit * self.metres_per_unit
    }

    /// True when the areal scale is 1 wherever on the grid PROJ can say; `None` when it can nowhere.
    pub(crate) fn is_equal_area(&self) -> Option<bool> {
        /// So many places each way: the projections in use vary over the whole of a grid, not between two of these.
        const LOOKS: usize = 17;
        let [cols, rows] = [self.grid.shape.cols, self.grid.shape.rows].map(|count| count as f64);
        let share = |index: usize| (index as f64 + 0.5) / LOOKS as f64;
        let places: Vec<[f64; 2]> =
            (0..LOOKS).flat_map(|i| (0..LOOKS).map(move |j| [share(j) * cols, share(i) * rows])).collect();
        let mut densities = self.densities(&places, Look::Close);
        densities.retain(|density| density.is_finite());
        let is_one = |density: &f64| (density - 1.0).abs() < EQUAL_AREA_WITHIN;
        (!densities.is_empty()).then(|| densities.iter().all(is_one))
    }

    /// Areas of the grid's cells.
    pub(crate) fn areal_grid(&self) -> ArealGrid {
        ArealGrid::fit(self.grid.shape, self.cell_m2(), |points, look| self.densities(points, look))
    }

    /// Ground area for an area of the plane, at places of the grid; not finite where PROJ cannot say.
    ///
    /// # Equation
    /// With P(x, y) the place on a unit sphere of the same areas as the ellipsoid: R^2 |P . (dP/dx x dP/dy)|. On the sphere
    /// neither poles nor the antimeridian are different from other places. Derivatives are central differences
    /// of the sixth order (Fornberg, Mathematics of Computation 51, 1988, table 1): over 3 x 20 km their error is some
    /// (20 / 6371)^6 / 140 = 1e-17, and PROJ's rounding, some 1e-9 m, is 1e-13 of them; over 3 x 2 km it is 1e-12.
    fn densities(&self, points: &[[f64; 2]], look: Look) -> Vec<f64> {
        let step_m = match look {
            Look::Wide => 20_000.0,
            Look::Close => 2_000.0,
        };
        let step = step_m / self.metres_per_unit;
        let offsets = [[0.0, 0.0]].into_iter().chain(
            DIFFERENCES
                .iter()
                .flat_map(|&(k, _)| [[k * step, 0.0], [-k * step, 0.0], [0.0, k * step], [0.0, -k * step]]),
        );
        let offsets: Vec<[f64; 2]> = offsets.collect();
        let around = points.iter().flat_map(|&point| {
            let [x, y] = self.grid.to_crs(point);
            offsets.iter().map(move |[right, up]| [x + right, y + up])
        });
        let places = self.globe.places(around);
        let density = |places: &[[f64; 3]]| {
            let mut derivatives = [[0.0; 3]; 2];
            for ((_, weight), four) in DIFFERENCES.iter().zip(places[1..].chunks_exact(4)) {
                for (derivative, pair) in derivatives.iter_mut().zip(four.chunks_exact(2)) {
                    for (axis, slope) in derivative.iter_mut().enumerate() {
                        *slope += weight * (pair[0][axis] - pair[1][axis]);
                    }
                }
            }
            let [by_x, by_y] = derivatives;
            let solid = dot(places[0], cross(by_x, by_y)).abs() / (step_m * step_m);
            without_last_bits(self.globe.square_metres(solid))
        };
        places.chunks_exact(offsets.len()).map(density).collect()
    }
}

/// Distances in steps, and weights of the differences across the centre.
const DIFFERENCES: [(f64, f64); 3] = [(1.0, 45.0 / 60.0), (2.0, -9.0 / 60.0), (3.0, 1.0 / 60.0)];

/// To 35 of 53 bits, 3e-11 of the number (Dekker, Numerische Mathematik 18, 1971, section 5): PROJ uses the system's sines,
/// whose last bits may differ from system to system, and cells must not.
pub(crate) fn without_last_bits(number: f64) -> f64 {
    const SPLIT: f64 = (1_u32 << 18) as f64 + 1.0;
    let scaled = number * SPLIT;
    scaled - (scaled - number)
}
