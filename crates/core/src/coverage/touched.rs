//! The touched rule: a cell belongs to every zone that covers any part of it.
//!
//! GDAL's `ALL_TOUCHED` also takes cells that an outline only runs along, on one side or the other depending on
//! its direction; those hold no part of the zone and are not taken here. Less than half of 2^-30 of a cell (4e-7 m2 of
//! a 30 m cell) is no part of it.

use super::exact::ZoneSpan;
use crate::Share;

/// Turns the shares of one zone in one row into whole cells.
pub(super) fn fill(spans: &mut Vec<ZoneSpan>, begin: usize) {
    let mut kept = begin;
    for at in begin..spans.len() {
        let span = ZoneSpan { share: Share::FULL, ..spans[at] };
        if kept > begin && spans[kept - 1].end == span.start {
            spans[kept - 1].end = span.end;
        } else {
            spans[kept] = span;
            kept += 1;
        }
    }
    spans.truncate(kept);
}
