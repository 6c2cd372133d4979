//! Which class became which: the numbers that the cells of such a map hold.

use landledger_core::Legend;
use std::collections::BTreeMap;

/// A pair of classes that occurs, and how cells of it are shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The class in the earlier year, by its index in the legend.
    pub from: usize,
    /// The class in the later year.
    pub to: usize,
}

/// Pairs of classes numbered from 1 on, in the legend's order, the earlier class first; 0 is no data.
///
/// # Example
/// ```
/// use landledger_maps::{Change, ChangeNumbers};
///
/// let numbers = ChangeNumbers::of(3, [(2, 2), (0, 2), (0, 0)]).expect("three pairs are few");
/// assert_eq!(numbers.number(0, 2), Some(2));
/// assert_eq!(numbers.number(2, 0), None);
/// assert_eq!(numbers.changes()[2], Change { from: 2, to: 2 });
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeNumbers {
    classes: usize,
    changes: Vec<Change>,
    numbers: BTreeMap<(usize, usize), u16>,
}

/// 65 536 numbers, less one for no data and one for a pair that was not counted.
const MOST_CHANGES: usize = 65_534;

impl ChangeNumbers {
    /// Of the pairs that occur, by index in a legend of so many classes; `None` where they are too many for 16 bits.
    pub fn of(classes: usize, pairs: impl IntoIterator<Item = (usize, usize)>) -> Option<Self> {
        let mut pairs: Vec<(usize, usize)> = pairs.into_iter().collect();
        pairs.sort_unstable();
        pairs.dedup();
        if pairs.len() > MOST_CHANGES {
            return None;
        }
        let numbers = pairs.iter().zip(1..).map(|(&pair, number)| (pair, number)).collect();
        let changes = pairs.into_iter().map(|(from, to)| Change { from, to }).collect();
        Some(Self { classes, changes, numbers })
    }

    /// The changes; the first has the number 1.
    pub fn changes(&self) -> &[Change] {
        &self.changes
    }

    /// The number of a pair.
    pub fn number(&self, from: usize, to: usize) -> Option<u16> {
        self.numbers.get(&(from, to)).copied()
    }

    pub(crate) fn classes(&self) -> usize {
        self.classes
    }

    /// The number that stands for a pair that does not occur.
    pub(crate) fn uncounted(&self) -> u16 {
        self.changes.len() as u16 + 1
    }

    /// True when all numbers are bytes.
    pub(crate) fn fit_bytes(&self) -> bool {
        u8::try_from(self.uncounted()).is_ok()
    }
}

impl Change {
    /// `dry land` or `dry land -> town`.
    pub(crate) fn name(&self, legend: &Legend) -> String {
        let name = |class: usize| legend.classes()[class].name.as_str();
        if self.from == self.to { name(self.from).into() } else { format!("{} -> {}", name(self.from), name(self.to)) }
    }
}
