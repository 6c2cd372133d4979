//! A mapping: which ecosystem each class is, `code,class,ecosystem,weight`; a class has a line for each part of a mix.

use super::csv_file::CsvFile;
use crate::problem::Problems;

/// One line of a mapping.
#[derive(Debug, Clone, PartialEq)]
pub struct MappingRow {
    /// The code, where the mapping is of a legend with codes.
    pub code: Option<u16>,
    /// The name of the class.
    pub class: String,
    /// The ecosystem; `None` where the class is stated to have no value.
    pub ecosystem: Option<String>,
    /// Share of a hectare.
    pub weight: f64,
}

pub(crate) fn read(file: &CsvFile) -> Result<Vec<MappingRow>, Problems> {
    let ([class, ecosystem], [code, weight]) = file.columns(["class", "ecosystem"], ["code", "weight"])?;
    file.read_rows(|cells| {
        let number = match cells.optional_text(code).zip(code) {
            Some((text, column)) => {
                let number = text.parse().ok();
                if number.is_none() {
                    cells.refuse(column, &format!("found \"{text}\", expected a whole number from 0 to 65535"));
                }
                Some(number?)
            }
            None => None,
        };
        let name = cells.text(class);
        let ecosystem = cells.text(ecosystem);
        // A line without a weight is the whole of a hectare.
        let weight = match weight.filter(|&column| !cells.row.cells[column].is_empty()) {
            Some(column) => cells.number(column),
            None => Some(1.0),
        };
        Some(MappingRow {
            code: number,
            class: name?.to_owned(),
            ecosystem: Some(ecosystem?.to_owned()).filter(|ecosystem| ecosystem != "none"),
            weight: weight?,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    fn read_text(text: &str) -> Result<Vec<MappingRow>, Problems> {
        read(&CsvFile::parse(Path::new("mapping.csv"), text).unwrap())
    }

    #[test]
    fn a_class_without_value_and_a_line_without_code_or_weight_are_read() {
        let rows = read_text("code,class,ecosystem,weight\n5,Built,none,\n,orchard,shrub,\n").unwrap();
        let row = |code, class: &str, ecosystem: Option<&str>| MappingRow {
            code,
            class: class.into(),
            ecosystem: ecosystem.map(str::to_owned),
            weight: 1.0,
        };
        assert_eq!(rows, [row(Some(5), "Built", None), row(None, "orchard", Some("shrub"))]);
    }

    #[test]
    fn a_code_that_is_none_is_refused_where_it_stands() {
        let problems = read_text("code,class,ecosystem\nx,Built,none\n").unwrap_err();
        assert!(problems.to_string().contains("line 2, column `code`: found \"x\""), "{problems}");
    }
}
