//! From decoded symbols to trajectory numbers, run by run.

use super::joint::{Chains, JointCode};
use super::vector_numbers::VectorNumbers;
use crate::{State, SymbolBlock, TallyFault, Trajectory};
use std::ops::Range;

/// One worker's way from symbols to numbers.
#[derive(Debug)]
pub(super) struct Numbering<'a> {
    joint: &'a JointCode,
    /// For each epoch, what each symbol adds to its group's number.
    addends: Vec<[u32; SYMBOLS]>,
    wide_addends: Vec<Vec<u32>>,
    vector: Option<VectorNumbers>,
    chains: Chains,
    values: Vec<u32>,
}

/// Symbols of a narrow block.
pub(super) const SYMBOLS: usize = 256;

impl<'a> Numbering<'a> {
    pub(super) fn new<'s>(joint: &'a JointCode, states: impl Iterator<Item = &'s [State]> + Clone) -> Self {
        let vector = VectorNumbers::new(joint, states.clone());
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
            vector,
            chains: Chains::new(joint),
            values: Vec::new(),
        }
    }

    /// What each symbol of a narrow block adds to the number, for each epoch; `None` where a number is more than a sum.
    pub(super) fn addends(&self) -> Option<&[[u32; SYMBOLS]]> {
        (self.joint.groups().len() == 1).then_some(&self.addends)
    }

    /// A faster way to the numbers of many cells, where there is one.
    pub(super) fn vector(&self) -> Option<&VectorNumbers> {
        self.vector.as_ref()
    }

    /// The number of one cell of a unit.
    pub(super) fn number(&mut self, blocks: &[SymbolBlock], row: usize, col: usize) -> Result<u32, TallyFault> {
        if let [_] = self.joint.groups() {
            return Ok(self.in_group(blocks, row, col, 0..blocks.len()));
        }
        // Many epochs: each different chain of groups has a number.
        let mut values = std::mem::take(&mut self.values);
        values.clear();
        values.extend(self.joint.groups().iter().map(|group| self.in_group(blocks, row, col, group.clone())));
        let number = self.chains.number(&values);
        self.values = values;
        number
    }

    /// All numbers are below this; `None` where they are given out as chains of groups appear.
    pub(super) fn numbers(&self) -> Option<usize> {
        self.joint.numbers()
    }

    fn in_group(&self, blocks: &[SymbolBlock], row: usize, col: usize, epochs: Range<usize>) -> u32 {
        epochs.map(|epoch| self.wide_addends[epoch][blocks[epoch].at(row, col)]).sum()
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
