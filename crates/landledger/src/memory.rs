//! How much memory a tally takes, and how many threads fit into what the user allows.

use crate::error::Error;
use crate::inputs::Inputs;
use crate::problem::{Problem, Problems};
use crate::run::RunOptions;
use crate::study::Study;
use landledger_core::BlockSource;
use landledger_reader::RasterSource;

/// Program, drivers and GDAL's own tables, measured on small runs.
const BASE: u64 = 48 << 20;

/// GDAL's block cache where the user says nothing.
const CACHE: u64 = 64 << 20;

/// A symbol of up to 2 bytes and a decoded value of up to 8, for each cell and epoch.
const BYTES_PER_CELL_AND_EPOCH: u64 = 2 + 8;

/// What a tally needs.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Memory {
    per_worker: u64,
    zones: u64,
}

impl Memory {
    pub(crate) fn of(inputs: &Inputs, study: &Study, source: &RasterSource) -> Self {
        let unit = source.unit_shape().cells();
        let vertices: u64 = inputs.zones().zones().iter().map(|zone| zone.outline.vertices() as u64).sum();
        Self { per_worker: unit * study.epochs.len() as u64 * BYTES_PER_CELL_AND_EPOCH, zones: vertices * 64 }
    }

    /// An upper estimate in bytes.
    pub(crate) fn with_threads(self, threads: usize, cache: u64) -> u64 {
        BASE + cache + self.zones + self.per_worker * threads as u64
    }

    /// The threads asked for, or as many of them as fit.
    pub(crate) fn threads_within(self, options: &RunOptions) -> Result<usize, Error> {
        let processors = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        let asked = options.threads.unwrap_or(processors).max(1);
        let Some(budget) = options.memory else { return Ok(asked) };
        let cache = cache_within(budget);
        let fitting = (1..=asked).rev().find(|&threads| self.with_threads(threads, cache) <= budget);
        fitting.ok_or_else(|| {
            let needed = self.with_threads(1, cache).div_ceil(1 << 20);
            let message =
                format!("one thread needs about {needed} MB for these rasters, --memory allows {} MB", budget >> 20);
            Error::Refused(Problems::from(Problem::new(message).help(
                "allow more, or rewrite the rasters in tiles: gdal_translate -co TILED=YES -co COMPRESS=DEFLATE IN OUT",
            )))
        })
    }
}

fn cache_within(budget: u64) -> u64 {
    CACHE.min(budget / 4)
}

/// Holds GDAL's block cache within its share of the budget.
pub(crate) fn bound_cache(options: &RunOptions) {
    landledger_reader::set_block_cache(options.memory.map_or(CACHE, cache_within));
}
