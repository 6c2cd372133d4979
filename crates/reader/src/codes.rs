//! Which values a raster holds: for `init` and `check`, before there is a legend.

use crate::source::fetch;
use crate::{RasterFacts, ReaderError, open};
use landledger_core::Window;
use std::collections::BTreeMap;

/// Values found, with how many of the cells looked at hold each.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct CodeCounts {
    /// Whole values and their counts.
    pub codes: BTreeMap<i64, u64>,
    /// Cells that hold nodata.
    pub nodata: u64,
    /// Cells whose value has a fraction, and one such value.
    pub fractions: Option<(u64, f64)>,
    /// Share of the raster that was looked at, 0 to 1.
    pub share_read: f64,
}

/// Cells read at a time, whatever the file's blocks.
const CELLS_AT_ONCE: usize = 1 << 20;

/// Reads the raster, or evenly spread runs of rows of one with more cells than `most`.
///
/// # Errors
/// When a row cannot be read.
pub fn scan_codes(facts: &RasterFacts, most: u64) -> Result<CodeCounts, ReaderError> {
    let dataset = open::raster(&facts.path)?;
    let gdal = |source| ReaderError::Gdal { path: facts.path.clone(), doing: "reading the codes", source };
    let band = dataset.rasterband(facts.band).map_err(gdal)?;
    let shape = facts.grid.shape;
    let rows_at_once = (CELLS_AT_ONCE / shape.cols.max(1)).clamp(1, shape.rows.max(1));
    let runs = shape.rows.div_ceil(rows_at_once);
    let every = usize::try_from(shape.cells().div_ceil(most.max(1))).unwrap_or(1).clamp(1, runs.max(1));
    let mut counts = CodeCounts::default();
    let (mut values, mut mask) = (Vec::new(), Vec::new());
    let mut read = 0u64;
    for run in (0..runs).step_by(every) {
        let row = run * rows_at_once;
        let window = Window { row, col: 0, rows: rows_at_once.min(shape.rows - row), cols: shape.cols };
        values.resize(window.cells(), 0.0);
        fetch(&band, window, &mut values).map_err(gdal)?;
        if facts.has_mask {
            mask.resize(window.cells(), 0u8);
            fetch(&band.open_mask_band().map_err(gdal)?, window, &mut mask).map_err(gdal)?;
            for (value, _) in values.iter_mut().zip(&mask).filter(|(_, valid)| **valid == 0) {
                *value = f64::NAN;
            }
        }
        read += values.len() as u64;
        counts.add(&values, facts);
    }
    counts.share_read = read as f64 / shape.cells().max(1) as f64;
    Ok(counts)
}

impl CodeCounts {
    fn add(&mut self, values: &[f64], facts: &RasterFacts) {
        let mut at = 0;
        while at < values.len() {
            let value = values[at];
            // Neighbours are mostly alike; a run is looked up once. NaN differs from itself, so it is a run of one.
            let run = values[at..].iter().take_while(|&&next| next == value).count().max(1);
            at += run;
            let value = facts.kind.value(value);
            if value.is_nan() || facts.nodata.is_some_and(|nodata| facts.kind.is_nodata(value, nodata)) {
                self.nodata += run as u64;
            } else if value.fract() == 0.0 {
                *self.codes.entry(value as i64).or_default() += run as u64;
            } else {
                let (count, _) = self.fractions.get_or_insert((0, value));
                *count += run as u64;
            }
        }
    }
}
