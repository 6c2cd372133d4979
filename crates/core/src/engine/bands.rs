//! Runs of rows, their spans made when the first worker gets there and dropped after the last.

use super::{TallyPlan, Work};
use crate::coverage::ZoneExtents;
use crate::{Band, GridShape, Window};
use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};

/// A unit of work: a window and the band that it lies in.
#[derive(Debug, Clone, Copy)]
pub(super) struct Unit {
    pub(super) window: Window,
    pub(super) band: usize,
}

/// All bands of the grid. Only those that some worker is busy with are held in memory.
pub(super) struct Bands<'a> {
    plan: &'a TallyPlan,
    unit: GridShape,
    extents: ZoneExtents,
    slots: Vec<Mutex<Slot>>,
}

#[derive(Default)]
struct Slot {
    band: Option<Arc<Band>>,
    units_left: usize,
}

impl<'a> Bands<'a> {
    pub(super) fn new(plan: &'a TallyPlan, unit: GridShape) -> Self {
        let count = plan.shape.rows.div_ceil(unit.rows.max(1));
        Self {
            plan,
            unit: GridShape { rows: unit.rows.max(1), cols: unit.cols.max(1) },
            extents: ZoneExtents::of(plan.zones.zones()),
            slots: (0..count).map(|_| Mutex::default()).collect(),
        }
    }

    /// The units under some zone, in file order. Afterwards each band knows how many it has.
    pub(super) fn units(&self) -> Vec<Unit> {
        let mut units = Vec::new();
        for index in 0..self.slots.len() {
            let rows = self.rows(index);
            let band = self.make(rows.clone());
            let before = units.len();
            for col in (0..self.plan.shape.cols).step_by(self.unit.cols) {
                let cols = self.unit.cols.min(self.plan.shape.cols - col);
                if !band.is_empty_between(col as u32, (col + cols) as u32) {
                    let window = Window { row: rows.start, col, rows: rows.len(), cols };
                    units.push(Unit { window, band: index });
                }
            }
            self.slot(index).units_left = units.len() - before;
        }
        units
    }

    pub(super) fn work(&self, units: &[Unit]) -> Work {
        Work {
            units: units.len() as u64,
            units_in_grid: (self.slots.len() * self.plan.shape.cols.div_ceil(self.unit.cols)) as u64,
            cells: units.iter().map(|unit| unit.window.cells() as u64).sum(),
        }
    }

    /// The spans of a band; the first worker to ask makes them, others wait for it.
    pub(super) fn get(&self, index: usize) -> Arc<Band> {
        let mut slot = self.slot(index);
        if let Some(band) = &slot.band {
            return Arc::clone(band);
        }
        let band = Arc::new(self.make(self.rows(index)));
        slot.band = Some(Arc::clone(&band));
        band
    }

    /// Called after each unit; the last one of a band frees it.
    pub(super) fn done(&self, index: usize) {
        let mut slot = self.slot(index);
        slot.units_left = slot.units_left.saturating_sub(1);
        if slot.units_left == 0 {
            slot.band = None;
        }
    }

    fn make(&self, rows: Range<usize>) -> Band {
        Band::by_centre(self.plan.zones.zones(), &self.extents, self.plan.shape, rows)
    }

    fn rows(&self, index: usize) -> Range<usize> {
        let start = index * self.unit.rows;
        start..(start + self.unit.rows).min(self.plan.shape.rows)
    }

    fn slot(&self, index: usize) -> std::sync::MutexGuard<'_, Slot> {
        self.slots[index].lock().unwrap_or_else(PoisonError::into_inner)
    }
}
