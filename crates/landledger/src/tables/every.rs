//! `*` in a table: every zone, every year.

use super::csv_file::Cells;
use landledger_core::Year;

impl Cells<'_> {
    /// The name of a zone; `Some(None)` for every zone.
    pub(crate) fn zone_or_every(&mut self, column: usize) -> Option<Option<String>> {
        let zone = self.text(column)?;
        Some((zone != "*").then(|| zone.to_owned()))
    }

    /// A year; `Some(None)` for every year.
    pub(crate) fn year_or_every(&mut self, column: usize) -> Option<Option<Year>> {
        if self.text(column)? == "*" {
            return Some(None);
        }
        self.whole_number(column).map(|year| Some(Year(year)))
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
