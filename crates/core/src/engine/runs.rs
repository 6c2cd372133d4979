//! Stretches of cells in one row that no epoch changes in: most neighbours in a land-cover map are alike, so
//! a run is looked up and counted once.

use crate::SymbolBlock;
use crate::block::Symbols;

/// Cells that are compared with their left neighbours together.
const WIDE: usize = 64;
const SHORT: usize = 16;

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

    /// Sets `changes` where a cell in `at..at + N` differs from its left neighbour.
    #[inline(always)]
    fn mark<const N: usize>(self, at: usize, changes: &mut [u8; N]) {
        match self {
            Self::Narrow(symbols) => {
                let (left, here) = (&symbols[at - 1..at - 1 + N], &symbols[at..at + N]);
                for ((change, left), here) in changes.iter_mut().zip(left).zip(here) {
                    *change |= left ^ here;
                }
            }
            Self::Wide(symbols) => {
                let (left, here) = (&symbols[at - 1..at - 1 + N], &symbols[at..at + N]);
                for ((change, left), here) in changes.iter_mut().zip(left).zip(here) {
                    *change |= u8::from(left != here);
                }
            }
        }
    }

    fn changes_at(self, at: usize) -> bool {
        match self {
            Self::Narrow(symbols) => symbols[at - 1] != symbols[at],
            Self::Wide(symbols) => symbols[at - 1] != symbols[at],
        }
    }
}

/// Calls `each` with the start and end of every run in `start..end`, from left to right.
#[inline(always)]
pub(super) fn runs(epochs: &[RowSymbols<'_>], start: usize, end: usize, mut each: impl FnMut(usize, usize)) {
    let mut begin = start;
    let mut at = start + 1;
    let mut split = |mut changes: u64, first: usize| {
        while changes != 0 {
            let here = first + changes.trailing_zeros() as usize;
            each(begin, here);
            begin = here;
            changes &= changes - 1;
        }
    };
    while at + WIDE <= end {
        split(changes::<WIDE>(epochs, at), at);
        at += WIDE;
    }
    if at < end && end - start > WIDE {
        // The last window overlaps the one before; what was seen there is shifted out.
        let seen = at - (end - WIDE);
        split(changes::<WIDE>(epochs, end - WIDE) >> seen, at);
    } else {
        while at + SHORT <= end {
            split(changes::<SHORT>(epochs, at), at);
            at += SHORT;
        }
        for cell in at..end {
            if epochs.iter().any(|symbols| symbols.changes_at(cell)) {
                split(1, cell);
            }
        }
    }
    each(begin, end);
}

/// A bit for each of N cells from `at`, set where some epoch differs from its left neighbour.
#[inline(always)]
fn changes<const N: usize>(epochs: &[RowSymbols<'_>], at: usize) -> u64 {
    let mut changes = [0_u8; N];
    for symbols in epochs {
        symbols.mark(at, &mut changes);
    }
    let words = changes.chunks_exact(8).enumerate();
    words.fold(0, |bits, (index, word)| {
        let word = u64::from_le_bytes([word[0], word[1], word[2], word[3], word[4], word[5], word[6], word[7]]);
        bits | (nonzero_bytes(word) << (8 * index))
    })
}

/// One bit for each byte that is not zero, the lowest byte first.
#[inline(always)]
fn nonzero_bytes(word: u64) -> u64 {
    const LOW_SEVEN: u64 = 0x7f7f_7f7f_7f7f_7f7f;
    // The top bit of each byte: set by a carry out of the seven others, or there already.
    let tops = (((word & LOW_SEVEN) + LOW_SEVEN) | word) & !LOW_SEVEN;
    // Each product bit moves one byte's bit to its place in the top byte.
    (tops >> 7).wrapping_mul(0x0102_0408_1020_4080) >> 56
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_byte_has_its_bit() {
        for byte in 0..8 {
            for value in [1_u64, 0x7f, 0x80, 0xff] {
                assert_eq!(nonzero_bytes(value << (8 * byte)), 1 << byte);
            }
        }
        assert_eq!(nonzero_bytes(0), 0);
        assert_eq!(nonzero_bytes(u64::MAX), 0xff);
        assert_eq!(nonzero_bytes(0x0100_0000_0080_0001), 0b1000_0101);
    }

    /// Cell by cell.
    fn plain_runs(epochs: &[RowSymbols<'_>], start: usize, end: usize) -> Vec<(usize, usize)> {
        let changes = (start + 1..end).filter(|&cell| epochs.iter().any(|symbols| symbols.changes_at(cell)));
        let borders: Vec<usize> = std::iter::once(start).chain(changes).chain([end]).collect();
        borders.windows(2).map(|pair| (pair[0], pair[1])).collect()
    }

    #[test]
    fn runs_are_those_found_cell_by_cell_whatever_the_length_and_start() {
        // Changes at irregular places: cell i starts a run where i * i mod 31 is small.
        let narrow: Vec<u8> = (0..300_u32).map(|i| u8::from(i * i % 31 < 3) * (i % 7) as u8).collect();
        let wide: Vec<u16> = (0..300_u32).map(|i| (i / 50) as u16).collect();
        let epochs = [RowSymbols::Narrow(&narrow), RowSymbols::Wide(&wide)];
        for start in 0..70 {
            for end in start + 1..300 {
                let mut found = Vec::new();
                runs(&epochs, start, end, |from, to| found.push((from, to)));
                assert_eq!(found, plain_runs(&epochs, start, end), "{start}..{end}");
            }
        }
    }
}
