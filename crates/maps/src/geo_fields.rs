//! Where a grid lies, as the fields of a GeoTIFF.

use crate::tiff::{Field, Kind};
use gdal::DriverManager;
use gdal::errors::GdalError;
use gdal::spatial_ref::SpatialRef;
use landledger_reader::{Crs, GeoGrid};
use std::sync::atomic::{AtomicUsize, Ordering};

/// Fields for origin, cell size and CRS.
///
/// GDAL knows how to say a CRS in GeoTIFF's keys: it writes a file of one cell, whose fields these are.
#[derive(Debug, Clone)]
pub struct GeoFields(pub(crate) Vec<Field>);

/// Cell size, place of a cell, transformation, and the three of keys.
const TAGS: [u16; 6] = [33550, 33922, 34264, 34735, 34736, 34737];

impl GeoFields {
    /// Of a grid in a CRS.
    ///
    /// # Errors
    /// When GDAL cannot write the CRS into a GeoTIFF.
    pub fn of(grid: &GeoGrid, crs: Option<&Crs>) -> gdal::errors::Result<Self> {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        let path = format!("/vsimem/landledger-geo-fields-{}.tif", NEXT.fetch_add(1, Ordering::Relaxed));
        let mut dataset = DriverManager::get_driver_by_name("GTiff")?.create_with_band_type::<u8, _>(&path, 1, 1, 1)?;
        dataset.set_geo_transform(&[grid.origin_x, grid.cell_x, 0.0, grid.origin_y, 0.0, grid.cell_y])?;
        if let Some(crs) = crs {
            dataset.set_spatial_ref(&SpatialRef::from_definition(&crs.in_full())?)?;
        }
        dataset.close()?;
        let bytes = gdal::vsi::get_vsi_mem_file_bytes_owned(&path)?;
        let fields = fields_of(&bytes)
            .ok_or_else(|| GdalError::BadArgument("GDAL wrote a GeoTIFF that is not as it was expected".into()))?;
        Ok(Self(fields.into_iter().filter(|field| TAGS.contains(&field.tag)).collect()))
    }
}

/// Fields of the first directory of a classic TIFF, least byte first; those of kinds that are not used here are left out.
fn fields_of(file: &[u8]) -> Option<Vec<Field>> {
    let short = |at: usize| Some(u16::from_le_bytes(file.get(at..at + 2)?.try_into().ok()?));
    let long = |at: usize| Some(u32::from_le_bytes(file.get(at..at + 4)?.try_into().ok()?) as usize);
    if !file.starts_with(b"II\x2a\0") {
        return None;
    }
    let directory = long(4)?;
    let mut fields = Vec::new();
    for index in 0..usize::from(short(directory)?) {
        let entry = directory + 2 + index * 12;
        let Some(kind) = Kind::of_number(short(entry + 2)?) else { continue };
        let length = long(entry + 4)? * kind.bytes();
        let at = if length <= 4 { entry + 8 } else { long(entry + 8)? };
        fields.push(Field { tag: short(entry)?, kind, bytes: file.get(at..at + length)?.to_vec() });
    }
    Some(fields)
}
