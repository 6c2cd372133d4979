//! The zones as they were given, with the results beside their own attributes.

use crate::field_names::FieldNames;
use crate::given_zones::{GivenZone, GivenZones, geometry_type};
use gdal::errors::GdalError;
use gdal::raster::RasterCreationOptions;
use gdal::vector::sql::Dialect;
use gdal::vector::{Defn, Feature, FieldDefn, FieldValue, Layer, LayerOptions, OGRFieldType};
use gdal::{Dataset, DriverManager};
use landledger_core::ZoneName;
use landledger_reader::{ReaderError, ZoneSpec};
use std::path::{Path, PathBuf};

/// A result of every zone.
#[derive(Debug, Clone)]
pub struct ZoneField {
    /// Short name.
    pub name: String,
    /// What a map shows instead.
    pub alias: String,
    /// One value for each zone.
    pub values: FieldValues,
}

/// Values of a field, by zone.
#[derive(Debug, Clone)]
pub enum FieldValues {
    /// Text.
    Text(Vec<Option<String>>),
    /// Whole numbers.
    Whole(Vec<Option<i64>>),
    /// Numbers.
    Number(Vec<Option<f64>>),
}

/// Where the outlines come from.
#[derive(Debug, Clone, Copy)]
pub enum ZoneSource<'a> {
    /// A boundary file.
    File(&'a ZoneSpec),
    /// The rectangle of a grid, for a study without zones.
    Rectangle {
        /// Name of the zone.
        name: &'a str,
        /// Smallest x and y, largest x and y.
        bounds: [f64; 4],
        /// Well-known text of the CRS; empty where there is none.
        crs: &'a str,
    },
}

/// A result that got another name, because the zones' file has an attribute of that name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Renamed {
    /// The name that was taken.
    pub wanted: String,
    /// The name that it has now.
    pub name: String,
}

/// Why the zones were not written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum GeoPackageError {
    /// The zones' file cannot be read any more.
    #[error(transparent)]
    Zones(#[from] ReaderError),
    /// A zone that was tallied is gone from its file.
    #[error("{}: zone `{zone}` is not there any more (make the tally again)", path.display())]
    Gone {
        /// The zones' file.
        path: PathBuf,
        /// The zone.
        zone: String,
    },
    /// GDAL cannot write the file.
    #[error("{} cannot be written", path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// What GDAL said.
        source: GdalError,
    },
}

/// Name of the layer.
const LAYER: &str = "zones";

/// What the file says of when it was written, so that the same results are the same bytes.
const DATE: (&str, &str) = ("OGR_CURRENT_DATE", "2000-01-01T00:00:00.000Z");

/// Writes the zones in their order: outlines as they were given, unrepaired and in their own CRS, their own attributes, and the
/// fields. Zones that were merged from several features become one multipolygon; of their attributes those are kept on which all
/// features agree.
///
/// # Errors
/// When the zones cannot be read again or the file cannot be written.
pub fn write_geopackage(
    path: &Path,
    source: ZoneSource<'_>,
    zones: &[ZoneName],
    fields: &[ZoneField],
) -> Result<Vec<Renamed>, GeoPackageError> {
    let cannot = |source| GeoPackageError::Write { path: path.to_owned(), source };
    let (given, file) = match source {
        ZoneSource::File(spec) => (GivenZones::read(spec)?, spec.source.clone()),
        ZoneSource::Rectangle { name, bounds, crs } => {
            (GivenZones::of_rectangle(name, bounds, crs).map_err(cannot)?, PathBuf::new())
        }
    };
    let in_order = zones.iter().map(|zone| {
        given.zone(&zone.name).ok_or_else(|| GeoPackageError::Gone { path: file.clone(), zone: zone.name.clone() })
    });
    let in_order: Vec<&GivenZone> = in_order.collect::<Result<_, _>>()?;
    let write = || {
        gdal::config::set_thread_local_config_option(DATE.0, DATE.1)?;
        let written = write(path, &given, &in_order, fields);
        gdal::config::clear_thread_local_config_option(DATE.0)?;
        written
    };
    write().map_err(cannot)
}

fn write(
    path: &Path,
    given: &GivenZones,
    zones: &[&GivenZone],
    fields: &[ZoneField],
) -> gdal::errors::Result<Vec<Renamed>> {
    let mut names = FieldNames::default();
    let own: Vec<String> = given.fields.iter().map(|field| names.take(&field.name)).collect();
    let ours: Vec<String> = fields.iter().map(|field| names.take(&field.name)).collect();
    let (id, geometry) = (format!("FID={}", names.take("fid")), format!("GEOMETRY_NAME={}", names.take("geom")));

    let driver = DriverManager::get_driver_by_name("GPKG")?;
    // The version that every reader knows, whatever the newest one is.
    let options: RasterCreationOptions = ["VERSION=1.2"].into_iter().collect();
    let mut dataset = driver.create_with_band_type_with_options::<u8, _>(path, 0, 0, 0, &options)?;
    dataset.create_layer(LayerOptions {
        name: LAYER,
        srs: given.srs.as_ref(),
        ty: geometry_type(zones),
        options: Some(&[&id, &geometry]),
    })?;
    {
        let layer = dataset.layer_by_name(LAYER)?;
        for (field, name) in given.fields.iter().zip(&own) {
            FieldDefn::new(name, field.kind)?.add_to_layer(&layer)?;
        }
        for (field, name) in fields.iter().zip(&ours) {
            FieldDefn::new(name, field.values.kind())?.add_to_layer(&layer)?;
        }
    }
    add_aliases(&dataset, fields, &ours)?;
    let transaction = dataset.start_transaction()?;
    {
        let layer = transaction.layer_by_name(LAYER)?;
        add_features(&layer, zones, fields)?;
    }
    transaction.commit()?;
    dataset.close()?;
    let renamed = fields.iter().zip(ours).filter(|(field, name)| field.name != *name);
    Ok(renamed.map(|(field, name)| Renamed { wanted: field.name.clone(), name }).collect())
}

fn add_features(layer: &Layer<'_>, zones: &[&GivenZone], fields: &[ZoneField]) -> gdal::errors::Result<()> {
    let defn = Defn::from_layer(layer);
    let kind = geometry_type(zones);
    for (index, zone) in zones.iter().enumerate() {
        let mut feature = Feature::new(&defn)?;
        for (at, value) in zone.values.iter().enumerate() {
            match value {
                Some(value) => feature.set_field(at, value)?,
                None => feature.set_field_null(at)?,
            }
        }
        for (at, field) in fields.iter().enumerate() {
            let at = at + zone.values.len();
            match field.values.of(index) {
                Some(value) => feature.set_field(at, &value)?,
                None => feature.set_field_null(at)?,
            }
        }
        if let Some(geometry) = zone.geometry(kind)? {
            feature.set_geometry(geometry)?;
        }
        feature.create(layer)?;
    }
    Ok(())
}

impl FieldValues {
    fn kind(&self) -> OGRFieldType::Type {
        match self {
            Self::Text(_) => OGRFieldType::OFTString,
            Self::Whole(_) => OGRFieldType::OFTInteger64,
            Self::Number(_) => OGRFieldType::OFTReal,
        }
    }

    fn of(&self, zone: usize) -> Option<FieldValue> {
        match self {
            Self::Text(values) => values[zone].clone().map(FieldValue::StringValue),
            Self::Whole(values) => values[zone].map(FieldValue::Integer64Value),
            Self::Number(values) => values[zone].map(FieldValue::RealValue),
        }
    }
}

/// The tables of GeoPackage's schema extension, from which GDAL and QGIS take the aliases.
const SCHEMA_TABLES: [&str; 4] = [
    "CREATE TABLE IF NOT EXISTS gpkg_data_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, name TEXT, title TEXT, \
     description TEXT, mime_type TEXT, constraint_name TEXT, CONSTRAINT pk_gdc PRIMARY KEY (table_name, column_name), \
     CONSTRAINT gdc_tn UNIQUE (table_name, name))",
    "CREATE TABLE IF NOT EXISTS gpkg_data_column_constraints (constraint_name TEXT NOT NULL, constraint_type TEXT NOT NULL, \
     value TEXT, min NUMERIC, min_is_inclusive BOOLEAN, max NUMERIC, max_is_inclusive BOOLEAN, description TEXT, \
     CONSTRAINT gdcc_ntv UNIQUE (constraint_name, constraint_type, value))",
    "CREATE TABLE IF NOT EXISTS gpkg_extensions (table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL, \
     definition TEXT NOT NULL, scope TEXT NOT NULL, CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name))",
    "INSERT INTO gpkg_extensions SELECT name, NULL, 'gpkg_schema', 'http://www.geopackage.org/spec120/#extension_schema', \
     'read-write' FROM (SELECT 'gpkg_data_columns' AS name UNION SELECT 'gpkg_data_column_constraints')",
];

fn add_aliases(dataset: &Dataset, fields: &[ZoneField], names: &[String]) -> gdal::errors::Result<()> {
    for statement in SCHEMA_TABLES {
        dataset.execute_sql(statement, None, Dialect::DEFAULT)?;
    }
    for (field, name) in fields.iter().zip(names) {
        let (name, alias) = (quoted(name), quoted(&field.alias));
        let statement = format!(
            "INSERT INTO gpkg_data_columns (table_name, column_name, name, title) VALUES ('{LAYER}', {name}, {alias}, {alias})"
        );
        dataset.execute_sql(statement, None, Dialect::DEFAULT)?;
    }
    Ok(())
}

fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}
