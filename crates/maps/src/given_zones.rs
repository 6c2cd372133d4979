//! Zones as their file has them: outlines that nobody has repaired or transformed, and all attributes.

use gdal::spatial_ref::SpatialRef;
use gdal::vector::{
    Feature, FieldValue, Geometry, LayerAccess, OGRFieldType, OGRwkbGeometryType, geometry_type_flatten,
    geometry_type_has_m, geometry_type_has_z, geometry_type_set_z,
};
use landledger_reader::{ReaderError, ZoneSpec, zone_layer};
use std::collections::BTreeMap;

/// The layer of a study's zones.
pub(crate) struct GivenZones {
    pub(crate) srs: Option<SpatialRef>,
    pub(crate) fields: Vec<GivenField>,
    zones: Vec<GivenZone>,
    by_name: BTreeMap<String, usize>,
}

/// An attribute.
pub(crate) struct GivenField {
    pub(crate) name: String,
    pub(crate) kind: OGRFieldType::Type,
}

/// A zone: one feature, or several that were merged.
pub(crate) struct GivenZone {
    pub(crate) values: Vec<Option<FieldValue>>,
    geometries: Vec<Geometry>,
}

impl GivenZones {
    pub(crate) fn read(spec: &ZoneSpec) -> Result<Self, ReaderError> {
        let mut layer = zone_layer(spec)?;
        let fields: Vec<GivenField> = layer
            .defn()
            .fields()
            .map(|field| GivenField { name: field.name(), kind: kept_kind(field.field_type()) })
            .collect();
        let name_field = fields.iter().position(|field| field.name == spec.name);
        let mut given = Self { srs: layer.spatial_ref(), fields, zones: Vec::new(), by_name: BTreeMap::new() };
        for feature in layer.features() {
            let name = name_field.and_then(|field| feature.field_as_string(field).ok().flatten()).unwrap_or_default();
            given.add(name.trim(), &feature);
        }
        Ok(given)
    }

    /// One zone without attributes.
    pub(crate) fn of_rectangle(
        name: &str,
        [left, bottom, right, top]: [f64; 4],
        crs: &str,
    ) -> gdal::errors::Result<Self> {
        let srs = (!crs.is_empty()).then(|| SpatialRef::from_wkt(crs)).transpose()?;
        let outline = Geometry::bbox(left, bottom, right, top)?;
        let zone = GivenZone { values: Vec::new(), geometries: vec![outline] };
        let by_name = BTreeMap::from([(name.to_owned(), 0)]);
        Ok(Self { srs, fields: Vec::new(), zones: vec![zone], by_name })
    }

    fn add(&mut self, name: &str, feature: &Feature<'_>) {
        let values = self.fields.iter().enumerate().map(|(at, field)| value(feature, at, field.kind)).collect();
        let geometries = feature.geometry_by_index(0).ok().cloned().into_iter().collect();
        let zone = GivenZone { values, geometries };
        if let Some(&index) = self.by_name.get(name) {
            self.zones[index].merge(zone);
        } else {
            self.by_name.insert(name.to_owned(), self.zones.len());
            self.zones.push(zone);
        }
    }

    pub(crate) fn zone(&self, name: &str) -> Option<&GivenZone> {
        self.by_name.get(name).map(|&index| &self.zones[index])
    }
}

impl GivenZone {
    fn merge(&mut self, other: Self) {
        self.geometries.extend(other.geometries);
        for (value, other) in self.values.iter_mut().zip(other.values) {
            if *value != other {
                *value = None;
            }
        }
    }

    /// All outlines as one geometry of a layer of this kind.
    pub(crate) fn geometry(&self, kind: OGRwkbGeometryType::Type) -> gdal::errors::Result<Option<Geometry>> {
        if let ([only], true) = (&self.geometries[..], kind == OGRwkbGeometryType::wkbUnknown) {
            return Ok(Some(only.clone()));
        }
        if self.geometries.is_empty() {
            return Ok(None);
        }
        let kind =
            if kind == OGRwkbGeometryType::wkbUnknown { OGRwkbGeometryType::wkbGeometryCollection } else { kind };
        let mut joined = Geometry::empty(kind)?;
        for geometry in &self.geometries {
            if geometry_type_flatten(geometry.geometry_type()) == OGRwkbGeometryType::wkbMultiPolygon {
                for part in 0..geometry.geometry_count() {
                    joined.add_geometry(geometry.get_geometry(part).clone())?;
                }
            } else {
                joined.add_geometry(geometry.clone())?;
            }
        }
        Ok(Some(joined))
    }
}

/// Multipolygons where all outlines are polygons of any kind; else whatever there is.
pub(crate) fn geometry_type(zones: &[&GivenZone]) -> OGRwkbGeometryType::Type {
    let kinds = || zones.iter().flat_map(|zone| &zone.geometries).map(Geometry::geometry_type);
    if !kinds().all(|kind| is_polygonal(kind) && !geometry_type_has_m(kind)) {
        return OGRwkbGeometryType::wkbUnknown;
    }
    let multi = OGRwkbGeometryType::wkbMultiPolygon;
    if kinds().any(geometry_type_has_z) { geometry_type_set_z(multi) } else { multi }
}

fn is_polygonal(kind: OGRwkbGeometryType::Type) -> bool {
    matches!(geometry_type_flatten(kind), OGRwkbGeometryType::wkbPolygon | OGRwkbGeometryType::wkbMultiPolygon)
}

/// A type that a GeoPackage has; others become text.
fn kept_kind(kind: OGRFieldType::Type) -> OGRFieldType::Type {
    const KEPT: [OGRFieldType::Type; 5] = [
        OGRFieldType::OFTInteger,
        OGRFieldType::OFTInteger64,
        OGRFieldType::OFTReal,
        OGRFieldType::OFTDate,
        OGRFieldType::OFTDateTime,
    ];
    if KEPT.contains(&kind) { kind } else { OGRFieldType::OFTString }
}

fn value(feature: &Feature<'_>, field: usize, kind: OGRFieldType::Type) -> Option<FieldValue> {
    // What a feature does not say at all reads as an empty text, and as the number 0: only what has a text has a value.
    let text = feature.field_as_string(field).ok().flatten().filter(|text| !text.is_empty())?;
    if kind == OGRFieldType::OFTString {
        Some(FieldValue::StringValue(text))
    } else {
        feature.field(field).ok().flatten()
    }
}
