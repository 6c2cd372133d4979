//! The names of zones and years that a study's tables may use.

use crate::problem::Problems;
use crate::suggest;
use crate::tables::csv_file::CsvFile;
use landledger_core::{Year, ZoneName};

/// The names that tables may use.
pub(crate) struct Names<'a> {
    pub(crate) zones: &'a [ZoneName],
    pub(crate) years: &'a [Year],
}

impl Names<'_> {
    pub(crate) fn zone(&self, file: &CsvFile, row: usize, name: &str, problems: &mut Problems) -> Option<usize> {
        let found = self.zones.iter().position(|zone| zone.name == name);
        if found.is_none() {
            let hint = suggest::hint(name, self.zones.iter().map(|zone| zone.name.as_str()));
            let problem =
                file.cell_problem(&file.rows[row], column(file, "zone"), format!("no zone is called `{name}`"));
            problems.push(problem.help(hint));
        }
        found
    }

    pub(crate) fn year(&self, file: &CsvFile, row: usize, year: Year, problems: &mut Problems) -> bool {
        let is_epoch = self.years.contains(&year);
        if !is_epoch {
            let nearest = self.years.iter().min_by_key(|known| (i64::from(known.0) - i64::from(year.0)).abs());
            let hint = nearest.map_or_else(String::new, |nearest| {
                format!("the nearest epoch is {nearest}; remove the line if it is not needed")
            });
            let problem =
                file.cell_problem(&file.rows[row], column(file, "year"), format!("{year} is no epoch of the study"));
            problems.push(problem.help(hint));
        }
        is_epoch
    }

    /// Refuses zones and years of a line that the study does not have; `None` stands for all.
    pub(crate) fn known(
        &self,
        file: &CsvFile,
        row: usize,
        zone: Option<&str>,
        year: Option<Year>,
        problems: &mut Problems,
    ) {
        if let Some(zone) = zone {
            self.zone(file, row, zone, problems);
        }
        if let Some(year) = year {
            self.year(file, row, year, problems);
        }
    }

    /// Every zone, with its index and name, and year.
    pub(crate) fn zones_and_years(&self) -> impl Iterator<Item = (usize, &str, Year)> {
        let zones = self.zones.iter().enumerate();
        zones.flat_map(|(index, zone)| self.years.iter().map(move |&year| (index, zone.name.as_str(), year)))
    }
}

fn column(file: &CsvFile, name: &str) -> usize {
    file.header.iter().position(|column| column == name).unwrap_or_default()
}
