//! Net profits of crops: `zone,year,crop,net_profit_per_ha,area_ha`; `*` stands for every zone or every year.

use super::csv_file::CsvFile;
use crate::problem::Problems;
use landledger_core::Year;
use std::collections::BTreeMap;

/// One line.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ProfitRow {
    /// `None` for every zone.
    pub(crate) zone: Option<String>,
    /// `None` for every year.
    pub(crate) year: Option<Year>,
    /// It may be negative.
    pub(crate) net_profit_per_ha: f64,
    pub(crate) area_ha: f64,
    /// Index of the line among the file's rows, for messages.
    pub(crate) row: usize,
}

pub(crate) fn read(file: &CsvFile) -> Result<Vec<ProfitRow>, Problems> {
    let names = ["zone", "year", "crop", "net_profit_per_ha", "area_ha"];
    let ([zone, year, crop, profit, area], []) = file.columns(names, [])?;
    let mut seen = BTreeMap::new();
    let mut row = 0;
    file.read_rows(|cells| {
        let index = row;
        row += 1;
        let line = cells.row.line;
        let (zone_name, in_year) = (cells.zone_or_every(zone), cells.year_or_every(year));
        let (crop_name, net_profit, hectares) = (cells.text(crop), cells.number(profit), cells.number(area));
        if let Some(hectares) = hectares.filter(|hectares| *hectares < 0.0) {
            cells.refuse(area, &format!("found {hectares}, expected zero or more"));
        }
        let (zone_name, in_year, crop_name) = (zone_name?, in_year?, crop_name?);
        if let Some(earlier) = seen.insert((zone_name.clone(), in_year.clone(), crop_name.to_owned()), line) {
            cells.refuse(crop, &format!("`{crop_name}` stands for the same zone and year on line {earlier} already"));
        }
        Some(ProfitRow {
            zone: zone_name.only(),
            year: in_year.only(),
            net_profit_per_ha: net_profit?,
            area_ha: hectares?,
            row: index,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    #[test]
    fn a_loss_is_read_and_a_negative_area_refused() {
        let header = "zone,year,crop,net_profit_per_ha,area_ha\n";
        let parse = |lines: &str| CsvFile::parse(Path::new("profits.csv"), &format!("{header}{lines}")).unwrap();
        assert_eq!(read(&parse("*,2015,maize,-2013,40\n")).unwrap()[0].net_profit_per_ha, -2013.0);
        let problems = read(&parse("*,2015,maize,-2013,-40\n")).unwrap_err();
        assert_eq!(
            problems.list()[0].message(),
            "profits.csv line 2, column `area_ha`: found -40, expected zero or more"
        );
    }
}
