//! Why an input was refused or could not be read.

use std::path::PathBuf;

/// Why an input was refused or could not be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReaderError {
    /// An empty list of epochs.
    #[error("there is no raster to read")]
    NoRaster,
    /// Nothing at this path.
    #[error("{} does not exist", path.display())]
    Missing {
        /// The path as resolved.
        path: PathBuf,
    },
    /// GDAL knows no driver for the file, or the driver rejects it.
    #[error("{} is not a raster that GDAL can open", path.display())]
    NotARaster {
        /// The file.
        path: PathBuf,
        /// What GDAL said.
        source: gdal::errors::GdalError,
    },
    /// OGR knows no driver for the file, or the driver rejects it.
    #[error("{} is not a boundary file that GDAL can open", path.display())]
    NotAVector {
        /// The file.
        path: PathBuf,
        /// What GDAL said.
        source: gdal::errors::GdalError,
    },
    /// The band asked for, or the only band, is not there.
    #[error("{}: {problem}", path.display())]
    Band {
        /// The raster.
        path: PathBuf,
        /// Found and expected, in words.
        problem: String,
    },
    /// The raster is turned or sheared against its CRS.
    #[error("{} is rotated or sheared (geotransform terms {row_rotation} and {column_rotation}): rows must run along the x axis (straighten it with `gdalwarp -r near`)", path.display())]
    Rotated {
        /// The raster.
        path: PathBuf,
        /// Third term of the geotransform.
        row_rotation: f64,
        /// Fifth term of the geotransform.
        column_rotation: f64,
    },
    /// Two epochs do not lie on the same grid.
    #[error("{} does not lie on the grid of {}: {}", path.display(), reference.display(), differences.join("; "))]
    Misaligned {
        /// The raster that differs.
        path: PathBuf,
        /// The first epoch's raster.
        reference: PathBuf,
        /// How it differs, one entry for each thing.
        differences: Vec<String>,
        /// A command that puts it on the reference's grid.
        way_out: String,
    },
    /// The raster's CRS cannot be used for areas.
    #[error("{}: {problem}", path.display())]
    Ground {
        /// The raster.
        path: PathBuf,
        /// Found and expected, in words.
        problem: String,
        /// What to do.
        way_out: String,
    },
    /// Something about the boundary file as a whole.
    #[error("{}: {problem}", path.display())]
    Layer {
        /// The boundary file.
        path: PathBuf,
        /// Found and expected, in words.
        problem: String,
        /// What to do.
        way_out: String,
    },
    /// Something about one zone.
    #[error("{}: zone `{zone}` {problem}", path.display())]
    Zone {
        /// The boundary file.
        path: PathBuf,
        /// The zone's name.
        zone: String,
        /// What is wrong with it.
        problem: String,
        /// What to do.
        way_out: String,
    },
    /// A block could not be read or decoded.
    #[error("{} cannot be read at rows {rows}, columns {cols}", path.display())]
    ReadFailed {
        /// The raster.
        path: PathBuf,
        /// First and last row, counted from 0.
        rows: String,
        /// First and last column, counted from 0.
        cols: String,
        /// What GDAL said.
        source: gdal::errors::GdalError,
    },
    /// Any other answer of GDAL that was not expected.
    #[error("{}: {doing} failed", path.display())]
    Gdal {
        /// The file.
        path: PathBuf,
        /// What was being done.
        doing: &'static str,
        /// What GDAL said.
        source: gdal::errors::GdalError,
    },
}

impl ReaderError {
    /// True when the input has to change; false when reading it went wrong on the way.
    pub fn is_refusal(&self) -> bool {
        !matches!(self, Self::ReadFailed { .. } | Self::Gdal { .. })
    }

    /// What the user can do about it.
    pub fn way_out(&self) -> Option<String> {
        match self {
            Self::Misaligned { way_out, .. }
            | Self::Ground { way_out, .. }
            | Self::Layer { way_out, .. }
            | Self::Zone { way_out, .. } => Some(way_out.clone()),
            Self::Missing { .. } => Some("paths are relative to the study file".into()),
            Self::NotARaster { .. } => Some("`gdalinfo FILE` must be able to read it".into()),
            Self::NotAVector { .. } => Some("`ogrinfo FILE` must be able to read it".into()),
            Self::ReadFailed { .. } => {
                Some("the file is damaged or incomplete there: copy or download it again, and compare sizes".into())
            }
            _ => None,
        }
    }
}
