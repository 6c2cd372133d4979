//! One pass over the rasters: workers take jobs, read what the maps need, and draw their tiles.

use crate::MapError;
use crate::draw::Ground;
use crate::job::{Job, Symbols};
use crate::scratch::Scratch;
use crate::sheet::Draw;
use landledger_core::{BlockReader, BlockSource, Progress, TallyFault, ZoneCells, ZoneRows, per_item};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// Once over the rasters.
pub(crate) struct Pass<'a, S> {
    sheets: &'a [Box<dyn Draw>],
    ground: &'a Ground<'a>,
    source: &'a S,
    progress: &'a dyn Progress,
    zones: &'a ZoneCells<'a>,
    /// Stretches of the last rows of jobs that were asked for, the latest last.
    rows: Mutex<Vec<(usize, Arc<ZoneRows>)>>,
    /// Something failed, or the user asked to stop.
    is_over: AtomicBool,
}

/// What a worker opens once.
struct Worker<R> {
    reader: R,
    symbols: Symbols,
    scratch: Scratch,
}

impl<'a, S: BlockSource> Pass<'a, S> {
    pub(crate) fn new(
        sheets: &'a [Box<dyn Draw>],
        ground: &'a Ground<'a>,
        source: &'a S,
        progress: &'a dyn Progress,
        zones: &'a ZoneCells<'a>,
    ) -> Self {
        Self { sheets, ground, source, progress, zones, rows: Mutex::new(Vec::new()), is_over: AtomicBool::new(false) }
    }

    /// Draws every job.
    pub(crate) fn draw(&self, jobs: &[Job]) -> Result<(), MapError<S::Error>> {
        let open = || {
            let reader = self.source.open().map_err(MapError::Source)?;
            Ok::<_, MapError<S::Error>>(Worker {
                reader,
                symbols: Symbols::of_epochs(self.ground.epochs),
                scratch: Scratch::default(),
            })
        };
        let work = |worker: &mut Worker<S::Reader<'_>>, job: &Job| {
            if self.progress.is_cancelled() {
                self.is_over.store(true, Ordering::Relaxed);
                return Err(TallyFault::Cancelled.into());
            }
            if self.is_over.load(Ordering::Relaxed) {
                return Ok(());
            }
            let drawn = self.job(worker, job);
            if drawn.is_err() {
                self.is_over.store(true, Ordering::Relaxed);
            }
            drawn
        };
        per_item(jobs, open, work)?.into_iter().collect()
    }

    fn job<R: BlockReader<Error = S::Error>>(
        &self,
        worker: &mut Worker<R>,
        job: &Job,
    ) -> Result<(), MapError<S::Error>> {
        let grid = self.ground.shape;
        let zones = self.rows_of(job);
        let under = job.under(&zones, grid);
        let mut cells = 0;
        if let Some(window) = job.window(&under, grid) {
            let mut epochs: Vec<usize> = self.sheets.iter().flat_map(|sheet| sheet.epochs().iter().copied()).collect();
            epochs.sort_unstable();
            epochs.dedup();
            worker.symbols.read(&mut worker.reader, &epochs, window).map_err(MapError::Source)?;
            cells = window.cells() as u64;
        }
        for sheet in self.sheets {
            for (place, is_under) in job.tiles().zip(&under) {
                let from = is_under.then_some((&worker.symbols, &*zones));
                sheet.tile(place, from, &mut worker.scratch).map_err(MapError::write(sheet.path()))?;
            }
        }
        self.progress.advance(1, cells);
        Ok(())
    }

    /// The stretches of a job's rows, made once for all jobs of these rows.
    fn rows_of(&self, job: &Job) -> Arc<ZoneRows> {
        /// Jobs of one row of jobs are still drawn when those of the next are begun.
        const KEPT: usize = 2;
        let mut rows = self.rows.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, known)) = rows.iter().find(|(first, _)| *first == job.rows.start) {
            return Arc::clone(known);
        }
        let made = Arc::new(self.zones.rows(job.cell_rows(self.ground.shape)));
        if rows.len() == KEPT {
            rows.remove(0);
        }
        rows.push((job.rows.start, Arc::clone(&made)));
        made
    }
}
