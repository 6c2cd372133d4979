//! Boundaries as `GeoJSON`, drawn in columns and rows of the grid of [`crate::rasters`].

use crate::rasters::{EQUAL_AREA, HECTARES};
use serde_json::{Value, json};

/// A feature collection in the rasters' CRS.
pub(crate) fn collection(features: &[Value]) -> String {
    let crs = json!({"type": "name", "properties": {"name": format!("urn:ogc:def:crs:EPSG::{EQUAL_AREA}")}});
    json!({"type": "FeatureCollection", "crs": crs, "features": features}).to_string()
}

/// A feature; `properties` is an object, `geometry` may be null.
pub(crate) fn feature(properties: &Value, geometry: &Value) -> Value {
    json!({"type": "Feature", "properties": properties, "geometry": geometry})
}

/// A zone with a name and, perhaps, a basin.
pub(crate) fn zone(name: &str, basin: Option<&str>, geometry: &Value) -> Value {
    feature(&json!({"name": name, "basin": basin}), geometry)
}

/// The rectangle from one corner to the opposite one, as `[column, row]`.
pub(crate) fn rectangle(from: [f64; 2], to: [f64; 2]) -> Value {
    ring(&[from, [to[0], from[1]], to, [from[0], to[1]]])
}

/// The polygon with these corners, as `[column, row]`; the first need not come again at the end.
pub(crate) fn ring(corners: &[[f64; 2]]) -> Value {
    let corners: Vec<[f64; 2]> = corners.iter().chain(corners.first()).map(|&corner| on_ground(corner)).collect();
    json!({"type": "Polygon", "coordinates": [corners]})
}

/// CRS coordinates of a corner of the grid.
pub(crate) fn on_ground([col, row]: [f64; 2]) -> [f64; 2] {
    let [x, width, _, y, _, height] = HECTARES;
    [x + col * width, y + row * height]
}
