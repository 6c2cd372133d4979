//! The geometry's side of the ledger: what a polygon measures, and how much of it the raster misses.

use crate::{Area, GridShape, Polygons, Surface, Zone};
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use std::iter::Sum;

/// What the outline alone says. The tally must account for `polygon - outside`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct LedgerLine {
    /// Area of the outline.
    pub polygon: Area,
    /// The part of it beyond the raster.
    pub outside: Area,
    /// By how much shares of cells may differ from it for reasons of arithmetic, see [`share_slack`](crate::share_slack).
    pub slack: Area,
}

impl LedgerLine {
    /// Measures an outline.
    pub fn of(outline: &Polygons, surface: &Surface, shape: GridShape) -> Self {
        let polygon = surface.polygon_area(outline);
        let inside = surface.polygon_area(&outline.clipped_to(shape));
        Self { polygon, outside: polygon - inside, slack: Area::ZERO }
    }
}

/// Measures every outline, in the order of the zones.
pub fn ledger_lines(zones: &[Zone], surface: &Surface, shape: GridShape) -> Vec<LedgerLine> {
    zones.par_iter().map(|zone| LedgerLine::of(&zone.outline, surface, shape)).collect()
}

/// For zones that do not overlap.
impl Sum for LedgerLine {
    fn sum<I: Iterator<Item = Self>>(lines: I) -> Self {
        lines.fold(Self::default(), |sum, line| Self {
            polygon: sum.polygon + line.polygon,
            outside: sum.outside + line.outside,
            slack: sum.slack + line.slack,
        })
    }
}
