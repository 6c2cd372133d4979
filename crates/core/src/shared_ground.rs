//! Which zones lie over one another, from their outlines alone: no raster is read.

use crate::coverage::{Band, ZoneExtents};
use crate::{Cells, EdgeRule, GridShape, Zone};
use rayon::iter::{IntoParallelIterator, ParallelIterator};
use std::collections::BTreeMap;

/// Rows that are looked at together.
const ROWS: usize = 256;

/// For each pair of zones that share ground on the grid, how many cells of it: ascending pairs of indices.
pub fn shared_ground(zones: &[Zone], shape: GridShape) -> BTreeMap<(usize, usize), Cells> {
    if zones.len() < 2 {
        return BTreeMap::new();
    }
    let extents = ZoneExtents::of(zones);
    let in_band = |band: usize| {
        let rows = band * ROWS..((band + 1) * ROWS).min(shape.rows);
        let band = Band::of(zones, &extents, shape, rows, EdgeRule::Exact);
        let mut shared = BTreeMap::new();
        for row in band.rows() {
            for span in band.spans(row).iter().filter(|span| span.part as usize >= zones.len()) {
                let cells = Cells::from_units(u128::from(span.share.units()) * u128::from(span.end - span.start));
                *shared.entry(span.part).or_insert(Cells::ZERO) += cells;
            }
        }
        let sets = shared.into_iter().map(|(part, cells)| (band.parts().zones_of(part), cells));
        pairs(sets)
    };
    (0..shape.rows.div_ceil(ROWS)).into_par_iter().map(in_band).reduce(BTreeMap::new, |mut all, some| {
        for (pair, cells) in some {
            *all.entry(pair).or_default() += cells;
        }
        all
    })
}

fn pairs(sets: impl Iterator<Item = (Box<[u32]>, Cells)>) -> BTreeMap<(usize, usize), Cells> {
    let mut pairs: BTreeMap<(usize, usize), Cells> = BTreeMap::new();
    for (set, cells) in sets {
        for (at, &zone) in set.iter().enumerate() {
            for &other in &set[at + 1..] {
                *pairs.entry((zone as usize, other as usize)).or_default() += cells;
            }
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Polygons;

    fn square(from: f64, to: f64) -> Zone {
        let outline = Polygons::from_rings(vec![vec![[from, from], [to, from], [to, to], [from, to]]]);
        Zone { name: format!("{from} to {to}"), group: None, outline }
    }

    #[test]
    fn zones_that_overlap_are_paired_with_their_common_cells() {
        let zones = [square(0.0, 4.0), square(2.5, 6.0), square(3.0, 3.5), square(300.0, 310.0), square(310.0, 320.0)];
        let found = shared_ground(&zones, GridShape { rows: 600, cols: 600 });
        let quarters = |count: u128| Cells::from_units(count << 28);
        // 2.5 to 4 squared is 9 quarters; the third lies in both of the first. Neighbours share no ground.
        let expected = [((0, 1), quarters(9)), ((0, 2), quarters(1)), ((1, 2), quarters(1))];
        assert_eq!(found, expected.into());
    }
}
