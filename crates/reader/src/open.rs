//! Opens rasters and boundary files; says whether a file is missing or of the wrong kind.

use crate::ReaderError;
use gdal::{Dataset, DatasetOptions, GdalOpenFlags};
use std::path::Path;

/// Opens a raster for reading.
pub(crate) fn raster(path: &Path) -> Result<Dataset, ReaderError> {
    open_raster(path, path, None)
}

/// Opens a raster by a name of GDAL's that stands for the user's file `path`.
pub(crate) fn raster_by(name: impl AsRef<Path>, path: &Path) -> Result<Dataset, ReaderError> {
    open_raster(name, path, None)
}

/// Opens a raster that was opened before: no other driver is asked whether the file is its own.
pub(crate) fn raster_again(path: &Path, driver: &str) -> Result<Dataset, ReaderError> {
    open_raster(path, path, Some(&[driver]))
}

fn open_raster(name: impl AsRef<Path>, path: &Path, allowed_drivers: Option<&[&str]>) -> Result<Dataset, ReaderError> {
    let options = DatasetOptions {
        open_flags: GdalOpenFlags::GDAL_OF_RASTER
            | GdalOpenFlags::GDAL_OF_READONLY
            | GdalOpenFlags::GDAL_OF_VERBOSE_ERROR,
        allowed_drivers,
        ..Default::default()
    };
    Dataset::open_ex(name, options).map_err(|source| {
        // GDAL also opens names that are no files (connection strings), so existence is asked afterwards.
        if path.exists() {
            ReaderError::NotARaster { path: path.to_owned(), source }
        } else {
            ReaderError::Missing { path: path.to_owned() }
        }
    })
}

/// Opens a boundary file for reading; `encoding` is that of its attributes, where the file does not say it.
pub(crate) fn vector(path: &Path, encoding: Option<&str>) -> Result<Dataset, ReaderError> {
    let encoding = encoding.map(|encoding| format!("ENCODING={encoding}"));
    let options: Vec<&str> = encoding.iter().map(String::as_str).collect();
    let options = DatasetOptions {
        open_flags: GdalOpenFlags::GDAL_OF_VECTOR
            | GdalOpenFlags::GDAL_OF_READONLY
            | GdalOpenFlags::GDAL_OF_VERBOSE_ERROR,
        open_options: (!options.is_empty()).then_some(&options),
        ..Default::default()
    };
    Dataset::open_ex(path, options).map_err(|source| {
        if path.exists() {
            ReaderError::NotAVector { path: path.to_owned(), source }
        } else {
            ReaderError::Missing { path: path.to_owned() }
        }
    })
}
