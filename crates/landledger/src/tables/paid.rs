//! Transfers that were really paid: `zone,year,paid` or `group,year,paid`, in currency units.

use super::csv_file::CsvFile;
use crate::problem::Problems;
use landledger_core::Year;
use std::collections::BTreeMap;

/// One line.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct PaidRow {
    /// Name of the zone or of the group.
    pub(crate) region: String,
    /// The year of payment; it need not be an epoch.
    pub(crate) year: Year,
    pub(crate) paid: f64,
    /// Index of the line among the file's rows, for messages.
    pub(crate) row: usize,
}

/// Whether the lines of this table name groups and not zones.
pub(crate) fn names_groups(file: &CsvFile) -> bool {
    let has = |name: &str| file.header.iter().any(|column| column == name);
    has("group") && !has("zone")
}

/// Reads the file.
pub(crate) fn read(file: &CsvFile, by_group: bool) -> Result<Vec<PaidRow>, Problems> {
    if file.header.iter().filter(|column| ["zone", "group"].contains(&column.as_str())).count() > 1 {
        let help = "keep one of the two: a line says what a zone was paid, or what a group was";
        return Err(file.header_problem("it has both `zone` and `group`", Some(help.into())).into());
    }
    let name = if by_group { "group" } else { "zone" };
    let ([region, year, paid], []) = file.columns([name, "year", "paid"], [])?;
    let mut seen = BTreeMap::new();
    let mut row = 0;
    let rows = file.read_rows(|cells| {
        let index = row;
        row += 1;
        let line = cells.row.line;
        let (region_name, in_year, amount) = (cells.text(region), cells.whole_number(year), cells.number(paid));
        let (region_name, in_year, amount) = (region_name?, in_year?, amount?);
        if amount < 0.0 {
            cells
                .refuse(paid, &format!("found {amount}, expected zero or more: what was paid, not what was paid back"));
        }
        if let Some(earlier) = seen.insert((region_name.to_owned(), in_year), line) {
            let message = format!("`{region_name}` was paid for {in_year} on line {earlier} already (add both up)");
            cells.refuse(region, &message);
        }
        Some(PaidRow { region: region_name.to_owned(), year: Year(in_year), paid: amount, row: index })
    })?;
    if rows.is_empty() {
        let help = Some(format!("add a line for each {name} whose payment is known, or leave `paid` out"));
        return Err(file.header_problem("it holds no payment", help).into());
    }
    Ok(rows)
}
