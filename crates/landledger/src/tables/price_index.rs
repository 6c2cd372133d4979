//! A price index: `year,index`.

use super::csv_file::CsvFile;
use crate::problem::Problems;
use landledger_accounting::{IndexBase, PriceIndex};
use landledger_core::Year;
use std::collections::BTreeMap;

pub(crate) fn read(file: &CsvFile, base: IndexBase) -> Result<PriceIndex, Problems> {
    let ([year, index], []) = file.columns(["year", "index"], [])?;
    let mut seen = BTreeMap::new();
    let rows = file.read_rows(|cells| {
        let line = cells.row.line;
        let (in_year, number) = (cells.whole_number(year), cells.positive(index));
        let (in_year, number) = (in_year?, number?);
        if let Some(earlier) = seen.insert(in_year, line) {
            cells.refuse(year, &format!("{in_year} has an index on line {earlier} already"));
        }
        Some((Year(in_year), number))
    })?;
    if rows.is_empty() {
        let help = Some("add a line `year,index` for each year".into());
        return Err(file.header_problem("the price index has no year", help).into());
    }
    PriceIndex::new(base, rows.into_iter().collect())
        .map_err(|error| file.header_problem(error.to_string(), None).into())
}
