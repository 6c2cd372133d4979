//! Stretches of cells in one row that no epoch changes in: most neighbours in a land-cover map are alike, so
//! a run is looked up and counted once.

use crate::SymbolBlock;
use crate::block::Symbols;
use wide::{CmpEq, u8x32};

/// Cells that are looked at together: a bit for each in a machine word.
pub(super) const CHUNK: usize = 64;

/// Places of runs are written so many at once, whether there are as many or not: a loop that ends after a number of
/// bits that nobody can foresee costs more.
const AT_ONCE: usize = 8;

/// One row of a block.
#[derive(Debug, Clone, Copy)]
pub(super) enum RowSymbols<'a> {
    Narrow(&'a [u8]),
    Wide(&'a [u16]),
}

impl<'a> RowSymbols<'a> {
    /// Row `row` of a block, so many columns of it.
    pub(super) fn of(block: &'a SymbolBlock, row: usize, cols: usize) -> Self {
        let start = row * block.stride();
        match block.symbols() {
            Symbols::Narrow(symbols) => Self::Narrow(&symbols[start..start + cols]),
            Symbols::Wide(symbols) => Self::Wide(&symbols[start..start + cols]),
        }
    }

    /// True when these cells of both rows are alike.
    pub(super) fn is_like(self, other: Self, cols: std::ops::Range<usize>) -> bool {
        match (self, other) {
            (Self::Narrow(a), Self::Narrow(b)) => a[cols.clone()] == b[cols],
            (Self::Wide(a), Self::Wide(b)) => a[cols.clone()] == b[cols],
            _ => false,
        }
    }

    /// A bit for each cell from `start` to `end`, which lie in one chunk of the row: whether it differs from its left
    /// neighbour. The first has none.
    #[inline]
    pub(super) fn changes(self, start: usize, end: usize) -> u64 {
        let first = start - start % CHUNK;
        match self {
            Self::Narrow(symbols) => match symbols[first..].first_chunk() {
                // The bits of cells beyond are shifted out or cut off.
                Some(chunk) => {
                    (changes_in_chunk(chunk) >> (start - first)) & (u64::MAX >> (CHUNK - (end - start))) & !1
                }
                None => changes(&symbols[start..end]),
            },
            Self::Wide(symbols) => changes(&symbols[start..end]),
        }
    }
}

/// At most 64 cells, one by one.
fn changes<T: Copy + PartialEq>(cells: &[T]) -> u64 {
    cells.windows(2).rev().fold(0, |bits, pair| (bits << 1) | u64::from(pair[0] != pair[1])) << 1
}

/// A bit for each cell of a chunk: whether it differs from its left neighbour. The first has none.
#[inline]
pub(super) fn changes_in_chunk(cells: &[u8; CHUNK]) -> u64 {
    // Cells 1 to 32, and 32 to 63: nothing beyond the chunk is looked at.
    differ(lanes(cells, 0), lanes(cells, 1)) << 1 | differ(lanes(cells, 31), lanes(cells, 32)) << 32
}

/// True when each pair of chunks is alike in all cells.
#[inline]
pub(super) fn all_alike<const PAIRS: usize>(pairs: [(&[u8; CHUNK], &[u8; CHUNK]); PAIRS]) -> bool {
    let alike = pairs.into_iter().fold(u8x32::splat(u8::MAX), |alike, (a, b)| {
        alike & lanes(a, 0).cmp_eq(lanes(b, 0)) & lanes(a, 32).cmp_eq(lanes(b, 32))
    });
    alike.move_mask() == -1
}

#[inline]
fn lanes(cells: &[u8; CHUNK], from: usize) -> u8x32 {
    u8x32::new(*cells[from..].first_chunk().expect("a half of the chunk begins at `from`"))
}

#[inline]
fn differ(a: u8x32, b: u8x32) -> u64 {
    u64::from(!(a.cmp_eq(b).move_mask() as u32))
}

/// Calls `each` with the first cell and the cell after the last of every run in `len` cells; runs start at the bits that are
/// set, and at cell 0.
#[inline]
pub(super) fn each_run(changes: u64, len: usize, mut each: impl FnMut(usize, usize)) {
    let mut places = [0_u8; CHUNK + AT_ONCE + 1];
    let mut bits = changes & !1;
    let count = bits.count_ones() as usize;
    for at in (0..count).step_by(AT_ONCE) {
        for place in &mut places[1 + at..=at + AT_ONCE] {
            *place = bits.trailing_zeros() as u8;
            bits &= bits.wrapping_sub(1);
        }
    }
    places[count + 1] = len as u8;
    for at in 0..=count {
        each(usize::from(places[at]), usize::from(places[at + 1]));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Cell by cell.
    fn plain_runs<T: Copy + PartialEq>(cells: &[T]) -> Vec<(usize, usize)> {
        let mut runs = vec![(0, 1)];
        for at in 1..cells.len() {
            if cells[at] == cells[at - 1] {
                runs.last_mut().unwrap().1 = at + 1;
            } else {
                runs.push((at, at + 1));
            }
        }
        runs
    }

    fn found_runs(row: RowSymbols<'_>, start: usize, end: usize) -> Vec<(usize, usize)> {
        let mut runs = Vec::new();
        each_run(row.changes(start, end), end - start, |from, to| runs.push((from, to)));
        runs
    }

    #[test]
    fn runs_are_those_found_cell_by_cell_whatever_the_length_and_start() {
        // Changes at irregular places: cell i differs where i * i mod 31 is small.
        let narrow: Vec<u8> = (0..200_u32).map(|i| u8::from(i * i % 31 < 9) * (i % 7) as u8).collect();
        let wide: Vec<u16> = narrow.iter().map(|&symbol| u16::from(symbol) * 300).collect();
        for start in 0..200 {
            // The last chunk of the row is cut: 200 = 3 x 64 + 8.
            for end in start + 1..=(start - start % CHUNK + CHUNK).min(200) {
                let expected = plain_runs(&narrow[start..end]);
                assert_eq!(found_runs(RowSymbols::Narrow(&narrow), start, end), expected, "{start}..{end}");
                assert_eq!(found_runs(RowSymbols::Wide(&wide), start, end), expected, "{start}..{end}");
            }
        }
    }

    #[test]
    fn every_place_of_a_single_change_is_found() {
        for place in 1..CHUNK {
            let cells: Vec<u8> = (0..CHUNK).map(|cell| u8::from(cell >= place)).collect();
            assert_eq!(found_runs(RowSymbols::Narrow(&cells), 0, CHUNK), [(0, place), (place, CHUNK)]);
        }
    }

    #[test]
    fn chunks_are_alike_only_where_every_cell_of_every_pair_is() {
        let cells = [7; CHUNK];
        assert!(all_alike([(&cells, &cells), (&cells, &cells)]));
        for place in 0..CHUNK {
            let mut other = cells;
            other[place] = 8;
            assert!(!all_alike([(&cells, &other)]), "{place}");
            assert!(!all_alike([(&cells, &cells), (&other, &cells)]), "{place}");
        }
    }
}
