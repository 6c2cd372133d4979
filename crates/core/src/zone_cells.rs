//! Which zone holds a cell's centre, row by row: for whoever draws cells instead of counting them.

use crate::coverage::{Band, ZoneExtents};
use crate::{EdgeRule, GridShape, Zone};
use std::ops::Range;

/// Outlines made ready to be asked for the cells whose centres they hold.
///
/// # Example
/// Two zones over columns 0 to 2 and 1 to 3 of a row: the cell that lies in both belongs to the first.
///
/// ```
/// use landledger_core::{GridShape, Polygons, Zone, ZoneCells, ZoneStretch};
///
/// let over = |from: f64, to: f64| Polygons::from_rings(vec![vec![[from, 0.0], [to, 0.0], [to, 1.0], [from, 1.0]]]);
/// let zone = |name: &str, outline| Zone { name: name.into(), group: None, outline };
/// let zones = [zone("left", over(0.0, 2.0)), zone("right", over(1.0, 3.0))];
/// let cells = ZoneCells::of(&zones, GridShape { rows: 1, cols: 4 });
/// let stretch = |start, end, zone| ZoneStretch { start, end, zone };
/// assert_eq!(cells.rows(0..1).row(0), [stretch(0, 2, 0), stretch(2, 3, 1)]);
/// ```
#[derive(Debug)]
pub struct ZoneCells<'a> {
    zones: &'a [Zone],
    extents: ZoneExtents,
    shape: GridShape,
}

/// Cells of one row whose centres lie in one zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ZoneStretch {
    /// First column.
    pub start: usize,
    /// Column after the last.
    pub end: usize,
    /// Index of the zone; of several the one that stands first.
    pub zone: usize,
}

/// The stretches of a run of rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ZoneRows {
    first_row: usize,
    stretches: Vec<ZoneStretch>,
    /// Where each row's stretches begin, and after the last row where they end.
    row_starts: Vec<usize>,
}

impl<'a> ZoneCells<'a> {
    /// Of these zones on a grid.
    pub fn of(zones: &'a [Zone], shape: GridShape) -> Self {
        Self { zones, extents: ZoneExtents::of(zones), shape }
    }

    /// The cells of a run of rows, by the rule of [`EdgeRule::Centre`]; each cell once, however many zones hold it.
    pub fn rows(&self, rows: Range<usize>) -> ZoneRows {
        let band = Band::of(self.zones, &self.extents, self.shape, rows.clone(), EdgeRule::Centre);
        let mut found = ZoneRows { first_row: rows.start, stretches: Vec::new(), row_starts: vec![0] };
        for row in rows {
            let begin = found.stretches.len();
            for span in band.spans(row) {
                let zone = band.parts().first_zone_of(span.part) as usize;
                let (start, end) = (span.start as usize, span.end as usize);
                match found.stretches[begin..].last_mut() {
                    Some(before) if before.end == start && before.zone == zone => before.end = end,
                    _ => found.stretches.push(ZoneStretch { start, end, zone }),
                }
            }
            found.row_starts.push(found.stretches.len());
        }
        found
    }
}

impl ZoneRows {
    /// The stretches of one of the rows; the first cells first.
    pub fn row(&self, row: usize) -> &[ZoneStretch] {
        let at = row - self.first_row;
        &self.stretches[self.row_starts[at]..self.row_starts[at + 1]]
    }

    /// Those that reach into some columns, cut to them.
    pub fn within(&self, row: usize, cols: Range<usize>) -> impl Iterator<Item = ZoneStretch> + '_ {
        let stretches = self.row(row);
        let first = stretches.partition_point(|stretch| stretch.end <= cols.start);
        stretches[first..].iter().take_while(move |stretch| stretch.start < cols.end).map(move |stretch| ZoneStretch {
            start: stretch.start.max(cols.start),
            end: stretch.end.min(cols.end),
            zone: stretch.zone,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Polygons;

    fn zone(corners: [f64; 4]) -> Zone {
        let [left, top, right, bottom] = corners;
        let ring = vec![[left, top], [right, top], [right, bottom], [left, bottom]];
        Zone { name: String::new(), group: None, outline: Polygons::from_rings(vec![ring]) }
    }

    fn stretches(zones: &[Zone], row: usize, cols: Range<usize>) -> Vec<(usize, usize, usize)> {
        let shape = GridShape { rows: 8, cols: 10 };
        let rows = ZoneCells::of(zones, shape).rows(2..6);
        rows.within(row, cols).map(|stretch| (stretch.start, stretch.end, stretch.zone)).collect()
    }

    #[test]
    fn stretches_are_cut_to_the_columns_asked_for() {
        let zones = [zone([1.0, 0.0, 4.0, 8.0]), zone([6.0, 3.0, 9.0, 8.0])];
        assert_eq!(stretches(&zones, 2, 0..10), [(1, 4, 0)]);
        assert_eq!(stretches(&zones, 3, 0..10), [(1, 4, 0), (6, 9, 1)]);
        assert_eq!(stretches(&zones, 3, 3..7), [(3, 4, 0), (6, 7, 1)]);
        assert!(stretches(&zones, 3, 4..6).is_empty());
    }

    #[test]
    fn a_zone_inside_another_that_stands_first_holds_nothing() {
        let (large, small) = (zone([0.0, 0.0, 10.0, 8.0]), zone([3.0, 0.0, 5.0, 8.0]));
        assert_eq!(stretches(&[large.clone(), small.clone()], 4, 0..10), [(0, 10, 0)]);
        assert_eq!(stretches(&[small, large], 4, 0..10), [(0, 3, 1), (3, 5, 0), (5, 10, 1)]);
    }
}
