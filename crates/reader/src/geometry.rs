//! From OGR's geometries to lists of rings; repair of invalid ones.

use crate::simple_rings::are_surely_valid;
use gdal::cpl::CslStringList;
use gdal::vector::{Geometry, OGRwkbGeometryType, geometry_type_flatten, geometry_type_to_name};

/// Polygons as rings of `[x, y]`, the exterior first.
pub(crate) type PolygonRings = Vec<Vec<[f64; 2]>>;

/// A zone's polygons, and what had to be done to them.
#[derive(Debug)]
pub(crate) struct Outline {
    pub(crate) geometry: Geometry,
    /// Area in CRS units before and after a repair.
    pub(crate) repaired: Option<(f64, f64)>,
}

/// Takes polygons as they are, repairs invalid ones with GEOS, refuses everything else in words.
pub(crate) fn outline_of(geometry: Option<&Geometry>) -> Result<Outline, String> {
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
    if are_surely_valid(&polygons) || geometry.is_valid() {
        return Ok(Outline { geometry, repaired: None });
    }
    let before = geometry.area();
    // By structure: exteriors are joined and holes taken off. GEOS's default works on lines alone, and would
    // turn what two overlapping parts share into a hole.
    let repaired = by_structure()
        .and_then(|options| geometry.make_valid(&options))
        .map_err(|error| format!("is not a valid polygon and GEOS cannot repair it ({error})"))?;
    let after: f64 = polygons_of(&repaired).iter().map(rings_area).sum();
    if after <= 0.0 {
        return Err("is not a valid polygon and has no area after repair".into());
    }
    Ok(Outline { geometry: repaired, repaired: Some((before, after)) })
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
