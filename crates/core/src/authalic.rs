//! The sphere that has an ellipsoid's areas: pieces of ground become pieces of a ball, with no pole and no antimeridian.

use crate::Ellipsoid;

/// A unit sphere onto which an ellipsoid is laid by its authalic latitudes, so that areas keep their proportions.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AuthalicSphere {
    square_metres_per_steradian: f64,
    /// Authalic less geographic latitude as a series of sin(2k latitude).
    sines: [f64; 6],
}

/// The series' coefficients: of sin(2k latitude), those of n^k, n^(k+1), ... n^6, with n the third flattening.
///
/// Karney, On auxiliary latitudes, Survey Review 56 (2024), eq. A19. The first term left out is n^7, 4e-20.
const SERIES: [&[f64]; 6] = [
    &[-4.0 / 3.0, -4.0 / 45.0, 88.0 / 315.0, 538.0 / 4725.0, 20824.0 / 467_775.0, -44732.0 / 2_837_835.0],
    &[34.0 / 45.0, 8.0 / 105.0, -2482.0 / 14175.0, -37192.0 / 467_775.0, -12_467_764.0 / 212_837_625.0],
    &[-1532.0 / 2835.0, -898.0 / 14175.0, 54968.0 / 467_775.0, 100_320_856.0 / 1_915_538_625.0],
    &[6007.0 / 14175.0, 24496.0 / 467_775.0, -5_884_124.0 / 70_945_875.0],
    &[-23356.0 / 66825.0, -839_792.0 / 19_348_875.0],
    &[570_284_222.0 / 1_915_538_625.0],
];

impl AuthalicSphere {
    /// The sphere of an ellipsoid that is as flat as the Earth, or rounder.
    pub fn of(ellipsoid: Ellipsoid) -> Self {
        let n = ellipsoid.third_flattening();
        let mut sines = [0.0; 6];
        let mut power = 1.0;
        for (sine, terms) in sines.iter_mut().zip(SERIES) {
            power *= n;
            *sine = power * terms.iter().rev().fold(0.0, |sum, term| sum * n + term);
        }
        let radius = ellipsoid.authalic_radius_m();
        Self { square_metres_per_steradian: radius * radius, sines }
    }

    /// Where a longitude and a geographic latitude lie on the sphere.
    pub fn place(&self, longitude_rad: f64, latitude_rad: f64) -> [f64; 3] {
        // Clenshaw's sum of the sines.
        let double = 2.0 * latitude_rad;
        let twice_cosine = 2.0 * libm::cos(double);
        let (mut one, mut two) = (0.0, 0.0);
        for &sine in self.sines.iter().rev() {
            (one, two) = (sine + twice_cosine * one - two, one);
        }
        let authalic = latitude_rad + one * libm::sin(double);
        let (sine, cosine) = (libm::sin(authalic), libm::cos(authalic));
        [cosine * libm::cos(longitude_rad), cosine * libm::sin(longitude_rad), sine]
    }

    /// Ground that a solid angle covers.
    pub fn square_metres(&self, steradians: f64) -> f64 {
        steradians * self.square_metres_per_steradian
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::f64::consts::PI;

    #[test]
    fn a_zone_of_the_sphere_has_the_area_of_the_zone_of_the_ellipsoid() {
        // A zone of a unit sphere has 2 pi times its height (Archimedes).
        for ellipsoid in [Ellipsoid::wgs84(), Ellipsoid::from_axes(6_378_249.145, 6_356_514.87), sphere()] {
            let sphere = AuthalicSphere::of(ellipsoid);
            for [south, north] in [[-1.5, -1.2], [-0.3, 0.9], [0.5, 0.6], [1.3, PI / 2.0]] {
                let height = sphere.place(0.3, north)[2] - sphere.place(0.3, south)[2];
                let expected = 2.0 * PI * ellipsoid.area_per_radian(south, north);
                let found = sphere.square_metres(2.0 * PI * height);
                /// The heights are differences of numbers below 1, the least of them is 0.03.
                const RELATIVE: f64 = 1e-14;
                assert!((found / expected - 1.0).abs() < RELATIVE, "{south} to {north}: {found} against {expected}");
            }
        }
    }

    #[test]
    fn places_lie_on_the_sphere_at_their_longitude() {
        let [x, y, z] = AuthalicSphere::of(Ellipsoid::wgs84()).place(2.5, -0.7);
        assert!((x * x + y * y + z * z - 1.0).abs() < 1e-15);
        assert!((y.atan2(x) - 2.5).abs() < 1e-15);
    }

    fn sphere() -> Ellipsoid {
        Ellipsoid::from_axes(6_371_007.181, 6_371_007.181)
    }
}
