//! `dictionary.csv`: what the columns of all tables of a study are, for those who have no other format than CSV.

use crate::{Cell, Column, Dictionary, Table, write_csv};
use std::borrow::Cow;
use std::io::Write;

/// The tables that a study has, with their columns at any level.
#[derive(Debug, Default)]
pub struct Contents {
    tables: Vec<(&'static str, Vec<Cow<'static, str>>)>,
}

impl Contents {
    /// Takes note of a table. At another level the same one may have other columns, which come after those that are known.
    pub fn add(&mut self, table: &Table<'_>) {
        let index = self.tables.iter().position(|(name, _)| *name == table.name).unwrap_or_else(|| {
            self.tables.push((table.name, Vec::new()));
            self.tables.len() - 1
        });
        let known = &mut self.tables[index].1;
        for column in &table.columns {
            if !known.contains(&column.name) {
                known.push(column.name.clone());
            }
        }
    }

    /// Writes a line for each column of each table.
    ///
    /// # Errors
    /// Whatever `into` reports.
    pub fn write(&self, dictionary: &Dictionary, into: impl Write) -> std::io::Result<()> {
        let lines = self.tables.iter().flat_map(|(table, columns)| columns.iter().map(move |column| (*table, column)));
        let lines: Vec<[String; 6]> = lines
            .map(|(table, column)| {
                let words = dictionary.column_of(table, column);
                let title = dictionary.title(table);
                [table.into(), title.into(), column.to_string(), words.label, words.unit, words.about]
            })
            .collect();
        let columns = ["table", "title", "column", "label", "unit", "description"].map(Column::text);
        let rows = lines.iter().map(|line| line.iter().map(|text| Cell::Text(text)).collect());
        write_csv(Table { name: "dictionary", columns: columns.into(), rows: Box::new(rows) }, into)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Language;

    #[test]
    fn each_column_has_a_line_under_its_table_whatever_the_level() {
        let table = |columns: &[&'static str]| Table {
            name: "ledger",
            columns: columns.iter().map(|&name| Column::number(name)).collect(),
            rows: Box::new(std::iter::empty()),
        };
        let mut contents = Contents::default();
        contents.add(&table(&["zone", "residual_ha"]));
        contents.add(&Table { name: "values", ..table(&["value"]) });
        contents.add(&table(&["residual_ha", "overlap_area_ha"]));
        let mut bytes = Vec::new();
        contents.write(&Dictionary::of(Language::Chinese, "元"), &mut bytes).unwrap();
        let mut reader = csv::Reader::from_reader(bytes.as_slice());
        let lines: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        let names: Vec<(&str, &str)> = lines.iter().map(|line| (&line[0], &line[2])).collect();
        let ledger = ["zone", "residual_ha", "overlap_area_ha"].map(|column| ("ledger", column));
        assert_eq!(names, [&ledger[..], &[("values", "value")]].concat());
        assert_eq!((&lines[3][1], &lines[3][4]), ("各年生态系统服务价值", "元/年"));
    }
}
