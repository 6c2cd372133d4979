//! Lines for zones and years of which the most particular counts.

use crate::names::Names;
use crate::problem::Problems;
use crate::tables::by_zone_year::ZoneYearRow;
use crate::tables::crops::CropRow;
use crate::tables::csv_file::CsvFile;
use crate::tables::profits::ProfitRow;
use landledger_core::Year;

/// What a line is for, and where it stands.
pub(crate) struct Place<'a> {
    /// Index among the file's rows.
    pub(crate) row: usize,
    /// `None` for every zone.
    pub(crate) zone: Option<&'a str>,
    /// `None` for every year.
    pub(crate) year: Option<Year>,
}

/// A line for a zone and year, or for all.
pub(crate) trait Line {
    fn place(&self) -> Place<'_>;
}

macro_rules! line {
    ($($row:ty),*) => {$(
        impl Line for $row {
            fn place(&self) -> Place<'_> {
                Place { row: self.row, zone: self.zone.as_deref(), year: self.year }
            }
        }
    )*};
}

line!(CropRow, ProfitRow, ZoneYearRow);

/// What may be said of a zone and year, the most particular first: this zone and year, this zone in every year, every zone
/// in this year, every zone in every year.
pub(crate) fn levels(zone: &str, year: Year) -> [(Option<&str>, Option<Year>); 4] {
    [(Some(zone), Some(year)), (Some(zone), None), (None, Some(year)), (None, None)]
}

/// A table of lines.
pub(crate) struct Lines<'a, R> {
    pub(crate) file: &'a CsvFile,
    /// What is missing where there is no line, in words.
    pub(crate) what: &'static str,
    pub(crate) rows: &'a [R],
}

impl<R: Line> Lines<'_, R> {
    /// Refuses zones and years that the study does not have.
    pub(crate) fn check_names(&self, names: &Names<'_>, problems: &mut Problems) {
        for Place { row, zone, year } in self.rows.iter().map(Line::place) {
            names.known(self.file, row, zone, year, problems);
        }
    }

    /// The most particular lines that exist, taken together and alone, and the year that they are for. Mixing levels would
    /// add areas of different regions in one mean.
    pub(crate) fn of(&self, zone: &str, year: Year, problems: &mut Problems) -> Option<(Vec<&R>, Option<Year>)> {
        let found = levels(zone, year).into_iter().find_map(|level| {
            let is_of = |row: &&R| (row.place().zone, row.place().year) == level;
            let rows: Vec<&R> = self.rows.iter().filter(is_of).collect();
            (!rows.is_empty()).then_some((rows, level.1))
        });
        if found.is_none() {
            let message =
                format!("{} of zone `{zone}` in {year} are missing, so its unit value is not known", self.what);
            let help = "add lines for it, or for every zone or year with `*`";
            problems.push(self.file.header_problem(message, Some(help.into())));
        }
        found
    }
}
