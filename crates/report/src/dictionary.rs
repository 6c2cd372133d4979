//! What each table and column is, in English and in Chinese: `data/tables.csv`, `data/columns.csv`, `data/units.csv`.

use crate::Language;
use std::collections::BTreeMap;

const TABLES: &str = include_str!("../data/tables.csv");
const COLUMNS: &str = include_str!("../data/columns.csv");
const UNITS: &str = include_str!("../data/units.csv");

/// Titles of tables and words for columns, in one language and for one currency.
#[derive(Debug, Clone)]
pub struct Dictionary {
    titles: BTreeMap<&'static str, &'static str>,
    columns: BTreeMap<&'static str, Words>,
}

#[derive(Debug, Clone)]
struct Words {
    unit: String,
    label: &'static str,
    about: &'static str,
}

/// What a column holds, for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnWords {
    /// A heading without the unit.
    pub label: String,
    /// The unit; empty for names, codes, years and ranks.
    pub unit: String,
    /// A sentence without its full stop.
    pub about: String,
}

impl ColumnWords {
    /// The heading with its unit, `Area, ha`.
    pub fn heading(&self, language: Language) -> String {
        match (self.unit.is_empty(), language) {
            (true, _) => self.label.clone(),
            (false, Language::English) => format!("{}, {}", self.label, self.unit),
            (false, Language::Chinese) => format!("{}（{}）", self.label, self.unit),
        }
    }
}

impl Dictionary {
    /// The dictionary of a language; amounts of money are in this currency.
    pub fn of(language: Language, currency: &str) -> Self {
        let units: BTreeMap<&str, &str> = lines(UNITS).map(|[unit, zh]| (unit, zh)).collect();
        let unit_in = |unit: &'static str| match language {
            Language::English => unit,
            Language::Chinese => units.get(unit).copied().unwrap_or(unit),
        };
        let pick = |en, zh| match language {
            Language::English => en,
            Language::Chinese => zh,
        };
        let columns = lines(COLUMNS).map(|[column, unit, label_en, label_zh, about_en, about_zh]| {
            let unit = unit_in(unit).replace("CURRENCY", currency);
            (column, Words { unit, label: pick(label_en, label_zh), about: pick(about_en, about_zh) })
        });
        Self {
            titles: lines(TABLES).map(|[table, en, zh]| (table, pick(en, zh))).collect(),
            columns: columns.collect(),
        }
    }

    /// What a table shows. A table that is not known is its own title.
    pub fn title<'a>(&self, table: &'a str) -> &'a str {
        self.titles.get(table).copied().unwrap_or(table)
    }

    /// What a column holds. A column that is not known is its own label.
    pub fn column(&self, name: &str) -> ColumnWords {
        let (pattern, filled) = pattern(name);
        let Some(words) = self.columns.get(pattern.as_str()) else {
            return ColumnWords { label: name.to_owned(), unit: String::new(), about: String::new() };
        };
        let fill = |text: &str| filled.iter().fold(text.to_owned(), |text, (gap, word)| text.replacen(gap, word, 1));
        ColumnWords { label: fill(words.label), unit: words.unit.clone(), about: words.about.to_owned() }
    }
}

/// Years and codes of classes that stand in the name of a column give way to `YEAR` and `CODE`.
fn pattern(column: &str) -> (String, Vec<(&'static str, &str)>) {
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if let Some(code) =
        column.strip_prefix("to_").and_then(|rest| rest.strip_suffix("_ha")).filter(|code| is_number(code))
    {
        return ("to_CODE_ha".into(), vec![("CODE", code)]);
    }
    // A year before the common era has a sign, which is part of it.
    let is_year = |part: &str| is_number(part.strip_prefix('-').unwrap_or(part));
    let years = column.split('_').filter(|part| is_year(part)).map(|year| ("YEAR", year)).collect();
    let parts = column.split('_').map(|part| if is_year(part) { "YEAR" } else { part });
    (parts.collect::<Vec<_>>().join("_"), years)
}

/// The lines of a table that is part of the program, without its header.
fn lines<const N: usize>(table: &'static str) -> impl Iterator<Item = [&'static str; N]> {
    table.lines().skip(1).map(|line| cells(line).try_into().expect("a test reads every line"))
}

/// The cells of a line; quotes around a cell hold commas together.
fn cells(line: &'static str) -> Vec<&'static str> {
    let (mut cells, mut rest) = (Vec::new(), line);
    loop {
        let (cell, after) = match rest.strip_prefix('"').and_then(|quoted| quoted.split_once('"')) {
            Some((cell, after)) => (cell, after),
            None => rest.split_at(rest.find(',').unwrap_or(rest.len())),
        };
        cells.push(cell);
        match after.strip_prefix(',') {
            Some(next) => rest = next,
            None => return cells,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The same lines, as a CSV reader sees them.
    fn read(table: &str) -> Vec<Vec<String>> {
        let mut reader = csv::Reader::from_reader(table.as_bytes());
        reader.records().map(|line| line.unwrap().iter().map(str::to_owned).collect()).collect()
    }

    #[test]
    fn cells_are_those_that_a_csv_reader_finds() {
        for table in [TABLES, COLUMNS, UNITS] {
            let own: Vec<Vec<String>> =
                table.lines().skip(1).map(|line| cells(line).into_iter().map(str::to_owned).collect()).collect();
            assert_eq!(own, read(table));
        }
    }

    #[test]
    fn every_name_stands_once_and_nothing_but_a_unit_is_empty() {
        for (table, width, unit) in [(TABLES, 3, None), (COLUMNS, 6, Some(1)), (UNITS, 2, None)] {
            let lines = read(table);
            let names: std::collections::BTreeSet<&String> = lines.iter().map(|line| &line[0]).collect();
            assert_eq!(names.len(), lines.len());
            for line in &lines {
                assert_eq!(line.len(), width, "{line:?}");
                let is_empty = |(at, cell): (usize, &String)| cell.is_empty() && Some(at) != unit;
                assert!(!line.iter().enumerate().any(is_empty), "{line:?}");
            }
        }
    }

    #[test]
    fn every_unit_is_known_in_chinese_and_every_known_unit_is_used() {
        let known: std::collections::BTreeSet<String> = read(UNITS).into_iter().map(|line| line[0].clone()).collect();
        let used: std::collections::BTreeSet<String> =
            read(COLUMNS).into_iter().map(|line| line[1].clone()).filter(|unit| !unit.is_empty()).collect();
        assert_eq!(known, used);
    }

    #[test]
    fn years_and_codes_in_a_name_are_filled_in() {
        let english = Dictionary::of(Language::English, "CNY");
        let words = english.column("relative_change_percent_2000_2010");
        assert_eq!(words.heading(Language::English), "Relative change 2000 to 2010, %");
        assert_eq!(english.column("to_64_ha").label, "To 64");
        assert_eq!(english.column("value_per_ha").unit, "CNY per ha and year");
        let chinese = Dictionary::of(Language::Chinese, "元");
        assert_eq!(chinese.column("value_2020").heading(Language::Chinese), "2020 年价值（元/年）");
        assert_eq!(chinese.title("ledger"), "面积账目：各部分与边界面积是否平衡");
    }

    #[test]
    fn a_name_that_is_not_known_is_its_own_label() {
        let words = Dictionary::of(Language::English, "CNY").column("mystery_2000");
        assert_eq!((words.label.as_str(), words.unit.as_str()), ("mystery_2000", ""));
    }
}
