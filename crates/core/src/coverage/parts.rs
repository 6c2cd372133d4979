//! Cuts the spans of several zones into stretches that lie in the same set of zones.

use super::exact::ZoneSpan;
use super::lattice::Piece;
use super::overlap::{Edge, ZoneInCell, sets_of, sets_of_neighbours};
use super::{Agreement, PartSpan};
use crate::Share;
use std::collections::BTreeMap;

/// Merges the rows of one band.
pub(super) struct PartMerger {
    sets: SetIds,
    spans: Vec<PartSpan>,
    row_starts: Vec<u32>,
    /// Memory for sorting.
    keys: Vec<u64>,
    sorted: Vec<ZoneSpan>,
}

impl PartMerger {
    /// For so many zones.
    pub(super) fn new(zones: usize) -> Self {
        Self {
            sets: SetIds { zones: zones as u32, ..SetIds::default() },
            spans: Vec::new(),
            row_starts: vec![0],
            keys: Vec::new(),
            sorted: Vec::new(),
        }
    }

    /// Merges the spans of the next row. `pieces_of` gives a zone's pieces in this row, for cells where zones may
    /// overlap.
    pub(super) fn row<'p>(&mut self, spans: &[ZoneSpan], pieces_of: &dyn Fn(u32) -> &'p [Piece]) {
        // Short keys are sorted, then the spans are put where they belong.
        self.keys.clear();
        self.keys.extend(spans.iter().zip(0_u64..).map(|(span, at)| (u64::from(span.start) << 32) | at));
        self.keys.sort_unstable();
        let mut sorted = std::mem::take(&mut self.sorted);
        sorted.clear();
        sorted.extend(self.keys.iter().map(|key| spans[*key as u32 as usize]));
        let spans = &sorted[..];
        let mut at = 0;
        while at < spans.len() {
            let first = spans[at];
            let (mut after, mut end, mut are_alike) = (at + 1, first.end, true);
            while let Some(next) = spans.get(after).filter(|next| next.start < end) {
                are_alike &= next.start == first.start && next.end == first.end;
                end = end.max(next.end);
                after += 1;
            }
            let cluster = &spans[at..after];
            if let [span] = cluster {
                self.spans.push(PartSpan { start: span.start, end: span.end, part: span.zone, share: span.share });
            } else if are_alike {
                self.stretch(first.start, end, cluster, pieces_of);
            } else {
                self.sweep(cluster, pieces_of);
            }
            at = after;
        }
        self.sorted = sorted;
        self.row_starts.push(self.spans.len() as u32);
    }

    pub(super) fn finish(self) -> (Vec<PartSpan>, Vec<u32>, Vec<Box<[u32]>>) {
        (self.spans, self.row_starts, self.sets.sets)
    }

    /// From border to border; between two borders the zones do not change.
    fn sweep<'p>(&mut self, cluster: &[ZoneSpan], pieces_of: &dyn Fn(u32) -> &'p [Piece]) {
        let mut borders: Vec<u32> = cluster.iter().flat_map(|span| [span.start, span.end]).collect();
        borders.sort_unstable();
        borders.dedup();
        let mut active: Vec<ZoneSpan> = Vec::new();
        let mut next = 0;
        for pair in borders.windows(2) {
            let (start, end) = (pair[0], pair[1]);
            active.retain(|span| span.end > start);
            while next < cluster.len() && cluster[next].start == start {
                active.push(cluster[next]);
                next += 1;
            }
            if !active.is_empty() {
                active.sort_unstable_by_key(|span| span.zone);
                self.stretch(start, end, &active, pieces_of);
            }
        }
    }

    /// Cells in which the same zones (ascending) have the same shares.
    fn stretch<'p>(&mut self, start: u32, end: u32, zones: &[ZoneSpan], pieces_of: &dyn Fn(u32) -> &'p [Piece]) {
        let is_partial = |span: &&ZoneSpan| span.share != Share::FULL;
        let partial = || zones.iter().filter(is_partial);
        let together = partial().fold(Agreement::default(), |sum, span| sum.and(span.agreement));
        let are_side_by_side = together.is_one_everywhere() || partial().count() < 2;
        let units = || partial().map(|span| u64::from(span.share.units())).sum::<u64>();
        if are_side_by_side && partial().count() == zones.len() && units() <= u64::from(Share::FULL.units()) {
            let alone = |span: &ZoneSpan| PartSpan { start, end, part: span.zone, share: span.share };
            self.spans.extend(zones.iter().map(alone));
            return;
        }
        let mut sets: Vec<(Vec<u32>, Share)> = if are_side_by_side {
            sets_of_neighbours(partial().map(|span| (span.zone, span.share)))
        } else {
            sets_of(&partial().map(|span| zone_in_cell(span, start, pieces_of)).collect::<Vec<_>>())
        };
        // Zones that hold the whole cell lie over all of these, and over what is left of it.
        let full: Vec<u32> = zones.iter().filter(|span| !is_partial(span)).map(|span| span.zone).collect();
        if !full.is_empty() {
            let taken: u32 = sets.iter().map(|(_, share)| share.units()).sum();
            sets.push((Vec::new(), Share::from_units(Share::FULL.units().saturating_sub(taken))));
        }
        for (mut set, share) in sets.into_iter().filter(|(_, share)| share.units() > 0) {
            set.extend_from_slice(&full);
            set.sort_unstable();
            self.spans.push(PartSpan { start, end, part: self.sets.id_of(&set), share });
        }
    }
}

fn zone_in_cell<'p>(span: &ZoneSpan, col: u32, pieces_of: &dyn Fn(u32) -> &'p [Piece]) -> ZoneInCell {
    let pieces = pieces_of(span.zone);
    let (left, from_here) = pieces.split_at(pieces.partition_point(|piece| piece.col < col));
    let mut edges = Edge::of_pieces_to_the_left(left.iter());
    edges.extend(from_here.iter().take_while(|piece| piece.col == col).map(Edge::inside));
    ZoneInCell { zone: span.zone, share: span.share, edges }
}

/// Numbers sets of zones: one zone alone has its own number, the others follow in the order in which they appear.
#[derive(Default)]
struct SetIds {
    zones: u32,
    sets: Vec<Box<[u32]>>,
    id_of: BTreeMap<Box<[u32]>, u32>,
}

impl SetIds {
    fn id_of(&mut self, set: &[u32]) -> u32 {
        if let [zone] = set {
            return *zone;
        }
        if let Some(&id) = self.id_of.get(set) {
            return id;
        }
        let id = self.zones + self.sets.len() as u32;
        self.sets.push(set.into());
        self.id_of.insert(set.into(), id);
        id
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Zones of whole cells.
    fn merged(spans: &[(u32, u32, u32)]) -> Vec<(u32, u32, Vec<u32>)> {
        let mut merger = PartMerger::new(3);
        let spans: Vec<ZoneSpan> = spans.iter().map(|&(start, end, zone)| ZoneSpan::whole(start, end, zone)).collect();
        merger.row(&spans, &|_| &[]);
        let (spans, _, sets) = merger.finish();
        let zones = |part: u32| if part < 3 { vec![part] } else { sets[part as usize - 3].to_vec() };
        spans.iter().map(|span| (span.start, span.end, zones(span.part))).collect()
    }

    #[test]
    fn zones_side_by_side_stay_as_they_are() {
        assert_eq!(merged(&[(4, 6, 1), (0, 4, 0)]), [(0, 4, vec![0]), (4, 6, vec![1])]);
    }

    #[test]
    fn overlapping_zones_make_a_part_of_both() {
        let expected = [(0, 2, vec![0]), (2, 4, vec![0, 1]), (4, 6, vec![1])];
        assert_eq!(merged(&[(0, 4, 0), (2, 6, 1)]), expected);
    }

    #[test]
    fn a_nested_zone_leaves_its_host_on_both_sides() {
        let expected = [(0, 3, vec![0]), (3, 5, vec![0, 1]), (5, 9, vec![0])];
        assert_eq!(merged(&[(0, 9, 0), (3, 5, 1)]), expected);
    }
}
