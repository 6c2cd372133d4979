//! One positive number for zones and years: `zone,year,<number>`; `*` stands for every zone or every year.

use super::csv_file::CsvFile;
use crate::problem::Problems;
use landledger_core::Year;
use std::collections::BTreeMap;

/// One line.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ZoneYearRow {
    /// `None` for every zone.
    pub(crate) zone: Option<String>,
    /// `None` for every year.
    pub(crate) year: Option<Year>,
    pub(crate) number: f64,
    /// Index of the line among the file's rows, for messages.
    pub(crate) row: usize,
}

/// Reads the file; `column` is the name of the number.
pub(crate) fn read(file: &CsvFile, column: &str) -> Result<Vec<ZoneYearRow>, Problems> {
    let ([zone, year, number], []) = file.columns(["zone", "year", column], [])?;
    let mut seen = BTreeMap::new();
    let mut row = 0;
    file.read_rows(|cells| {
        let index = row;
        row += 1;
        let line = cells.row.line;
        let (zone_name, in_year, value) =
            (cells.zone_or_every(zone), cells.year_or_every(year), cells.positive(number));
        let (zone_name, in_year, value) = (zone_name?, in_year?, value?);
        if let Some(earlier) = seen.insert((zone_name.clone(), in_year.clone()), line) {
            cells.refuse(zone, &format!("the same zone and year stand on line {earlier} already"));
        }
        Some(ZoneYearRow { zone: zone_name.only(), year: in_year.only(), number: value, row: index })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    fn read_text(text: &str) -> Result<Vec<ZoneYearRow>, Problems> {
        read(&CsvFile::parse(Path::new("yields.csv"), text).unwrap(), "yield_kg_per_ha")
    }

    #[test]
    fn stars_stand_for_every_zone_and_every_year() {
        let rows = read_text("zone,year,yield_kg_per_ha\n*,2010,5000\nHegang,*,6000\n").unwrap();
        assert_eq!((rows[0].zone.as_deref(), rows[0].year), (None, Some(Year(2010))));
        assert_eq!((rows[1].zone.as_deref(), rows[1].year, rows[1].number), (Some("Hegang"), None, 6000.0));
    }

    #[test]
    fn a_yield_of_zero_and_a_line_that_stands_twice_are_refused() {
        let problems = read_text("zone,year,yield_kg_per_ha\n*,*,0\n*,*,10\n").unwrap_err();
        let said: Vec<&str> = problems.list().iter().map(crate::problem::Problem::message).collect();
        assert_eq!(
            said,
            [
                "yields.csv line 2, column `yield_kg_per_ha`: found 0, expected more than zero",
                "yields.csv line 3, column `zone`: the same zone and year stand on line 2 already"
            ]
        );
    }
}
