//! Reads land-cover rasters and zone boundaries for landledger, through GDAL.
//!
//! The only crate that opens rasters and vector layers. It hands the engine a
//! [`RasterSource`] (blocks of class symbols) and a [`landledger_core::ZoneSet`] (outlines on the
//! grid), and refuses whatever would make a number wrong: grids that differ, a CRS on one side
//! only, names that are not unique, geometry that is no polygon.
//!
//! # Example
//!
//! ```no_run
//! use landledger_core::{Legend, Year};
//! use landledger_reader::{EpochSpec, Rasters};
//!
//! landledger_reader::start();
//! let epochs = [EpochSpec { year: Year(2000), path: "lulc_2000.tif".into(), band: None }];
//! let rasters = Rasters::open(&epochs).map_err(|mut errors| errors.remove(0))?;
//! let legend = Legend::new([(1, "crop"), (2, "forest")])?;
//! let source = rasters.source(&legend, &[0.0]);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod access;
mod align;
mod alignment;
mod areal_scale;
mod cell_type;
mod codes;
mod crs;
mod decode;
mod error;
mod files;
mod geogrid;
mod geometry;
mod globe;
mod layers;
mod ledger;
mod open;
mod outline_area;
mod raster;
mod raw_block;
mod reproject;
mod setup;
mod simple_rings;
mod source;
mod surface;
mod unit_shape;
mod warp;
mod worker_memory;
mod zones;

pub use access::Access;
pub use align::AlignRule;
pub use alignment::Alignment;
pub use areal_scale::{ArealScale, EQUAL_AREA_WITHIN};
pub use codes::{CodeCounts, scan_codes};
pub use crs::Crs;
pub use error::ReaderError;
pub use files::files_of;
pub use geogrid::GeoGrid;
pub use layers::{LayerFacts, layers};
pub use raster::{EpochSpec, RasterFacts, Rasters};
pub use setup::{set_block_cache, start, versions};
pub use source::{RasterReader, RasterSource};
pub use surface::GroundSpec;
pub use zones::{ZoneNote, ZoneSpec, Zones, zone_layer};
