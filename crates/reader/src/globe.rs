//! From the plane of a projection back to the ground: PROJ's inverse, and the sphere that has the ellipsoid's areas.

use crate::Crs;
use gdal::spatial_ref::CoordTransform;
use landledger_core::{AuthalicSphere, Ellipsoid};

/// The ground of a CRS: its own ellipsoid, without a datum shift.
pub(crate) struct Globe {
    to_geographic: CoordTransform,
    radians_per_unit: f64,
    sphere: AuthalicSphere,
}

impl Globe {
    pub(crate) fn of(crs: &Crs) -> gdal::errors::Result<Self> {
        let ellipsoid = Ellipsoid::from_axes(crs.srs().semi_major()?, crs.srs().semi_minor()?);
        let (to_geographic, radians_per_unit) = crs.to_geographic()?;
        Ok(Self { to_geographic, radians_per_unit, sphere: AuthalicSphere::of(ellipsoid) })
    }

    /// Where points of the plane, in CRS units, lie on the authalic unit sphere; not finite where PROJ cannot say.
    pub(crate) fn places(&self, points: impl Iterator<Item = [f64; 2]>) -> Vec<[f64; 3]> {
        let (mut x, mut y): (Vec<f64>, Vec<f64>) = points.map(|[x, y]| (x, y)).unzip();
        // An error means that some points failed; those are infinite now, and the others are right.
        let _ = self.to_geographic.transform_coords(&mut x, &mut y, &mut []);
        let place = |(longitude, latitude): (f64, f64)| {
            if longitude.is_finite() && latitude.is_finite() {
                self.sphere.place(longitude * self.radians_per_unit, latitude * self.radians_per_unit)
            } else {
                [f64::NAN; 3]
            }
        };
        x.into_iter().zip(y).map(place).collect()
    }

    /// Ground that a solid angle covers.
    pub(crate) fn square_metres(&self, steradians: f64) -> f64 {
        self.sphere.square_metres(steradians)
    }
}

pub(crate) fn minus(a: [f64; 3], b: [f64; 3]) -> [f64; 3] {
    [a[0] - b[0], a[1] - b[1], a[2] - b[2]]
}

pub(crate) fn dot(a: [f64; 3], b: [f64; 3]) -> f64 {
    a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
}

pub(crate) fn cross(a: [f64; 3], b: [f64; 3]) -> [f64; 3] {
    [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]]
}
