//! How much memory a tally takes, and how many threads fit into what the user allows.

use crate::error::Error;
use crate::inputs::Inputs;
use crate::options::RunOptions;
use crate::problem::{Problem, Problems};
use landledger_reader::RasterSource;

/// Program, drivers and GDAL's own tables, measured on small runs.
const BASE: u64 = 60 << 20;

/// GDAL's block cache where the user says nothing, for layouts whose blocks several units share.
const CACHE: u64 = 64 << 20;

/// The same where every block is decoded past the cache: it only serves to name codes that the legend does not know.
const SMALL_CACHE: u64 = 8 << 20;

/// One part in so many of a budget is the cache's.
const CACHE_SHARE: u64 = 4;

/// What a worker holds besides blocks: its stack, the spans of a run of rows and what it has counted.
const WORKER: u64 = 2 << 20;

/// What a tally needs.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Memory {
    per_worker: u64,
    zones: u64,
    largest_cache: u64,
    /// What all maps of a pass hold besides.
    maps: u64,
}

impl Memory {
    pub(crate) fn of(inputs: &Inputs, source: &RasterSource) -> Self {
        let vertices: u64 = inputs.zones().zones().iter().map(|zone| zone.outline.vertices() as u64).sum();
        Self {
            per_worker: WORKER + source.bytes_per_worker() + inputs.rasters.memory_to_align(),
            zones: vertices * 64,
            largest_cache: if source.reads_through_cache() { CACHE } else { SMALL_CACHE },
            maps: 0,
        }
    }

    /// What drawing maps needs, of which each worker holds so much.
    pub(crate) fn with_maps(self, per_worker: u64) -> Self {
        // The reader's own memory for a unit of work is a part of a job's.
        Self { per_worker: self.per_worker + per_worker, maps: landledger_maps::BYTES_SHARED, ..self }
    }

    /// The threads asked for, or as many as fit, but one at least: a tally that fits has been made already.
    pub(crate) fn threads_for_maps(self, options: &RunOptions) -> Result<usize, Error> {
        self.threads_within(options).or(Ok(1))
    }

    /// An upper estimate in bytes.
    pub(crate) fn with_threads(self, threads: usize, options: &RunOptions) -> u64 {
        BASE + self.maps + self.cache(options) + self.zones + self.per_worker * threads as u64
    }

    fn cache(self, options: &RunOptions) -> u64 {
        options.memory.map_or(self.largest_cache, |budget| self.largest_cache.min(budget / CACHE_SHARE))
    }

    /// Holds GDAL's block cache within its share of the budget.
    pub(crate) fn bound_cache(self, options: &RunOptions) {
        landledger_reader::set_block_cache(self.cache(options));
    }

    /// The smallest budget that one thread fits into beside the cache's share of it.
    fn least_budget(self) -> u64 {
        let without_cache = BASE + self.zones + self.per_worker;
        (without_cache * CACHE_SHARE).div_ceil(CACHE_SHARE - 1).min(without_cache + self.largest_cache)
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
