//! Which units of work lie under some zone, before any band is made.

use super::lattice::Cutter;
use super::{Found, ZoneExtents};
use crate::{EdgeRule, GridShape, Window, Zone};
use rayon::iter::{IndexedParallelIterator, IntoParallelRefIterator, ParallelIterator};

/// The grid cut into units of work.
#[derive(Debug, Clone, Copy)]
pub(crate) struct UnitGrid {
    pub(crate) shape: GridShape,
    pub(crate) unit: GridShape,
}

impl UnitGrid {
    /// Rows and columns of units.
    pub(crate) fn units(self) -> GridShape {
        GridShape { rows: self.shape.rows.div_ceil(self.unit.rows), cols: self.shape.cols.div_ceil(self.unit.cols) }
    }

    /// Every unit, row by row.
    pub(crate) fn windows(self) -> impl Iterator<Item = Window> {
        let Self { shape, unit } = self;
        (0..shape.rows).step_by(unit.rows).flat_map(move |row| {
            (0..shape.cols).step_by(unit.cols).map(move |col| Window {
                row,
                col,
                rows: unit.rows.min(shape.rows - row),
                cols: unit.cols.min(shape.cols - col),
            })
        })
    }

    /// True for each unit, row by row, that some zone covers a part of: the touched rule on a grid of units. A unit that a zone
    /// only covers between two cell centres counts as well, whatever the edge rule.
    pub(crate) fn under(self, zones: &[Zone], extents: &ZoneExtents) -> Vec<bool> {
        let units = self.units();
        let scale = [1.0 / self.unit.cols as f64, 1.0 / self.unit.rows as f64];
        let cutter = Cutter::new(units.cols, 0..units.rows).scaled(scale);
        let cells = units.rows * units.cols;
        let mark = |mut under: Vec<bool>, (zone, outline): (usize, &Zone)| {
            let mut pieces = Vec::new();
            cutter.cut(&outline.outline, extents.edges(zone as u32), &mut pieces);
            let mut found = Found::new(0..units.rows);
            found.sweep(zone as u32, &pieces, units.cols, EdgeRule::Touched);
            for (row, spans) in found.by_row.iter().enumerate() {
                for span in spans {
                    under[row * units.cols..][span.start as usize..span.end as usize].fill(true);
                }
            }
            under
        };
        let none = || vec![false; cells];
        zones.par_iter().enumerate().fold(none, mark).reduce(none, |mut a, b| {
            a.iter_mut().zip(b).for_each(|(a, b)| *a |= b);
            a
        })
    }
}
