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

/// The same with 3 points; the one in the middle counts once from each side.
const GAUSS_3: [(f64, f64); 2] = [(0.0, 0.444_444_444_444_444_44), (0.774_596_669_241_483_4, 0.555_555_555_555_555_6)];

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
            total += gauss(&GAUSS_8, middle, step / 2.0, |latitude| self.density(latitude));
        }
        total
    }

    /// A parallel to measure from: areas between it and other latitudes, by the closed form.
    pub(crate) fn from_parallel(self, latitude_rad: f64) -> Parallel {
        let (sine, cosine) = (libm::sin(latitude_rad), libm::cos(latitude_rad));
        let eccentricity = libm::sqrt(self.eccentricity_squared.max(0.0));
        Parallel { ellipsoid: self, latitude: latitude_rad, sine, cosine, eccentricity }
    }

    /// Radius in m of the sphere that has the ellipsoid's area (Snyder 3-12 and 3-13).
    pub(crate) fn authalic_radius_m(self) -> f64 {
        libm::sqrt(self.from_parallel(0.0).to(std::f64::consts::FRAC_PI_2).area_per_radian)
    }

    /// The third flattening, (a - b) / (a + b), in which series of latitudes converge fastest.
    pub(crate) fn third_flattening(self) -> f64 {
        let ratio = libm::sqrt(1.0 - self.eccentricity_squared);
        (1.0 - ratio) / (1.0 + ratio)
    }

    fn density(&self, latitude: f64) -> f64 {
        let sine = libm::sin(latitude);
        let w = 1.0 - self.eccentricity_squared * sine * sine;
        self.semi_major_m * self.semi_major_m * (1.0 - self.eccentricity_squared) * libm::cos(latitude) / (w * w)
    }
}

/// Integral of `f` over `middle - half ..= middle + half`.
fn gauss(nodes: &[(f64, f64)], middle: f64, half: f64, f: impl Fn(f64) -> f64) -> f64 {
    nodes.iter().map(|&(node, weight)| weight * (f(middle - half * node) + f(middle + half * node))).sum::<f64>() * half
}

/// A parallel from which areas are measured.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Parallel {
    ellipsoid: Ellipsoid,
    latitude: f64,
    sine: f64,
    cosine: f64,
    eccentricity: f64,
}

/// What lies between a reference parallel and a latitude, in m2 per radian of longitude, and how it grows.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Height {
    /// Signed: negative below the reference.
    pub(crate) area_per_radian: f64,
    /// Its derivative by latitude.
    pub(crate) density: f64,
}

impl Parallel {
    /// Area between this parallel and a latitude.
    ///
    /// # Equation
    /// Snyder 3-12 at both latitudes, with the differences taken by hand so that no digits are lost:
    /// sin b - sin a = 2 sin((b - a) / 2) cos((a + b) / 2) and atanh y - atanh x = atanh((y - x) / (1 - x y)).
    pub(crate) fn to(&self, latitude_rad: f64) -> Height {
        let half = (latitude_rad - self.latitude) / 2.0;
        let (sine_half, cosine_half) = libm::sincos(half);
        let difference = 2.0 * sine_half * (self.cosine * cosine_half - self.sine * sine_half);
        let sine = self.sine + difference;
        // cos a - cos b = 2 sin((a + b) / 2) sin((b - a) / 2)
        let cosine = self.cosine - 2.0 * sine_half * (self.sine * cosine_half + self.cosine * sine_half);
        let e2 = self.ellipsoid.eccentricity_squared;
        let scale = self.ellipsoid.semi_major_m * self.ellipsoid.semi_major_m * (1.0 - e2);
        let w = 1.0 - e2 * sine * sine;
        let rational = difference * (1.0 + e2 * self.sine * sine) / ((1.0 - e2 * self.sine * self.sine) * w);
        let logarithmic = atanh_over(self.eccentricity, difference / (1.0 - e2 * self.sine * sine));
        Height { area_per_radian: scale / 2.0 * (rational + logarithmic), density: scale * cosine / (w * w) }
    }

    /// Area between this parallel and an edge, signed: what Green's theorem adds up around a polygon. Measuring
    /// from a latitude near the polygon instead of the equator keeps small polygons exact.
    ///
    /// The edge is straight in longitude and latitude; its ends come with their heights.
    ///
    /// # Equation
    /// The mean height over the edge times its difference of longitude. Over a short step d of latitude the mean of h
    /// is (h(a) + h(b)) / 2 - d (h'(b) - h'(a)) / 12, wrong by at most d^4 / 720 of the fourth derivative (Euler and
    /// Maclaurin); of the edge's own d h' / 2 that is d^3 tan(latitude) / 360, 1e-12 at 89 degrees. Longer steps
    /// are integrated with 3 or 8 points (Gauss and Legendre), which leave less.
    pub(crate) fn area_below_edge(&self, from: ([f64; 2], Height), to: ([f64; 2], Height)) -> f64 {
        /// About 1.3 km.
        const SHORT_RAD: f64 = 2e-4;
        /// About 64 km. Three points are wrong by (d / 2)^6 / 15750 of the sixth derivative, 1e-18.
        const MEDIUM_RAD: f64 = 0.01;
        let ([lon_a, lat_a], a) = from;
        let ([lon_b, lat_b], b) = to;
        let step = lat_b - lat_a;
        let mean = if step.abs() <= SHORT_RAD {
            f64::midpoint(a.area_per_radian, b.area_per_radian) - step * (b.density - a.density) / 12.0
        } else {
            let steps = libm::ceil(step.abs() / LONGEST_STEP_RAD);
            let half = step / steps / 2.0;
            let nodes: &[(f64, f64)] = if step.abs() <= MEDIUM_RAD { &GAUSS_3 } else { &GAUSS_8 };
            let means = (0..steps as u32).map(|index| {
                let middle = lat_a + (2.0 * f64::from(index) + 1.0) * half;
                // With a half-width of 1/2 the weights add to one: the mean over the step.
                gauss(nodes, 0.0, 0.5, |t| self.to(middle + 2.0 * t * half).area_per_radian)
            });
            means.sum::<f64>() / steps
        };
        (lon_b - lon_a) * mean
    }
}

/// atanh(e x) / e, which is x on a sphere.
fn atanh_over(e: f64, x: f64) -> f64 {
    let squared = (e * x) * (e * x);
    // Up to some 7 degrees of latitude; the next term is 1e-17.
    if squared < 1e-4 {
        x * (1.0 + squared * (1.0 / 3.0 + squared * (1.0 / 5.0 + squared / 7.0)))
    } else {
        libm::atanh(e * x) / e
    }
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
        let parallel = wgs84.from_parallel(0.1);
        let height = parallel.to(0.3);
        let below = parallel.area_below_edge(([0.2, 0.3], height), ([0.5, 0.3], height));
        let expected = 0.3 * wgs84.area_per_radian(0.1, 0.3);
        assert!((below / expected - 1.0).abs() < RELATIVE);
    }

    #[test]
    fn the_closed_form_is_the_integral() {
        for ellipsoid in [Ellipsoid::wgs84(), Ellipsoid::from_axes(6_371_000.0, 6_371_000.0)] {
            for reference in [-1.5, -0.4, 0.0, 0.7, 1.56_f64] {
                let parallel = ellipsoid.from_parallel(reference);
                for latitude in [-FRAC_PI_2, -1.0, 0.3, FRAC_PI_2, reference + 1e-6, reference - 5e-3] {
                    let closed = parallel.to(latitude).area_per_radian;
                    let integral = ellipsoid.area_per_radian(reference, latitude);
                    assert!((closed / integral - 1.0).abs() < RELATIVE, "{reference} to {latitude}");
                }
            }
        }
    }

    #[test]
    fn an_edge_has_below_it_what_its_many_pieces_have() {
        let wgs84 = Ellipsoid::wgs84();
        for latitude in [-1.2, 0.0, 0.7, 1.5_f64] {
            // Measured from the edge's own beginning, so that nothing hides the error.
            let parallel = wgs84.from_parallel(latitude);
            for step in [1.9e-4, -2.1e-4, 0.009, -0.011, 0.05, -0.3] {
                let end = |t: f64| ([t, latitude + t * step], parallel.to(latitude + t * step));
                let height = |t: f64| end(t).1.area_per_radian;
                // Simpson's rule over 2048 pieces of at most 1.5e-4 rad: wrong by 1e-4^4 / 2880.
                let simpson = |k: u32| {
                    let t = |k: f64| k / 2048.0;
                    let k = f64::from(k);
                    (height(t(k)) + 4.0 * height(t(k + 0.5)) + height(t(k + 1.0))) / 6.0 / 2048.0
                };
                let expected: f64 = (0..2048).map(simpson).sum();
                let below = parallel.area_below_edge(end(0.0), end(1.0));
                assert!((below / expected - 1.0).abs() < 1e-12, "{latitude} {step}: {below} {expected}");
            }
        }
    }
}
