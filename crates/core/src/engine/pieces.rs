//! The rows of a tally cut into pieces of like work, for as many machines.

use super::{TallyPlan, units_to_read};
use crate::BlockSource;
use std::collections::BTreeMap;
use std::ops::Range;

/// Cuts the rows of the plan into `pieces` runs that hold like numbers of units of work. They are cut where
/// units end, so that no block is read twice, and depend on nothing but the plan and the files' blocks: every machine
/// gets the same. Together they are all rows of the plan.
///
/// There are fewer where the zones lie in fewer rows of units.
pub fn pieces<S: BlockSource>(plan: &TallyPlan, source: &S, pieces: usize) -> Vec<Range<usize>> {
    let (windows, _) = units_to_read(plan, source);
    let mut rows_of_units: BTreeMap<usize, u64> = BTreeMap::new();
    for window in &windows {
        *rows_of_units.entry(window.row).or_default() += 1;
    }
    let pieces = pieces.min(rows_of_units.len()).max(1);
    let total = windows.len() as u64;
    let mut cuts = vec![plan.rows.start];
    let (mut before, mut rows_left) = (0, rows_of_units.len());
    for (&row, &units) in &rows_of_units {
        let made = cuts.len();
        // A piece ends where its part of the units is reached, or where the rows left are just enough for the pieces left.
        let is_full = before * pieces as u64 >= made as u64 * total;
        if made < pieces && before > 0 && (is_full || rows_left <= pieces - made) {
            cuts.push(row);
        }
        before += units;
        rows_left -= 1;
    }
    let ends = cuts[1..].iter().copied().chain([plan.rows.end]);
    cuts.iter().zip(ends).map(|(&start, end)| start..end).collect()
}
