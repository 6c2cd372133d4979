//! From decoded symbols to trajectory numbers, run by run.

use super::joint::{Chains, JointCode};
use super::runs::RowSymbols::{self, Narrow};
use super::runs::RunStarts;
use crate::{State, SymbolBlock, TallyFault, Trajectory};
use std::ops::Range;

/// One worker's way from symbols to numbers.
#[derive(Debug)]
pub(super) struct Numbering<'a> {
    joint: &'a JointCode,
    /// For each epoch, what each symbol adds to its group's number.
    addends: Vec<[u32; SYMBOLS]>,
    wide_addends: Vec<Vec<u32>>,
    chains: Chains,
    values: Vec<u32>,
    starts: RunStarts,
}

/// Symbols of a narrow block.
const SYMBOLS: usize = 256;

impl<'a> Numbering<'a> {
    pub(super) fn new<'s>(joint: &'a JointCode, states: impl Iterator<Item = &'s [State]>) -> Self {
        let wide_addends: Vec<Vec<u32>> =
            states.enumerate().map(|(epoch, states)| joint.addends(epoch, states)).collect();
        let narrow = |wide: &Vec<u32>| {
            let mut addends = [0; SYMBOLS];
            addends.iter_mut().zip(wide).for_each(|(narrow, wide)| *narrow = *wide);
            addends
        };
        Self {
            joint,
            addends: wide_addends.iter().map(narrow).collect(),
            wide_addends,
            chains: Chains::new(joint),
            values: Vec::new(),
            starts: RunStarts::default(),
        }
    }

    /// Calls `each` with number, first and end column of every run in a row, in columns of the block.
    #[inline]
    pub(super) fn runs_in(
        &mut self,
        row: &[RowSymbols<'_>],
        cols: Range<usize>,
        mut each: impl FnMut(u32, usize, usize),
    ) -> Result<(), TallyFault> {
        // Between these the starts of runs stay in the innermost cache.
        const STRETCH: usize = 2048;
        // Edge cells come one by one.
        if cols.len() == 1 {
            let is_chained = self.joint.groups().len() > 1;
            let number =
                if is_chained { self.chained(row, cols.start)? } else { self.number(row, cols.start, 0..row.len()) };
            each(number, cols.start, cols.end);
            return Ok(());
        }
        let mut starts = std::mem::take(&mut self.starts);
        for from in cols.clone().step_by(STRETCH) {
            let to = cols.end.min(from + STRETCH);
            let is_chained = self.joint.groups().len() > 1;
            // The usual one to three maps of bytes: a run takes a look into a small table for each.
            match (row, &self.addends[..]) {
                ([Narrow(a)], [in_a]) if !is_chained => {
                    each_run(starts.find(&[*a], from, to), |at| in_a[usize::from(a[at])], &mut each);
                }
                ([Narrow(a), Narrow(b)], [in_a, in_b]) if !is_chained => {
                    let number = |at: usize| in_a[usize::from(a[at])] + in_b[usize::from(b[at])];
                    each_run(starts.find(&[*a, *b], from, to), number, &mut each);
                }
                ([Narrow(a), Narrow(b), Narrow(c)], [in_a, in_b, in_c]) if !is_chained => {
                    // One length for all three, so that a place is checked once.
                    let (a, b, c) = (&a[..to], &b[..to], &c[..to]);
                    let number = |at: usize| match (a.get(at), b.get(at), c.get(at)) {
                        (Some(a), Some(b), Some(c)) => {
                            in_a[usize::from(*a)] + in_b[usize::from(*b)] + in_c[usize::from(*c)]
                        }
                        _ => unreachable!("runs start before the end"),
                    };
                    each_run(starts.find(&[a, b, c], from, to), number, &mut each);
                }
                _ if !is_chained => {
                    each_run(starts.find(row, from, to), |at| self.number(row, at, 0..row.len()), &mut each);
                }
                _ => {
                    for pair in starts.find(row, from, to).windows(2) {
                        each(self.chained(row, pair[0] as usize)?, pair[0] as usize, pair[1] as usize);
                    }
                }
            }
        }
        self.starts = starts;
        Ok(())
    }

    /// All numbers are below this; `None` where they are given out as chains of groups appear.
    pub(super) fn numbers(&self) -> Option<usize> {
        self.joint.numbers()
    }

    fn number(&self, row: &[RowSymbols<'_>], at: usize, epochs: Range<usize>) -> u32 {
        let addend = |epoch: usize| match row[epoch] {
            RowSymbols::Narrow(symbols) => self.addends[epoch][usize::from(symbols[at])],
            RowSymbols::Wide(symbols) => self.wide_addends[epoch][usize::from(symbols[at])],
        };
        epochs.map(addend).sum()
    }

    /// Many epochs: each different chain of groups has a number.
    fn chained(&mut self, row: &[RowSymbols<'_>], at: usize) -> Result<u32, TallyFault> {
        let mut values = std::mem::take(&mut self.values);
        values.clear();
        values.extend(self.joint.groups().iter().map(|group| self.number(row, at, group.clone())));
        let number = self.chains.number(&values);
        self.values = values;
        number
    }

    /// True when a number holds a stranger in some epoch.
    pub(super) fn is_strange(&self, number: u32) -> bool {
        self.chains.is_strange(self.joint, number)
    }

    /// The trajectory behind a number; `None` when it holds a stranger.
    pub(super) fn decode(&self, number: u32) -> Option<Trajectory> {
        self.chains.decode(self.joint, number)
    }
}

#[inline]
fn each_run(starts: &[u32], number: impl Fn(usize) -> u32, each: &mut impl FnMut(u32, usize, usize)) {
    let Some((&first, ends)) = starts.split_first() else { return };
    let mut start = first as usize;
    for &end in ends {
        each(number(start), start, end as usize);
        start = end as usize;
    }
}

/// The rows of all epochs' blocks.
pub(super) fn rows_of<'s>(symbols: &'s [SymbolBlock], row: usize, cols: usize, into: &mut Vec<RowSymbols<'s>>) {
    into.clear();
    into.extend(symbols.iter().map(|block| RowSymbols::of(block, row, cols)));
}
