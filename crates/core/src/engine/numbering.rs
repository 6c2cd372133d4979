//! From decoded symbols to trajectory numbers, run by run.

use super::joint::{Chains, JointCode};
use super::runs::{RowSymbols, runs};
use crate::{State, SymbolBlock, TallyFault, Trajectory};

/// One worker's way from symbols to numbers.
#[derive(Debug)]
pub(super) struct Numbering<'a> {
    joint: &'a JointCode,
    /// For each epoch, what each symbol adds to its group's number.
    addends: Vec<Box<[u32; SYMBOLS]>>,
    wide_addends: Vec<Vec<u32>>,
    chains: Chains,
    values: Vec<u32>,
}

/// Symbols of a narrow block.
const SYMBOLS: usize = 256;

impl<'a> Numbering<'a> {
    pub(super) fn new<'s>(joint: &'a JointCode, states: impl Iterator<Item = &'s [State]>) -> Self {
        let wide_addends: Vec<Vec<u32>> =
            states.enumerate().map(|(epoch, states)| joint.addends(epoch, states)).collect();
        let narrow = |wide: &Vec<u32>| {
            let mut addends = Box::new([0; SYMBOLS]);
            addends.iter_mut().zip(wide).for_each(|(narrow, wide)| *narrow = *wide);
            addends
        };
        Self {
            joint,
            addends: wide_addends.iter().map(narrow).collect(),
            wide_addends,
            chains: Chains::new(joint),
            values: Vec::new(),
        }
    }

    /// Calls `each` with number, first and end column of every run in a row, in columns of the block.
    #[inline(always)]
    pub(super) fn runs_in(
        &mut self,
        row: &[RowSymbols<'_>],
        cols: std::ops::Range<usize>,
        mut each: impl FnMut(u32, usize, usize),
    ) -> Result<(), TallyFault> {
        if self.joint.groups().len() > 1 {
            let mut failure = None;
            runs(row, cols.start, cols.end, |start, end| match self.chained(row, start) {
                Ok(number) => each(number, start, end),
                Err(fault) => failure = Some(fault),
            });
            return failure.map_or(Ok(()), Err);
        }
        // The usual three maps of bytes: nothing is asked of a run but three looks into small tables.
        if let ([RowSymbols::Narrow(a), RowSymbols::Narrow(b), RowSymbols::Narrow(c)], [in_a, in_b, in_c]) =
            (row, &self.addends[..])
        {
            let row = [RowSymbols::Narrow(a), RowSymbols::Narrow(b), RowSymbols::Narrow(c)];
            runs(&row, cols.start, cols.end, |start, end| {
                let number = in_a[usize::from(a[start])] + in_b[usize::from(b[start])] + in_c[usize::from(c[start])];
                each(number, start, end);
            });
            return Ok(());
        }
        runs(row, cols.start, cols.end, |start, end| each(self.number(row, start, 0..row.len()), start, end));
        Ok(())
    }

    fn number(&self, row: &[RowSymbols<'_>], at: usize, epochs: std::ops::Range<usize>) -> u32 {
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

/// The rows of all epochs' blocks.
pub(super) fn rows_of<'s>(symbols: &'s [SymbolBlock], row: usize, cols: usize, into: &mut Vec<RowSymbols<'s>>) {
    into.clear();
    into.extend(symbols.iter().map(|block| RowSymbols::of(block, row, cols)));
}
