//! Small land-cover rasters: a matrix, a cell type, a place, and the file that they become.

use crate::folder::Folder;
use gdal::raster::{Buffer, RasterCreationOptions};
use gdal::spatial_ref::SpatialRef;
use gdal::{Dataset, DriverManager};
use landledger_core::GridShape;
use std::path::PathBuf;

/// How cells are stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cells {
    Byte,
    /// Before GDAL 3.7 bytes with a note beside them, afterwards a type of their own.
    SignedByte,
    UInt16,
    Int16,
    UInt32,
    Int32,
    UInt64,
    Int64,
    Float32,
    Float64,
}

impl Cells {
    pub(crate) const ALL: [Self; 10] = [
        Self::Byte,
        Self::SignedByte,
        Self::UInt16,
        Self::Int16,
        Self::UInt32,
        Self::Int32,
        Self::UInt64,
        Self::Int64,
        Self::Float32,
        Self::Float64,
    ];
}

/// A raster before it is a file. By default: bytes of one hectare each, north up, on a metric grid.
#[derive(Debug, Clone)]
pub(crate) struct LandCover {
    pub(crate) shape: GridShape,
    /// One matrix for each band, row by row.
    pub(crate) bands: Vec<Vec<f64>>,
    pub(crate) cells: Cells,
    /// Anything that GDAL understands as a CRS.
    pub(crate) crs: Option<String>,
    /// The six terms of the geotransform.
    pub(crate) terms: Option<[f64; 6]>,
    pub(crate) nodata: Option<f64>,
    /// Where a mask says that there is data.
    pub(crate) valid: Option<Vec<bool>>,
}

/// WGS 84 / NSIDC EASE-Grid 2.0 Global: metres, equal-area.
pub(crate) const METRIC: &str = "EPSG:6933";

/// UTM zone 50 north: metres, not equal-area.
pub(crate) const UTM_50N: &str = "EPSG:32650";

/// Cells of 100 m x 100 m = 1 ha from here to the right and down.
pub(crate) const CORNER: [f64; 2] = [500_000.0, 4_000_000.0];

/// Terms of a north-up grid.
pub(crate) fn north_up([left, top]: [f64; 2], cell: f64) -> [f64; 6] {
    [left, cell, 0.0, top, 0.0, -cell]
}

impl LandCover {
    /// One band, written as a matrix that can be checked by eye.
    pub(crate) fn of<T: Into<f64> + Copy, const ROWS: usize, const COLS: usize>(matrix: [[T; COLS]; ROWS]) -> Self {
        let band = matrix.iter().flatten().map(|&value| value.into()).collect();
        Self::of_shape(GridShape { rows: ROWS, cols: COLS }, band)
    }

    /// One band, row by row.
    pub(crate) fn of_shape(shape: GridShape, band: Vec<f64>) -> Self {
        assert_eq!(band.len() as u64, shape.cells());
        Self {
            shape,
            bands: vec![band],
            cells: Cells::Byte,
            crs: Some(METRIC.into()),
            terms: Some(north_up(CORNER, 100.0)),
            nodata: None,
            valid: None,
        }
    }

    /// Every cell holds 1.
    pub(crate) fn uniform(rows: usize, cols: usize) -> Self {
        Self::of_shape(GridShape { rows, cols }, vec![1.0; rows * cols])
    }

    pub(crate) fn stored_as(self, cells: Cells) -> Self {
        Self { cells, ..self }
    }

    pub(crate) fn in_crs(self, crs: &str) -> Self {
        Self { crs: Some(crs.into()), ..self }
    }

    pub(crate) fn without_crs(self) -> Self {
        Self { crs: None, ..self }
    }

    pub(crate) fn at(self, terms: [f64; 6]) -> Self {
        Self { terms: Some(terms), ..self }
    }

    pub(crate) fn nodata(self, nodata: f64) -> Self {
        Self { nodata: Some(nodata), ..self }
    }

    /// 1 where the mask lets cells through, 0 where it hides them.
    pub(crate) fn masked<const ROWS: usize, const COLS: usize>(self, mask: [[u8; COLS]; ROWS]) -> Self {
        let valid = mask.iter().flatten().map(|&cell| cell == 1).collect();
        Self { valid: Some(valid), ..self }
    }

    /// Adds another band of the same shape.
    pub(crate) fn and_band<T: Into<f64> + Copy, const ROWS: usize, const COLS: usize>(
        mut self,
        matrix: [[T; COLS]; ROWS],
    ) -> Self {
        self.bands.push(matrix.iter().flatten().map(|&value| value.into()).collect());
        self
    }

    /// A plain `GeoTIFF`.
    pub(crate) fn write(&self, folder: &Folder, name: &str) -> PathBuf {
        self.write_as(folder, name, "GTiff", &[])
    }

    /// Any driver that can copy, with its creation options.
    pub(crate) fn write_as(&self, folder: &Folder, name: &str, driver: &str, options: &[&str]) -> PathBuf {
        let path = folder.path(name);
        let driver = DriverManager::get_driver_by_name(driver).expect("GDAL has the driver");
        let mut creation = options.to_vec();
        creation.extend(self.pixel_type());
        let creation = RasterCreationOptions::from_iter(creation);
        internal_masks();
        self.in_memory().create_copy(&driver, &path, &creation).expect("GDAL can write this").close().expect("it fits");
        path
    }

    /// As a dataset without a file.
    pub(crate) fn in_memory(&self) -> Dataset {
        let mut dataset = match self.cells {
            Cells::Byte | Cells::SignedByte => self.create::<u8>(),
            Cells::UInt16 => self.create::<u16>(),
            Cells::Int16 => self.create::<i16>(),
            Cells::UInt32 => self.create::<u32>(),
            Cells::Int32 => self.create::<i32>(),
            Cells::UInt64 => self.create::<u64>(),
            Cells::Int64 => self.create::<i64>(),
            Cells::Float32 => self.create::<f32>(),
            Cells::Float64 => self.create::<f64>(),
        };
        if let Some(crs) = &self.crs {
            let srs = SpatialRef::from_definition(crs).expect("tests name CRS that PROJ knows");
            dataset.set_spatial_ref(&srs).expect("memory takes any CRS");
        }
        if let Some(terms) = &self.terms {
            dataset.set_geo_transform(terms).expect("memory takes any place");
        }
        for (index, values) in self.bands.iter().enumerate() {
            let mut band = dataset.rasterband(index + 1).expect("as many bands as matrices");
            self.set_nodata(&mut band);
            let stored = values.iter().map(|&value| self.stored(value)).collect();
            self.fill(&mut band, stored);
        }
        if let Some(valid) = &self.valid {
            let mut band = dataset.rasterband(1).expect("a raster has a band");
            band.create_mask_band(true).expect("memory takes masks");
            let mut mask = band.open_mask_band().expect("the mask was made");
            self.fill(&mut mask, valid.iter().map(|&valid| if valid { 255.0 } else { 0.0 }).collect());
        }
        dataset
    }

    fn create<T: gdal::raster::GdalType>(&self) -> Dataset {
        let memory = DriverManager::get_driver_by_name("MEM").expect("GDAL always has it");
        let options = RasterCreationOptions::from_iter(self.pixel_type());
        let GridShape { rows, cols } = self.shape;
        memory
            .create_with_band_type_with_options::<T, _>("", cols, rows, self.bands.len(), &options)
            .expect("a small raster fits into memory")
    }

    fn fill(&self, band: &mut gdal::raster::RasterBand<'_>, values: Vec<f64>) {
        let size = (self.shape.cols, self.shape.rows);
        band.write((0, 0), size, &mut Buffer::new(size, values)).expect("a buffer of the band's size");
    }

    fn set_nodata(&self, band: &mut gdal::raster::RasterBand<'_>) {
        match (self.nodata, self.cells) {
            (None, _) => Ok(()),
            (Some(value), Cells::Int64) => band.set_no_data_value_i64(Some(value as i64)),
            (Some(value), Cells::UInt64) => band.set_no_data_value_u64(Some(value as u64)),
            (value, _) => band.set_no_data_value(value),
        }
        .expect("memory takes any nodata");
    }

    fn pixel_type(&self) -> Option<&'static str> {
        (self.cells == Cells::SignedByte).then_some("PIXELTYPE=SIGNEDBYTE")
    }

    /// Signed bytes that are kept as bytes are the two's complement.
    fn stored(&self, value: f64) -> f64 {
        if self.cells == Cells::SignedByte && gdal_version() < 3_070_000 { f64::from(value as i8 as u8) } else { value }
    }
}

/// 3.6.2 is 3060200.
pub(crate) fn gdal_version() -> u64 {
    gdal::version::VersionInfo::version_num().parse().expect("GDAL's version is a number")
}

/// Masks go into the `GeoTIFF` instead of beside it. The option holds for the thread of the test.
fn internal_masks() {
    gdal::config::set_thread_local_config_option("GDAL_TIFF_INTERNAL_MASK", "YES").expect("no NUL in it");
}
