//! What made the numbers: the manifest, and the part of it that a tally file carries along.

use serde::{Deserialize, Serialize};

/// A file that was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FileRecord {
    /// Path, relative to the study file's folder where it lies below it.
    pub path: String,
    /// Size in bytes.
    pub bytes: u64,
    /// SHA-256 of its content.
    pub sha256: String,
}

/// One epoch's raster.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EpochRecord {
    /// Its year.
    pub year: i32,
    /// Its raster, as in the study file.
    pub raster: String,
    /// The band that was read.
    pub band: usize,
    /// GDAL's name of the driver.
    pub driver: String,
    /// Type of its cells.
    pub cell_type: String,
    /// Nodata value of the file, as text because JSON has no NaN.
    pub nodata: Option<String>,
    /// How it was brought onto the grid; none where its own cells are those of the grid.
    pub aligned: Option<AlignedRecord>,
}

/// An epoch on another grid than the first one's, and how far apart the two are.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AlignedRecord {
    /// `nearest`: each cell has the value of the epoch's cell in which its centre lies.
    pub method: String,
    /// Columns from a cell's centre to the centre of the cell that its value is from: the largest among 17 x 17
    /// cells all over the grid.
    pub shift_cols: f64,
    /// The same in rows.
    pub shift_rows: f64,
    /// Width of the epoch's own cells in cells of the grid.
    pub cell_ratio_x: f64,
    /// Height of the same.
    pub cell_ratio_y: f64,
    /// Name of the epoch's own CRS, where it is another.
    pub crs: Option<String>,
    /// Whether a datum shift between the two CRS is known (true where none is needed).
    pub knows_datum_shift: bool,
    /// Whether the epoch covers all of the 17 x 17 cells; what it does not cover is nodata.
    pub covers_grid: bool,
}

/// The grid that all epochs share.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GridRecord {
    /// Rows.
    pub rows: usize,
    /// Columns.
    pub cols: usize,
    /// x of the outer corner of the first cell, in CRS units.
    pub origin_x: f64,
    /// y of the same corner.
    pub origin_y: f64,
    /// x from one column to the next.
    pub cell_x: f64,
    /// y from one row to the next, negative in a north-up grid.
    pub cell_y: f64,
}

/// The CRS of the rasters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CrsRecord {
    /// Its name.
    pub name: String,
    /// Its definition as well-known text.
    pub wkt: String,
}

/// The projection's areal scale at one place of the grid.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScaleRecord {
    /// "centre", "upper left", ...
    pub place: String,
    /// Planar area of a cell over the ground that it covers.
    pub areal_scale: f64,
}

/// Where the legend came from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LegendRecord {
    /// Preset name or file.
    pub origin: String,
    /// Level at which cells were counted, where the study names one; 1 is the topmost.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<usize>,
    /// Values that the study declares as nodata.
    pub nodata: Vec<f64>,
}

/// Where the zones came from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ZonesRecord {
    /// The boundary file, as in the study file.
    pub source: String,
    /// The layer, where the study names one.
    pub layer: Option<String>,
    /// Attribute with the names.
    pub name: String,
    /// Attribute with the groups.
    pub group: Option<String>,
    /// Whether features of one name were joined.
    pub merge: bool,
}

/// All that a tally depends on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Provenance {
    /// Program and version.
    pub program: String,
    /// Libraries and versions.
    pub libraries: Vec<(String, String)>,
    /// Files read: rasters, boundaries.
    pub inputs: Vec<FileRecord>,
    /// The epochs.
    pub epochs: Vec<EpochRecord>,
    /// The grid.
    pub grid: GridRecord,
    /// The CRS, if the rasters have one.
    pub crs: Option<CrsRecord>,
    /// The legend's origin.
    pub legend: LegendRecord,
    /// The zones' origin; none where the whole raster is one zone.
    pub zones: Option<ZonesRecord>,
    /// The edge rule of the tables: `exact`, ...
    pub edge: String,
    /// Every edge rule that was tallied.
    pub edges: Vec<String>,
    /// `refuse` or `nearest`: what was to become of epochs on other grids.
    pub align: String,
    /// The study's rule, `ellipsoidal` or `planar`.
    pub area: String,
    /// What that came to: `on the ellipsoid`, `equal-area projection`, `cell width x height`, `stated cell area`.
    pub measured: String,
    /// Stated cell area, where the rasters have no CRS.
    pub cell_area_m2: Option<f64>,
    /// The projection's areal scale; empty where the CRS is not projected.
    pub areal_scale: Vec<ScaleRecord>,
    /// Cell width x height, where cells are measured on the ellipsoid instead, each for itself.
    pub planar_cell_m2: Option<f64>,
    /// Things to know about the input: repaired outlines, reprojection, ignored nodata tags, ...
    pub notes: Vec<String>,
}

/// What the accounts depend on besides the tally.
#[derive(Debug, Clone, PartialEq, Serialize, Default)]
pub struct Parameters {
    /// Currency of every amount of money.
    pub currency: Option<String>,
    /// Preset name or file of the value table.
    pub values: Option<String>,
    /// Preset name or file of the mapping of classes to ecosystems, where the study names one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mapping: Option<String>,
    /// The unit value `E_a`, where it is stated; otherwise it stands in the `unit_values` table.
    pub unit_value: Option<f64>,
    /// How the study comes to its unit value; none where values are stated per hectare.
    pub unit_value_from: Option<UnitValueRecord>,
    /// For each class that has been given a mix: ecosystems and shares; empty means no value.
    pub classes: Vec<(u16, Vec<(String, f64)>)>,
    /// Grade of land use by class code, where the study states any.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub land_use_grades: Vec<(u16, f64)>,
    /// Whether gross products are at constant or current prices, where the study says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gdp_prices: Option<String>,
    /// Year of compensation.
    pub compensation_year: Option<i32>,
    /// k of Eq 5.
    pub conversion: Option<f64>,
    /// Services left out of the non-market value.
    pub market_services: Vec<String>,
    /// Conversion coefficients of the sweep.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sweep_conversion: Vec<f64>,
    /// Years of the sweep.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sweep_years: Vec<i32>,
    /// The budget that is shared out, in currency units of one year.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub budget: Option<f64>,
    /// The table of transfers that were really paid.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub paid: Option<String>,
}

/// The way to the unit value `E_a`. Money is in currency units, per hectare and year where nothing else is said.
#[derive(Debug, Clone, PartialEq, Serialize, Default)]
pub struct UnitValueRecord {
    /// `stated`, `crops`, `grain`, `net_profit`, `national_by_yield` or `national_by_factor`.
    pub method: String,
    /// The table that the way reads: crops, profits, yields, or factors of regions.
    pub table: Option<String>,
    /// Price of grain per kg.
    pub grain_price_per_kg: Option<f64>,
    /// Yield of grain.
    pub grain_yield_kg_per_ha: Option<f64>,
    /// The national unit value.
    pub national_value: Option<f64>,
    /// The national yield that regional ones compare with.
    pub national_yield_kg_per_ha: Option<f64>,
    /// The factor of all regions.
    pub regional_factor: Option<f64>,
    /// Of which year's prices everything given is, where the study says so.
    pub unit_value_year: Option<i32>,
    /// The year whose prices all unit values are brought to.
    pub price_year: Option<i32>,
    /// By which index.
    pub price_index: Option<PriceIndexRecord>,
    /// The table of correction factors of services.
    pub factors: Option<String>,
}

/// A price index.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PriceIndexRecord {
    /// Its table.
    pub table: String,
    /// `previous_year` or `fixed`.
    pub base: String,
    /// Its numbers, by year.
    pub by_year: Vec<(i32, f64)>,
}

/// `manifest.json`: what made the numbers beside it. It holds no time and no thread count, so that the
/// same input gives the same bytes.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Manifest {
    /// Title of the study.
    pub title: String,
    /// The program that wrote the tables; the one that made the tally stands in `tally`.
    pub program: String,
    /// Study file and tables read for the accounts.
    pub study_files: Vec<FileRecord>,
    /// Parameters of the accounts.
    pub parameters: Parameters,
    /// What the tally was made from.
    pub tally: Provenance,
    /// The rows that a piece of a tally holds; none of a whole one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rows: Option<String>,
    /// Things to know about the accounts.
    pub notes: Vec<String>,
    /// Every file of the result folder.
    pub files: Vec<String>,
}
