//! Grain harvests for Eq 1: `zone,year,crop,price_per_kg,yield_kg_per_ha,area_ha`; `*` stands for every zone or every year.

use super::csv_file::CsvFile;
use crate::problem::Problems;
use landledger_core::Year;

/// One line.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct CropRow {
    /// `None` for every zone.
    pub(crate) zone: Option<String>,
    /// `None` for every year.
    pub(crate) year: Option<Year>,
    pub(crate) price_per_kg: f64,
    pub(crate) yield_kg_per_ha: f64,
    pub(crate) area_ha: f64,
    /// Index of the line among the file's rows, for messages.
    pub(crate) row: usize,
}

pub(crate) fn read(file: &CsvFile) -> Result<Vec<CropRow>, Problems> {
    let names = ["zone", "year", "crop", "price_per_kg", "yield_kg_per_ha", "area_ha"];
    let ([zone, year, crop, price, yields, area], []) = file.columns(names, [])?;
    let mut seen = std::collections::BTreeMap::new();
    let mut row = 0;
    file.read_rows(|cells| {
        let index = row;
        row += 1;
        let line = cells.row.line;
        let zone_name = cells.text(zone);
        let year_number = match cells.text(year) {
            Some("*") => Some(None),
            Some(_) => cells.whole_number(year).map(Some),
            None => None,
        };
        let crop_name = cells.text(crop);
        let mut positive = |column| {
            let number = cells.number(column)?;
            if number < 0.0 {
                cells.refuse(column, &format!("found {number}, expected zero or more"));
            }
            Some(number)
        };
        let (price_per_kg, yield_kg_per_ha, area_ha) = (positive(price), positive(yields), positive(area));
        let (zone_name, year_number, crop_name) = (zone_name?, year_number?, crop_name?);
        if let Some(earlier) = seen.insert((zone_name.to_owned(), year_number, crop_name.to_owned()), line) {
            cells.refuse(crop, &format!("`{crop_name}` stands for the same zone and year on line {earlier} already"));
        }
        Some(CropRow {
            zone: (zone_name != "*").then(|| zone_name.to_owned()),
            year: year_number.map(Year),
            price_per_kg: price_per_kg?,
            yield_kg_per_ha: yield_kg_per_ha?,
            area_ha: area_ha?,
            row: index,
        })
    })
}
