//! Boundary files: features with attributes, written by OGR.

use crate::folder::Folder;
use gdal::DriverManager;
use gdal::spatial_ref::{AxisMappingStrategy, SpatialRef};
use gdal::vector::{FieldDefn, Geometry, LayerAccess, LayerOptions, OGRFieldType, OGRwkbGeometryType};
use landledger_reader::{GeoGrid, ReaderError, ZoneSpec, Zones};
use std::path::{Path, PathBuf};

/// One layer of a boundary file.
#[derive(Debug, Clone)]
pub(crate) struct Boundary {
    layer: String,
    crs: Option<String>,
    fields: Vec<String>,
    /// Attributes, one for each field, and well-known text.
    features: Vec<(Vec<Option<String>>, Option<String>)>,
    options: Vec<String>,
    is_table: bool,
}

impl Boundary {
    /// A layer whose features have a `name`.
    pub(crate) fn in_crs(crs: &str) -> Self {
        Self { crs: Some(crs.into()), ..Self::without_crs() }
    }

    pub(crate) fn without_crs() -> Self {
        Self {
            layer: "zones".into(),
            crs: None,
            fields: vec!["name".into()],
            features: Vec::new(),
            options: Vec::new(),
            is_table: false,
        }
    }

    /// Rows without geometry.
    pub(crate) fn table(layer: &str) -> Self {
        Self { is_table: true, layer: layer.into(), ..Self::without_crs() }
    }

    pub(crate) fn called(self, layer: &str) -> Self {
        Self { layer: layer.into(), ..self }
    }

    pub(crate) fn with_fields(self, fields: &[&str]) -> Self {
        Self { fields: fields.iter().map(|&field| field.to_owned()).collect(), ..self }
    }

    /// An option of the driver, as `NAME=value`.
    pub(crate) fn with_option(mut self, option: &str) -> Self {
        self.options.push(option.into());
        self
    }

    /// A feature with a name and an outline in well-known text.
    pub(crate) fn zone(self, name: &str, outline: &str) -> Self {
        self.feature(&[Some(name)], Some(outline))
    }

    /// A feature with any attributes and any geometry; `None` is null.
    pub(crate) fn feature(mut self, attributes: &[Option<&str>], geometry: Option<&str>) -> Self {
        let attributes = attributes.iter().map(|value| value.map(str::to_owned)).collect();
        self.features.push((attributes, geometry.map(str::to_owned)));
        self
    }

    /// Writes the layer; the ending of the name says the format.
    pub(crate) fn write(&self, folder: &Folder, name: &str) -> PathBuf {
        write_layers(folder, name, std::slice::from_ref(self))
    }

    /// Writes the layer and reads it as zones on a grid, in the grid's CRS.
    pub(crate) fn zones_on(&self, grid: &GeoGrid, crs: Option<&landledger_reader::Crs>) -> Zones {
        let folder = Folder::new();
        let path = self.write(&folder, "zones.gpkg");
        Zones::read(&spec(&path), grid, crs).expect("the reader accepts these zones")
    }

    fn write_into(&self, dataset: &mut gdal::Dataset) {
        let srs = self.crs.as_ref().map(|crs| {
            let mut srs = SpatialRef::from_definition(crs).expect("tests name CRS that PROJ knows");
            srs.set_axis_mapping_strategy(AxisMappingStrategy::TraditionalGisOrder);
            srs
        });
        let options: Vec<&str> = self.options.iter().map(String::as_str).collect();
        let layer = dataset
            .create_layer(LayerOptions {
                name: &self.layer,
                srs: srs.as_ref(),
                ty: if self.is_table { OGRwkbGeometryType::wkbNone } else { OGRwkbGeometryType::wkbUnknown },
                options: (!options.is_empty()).then_some(&options),
            })
            .expect("the driver makes layers");
        for field in &self.fields {
            let field = FieldDefn::new(field, OGRFieldType::OFTString).expect("no NUL in it");
            field.add_to_layer(&layer).expect("the driver takes texts");
        }
        for (attributes, geometry) in &self.features {
            let mut feature = gdal::vector::Feature::new(layer.defn()).expect("a feature of the layer");
            for (index, value) in attributes.iter().enumerate() {
                match value {
                    Some(value) => feature.set_field_string(index, value),
                    None => feature.set_field_null(index),
                }
                .expect("the field is there");
            }
            if let Some(wkt) = geometry {
                feature.set_geometry(Geometry::from_wkt(wkt).expect("well-known text")).expect("any geometry");
            }
            feature.create(&layer).expect("the driver takes features");
        }
    }
}

/// Writes several layers into one file.
pub(crate) fn write_layers(folder: &Folder, name: &str, layers: &[Boundary]) -> PathBuf {
    let path = folder.path(name);
    let driver = match path.extension().and_then(|end| end.to_str()) {
        Some("gpkg") => "GPKG",
        Some("geojson") => "GeoJSON",
        Some("shp") => "ESRI Shapefile",
        other => panic!("no driver for {other:?}"),
    };
    // These files need not outlive a power cut.
    gdal::config::set_thread_local_config_option("OGR_SQLITE_SYNCHRONOUS", "OFF").expect("no NUL in it");
    let driver = DriverManager::get_driver_by_name(driver).expect("GDAL has the driver");
    let mut dataset = driver.create_vector_only(&path).expect("a temporary folder can be written to");
    for layer in layers {
        layer.write_into(&mut dataset);
    }
    dataset.close().expect("it fits");
    path
}

/// Zones by the attribute `name`.
pub(crate) fn spec(path: &Path) -> ZoneSpec {
    ZoneSpec { source: path.to_owned(), layer: None, name: "name".into(), group: None, merge: false, encoding: None }
}

/// Messages and ways out of what the reader refuses about zones.
pub(crate) fn zone_refusals(
    spec: &ZoneSpec,
    grid: &GeoGrid,
    crs: Option<&landledger_reader::Crs>,
) -> Vec<(String, String)> {
    let errors = Zones::read(spec, grid, crs).expect_err("the reader refuses these zones");
    assert!(errors.iter().all(ReaderError::is_refusal));
    errors.iter().map(|error| (error.to_string(), error.way_out().unwrap_or_default())).collect()
}

/// Well-known text of the rectangle between two opposite corners.
pub(crate) fn rectangle([x1, y1]: [f64; 2], [x2, y2]: [f64; 2]) -> String {
    format!("POLYGON (({x1} {y1}, {x2} {y1}, {x2} {y2}, {x1} {y2}, {x1} {y1}))")
}
