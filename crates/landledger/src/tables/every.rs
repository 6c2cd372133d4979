//! `*` in a table: every zone, every year.

use super::csv_file::Cells;
use landledger_core::Year;

/// What a line is for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum For<T> {
    /// Whatever there is: `*`.
    Every,
    /// This only.
    Only(T),
}

impl<T> For<T> {
    /// `None` for every.
    pub(crate) fn only(self) -> Option<T> {
        match self {
            Self::Every => None,
            Self::Only(only) => Some(only),
        }
    }
}

impl Cells<'_> {
    /// The name of a zone, or `*`.
    pub(crate) fn zone_or_every(&mut self, column: usize) -> Option<For<String>> {
        let zone = self.text(column)?;
        Some(if zone == "*" { For::Every } else { For::Only(zone.to_owned()) })
    }

    /// A year, or `*`.
    pub(crate) fn year_or_every(&mut self, column: usize) -> Option<For<Year>> {
        if self.text(column)? == "*" {
            return Some(For::Every);
        }
        self.whole_number(column).map(|year| For::Only(Year(year)))
    }

    /// A number above zero; one that is not is refused and returned all the same.
    pub(crate) fn positive(&mut self, column: usize) -> Option<f64> {
        let number = self.number(column)?;
        if number <= 0.0 {
            self.refuse(column, &format!("found {number}, expected more than zero"));
        }
        Some(number)
    }
}
