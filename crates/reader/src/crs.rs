//! Coordinate reference systems: what kind, on which ellipsoid, the same or not.

use crate::{GeoGrid, ReaderError};
use gdal::spatial_ref::{AxisMappingStrategy, CoordTransform, CoordTransformOptions, SpatialRef};
use landledger_core::Ellipsoid;
use std::path::Path;

/// A CRS with x before y, whatever order its authority prefers.
#[derive(Debug, Clone)]
pub struct Crs(SpatialRef);

/// What coordinates mean.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum CrsKind {
    /// Longitude and latitude.
    Geographic { radians_per_unit: f64, ellipsoid: Ellipsoid },
    /// A plane.
    Projected { metres_per_unit: f64 },
    /// Neither: an engineering CRS, or one that GDAL cannot classify.
    Unknown,
}

impl Crs {
    /// Takes a reference system over, fixing the order of its axes.
    pub(crate) fn new(mut srs: SpatialRef) -> Self {
        srs.set_axis_mapping_strategy(AxisMappingStrategy::TraditionalGisOrder);
        Self(srs)
    }

    /// From well-known text as [`Self::wkt`] gives it; `None` where it is none.
    pub fn from_wkt(wkt: &str) -> Option<Self> {
        SpatialRef::from_wkt(wkt).ok().map(Self::new)
    }

    pub(crate) fn srs(&self) -> &SpatialRef {
        &self.0
    }

    /// Name, with the authority's code where there is one.
    pub fn name(&self) -> String {
        let name = self.0.name().filter(|name| !name.is_empty()).unwrap_or_else(|| "unnamed".into());
        // Without a code the kind of projection tells more than a name such as "unnamed" or "Custom".
        let method = || self.0.get_attr_value("PROJECTION", 0).ok().flatten().map(|method| method.replace('_', " "));
        match self.0.authority().ok().or_else(method) {
            Some(more) => format!("{name} ({more})"),
            None => name,
        }
    }

    /// True for the systems by which a GeoPackage says that it has none.
    pub(crate) fn is_undefined(&self) -> bool {
        /// As GDAL's driver writes them, the last one from 3.9 on.
        const NONE: [&str; 3] = ["Undefined geographic SRS", "Undefined Cartesian SRS", "Undefined SRS"];
        self.0.name().is_some_and(|name| NONE.iter().any(|none| name.eq_ignore_ascii_case(none)))
    }

    /// Well-known text.
    pub fn wkt(&self) -> String {
        self.0.to_wkt().unwrap_or_default()
    }

    /// A definition that leaves nothing out.
    pub fn in_full(&self) -> String {
        self.0.to_projjson().unwrap_or_else(|_| self.wkt())
    }

    /// A definition short enough for a command line.
    pub(crate) fn definition(&self) -> String {
        self.0.authority().or_else(|_| self.0.to_proj4()).unwrap_or_else(|_| self.wkt())
    }

    pub(crate) fn kind(&self) -> CrsKind {
        // On a rotated pole rows and columns are neither parallels nor meridians.
        if self.0.is_derived_geographic() {
            CrsKind::Unknown
        } else if self.0.is_geographic() {
            match (self.0.semi_major(), self.0.semi_minor()) {
                (Ok(major), Ok(minor)) => CrsKind::Geographic {
                    radians_per_unit: self.0.angular_units(),
                    ellipsoid: Ellipsoid::from_axes(major, minor),
                },
                _ => CrsKind::Unknown,
            }
        } else if self.0.is_projected() {
            CrsKind::Projected { metres_per_unit: self.0.linear_units() }
        } else {
            CrsKind::Unknown
        }
    }

    /// The transformation to longitudes and latitudes on this CRS's own datum, without a datum shift, and the
    /// size of their unit in radians (degrees mostly, grads in some countries).
    pub(crate) fn to_geographic(&self) -> gdal::errors::Result<(CoordTransform, f64)> {
        let geographic = Self::new(self.0.geog_cs()?);
        Ok((CoordTransform::new(&self.0, &geographic.0)?, geographic.0.angular_units()))
    }

    /// WGS 84 and CGCS2000 differ by 0.1 mm and are the same here; Krasovsky's is 108 m larger.
    fn has_ellipsoid_of(&self, other: &Self) -> bool {
        const SAME_WITHIN_M: f64 = 1e-3;
        let axes = |crs: &Self| Some([crs.0.semi_major().ok()?, crs.0.semi_minor().ok()?]);
        match (axes(self), axes(other)) {
            (Some(mine), Some(theirs)) => mine.iter().zip(theirs).all(|(a, b)| (a - b).abs() < SAME_WITHIN_M),
            _ => false,
        }
    }

    /// Transformation into another CRS.
    pub(crate) fn transform_to(&self, other: &Self) -> gdal::errors::Result<CoordTransform> {
        CoordTransform::new(&self.0, &other.0)
    }

    /// True when both have a code and the codes differ.
    pub(crate) fn has_another_code_than(&self, other: &Self) -> bool {
        matches!((self.0.authority(), other.0.authority()), (Ok(mine), Ok(theirs)) if mine != theirs)
    }

    /// True when PROJ has a real transformation to another CRS at the grid's centre, not one that takes one
    /// datum for the other for want of knowledge ("ballpark").
    pub(crate) fn knows_the_way_to(&self, other: &Self, grid: &GeoGrid) -> bool {
        let [x, y] = grid.to_crs(grid.landmarks()[0].1);
        let at = |transform: &CoordTransform| {
            let (mut x, mut y) = ([x], [y]);
            transform.transform_coords(&mut x, &mut y, &mut []).map(|()| [x[0], y[0]])
        };
        let strict = || {
            let mut options = CoordTransformOptions::new()?;
            options.set_ballpark_allowed(false)?;
            at(&CoordTransform::new_with_options(&self.0, &other.0, &options)?)
        };
        // Forbidden to guess, PROJ takes a shift that is meant for another part of the world. It is known here
        // only where it is also what PROJ takes when it may guess.
        match (strict(), self.transform_to(other).and_then(|transform| at(&transform))) {
            (Ok(strict), Ok(free)) => {
                /// A centimetre: the same steps in another order differ by far less, datums by metres.
                const SAME_WITHIN: f64 = 1e-9;
                let is_same = |(a, b): (f64, f64)| (a - b).abs() <= SAME_WITHIN * a.abs().max(1.0);
                strict.into_iter().zip(free).all(is_same)
            }
            _ => false,
        }
    }

    /// True when both mean the same ground coordinates on this grid.
    ///
    /// Definitions are compared by meaning first (PROJ's equivalence, blind to names and wording).
    /// Where that says no, for example because a file only knows the ellipsoid of its datum, the
    /// grid's centre and corners decide: they must agree within a thousandth of a cell. The ellipsoids must be
    /// the same too, because where PROJ knows no shift between two datums it moves nothing.
    pub(crate) fn means_the_same_as(&self, other: &Self, grid: &GeoGrid) -> bool {
        if self.0 == other.0 {
            return true;
        }
        if self.0.is_geographic() != other.0.is_geographic() || !self.has_ellipsoid_of(other) {
            return false;
        }
        let Ok(transform) = other.transform_to(self) else { return false };
        let (mut x, mut y): (Vec<f64>, Vec<f64>) =
            grid.landmarks().iter().map(|(_, at)| grid.to_crs(*at)).map(|[x, y]| (x, y)).unzip();
        let before = (x.clone(), y.clone());
        if transform.transform_coords(&mut x, &mut y, &mut []).is_err() {
            return false;
        }
        let moved = |after: &[f64], before: &[f64], cell: f64| {
            after
                .iter()
                .zip(before)
                .any(|(a, b)| ((a - b) / cell).abs().partial_cmp(&1e-3) != Some(std::cmp::Ordering::Less))
        };
        !moved(&x, &before.0, grid.cell_x) && !moved(&y, &before.1, grid.cell_y)
    }
}

/// The CRS of an open raster, if it has one.
pub(crate) fn of_raster(path: &Path, dataset: &gdal::Dataset) -> Result<Option<Crs>, ReaderError> {
    if dataset.projection().is_empty() {
        return Ok(None);
    }
    let srs = dataset.spatial_ref().map_err(|source| ReaderError::Gdal {
        path: path.to_owned(),
        doing: "reading the CRS",
        source,
    })?;
    Ok(Some(Crs::new(srs)).filter(|crs| !crs.is_undefined()))
}
