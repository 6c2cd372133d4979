//! Which cells belong to which zones, row by row, without burning a raster of zones.
//!
//! A [`Band`] is a run of rows. In each row the zones' spans are cut into *parts*: the pieces of cells that
//! lie in exactly the same set of zones. The shares of a cell over all parts add up to at most one, so
//! it is counted once, and zones, groups and the study are sums of parts even where zones overlap.
//!
//! The way of an outline: [`lattice`] cuts its edges at the cells' borders, [`exact`] adds the pieces up to shares
//! ([`centre`] and [`touched`] are the rules for whole cells), [`parts`] merges the zones, where [`agreement`] shows
//! that neighbours only touch and [`overlap`] measures what they share where it does not.

mod agreement;
mod centre;
mod edge_extents;
mod exact;
mod lattice;
mod overlap;
mod parts;
mod touched;
mod units;

use crate::{EdgeRule, GridShape, Share, Zone};
use agreement::Agreement;
pub(crate) use edge_extents::ZoneExtents;
use exact::ZoneSpan;
use lattice::{Cutter, Piece};
use std::ops::Range;
pub(crate) use units::UnitGrid;

/// A stretch of cells in one row that lie in the same zones by the same share.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct PartSpan {
    /// First column.
    pub(crate) start: u32,
    /// Column after the last.
    pub(crate) end: u32,
    /// A zone, or a set of zones: see [`BandParts::zones_of`].
    pub(crate) part: u32,
    /// Of each of these cells.
    pub(crate) share: Share,
}

/// Spans of every zone in a run of rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Band {
    rows: Range<usize>,
    spans: Vec<PartSpan>,
    /// Where each row's spans begin, and after the last row where they end.
    row_starts: Vec<u32>,
    parts: BandParts,
}

/// Which zones the parts of a band are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct BandParts {
    zones: u32,
    /// The sets of more than one zone met in these rows: zone indices, ascending.
    sets: Vec<Box<[u32]>>,
}

impl Band {
    /// Spans of all zones in these rows.
    pub(crate) fn of(
        zones: &[Zone],
        extents: &ZoneExtents,
        shape: GridShape,
        rows: Range<usize>,
        rule: EdgeRule,
    ) -> Self {
        let near = extents.zones_in(&rows);
        let mut found = Found::new(rows.clone());
        let mut pieces = Vec::new();
        for &zone in &near {
            let outline = &zones[zone as usize].outline;
            if rule == EdgeRule::Centre {
                centre::spans(outline, extents.edges(zone), shape.cols, rows.clone(), |row, start, end| {
                    found.push(row, ZoneSpan::whole(start, end, zone));
                });
                continue;
            }
            pieces.clear();
            Cutter::new(shape.cols, rows.clone()).cut(outline, extents.edges(zone), &mut pieces);
            found.sweep(zone, &pieces, shape.cols, rule);
        }
        found.merge(zones.len())
    }

    /// The rows.
    pub(crate) fn rows(&self) -> Range<usize> {
        self.rows.clone()
    }

    /// The spans of one of the rows; the first cells first.
    pub(crate) fn spans(&self, row: usize) -> &[PartSpan] {
        let at = row - self.rows.start;
        &self.spans[self.row_starts[at] as usize..self.row_starts[at + 1] as usize]
    }

    /// Which zones its parts are.
    pub(crate) fn parts(&self) -> &BandParts {
        &self.parts
    }

    /// The same, without the spans.
    pub(crate) fn into_parts(self) -> BandParts {
        self.parts
    }
}

impl BandParts {
    /// All parts are below this.
    pub(crate) fn count(&self) -> usize {
        self.zones as usize + self.sets.len()
    }

    /// The first zone of a part.
    pub(crate) fn first_zone_of(&self, part: u32) -> u32 {
        part.checked_sub(self.zones).map_or(part, |set| self.sets[set as usize][0])
    }

    /// The zones of a part, ascending. Parts below the number of zones are those zones alone.
    pub(crate) fn zones_of(&self, part: u32) -> Box<[u32]> {
        match part.checked_sub(self.zones) {
            None => [part].into(),
            Some(set) => self.sets[set as usize].clone(),
        }
    }
}

/// Zones' spans before they are merged.
struct Found {
    rows: Range<usize>,
    by_row: Vec<Vec<ZoneSpan>>,
    /// All pieces, zone by zone, each zone's sorted by row and column.
    pieces: Vec<Piece>,
    /// Memory for sorting.
    row_counts: Vec<usize>,
    /// Where each zone's pieces stand.
    of_zone: std::collections::BTreeMap<u32, Range<usize>>,
}

impl Found {
    fn new(rows: Range<usize>) -> Self {
        Self {
            by_row: vec![Vec::new(); rows.len()],
            rows,
            pieces: Vec::new(),
            row_counts: Vec::new(),
            of_zone: std::collections::BTreeMap::new(),
        }
    }

    fn push(&mut self, row: usize, span: ZoneSpan) {
        self.by_row[row - self.rows.start].push(span);
    }

    /// One zone's pieces become its spans.
    fn sweep(&mut self, zone: u32, pieces: &[Piece], cols: usize, rule: EdgeRule) {
        let begin = self.pieces.len();
        sort_into(pieces, &self.rows, &mut self.row_counts, &mut self.pieces);
        for row in self.pieces[begin..].chunk_by(|a, b| a.row == b.row) {
            let spans = &mut self.by_row[row[0].row as usize - self.rows.start];
            let begin = spans.len();
            exact::sweep(row, zone, cols as u32, spans);
            if rule == EdgeRule::Touched {
                touched::fill(spans, begin);
            }
        }
        self.of_zone.insert(zone, begin..self.pieces.len());
    }

    fn merge(self, zones: usize) -> Band {
        let mut merger = parts::PartMerger::new(zones);
        for (row, spans) in self.rows.clone().zip(&self.by_row) {
            let pieces_of = |zone: u32| {
                let pieces = &self.pieces[self.of_zone[&zone].clone()];
                let begin = pieces.partition_point(|piece| (piece.row as usize) < row);
                let end = pieces.partition_point(|piece| piece.row as usize <= row);
                &pieces[begin..end]
            };
            merger.row(spans, &pieces_of);
        }
        let (spans, row_starts, sets) = merger.finish();
        Band { rows: self.rows, spans, row_starts, parts: BandParts { zones: zones as u32, sets } }
    }
}

/// Appends the pieces sorted by row, and by column in each row: rows by counting, the few pieces of a row by
/// comparing.
fn sort_into(pieces: &[Piece], rows: &Range<usize>, counts: &mut Vec<usize>, sorted: &mut Vec<Piece>) {
    let Some(&any) = pieces.first() else { return };
    let row_of = |piece: &Piece| piece.row as usize - rows.start;
    counts.clear();
    counts.resize(rows.len() + 1, 0);
    for piece in pieces {
        counts[row_of(piece) + 1] += 1;
    }
    let mut before = 0;
    for count in counts.iter_mut() {
        before += *count;
        *count = before;
    }
    let begin = sorted.len();
    sorted.resize(begin + pieces.len(), any);
    for piece in pieces {
        let place = &mut counts[row_of(piece)];
        sorted[begin + *place] = *piece;
        *place += 1;
    }
    for row in sorted[begin..].chunk_by_mut(|a, b| a.row == b.row) {
        row.sort_unstable_by_key(|piece| piece.col);
    }
}
