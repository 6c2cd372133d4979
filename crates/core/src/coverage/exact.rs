//! A zone's share of each cell, by signed area.
//!
//! In a row, from left to right: a piece of the outline turns everything to its right on (or off) over its
//! height, and of its own cell what lies to its right. A cell's share is the sum of what was turned on to the
//! left of it and the parts of its own pieces, whole numbers all: the shares of zones that tile the plane add up
//! to exactly one. The method is that of font rasterisers.
//!
//! Reference: R. Levien, "font-rs" (2016) and D. Turner, "`FreeType` smooth rasteriser" (2000) accumulate signed
//! coverage in the same way.

use super::Agreement;
use super::lattice::{Piece, STEPS};
use crate::Share;

/// Cells of one row that a zone covers by the same share.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ZoneSpan {
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) zone: u32,
    pub(super) share: Share,
    /// What the zone's outline does in these cells, for the comparison with its neighbours.
    pub(super) agreement: Agreement,
}

impl ZoneSpan {
    /// Whole cells.
    pub(super) fn whole(start: u32, end: u32, zone: u32) -> Self {
        Self { start, end, zone, share: Share::FULL, agreement: Agreement::default() }
    }
}

/// Sweeps the pieces of one zone in one row, which are sorted by column.
pub(super) fn sweep(pieces: &[Piece], zone: u32, cols: u32, spans: &mut Vec<ZoneSpan>) {
    let begin = spans.len();
    let mut turned_on: i64 = 0;
    let mut agreement = Agreement::default();
    let mut at = 0;
    while at < pieces.len() {
        let col = pieces[at].col;
        let mut share = turned_on;
        let mut inside = agreement;
        let mut after = agreement;
        while let Some(piece) = pieces.get(at).filter(|piece| piece.col == col) {
            let sign = i64::from(piece.sign);
            turned_on += sign * i64::from(piece.height());
            share += sign * i64::from(piece.area_to_the_right());
            after.add_left(piece);
            if piece.is_left_border() {
                inside.add_left(piece);
            } else {
                inside.add_inside(piece);
            }
            at += 1;
        }
        agreement = after;
        emit(spans, begin, ZoneSpan { start: col, end: col + 1, zone, share: share_of(share), agreement: inside });
        let next = pieces.get(at).map_or(cols, |piece| piece.col);
        if col + 1 < next {
            emit(spans, begin, ZoneSpan { start: col + 1, end: next, zone, share: share_of(turned_on), agreement });
        }
    }
}

/// Valid outlines stay between none and all of a cell; where snapping made two edges cross by a lattice step, the
/// sum may leave these bounds by as much.
fn share_of(units: i64) -> Share {
    Share::from_units(units.clamp(0, STEPS) as u32)
}

fn emit(spans: &mut Vec<ZoneSpan>, begin: usize, span: ZoneSpan) {
    if span.share.units() == 0 {
        return;
    }
    // Full cells are alike whatever the outline does at their borders.
    if span.share == Share::FULL
        && let Some(last) = spans[begin..].last_mut()
        && last.share == Share::FULL
        && last.end == span.start
    {
        last.end = span.end;
        return;
    }
    spans.push(span);
}
