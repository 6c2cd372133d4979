//! Which cells belong to which zones, row by row, without burning a raster of zones.
//!
//! A [`Band`] is a run of rows. In each row the zones' spans are cut into *parts*: stretches of
//! cells that lie in exactly the same set of zones. Each cell is in at most one part, so it is
//! counted once, and zones, groups and the study are sums of parts even where zones overlap.
//!
//! [`centre`] finds a zone's spans by the cell-centre rule. Another edge rule is another function
//! from an outline and a run of rows to spans.

mod centre;
mod parts;

use crate::{GridShape, Polygons, Zone};
use std::ops::Range;

/// A stretch of cells in one row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Span {
    pub(crate) start: u32,
    pub(crate) end: u32,
}

/// A stretch of cells in one row that lie in the same zones.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PartSpan {
    /// First column.
    pub start: u32,
    /// Column after the last.
    pub end: u32,
    /// Index into [`Band::parts`].
    pub part: u32,
}

/// The spans of one row, from left to right.
pub type RowSpans = Vec<PartSpan>;

/// Spans of every zone in a run of rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Band {
    /// The rows.
    pub rows: Range<usize>,
    /// The different sets of zones met in these rows: zone indices, ascending.
    pub parts: Vec<Box<[u32]>>,
    /// One list for each row.
    pub spans: Vec<RowSpans>,
}

impl Band {
    /// Spans of all zones in these rows by the cell-centre rule.
    pub fn by_centre(zones: &[Zone], extents: &ZoneExtents, shape: GridShape, rows: Range<usize>) -> Self {
        let mut merger = parts::PartMerger::new(rows.clone());
        for &zone in &extents.zones_in(&rows) {
            centre::spans(&zones[zone as usize].outline, shape.cols, rows.clone(), |row, span| {
                merger.push(row, span, zone);
            });
        }
        merger.finish()
    }

    /// True when no zone has a cell in these rows within the columns.
    pub fn is_empty_between(&self, from_col: u32, to_col: u32) -> bool {
        self.spans.iter().flatten().all(|span| span.end <= from_col || span.start >= to_col)
    }
}

/// Rows that each zone reaches, so that a band only looks at the zones that meet it.
#[derive(Debug, Clone)]
pub struct ZoneExtents(Vec<Option<(f64, f64)>>);

impl ZoneExtents {
    /// Measures the outlines once.
    pub fn of(zones: &[Zone]) -> Self {
        Self(zones.iter().map(|zone| Polygons::row_extent(&zone.outline)).collect())
    }

    fn zones_in(&self, rows: &Range<usize>) -> Vec<u32> {
        let (top, bottom) = (rows.start as f64, rows.end as f64);
        (0..)
            .zip(&self.0)
            .filter_map(|(zone, extent)| extent.filter(|&(low, high)| low < bottom && high > top).map(|_| zone))
            .collect()
    }
}
