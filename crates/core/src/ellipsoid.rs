//! Areas on an ellipsoid of revolution, for grids in degrees.

/// An ellipsoid by its semi-major axis and squared eccentricity.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ellipsoid {
    semi_major_m: f64,
    eccentricity_squared: f64,
}

/// Nodes and weights of Gauss-Legendre quadrature with 8 points on [-1, 1]
/// (Abramowitz and Stegun, Handbook of Mathematical Functions, table 25.4).
const GAUSS_8: [(f64, f64); 4] = [
    (0.183_434_642_495_649_8, 0.362_683_783_378_362),
    (0.525_532_409_916_329, 0.313_706_645_877_887_3),
    (0.796_666_477_413_626_7, 0.222_381_034_453_374_48),
    (0.960_289_856_497_536_3, 0.101_228_536_290_376_26),
];

/// Steps of at most this keep the quadrature's error under 1e-15 of the result.
const LONGEST_STEP_RAD: f64 = 0.1;

impl Ellipsoid {
    /// From the semi-axes in metres.
    pub fn from_axes(semi_major_m: f64, semi_minor_m: f64) -> Self {
        let ratio = semi_minor_m / semi_major_m;
        Self { semi_major_m, eccentricity_squared: 1.0 - ratio * ratio }
    }

    /// WGS 84: a = 6378137 m, 1/f = 298.257223563 (NIMA TR8350.2, table 3.1).
    pub fn wgs84() -> Self {
        const FLATTENING: f64 = 1.0 / 298.257_223_563;
        Self { semi_major_m: 6_378_137.0, eccentricity_squared: FLATTENING * (2.0 - FLATTENING) }
    }

    /// Ground area per radian of longitude between two latitudes, in m2 per radian.
    ///
    /// # Equation
    /// The integral of M(p) N(p) cos p = a^2 (1 - e^2) cos p / (1 - e^2 sin^2 p)^2 over latitude p, with M and N the radii of
    /// curvature in the meridian and the prime vertical. Integrated numerically because the closed
    /// form is a difference of two nearly equal numbers for a 30 m row and would lose five digits.
    ///
    /// # References
    /// Snyder, Map Projections: A Working Manual, USGS Professional Paper 1395 (1987), eq. 3-11 and 4-20.
    pub fn area_per_radian(&self, from_latitude_rad: f64, to_latitude_rad: f64) -> f64 {
        let span = to_latitude_rad - from_latitude_rad;
        let steps = libm::ceil(span.abs() / LONGEST_STEP_RAD).max(1.0);
        let step = span / steps;
        let mut total = 0.0;
        for index in 0..steps as u32 {
            let middle = from_latitude_rad + (f64::from(index) + 0.5) * step;
            total += gauss(middle, step / 2.0, |latitude| self.density(latitude));
        }
        total
    }

    /// Area between the equator and an edge, signed: what Green's theorem adds up around a polygon.
    ///
    /// The edge is straight in longitude and latitude. `reference` is any latitude near the
    /// polygon; measuring from there instead of the equator keeps small polygons exact.
    pub(crate) fn area_below_edge(&self, reference: f64, from: [f64; 2], to: [f64; 2]) -> f64 {
        let [lon_a, lat_a] = from;
        let [lon_b, lat_b] = to;
        let steps = libm::ceil((lat_b - lat_a).abs() / LONGEST_STEP_RAD).max(1.0);
        let mut mean = 0.0;
        for index in 0..steps as u32 {
            let half = (lat_b - lat_a) / steps / 2.0;
            let middle = lat_a + (2.0 * f64::from(index) + 1.0) * half;
            // The mean over the step; `gauss` with a half-width of 1/2 has weights that add to one.
            mean += gauss(0.0, 0.5, |t| self.area_per_radian(reference, middle + 2.0 * t * half)) / steps;
        }
        (lon_b - lon_a) * mean
    }

    fn density(&self, latitude: f64) -> f64 {
        let sine = libm::sin(latitude);
        let w = 1.0 - self.eccentricity_squared * sine * sine;
        self.semi_major_m * self.semi_major_m * (1.0 - self.eccentricity_squared) * libm::cos(latitude) / (w * w)
    }
}

/// Integral of `f` over `middle - half ..= middle + half`.
fn gauss(middle: f64, half: f64, f: impl Fn(f64) -> f64) -> f64 {
    GAUSS_8.iter().map(|&(node, weight)| weight * (f(middle - half * node) + f(middle + half * node))).sum::<f64>()
        * half
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::f64::consts::{FRAC_PI_2, PI};

    /// Relative agreement asked of areas against a closed form that is itself good to about 1e-15.
    const RELATIVE: f64 = 1e-13;

    #[test]
    fn a_sphere_has_the_area_of_a_sphere() {
        let sphere = Ellipsoid::from_axes(6_371_000.0, 6_371_000.0);
        let area = 2.0 * PI * sphere.area_per_radian(-FRAC_PI_2, FRAC_PI_2);
        let expected = 4.0 * PI * 6_371_000.0_f64.powi(2);
        assert!((area / expected - 1.0).abs() < RELATIVE, "{area} against {expected}");
    }

    #[test]
    fn wgs84_from_pole_to_pole_matches_the_closed_form() {
        // Snyder 3-12 at 90 degrees: q = 1 + (1 - e2) atanh(e) / e; area = 2 pi a2 q.
        let flattening = 1.0 / 298.257_223_563_f64;
        let e = f64::sqrt(flattening * (2.0 - flattening));
        let expected = 2.0 * PI * 6_378_137.0_f64.powi(2) * (1.0 + (1.0 - e * e) * e.atanh() / e);
        let area = 2.0 * PI * Ellipsoid::wgs84().area_per_radian(-FRAC_PI_2, FRAC_PI_2);
        assert!((area / expected - 1.0).abs() < RELATIVE, "{area} against {expected}");
    }

    #[test]
    fn the_area_below_an_edge_along_a_parallel_is_a_rectangle() {
        let wgs84 = Ellipsoid::wgs84();
        let below = wgs84.area_below_edge(0.1, [0.2, 0.3], [0.5, 0.3]);
        let expected = 0.3 * wgs84.area_per_radian(0.1, 0.3);
        assert!((below / expected - 1.0).abs() < RELATIVE);
    }
}
