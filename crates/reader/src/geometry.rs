//! From OGR's geometries to lists of rings; repair of invalid ones.

use gdal::cpl::CslStringList;
use gdal::vector::{Geometry, OGRwkbGeometryType, geometry_type_flatten, geometry_type_to_name};

/// Polygons as rings of `[x, y]`, the exterior first.
pub(crate) type PolygonRings = Vec<Vec<[f64; 2]>>;

/// A feature's polygons, as OGR's geometry and as lists of rings.
#[derive(Debug)]
pub(crate) struct Shape {
    geometry: Geometry,
    polygons: Vec<PolygonRings>,
}

/// A zone's polygons, and what had to be done to them.
#[derive(Debug)]
pub(crate) struct Outline {
    pub(crate) geometry: Geometry,
    pub(crate) polygons: Vec<PolygonRings>,
    /// Area in CRS units before and after a repair.
    pub(crate) repaired: Option<(f64, f64)>,
}

impl Shape {
    /// Takes polygons as they are, refuses everything else in words.
    pub(crate) fn of(geometry: Option<&Geometry>) -> Result<Self, String> {
        let geometry = geometry.filter(|geometry| geometry.has_gdal_ptr()).ok_or("has no geometry (null)")?;
        if geometry.is_empty() {
            return Err("has an empty geometry".into());
        }
        let kind = geometry_type_flatten(geometry.geometry_type());
        if !matches!(kind, OGRwkbGeometryType::wkbPolygon | OGRwkbGeometryType::wkbMultiPolygon) {
            let name = geometry_type_to_name(geometry.geometry_type());
            return Err(format!("is a {name}, expected a polygon or multipolygon"));
        }
        let mut geometry = geometry.clone();
        geometry.flatten_to_2d();
        let polygons = polygons_of(&geometry);
        if polygons.iter().flatten().flatten().flatten().any(|coordinate| !coordinate.is_finite()) {
            return Err("has a coordinate that is not a number".into());
        }
        Ok(Self { geometry, polygons })
    }

    /// The rings, for checks that need no GEOS.
    pub(crate) fn polygons(&self) -> &[PolygonRings] {
        &self.polygons
    }

    /// Repairs invalid polygons with GEOS, which is not asked about those that are surely valid.
    pub(crate) fn into_outline(self, is_surely_valid: bool) -> Result<Outline, String> {
        let Self { geometry, polygons } = self;
        if is_surely_valid || geometry.is_valid() {
            return Ok(Outline { geometry, polygons, repaired: None });
        }
        let before = geometry.area();
        // By structure: exteriors are joined and holes taken off. GEOS's default works on lines alone, and would
        // turn what two overlapping parts share into a hole.
        let repaired = by_structure()
            .and_then(|options| geometry.make_valid(&options))
            .map_err(|error| format!("is not a valid polygon and GEOS cannot repair it ({error})"))?;
        let polygons = polygons_of(&repaired);
        let after: f64 = polygons.iter().map(rings_area).sum();
        if after <= 0.0 {
            return Err("is not a valid polygon and has no area after repair".into());
        }
        Ok(Outline { geometry: repaired, polygons, repaired: Some((before, after)) })
    }
}

fn by_structure() -> gdal::errors::Result<CslStringList> {
    let mut options = CslStringList::new();
    options.set_name_value("METHOD", "STRUCTURE")?;
    Ok(options)
}

/// All polygons inside a geometry, through any nesting; lines and points that a repair left over are dropped.
pub(crate) fn polygons_of(geometry: &Geometry) -> Vec<PolygonRings> {
    match geometry_type_flatten(geometry.geometry_type()) {
        OGRwkbGeometryType::wkbPolygon => {
            let rings: PolygonRings =
                (0..geometry.geometry_count()).map(|i| points_of(&geometry.get_geometry(i))).collect();
            if rings.is_empty() { Vec::new() } else { vec![rings] }
        }
        OGRwkbGeometryType::wkbMultiPolygon | OGRwkbGeometryType::wkbGeometryCollection => {
            (0..geometry.geometry_count()).flat_map(|i| polygons_of(&geometry.get_geometry(i))).collect()
        }
        _ => Vec::new(),
    }
}

fn points_of(ring: &Geometry) -> Vec<[f64; 2]> {
    let mut points = Vec::new();
    ring.get_points(&mut points);
    points.into_iter().map(|(x, y, _)| [x, y]).collect()
}

fn rings_area(rings: &PolygonRings) -> f64 {
    landledger_core::Polygons::from_rings(rings.clone()).cells()
}

/// The union of several outlines, halves first so that each step joins things of like size.
pub(crate) fn union_of(mut geometries: Vec<Geometry>) -> Option<Geometry> {
    while geometries.len() > 1 {
        let mut joined = Vec::with_capacity(geometries.len().div_ceil(2));
        let mut pairs = geometries.chunks_exact(2);
        for pair in &mut pairs {
            joined.push(pair[0].union(&pair[1])?);
        }
        joined.extend(pairs.remainder().iter().cloned());
        geometries = joined;
    }
    geometries.pop()
}
