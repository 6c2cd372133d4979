//! Tiny rasters, drawn as matrices.

use gdal::Metadata;
use gdal::raster::{Buffer, GdalType, RasterCreationOptions};
use gdal::spatial_ref::SpatialRef;
use std::path::Path;

/// A raster before it is a file. The grid is that of [`crate::outlines`] unless a test moves it.
#[derive(Debug, Clone)]
pub(crate) struct Raster {
    pub(crate) cols: usize,
    /// Row by row.
    pub(crate) cells: Vec<f64>,
    /// EPSG code of the CRS.
    pub(crate) crs: Option<u32>,
    /// GDAL's six terms.
    pub(crate) terms: [f64; 6],
    pub(crate) nodata: Option<f64>,
    pub(crate) bands: usize,
    /// Cells are 32-bit floats instead of bytes.
    pub(crate) is_float: bool,
    pub(crate) options: &'static [&'static str],
}

/// WGS 84 / NSIDC EASE-Grid 2.0 Global: metres, equal-area.
pub(crate) const EQUAL_AREA: u32 = 6933;

/// Cells of 100 m x 100 m, one hectare each.
pub(crate) const HECTARES: [f64; 6] = [1000.0, 100.0, 0.0, 2000.0, 0.0, -100.0];

impl Raster {
    /// One digit for each cell; 0 is nodata by its tag.
    pub(crate) fn of_digits(rows: &[&str]) -> Self {
        let digits = rows.iter().flat_map(|row| row.chars()).map(|digit| f64::from(digit.to_digit(10).unwrap()));
        Self::of_cells(rows[0].len(), digits.collect())
    }

    pub(crate) fn of_cells(cols: usize, cells: Vec<f64>) -> Self {
        assert_eq!(cells.len() % cols, 0, "rows are equally long");
        Self {
            cols,
            cells,
            crs: Some(EQUAL_AREA),
            terms: HECTARES,
            nodata: Some(0.0),
            bands: 1,
            is_float: false,
            options: &[],
        }
    }

    fn rows(&self) -> usize {
        self.cells.len() / self.cols
    }

    /// Writes a GeoTIFF; every band holds the same cells.
    pub(crate) fn write(&self, path: &Path) {
        if self.is_float {
            self.write_as::<f32>(path, |cell| cell as f32);
        } else {
            self.write_as::<u8>(path, |cell| cell as u8);
        }
    }

    fn write_as<T: GdalType + Copy>(&self, path: &Path, convert: impl Fn(f64) -> T) {
        let mut dataset = create::<T>(path, [self.cols, self.rows()], self.bands, self.options);
        dataset.set_geo_transform(&self.terms).unwrap();
        if let Some(code) = self.crs {
            dataset.set_spatial_ref(&SpatialRef::from_epsg(code).unwrap()).unwrap();
        }
        let size = (self.cols, self.rows());
        for band in 1..=self.bands {
            let mut band = dataset.rasterband(band).unwrap();
            if self.nodata.is_some() {
                band.set_no_data_value(self.nodata).unwrap();
            }
            let cells = self.cells.iter().map(|&cell| convert(cell)).collect();
            band.write((0, 0), size, &mut Buffer::new(size, cells)).unwrap();
        }
        dataset.close().unwrap();
    }
}

/// Where in a GeoTIFF the block in this column and row of blocks begins.
pub(crate) fn block_offset(path: &Path, [col, row]: [usize; 2]) -> usize {
    let dataset = gdal::Dataset::open(path).unwrap();
    let band = dataset.rasterband(1).unwrap();
    band.metadata_item(&format!("BLOCK_OFFSET_{col}_{row}"), "TIFF").unwrap().parse().unwrap()
}

/// A raster of bytes whose tiles are not there: it reads as zeros, takes hardly any disk, and may be huge.
pub(crate) fn write_hollow(path: &Path, side: usize) {
    let options = ["TILED=YES", "BLOCKXSIZE=512", "BLOCKYSIZE=512", "SPARSE_OK=TRUE", "BIGTIFF=YES"];
    let mut dataset = create::<u8>(path, [side, side], 1, &options);
    dataset.set_geo_transform(&HECTARES).unwrap();
    dataset.set_spatial_ref(&SpatialRef::from_epsg(EQUAL_AREA).unwrap()).unwrap();
    dataset.close().unwrap();
}

fn create<T: GdalType>(path: &Path, [cols, rows]: [usize; 2], bands: usize, options: &[&str]) -> gdal::Dataset {
    let driver = gdal::DriverManager::get_driver_by_name("GTiff").unwrap();
    let options: RasterCreationOptions = options.iter().copied().collect();
    driver.create_with_band_type_with_options::<T, _>(path, cols, rows, bands, &options).unwrap()
}
