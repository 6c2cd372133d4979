//! Cuts the spans of several zones into stretches that lie in the same set of zones.

use super::{Band, PartSpan, Span};
use std::collections::BTreeMap;
use std::ops::Range;

/// Collects spans zone by zone and hands out a band.
pub(super) struct PartMerger {
    rows: Range<usize>,
    /// (start, end, zone) for each row.
    found: Vec<Vec<(Span, u32)>>,
}

impl PartMerger {
    pub(super) fn new(rows: Range<usize>) -> Self {
        Self { found: vec![Vec::new(); rows.len()], rows }
    }

    pub(super) fn push(&mut self, row: usize, span: Span, zone: u32) {
        self.found[row - self.rows.start].push((span, zone));
    }

    pub(super) fn finish(self) -> Band {
        let mut ids = PartIds::default();
        let spans = self
            .found
            .into_iter()
            .map(|mut row| {
                row.sort_unstable();
                if row.windows(2).all(|pair| pair[0].0.end <= pair[1].0.start) {
                    row.iter().map(|(span, zone)| span.of_part(ids.id_of(&[*zone]))).collect()
                } else {
                    cut_overlaps(&row, &mut ids)
                }
            })
            .collect();
        Band { rows: self.rows, parts: ids.sets, spans }
    }
}

impl Span {
    fn of_part(self, part: u32) -> PartSpan {
        PartSpan { start: self.start, end: self.end, part }
    }
}

/// Numbers the sets of zones in the order in which they appear.
#[derive(Default)]
struct PartIds {
    sets: Vec<Box<[u32]>>,
    id_of: BTreeMap<Box<[u32]>, u32>,
}

impl PartIds {
    fn id_of(&mut self, set: &[u32]) -> u32 {
        if let Some(&id) = self.id_of.get(set) {
            return id;
        }
        let id = self.sets.len() as u32;
        self.sets.push(set.into());
        self.id_of.insert(set.into(), id);
        id
    }
}

/// Sweeps from border to border; between two borders the set of zones does not change.
fn cut_overlaps(row: &[(Span, u32)], ids: &mut PartIds) -> Vec<PartSpan> {
    let mut borders: Vec<u32> = row.iter().flat_map(|(span, _)| [span.start, span.end]).collect();
    borders.sort_unstable();
    borders.dedup();
    let mut cut = Vec::new();
    let mut active: Vec<(u32, u32)> = Vec::new(); // (end, zone)
    let mut next = 0;
    for pair in borders.windows(2) {
        let (start, end) = (pair[0], pair[1]);
        active.retain(|&(until, _)| until > start);
        while next < row.len() && row[next].0.start == start {
            active.push((row[next].0.end, row[next].1));
            next += 1;
        }
        let mut zones: Vec<u32> = active.iter().map(|&(_, zone)| zone).collect();
        zones.sort_unstable();
        zones.dedup();
        if !zones.is_empty() {
            cut.push(Span { start, end }.of_part(ids.id_of(&zones)));
        }
    }
    cut
}

#[cfg(test)]
mod tests {
    use super::*;

    fn band(spans: &[(u32, u32, u32)]) -> Band {
        let mut merger = PartMerger::new(5..6);
        for &(start, end, zone) in spans {
            merger.push(5, Span { start, end }, zone);
        }
        merger.finish()
    }

    fn readable(band: &Band) -> Vec<(u32, u32, Vec<u32>)> {
        band.spans[0].iter().map(|span| (span.start, span.end, band.parts[span.part as usize].to_vec())).collect()
    }

    #[test]
    fn zones_side_by_side_stay_as_they_are() {
        assert_eq!(readable(&band(&[(4, 6, 1), (0, 4, 0)])), [(0, 4, vec![0]), (4, 6, vec![1])]);
    }

    #[test]
    fn overlapping_zones_make_a_part_of_both() {
        let expected = [(0, 2, vec![0]), (2, 4, vec![0, 1]), (4, 6, vec![1])];
        assert_eq!(readable(&band(&[(0, 4, 0), (2, 6, 1)])), expected);
    }

    #[test]
    fn a_nested_zone_leaves_its_host_on_both_sides() {
        let expected = [(0, 3, vec![0]), (3, 5, vec![0, 1]), (5, 9, vec![0])];
        assert_eq!(readable(&band(&[(0, 9, 0), (3, 5, 1)])), expected);
    }
}
