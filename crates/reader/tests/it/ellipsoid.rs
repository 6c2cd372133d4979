//! Areas and radii on an ellipsoid of revolution, in closed form (Snyder, USGS Professional Paper 1395).

/// An ellipsoid as registries give it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Ellipsoid {
    pub(crate) semi_major_m: f64,
    pub(crate) inverse_flattening: f64,
}

/// NIMA TR8350.2, table 3.1.
pub(crate) const WGS84: Ellipsoid = Ellipsoid { semi_major_m: 6_378_137.0, inverse_flattening: 298.257_223_563 };

/// EPSG:7024.
pub(crate) const KRASOVSKY: Ellipsoid = Ellipsoid { semi_major_m: 6_378_245.0, inverse_flattening: 298.3 };

/// EPSG:7011, Clarke 1880 (IGN): semi-axes 6378249.2 m and 6356515 m.
pub(crate) const CLARKE_IGN: Ellipsoid =
    Ellipsoid { semi_major_m: 6_378_249.2, inverse_flattening: 6_378_249.2 / (6_378_249.2 - 6_356_515.0) };

impl Ellipsoid {
    pub(crate) fn eccentricity_squared(self) -> f64 {
        let flattening = 1.0 / self.inverse_flattening;
        flattening * (2.0 - flattening)
    }

    /// Area in m2 between two latitudes over a width of longitude, all in degrees: Snyder 3-12.
    pub(crate) fn area(self, [south, north]: [f64; 2], width: f64) -> f64 {
        let e2 = self.eccentricity_squared();
        let e = e2.sqrt();
        let below = |latitude: f64| {
            let sine = latitude.to_radians().sin();
            sine / (1.0 - e2 * sine * sine) + (e * sine).atanh() / e
        };
        let half = self.semi_major_m.powi(2) * (1.0 - e2) / 2.0;
        half * (below(north) - below(south)) * width.to_radians()
    }

    /// Radii of curvature in the meridian and in the prime vertical, in m: Snyder 4-19 and 4-20.
    pub(crate) fn radii(self, latitude: f64) -> [f64; 2] {
        let e2 = self.eccentricity_squared();
        let w2 = 1.0 - e2 * latitude.to_radians().sin().powi(2);
        [self.semi_major_m * (1.0 - e2) / w2.powf(1.5), self.semi_major_m / w2.sqrt()]
    }
}
