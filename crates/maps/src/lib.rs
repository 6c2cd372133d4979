//! Draws landledger's results on the ground again: zones with their numbers as a GeoPackage, cells as GeoTIFF files.
//!
//! A map is a cloud-optimised GeoTIFF, which this crate lays out itself: workers make and compress tiles side by side, overviews
//! grow with them, and nothing is read back but compressed tiles. Only cells whose centre lies in a zone are drawn. The GeoPackage is
//! written by GDAL.

mod attribute_table;
mod bits;
mod cell;
mod class_change;
mod class_count;
mod cog;
mod colors;
mod deflate;
mod draw;
mod error;
mod field_names;
mod geo_fields;
mod geopackage;
mod given_zones;
mod huffman;
mod job;
mod paint;
mod pass;
mod pyramid;
mod row_sums;
mod scratch;
mod sheet;
mod subject;
mod tiff;
mod tile_store;

pub use class_change::{Change, ChangeNumbers};
pub use draw::{BYTES_SHARED, Ground, bytes_per_worker, draw_maps, sidecar};
pub use error::MapError;
pub use geo_fields::GeoFields;
pub use geopackage::{FieldValues, GeoPackageError, Renamed, ZoneField, ZoneSource, write_geopackage};
pub use paint::Densities;
pub use subject::{MapPlan, Subject};

/// Rows and columns of a tile of a map.
const TILE: usize = 512;
