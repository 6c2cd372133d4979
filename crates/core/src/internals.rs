//! Parts of the engine on their own, for its benchmarks and tests and for `fuzz/`: no promise to anyone else.

use crate::coverage::{Band, ZoneExtents};
pub use crate::engine::Most;
use crate::{BlockSource, EdgeRule, GridShape, Mismatch, Progress, Share, Tally, TallyError, TallyPlan, Zone};
use std::ops::Range;

/// [`tally_by_rules`](crate::tally_by_rules), keeping less.
///
/// # Errors
/// As that.
pub fn tally_keeping<S: BlockSource>(
    plan: &TallyPlan,
    rules: &[EdgeRule],
    source: &S,
    progress: &dyn Progress,
    most: Most,
) -> Result<Vec<Tally>, TallyError<S::Error>> {
    crate::engine::tally_keeping(plan, rules, source, progress, most)
}

/// [`Tally::merge`], keeping less.
///
/// # Errors
/// As that.
pub fn merge_keeping(tally: &mut Tally, other: Tally, most: Most) -> Result<(), Mismatch> {
    tally.merge_keeping(other, most)
}

/// Cells of one row that the same zones hold by the same share.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    /// The row.
    pub row: usize,
    /// The columns.
    pub cols: Range<u32>,
    /// The zones, ascending.
    pub zones: Box<[u32]>,
    /// Of each of these cells.
    pub share: Share,
}

/// Outlines made ready for coverage.
#[derive(Debug)]
pub struct Outlines<'a> {
    zones: &'a [Zone],
    extents: ZoneExtents,
    shape: GridShape,
}

impl<'a> Outlines<'a> {
    /// Of these zones on a grid.
    pub fn of(zones: &'a [Zone], shape: GridShape) -> Self {
        Self { zones, extents: ZoneExtents::of(zones), shape }
    }

    /// What the zones hold of a run of rows: how many stretches.
    pub fn count(&self, rows: Range<usize>, rule: EdgeRule) -> usize {
        let band = self.band(rows, rule);
        band.rows().map(|row| band.spans(row).len()).sum()
    }

    /// What the zones hold of a run of rows, row by row.
    pub fn stretches(&self, rows: Range<usize>, rule: EdgeRule) -> Vec<Stretch> {
        let band = self.band(rows, rule);
        let of_row = |row: usize| {
            let stretch = |span: &crate::coverage::PartSpan| Stretch {
                row,
                cols: span.start..span.end,
                zones: band.parts().zones_of(span.part),
                share: span.share,
            };
            band.spans(row).iter().map(stretch).collect::<Vec<_>>()
        };
        band.rows().flat_map(of_row).collect()
    }

    fn band(&self, rows: Range<usize>, rule: EdgeRule) -> Band {
        Band::of(self.zones, &self.extents, self.shape, rows, rule)
    }
}
