//! Which rows of the grid a tally holds, where the work was done in pieces.

use std::fmt;
use std::ops::Range;

/// The rows that were tallied, of all rows of the grid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldRows {
    of: usize,
    /// Ascending, neither empty nor touching each other.
    held: Vec<Range<usize>>,
}

impl HeldRows {
    /// Every row of a grid of so many.
    pub fn all(of: usize) -> Self {
        Self::some(of, 0..of)
    }

    /// Some rows of a grid of so many.
    pub fn some(of: usize, rows: Range<usize>) -> Self {
        let held = if rows.is_empty() { Vec::new() } else { vec![rows] };
        Self { of, held }
    }

    /// From the runs of rows that a tally file lists; `None` unless they ascend, have gaps between them and lie on the grid.
    pub fn from_runs(of: usize, held: Vec<Range<usize>>) -> Option<Self> {
        let are_apart = held.windows(2).all(|pair| pair[0].end < pair[1].start);
        let are_some = held.iter().all(|run| run.start < run.end && run.end <= of);
        (are_apart && are_some).then_some(Self { of, held })
    }

    /// Rows of the grid.
    pub fn of(&self) -> usize {
        self.of
    }

    /// The runs of rows that are held.
    pub fn held(&self) -> &[Range<usize>] {
        &self.held
    }

    /// True when no row is missing.
    pub fn is_complete(&self) -> bool {
        self.missing().is_empty()
    }

    /// The runs of rows that are not held.
    pub fn missing(&self) -> Vec<Range<usize>> {
        let ends = std::iter::once(0).chain(self.held.iter().map(|run| run.end));
        let starts = self.held.iter().map(|run| run.start).chain([self.of]);
        ends.zip(starts).map(|(end, start)| end..start).filter(|gap| !gap.is_empty()).collect()
    }

    /// Adds the rows of another piece of the same grid.
    ///
    /// # Errors
    /// The first rows that both hold; nothing is added then.
    pub fn add(&mut self, other: &Self) -> Result<(), Range<usize>> {
        for mine in &self.held {
            for theirs in &other.held {
                let both = mine.start.max(theirs.start)..mine.end.min(theirs.end);
                if !both.is_empty() {
                    return Err(both);
                }
            }
        }
        let mut runs = [self.held.as_slice(), &other.held].concat();
        runs.sort_by_key(|run| run.start);
        self.held.clear();
        for run in runs {
            match self.held.last_mut().filter(|last| last.end == run.start) {
                Some(last) => last.end = run.end,
                None => self.held.push(run),
            }
        }
        Ok(())
    }
}

impl HeldRows {
    /// Runs of rows in words: first to last, from 0.
    pub fn in_words(rows: &[Range<usize>]) -> String {
        let named: Vec<String> =
            rows.iter().map(|run| format!("{} to {}", run.start, run.end.saturating_sub(1))).collect();
        if named.is_empty() { "none".into() } else { named.join(", ") }
    }
}

impl fmt::Display for HeldRows {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} of {}", Self::in_words(&self.held), self.of)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_in_any_order_become_the_whole() {
        let mut rows = HeldRows::some(10, 7..10);
        rows.add(&HeldRows::some(10, 0..3)).unwrap();
        assert_eq!(rows.missing(), std::slice::from_ref(&(3..7)));
        assert_eq!(rows.to_string(), "0 to 2, 7 to 9 of 10");
        rows.add(&HeldRows::some(10, 3..7)).unwrap();
        assert_eq!(rows, HeldRows::all(10));
        assert!(rows.is_complete());
    }

    #[test]
    fn rows_that_both_hold_are_named_and_nothing_is_added() {
        let mut rows = HeldRows::some(10, 0..5);
        assert_eq!(rows.add(&HeldRows::some(10, 4..8)), Err(4..5));
        assert_eq!(rows, HeldRows::some(10, 0..5));
    }

    #[test]
    fn runs_that_touch_or_leave_the_grid_are_no_rows() {
        #[expect(clippy::single_range_in_vec_init, reason = "a list of one run of rows is meant")]
        let beyond = vec![0..11];
        assert_eq!(HeldRows::from_runs(10, beyond), None);
        assert_eq!(HeldRows::from_runs(10, vec![0..2, 2..4]), None);
        assert_eq!(HeldRows::from_runs(10, vec![3..4, 0..2]), None);
    }
}
