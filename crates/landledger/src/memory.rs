//! How much memory a tally takes, and how many threads fit into what the user allows.

use crate::error::Error;
use crate::inputs::Inputs;
use crate::options::RunOptions;
use crate::problem::{Problem, Problems};
use crate::study::Study;
use landledger_core::BlockSource;
use landledger_reader::RasterSource;

/// Program, drivers and GDAL's own tables, measured on small runs.
const BASE: u64 = 48 << 20;

/// GDAL's block cache where the user says nothing.
const CACHE: u64 = 64 << 20;

/// One part in so many of a budget is the cache's.
const CACHE_SHARE: u64 = 4;

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
        let blocks = unit * study.epochs.len() as u64 * BYTES_PER_CELL_AND_EPOCH;
        Self { per_worker: blocks + inputs.rasters.memory_to_align(), zones: vertices * 64 }
    }

    /// An upper estimate in bytes.
    pub(crate) fn with_threads(self, threads: usize, options: &RunOptions) -> u64 {
        BASE + cache(options) + self.zones + self.per_worker * threads as u64
    }

    /// The smallest budget that one thread fits into beside the cache's share of it.
    fn least_budget(self) -> u64 {
        let without_cache = BASE + self.zones + self.per_worker;
        (without_cache * CACHE_SHARE).div_ceil(CACHE_SHARE - 1).min(without_cache + CACHE)
    }

    /// The threads asked for, or as many of them as fit.
    pub(crate) fn threads_within(self, options: &RunOptions) -> Result<usize, Error> {
        let processors = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        let asked = options.threads.unwrap_or(processors).max(1);
        let Some(budget) = options.memory else { return Ok(asked) };
        let fitting = (1..=asked).rev().find(|&threads| self.with_threads(threads, options) <= budget);
        fitting.ok_or_else(|| {
            let needed = self.least_budget().div_ceil(1 << 20);
            let allowed = if budget < 1 << 20 { "less than 1".into() } else { (budget >> 20).to_string() };
            let message = format!("one thread needs about {needed} MB for these rasters, --memory allows {allowed} MB");
            Error::Refused(Problems::from(Problem::new(message).help(
                "allow more, or rewrite the rasters in tiles: gdal_translate -co TILED=YES -co COMPRESS=DEFLATE IN OUT",
            )))
        })
    }
}

fn cache(options: &RunOptions) -> u64 {
    options.memory.map_or(CACHE, |budget| CACHE.min(budget / CACHE_SHARE))
}

/// Holds GDAL's block cache within its share of the budget.
pub(crate) fn bound_cache(options: &RunOptions) {
    landledger_reader::set_block_cache(cache(options));
}
