//! Opens the epochs, learns what they are, and checks that they share one grid.

use crate::align::{AlignRule, Placed, require_same_grid, way_to};
use crate::alignment::Alignment;
use crate::cell_type::CellType;
use crate::decode::{BandKind, Decoder};
use crate::unit_shape::{self, BlockShape};
use crate::warp::{self, Warped};
use crate::{Crs, GeoGrid, RasterSource, ReaderError, crs, open, source::EpochFile};
use gdal::Metadata;
use landledger_core::{GridShape, Legend, Year};
use std::path::{Path, PathBuf};

/// One epoch as the study names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EpochSpec {
    /// Its year.
    pub year: Year,
    /// Its raster.
    pub path: PathBuf,
    /// Which band, counted from 1; `None` when the raster has only one.
    pub band: Option<usize>,
}

/// What was found out about one raster without decoding it.
#[derive(Debug, Clone)]
pub struct RasterFacts {
    /// The file.
    pub path: PathBuf,
    /// The band that is read, counted from 1.
    pub band: usize,
    /// Where its own cells lie.
    pub grid: GeoGrid,
    /// Its CRS.
    pub crs: Option<Crs>,
    /// Name of the cell type, as GDAL says it.
    pub cell_type: String,
    /// The nodata value of the file, if it has one.
    pub nodata: Option<f64>,
    /// True when a mask band marks cells without data.
    pub has_mask: bool,
    /// Name of the driver.
    pub driver: String,
    /// Set where its cells are not those of the first epoch and were brought onto them.
    pub alignment: Option<Alignment>,
    pub(crate) warped: Option<Warped>,
    pub(crate) kind: BandKind,
    pub(crate) stored_as: CellType,
    pub(crate) block: BlockShape,
    /// Bands that are decoded together.
    pub(crate) interleaved: usize,
}

/// Every epoch, on one grid.
#[derive(Debug)]
pub struct Rasters {
    facts: Vec<RasterFacts>,
}

impl RasterFacts {
    /// Opens a raster and looks at its header.
    ///
    /// # Errors
    /// When it is missing, is no raster, has no such band, or is rotated.
    pub fn of(path: &Path, band: Option<usize>) -> Result<Self, ReaderError> {
        let dataset = open::raster(path)?;
        let band_index = choose_band(path, dataset.raster_count(), band)?;
        let gdal = |doing| move |source| ReaderError::Gdal { path: path.to_owned(), doing, source };
        let band = dataset.rasterband(band_index).map_err(gdal("opening the band"))?;
        let kind = BandKind::of(&band).and_then(|kind| Some((kind, CellType::of(&band, kind)?)));
        let (kind, stored_as) = kind.ok_or_else(|| ReaderError::Band {
            path: path.to_owned(),
            problem: "its cells are complex numbers or of a type unknown here, \
                      expected whole numbers (integers, or floats without fractions)"
                .into(),
        })?;
        let (cols, rows) = dataset.raster_size();
        let shape = GridShape { rows, cols };
        // Without a geotransform GDAL counts cells from the upper left corner.
        const COUNTED: [f64; 6] = [0.0, 1.0, 0.0, 0.0, 0.0, 1.0];
        let terms = dataset.geo_transform().unwrap_or(COUNTED);
        let crs = crs::of_raster(path, &dataset)?;
        if let (Some(crs), true) = (&crs, terms == COUNTED) {
            return Err(ReaderError::Ground {
                path: path.to_owned(),
                problem: format!("it has the CRS {}, but neither an origin nor a cell size", crs.name()),
                way_out: "georeference it, for example with `gdal_edit.py -a_ullr XMIN YMAX XMAX YMIN FILE`".into(),
            });
        }
        let mask = band.mask_flags().map_err(gdal("reading the mask"))?;
        let (block_cols, block_rows) = band.block_size();
        Ok(Self {
            path: path.to_owned(),
            band: band_index,
            grid: GeoGrid::from_terms(path, shape, terms)?,
            crs,
            cell_type: kind.name(&band),
            nodata: kind.nodata(&band),
            // What the nodata value hides is known without; any other mask (an alpha band too) is one of its own.
            has_mask: !mask.is_all_valid() && !mask.is_nodata(),
            driver: dataset.driver().short_name(),
            alignment: None,
            warped: None,
            kind,
            stored_as,
            block: BlockShape { rows: block_rows.max(1), cols: block_cols.max(1) },
            interleaved: interleaved(&dataset),
        })
    }

    /// The file's nodata value, when no cell of its type can hold it (a -128 on unsigned bytes).
    pub fn impossible_nodata(&self) -> Option<f64> {
        self.nodata.filter(|&value| !self.kind.can_hold(value))
    }

    /// Rows and columns of the file's own blocks.
    pub fn block_shape(&self) -> GridShape {
        GridShape { rows: self.block.rows, cols: self.block.cols }
    }
}

fn interleaved(dataset: &gdal::Dataset) -> usize {
    let interleave = dataset.metadata_item("INTERLEAVE", "IMAGE_STRUCTURE");
    if interleave.is_some_and(|interleave| interleave == "PIXEL") { dataset.raster_count() } else { 1 }
}

fn choose_band(path: &Path, count: usize, asked: Option<usize>) -> Result<usize, ReaderError> {
    let problem = match asked {
        _ if count == 0 => {
            "it holds no raster band (a container of several rasters? name one of its subdatasets)".into()
        }
        Some(band) if (1..=count).contains(&band) => return Ok(band),
        Some(band) => format!("it has no band {band}, only 1 to {count}"),
        None if count == 1 => return Ok(1),
        None => format!("it has {count} bands (say which one holds the classes with `band = n`)"),
    };
    Err(ReaderError::Band { path: path.to_owned(), problem })
}

impl Rasters {
    /// Opens every epoch and requires one grid.
    ///
    /// # Errors
    /// Every problem of every raster at once.
    pub fn open(epochs: &[EpochSpec]) -> Result<Self, Vec<ReaderError>> {
        Self::open_aligned(epochs, AlignRule::Refuse)
    }

    /// Opens every epoch; those that do not lie on the first one's grid fall under the rule.
    ///
    /// # Errors
    /// Every problem of every raster at once.
    pub fn open_aligned(epochs: &[EpochSpec], rule: AlignRule) -> Result<Self, Vec<ReaderError>> {
        let mut facts = Vec::new();
        let mut errors = Vec::new();
        for epoch in epochs {
            match RasterFacts::of(&epoch.path, epoch.band) {
                Ok(fact) => facts.push(fact),
                Err(error) => errors.push(error),
            }
        }
        if let Some((first, others)) = facts.split_first_mut() {
            errors.extend(others.iter_mut().filter_map(|other| other.align_to(first, rule).err()));
        }
        if epochs.is_empty() {
            errors.push(ReaderError::NoRaster);
        }
        if errors.is_empty() { Ok(Self { facts }) } else { Err(errors) }
    }

    /// What is known of each epoch.
    pub fn facts(&self) -> &[RasterFacts] {
        &self.facts
    }

    /// The grid that all share.
    pub fn grid(&self) -> &GeoGrid {
        &self.facts[0].grid
    }

    /// The CRS that all share.
    pub fn crs(&self) -> Option<&Crs> {
        self.facts[0].crs.as_ref()
    }

    /// What each worker needs besides its blocks to bring epochs onto the grid, in bytes and at most.
    pub fn memory_to_align(&self) -> u64 {
        self.facts.iter().filter_map(|facts| facts.warped.as_ref()).map(|warped| warped.bytes).sum()
    }

    /// The source of blocks for the engine. `nodata` are the values that mean nodata besides each file's own.
    pub fn source(&self, legend: &Legend, nodata: &[f64]) -> RasterSource {
        let block = |facts: &RasterFacts| facts.warped.as_ref().map_or(facts.block, |warped| warped.block);
        let epochs = self.facts.iter().map(|facts| {
            let own = facts.nodata.iter().copied().filter(|&value| facts.kind.can_hold(value));
            let nodata: Vec<f64> = own.chain(nodata.iter().copied()).collect();
            // Cells that a warped epoch does not cover are behind its mask.
            let has_mask = facts.has_mask || facts.warped.is_some();
            EpochFile {
                path: facts.path.clone(),
                driver: if facts.warped.is_some() { "VRT".into() } else { facts.driver.clone() },
                warped: facts.warped.clone(),
                band: if facts.warped.is_some() { warp::CLASSES } else { facts.band },
                interleaved: facts.interleaved,
                has_mask,
                cell_type: facts.stored_as,
                block: block(facts),
                decoder: Decoder::new(facts.kind, has_mask, legend, &nodata),
            }
        });
        let blocks: Vec<BlockShape> = self.facts.iter().map(block).collect();
        let grid = self.grid().shape;
        RasterSource::new(epochs.collect(), grid, unit_shape::of(&blocks, grid))
    }
}

impl RasterFacts {
    fn placed(&self) -> Placed<'_> {
        Placed { path: &self.path, grid: self.grid, crs: self.crs.as_ref() }
    }

    fn align_to(&mut self, first: &Self, rule: AlignRule) -> Result<(), ReaderError> {
        match (require_same_grid(first.placed(), self.placed()), rule) {
            (Err(_), AlignRule::Nearest) => {
                let (way, alignment) = way_to(first.placed(), self.placed())?;
                let cell_ratio = [alignment.cell_ratio_x, alignment.cell_ratio_y];
                self.warped = Some(Warped::new(&way, first, self, cell_ratio));
                self.alignment = Some(alignment);
                Ok(())
            }
            (result, _) => result,
        }
    }
}
