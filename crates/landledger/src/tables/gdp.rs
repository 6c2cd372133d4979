//! Gross product: `zone,year,gdp`, in currency units.

use super::csv_file::CsvFile;
use crate::problem::Problems;
use landledger_core::Year;

/// One line.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct GdpRow {
    pub(crate) zone: String,
    pub(crate) year: Year,
    pub(crate) gdp: f64,
    /// Index of the line among the file's rows, for messages.
    pub(crate) row: usize,
}

pub(crate) fn read(file: &CsvFile) -> Result<Vec<GdpRow>, Problems> {
    let ([zone, year, gdp], []) = file.columns(["zone", "year", "gdp"], [])?;
    let mut seen = std::collections::BTreeMap::new();
    let mut row = 0;
    file.read_rows(|cells| {
        let index = row;
        row += 1;
        let line = cells.row.line;
        let (zone_name, year_number, value) = (cells.text(zone), cells.whole_number(year), cells.number(gdp));
        let (zone_name, year_number, value) = (zone_name?, year_number?, value?);
        if value <= 0.0 {
            cells.refuse(gdp, &format!("found {value}, expected more than zero: the priority of Eq 4 divides by it"));
        }
        if let Some(earlier) = seen.insert((zone_name.to_owned(), year_number), line) {
            cells.refuse(zone, &format!("`{zone_name}` has a GDP for {year_number} on line {earlier} already"));
        }
        Some(GdpRow { zone: zone_name.to_owned(), year: Year(year_number), gdp: value, row: index })
    })
}
