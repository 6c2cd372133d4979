//! Stretches of cells in one row that no epoch changes in: most neighbours in a land-cover map are alike, so
//! a run is looked up and counted once.

use crate::SymbolBlock;
use crate::block::Symbols;
use wide::u8x16;

/// Cells that are compared with their left neighbours together.
const WINDOW: usize = 64;

/// Run starts are written so many at once, whether there are as many or not: a loop that ends after a number of
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

    #[inline]
    fn changes_at(self, at: usize) -> bool {
        match self {
            Self::Narrow(symbols) => symbols[at - 1] != symbols[at],
            Self::Wide(symbols) => symbols[at - 1] != symbols[at],
        }
    }

    fn changes_in_window(self, at: usize) -> u64 {
        match self {
            Self::Narrow(symbols) => [symbols].changes_in_window(at),
            Self::Wide(symbols) => {
                let pairs = symbols[at - 1..at - 1 + WINDOW].iter().zip(&symbols[at..at + WINDOW]);
                pairs.rev().fold(0, |bits, (left, here)| (bits << 1) | u64::from(left != here))
            }
        }
    }
}

/// The rows of all epochs.
pub(super) trait Rows {
    /// True when the cell differs from its left neighbour in some epoch.
    fn changes_at(&self, at: usize) -> bool;
    /// The same for each of 64 cells from `at`, a bit for each.
    fn changes_in_window(&self, at: usize) -> u64;
}

impl Rows for [RowSymbols<'_>] {
    fn changes_at(&self, at: usize) -> bool {
        self.iter().any(|symbols| symbols.changes_at(at))
    }

    fn changes_in_window(&self, at: usize) -> u64 {
        self.iter().fold(0, |bits, symbols| bits | symbols.changes_in_window(at))
    }
}

impl<const EPOCHS: usize> Rows for [&[u8]; EPOCHS] {
    #[inline]
    fn changes_at(&self, at: usize) -> bool {
        self.iter().any(|symbols| symbols[at - 1] != symbols[at])
    }

    #[inline]
    fn changes_in_window(&self, at: usize) -> u64 {
        const LANES: usize = 16;
        let lanes = |symbols: &[u8]| u8x16::new(symbols.first_chunk::<LANES>().copied().unwrap_or_default());
        let mut bits = 0;
        for first in (0..WINDOW).step_by(LANES) {
            let mut alike = u8x16::splat(0xff);
            for symbols in self {
                let here = &symbols[at - 1 + first..at + first + LANES];
                alike &= lanes(here).cmp_eq(lanes(&here[1..]));
            }
            bits |= u64::from(!(alike.move_mask() as u16)) << first;
        }
        bits
    }
}

/// Where runs start; memory reused from row to row.
#[derive(Debug, Default)]
pub(super) struct RunStarts(Vec<u32>);

impl RunStarts {
    /// The starts of all runs in `start..end`, from left to right, and `end`.
    #[inline]
    pub(super) fn find(&mut self, rows: &(impl Rows + ?Sized), start: usize, end: usize) -> &[u32] {
        if self.0.len() < end - start + 1 + AT_ONCE {
            self.0.resize(end - start + 1 + AT_ONCE, 0);
        }
        let starts = &mut self.0[..];
        starts[0] = start as u32;
        let mut count = 1;
        let mut at = start + 1;
        while at + WINDOW <= end {
            count = push_places(rows.changes_in_window(at), at, starts, count);
            at += WINDOW;
        }
        if at < end && end - start > WINDOW {
            // The last window overlaps the one before; what was seen there is shifted out.
            let seen = at - (end - WINDOW);
            count = push_places(rows.changes_in_window(end - WINDOW) >> seen, at, starts, count);
        } else {
            for cell in (at..end).filter(|&cell| rows.changes_at(cell)) {
                starts[count] = cell as u32;
                count += 1;
            }
        }
        starts[count] = end as u32;
        &starts[..=count]
    }
}

/// Writes `first` + the place of each set bit behind the `count` that are there; returns how many there are now.
#[inline]
fn push_places(mut bits: u64, first: usize, places: &mut [u32], count: usize) -> usize {
    let after = count + bits.count_ones() as usize;
    for at in (count..after).step_by(AT_ONCE) {
        for place in &mut places[at..at + AT_ONCE] {
            *place = (first as u32).wrapping_add(bits.trailing_zeros());
            bits &= bits.wrapping_sub(1);
        }
    }
    after
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Cell by cell.
    fn plain_starts(epochs: &[RowSymbols<'_>], start: usize, end: usize) -> Vec<u32> {
        let changes = (start + 1..end).filter(|&cell| epochs.iter().any(|symbols| symbols.changes_at(cell)));
        std::iter::once(start).chain(changes).chain([end]).map(|place| place as u32).collect()
    }

    #[test]
    fn runs_are_those_found_cell_by_cell_whatever_the_length_and_start() {
        // Changes at irregular places: cell i starts a run where i * i mod 31 is small.
        let narrow: Vec<u8> = (0..300_u32).map(|i| u8::from(i * i % 31 < 3) * (i % 7) as u8).collect();
        let wide: Vec<u16> = (0..300_u32).map(|i| (i / 50) as u16).collect();
        let other: Vec<u8> = (0..300_u32).map(|i| (i / 9 % 3) as u8).collect();
        let epochs = [RowSymbols::Narrow(&narrow), RowSymbols::Wide(&wide)];
        let narrow_epochs = [RowSymbols::Narrow(&narrow), RowSymbols::Narrow(&other)];
        let mut found = RunStarts::default();
        for start in 0..70 {
            for end in start + 1..300 {
                assert_eq!(found.find(&epochs[..], start, end), plain_starts(&epochs, start, end), "{start}..{end}");
                let expected = plain_starts(&narrow_epochs, start, end);
                assert_eq!(found.find(&[&narrow[..], &other[..]], start, end), expected, "{start}..{end}");
            }
        }
    }
}
