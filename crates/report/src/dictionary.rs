//! What each table and column is, in English and in Chinese: `data/tables.csv`, `data/columns.csv`, `data/units.csv`.
//!
//! Years and codes of classes at the end of a name stand there as `YEAR` and `CODE`: `code_2000` is `code_YEAR`, `to_11_ha` is
//! `to_CODE_ha`. Where a column means something of its own in one table, a line `table.column` says so.

use crate::Language;
use std::collections::BTreeMap;

const TABLES: &str = include_str!("../data/tables.csv");
const COLUMNS: &str = include_str!("../data/columns.csv");
const UNITS: &str = include_str!("../data/units.csv");

/// Titles of tables and words for columns, in one language and for one currency.
#[derive(Debug, Clone)]
pub struct Dictionary {
    tables: BTreeMap<&'static str, TableWords>,
    columns: BTreeMap<&'static str, Words>,
}

#[derive(Debug, Clone, Copy)]
struct TableWords {
    title: &'static str,
    about: &'static str,
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
            tables: lines(TABLES)
                .map(|[table, title_en, title_zh, about_en, about_zh]| {
                    (table, TableWords { title: pick(title_en, title_zh), about: pick(about_en, about_zh) })
                })
                .collect(),
            columns: columns.collect(),
        }
    }

    /// What a table shows. A table that is not known is its own title.
    pub fn title<'a>(&self, table: &'a str) -> &'a str {
        self.tables.get(table).map_or(table, |words| words.title)
    }

    /// What stands in a table, as a sentence without its full stop; nothing where it is not known.
    pub fn about(&self, table: &str) -> &'static str {
        self.tables.get(table).map_or("", |words| words.about)
    }

    /// What a column holds, whichever table it is in. A column that is not known is its own label.
    pub fn column(&self, name: &str) -> ColumnWords {
        words_of(name, |pattern| self.columns.get(pattern))
    }

    /// What a column holds in this table, where that differs from table to table.
    pub fn column_of(&self, table: &str, name: &str) -> ColumnWords {
        let own = |pattern: &str| self.columns.get(format!("{table}.{pattern}").as_str());
        words_of(name, |pattern| own(pattern).or_else(|| self.columns.get(pattern)))
    }
}

/// The words found for the pattern of a name, with its years and codes filled in.
fn words_of<'a>(name: &str, find: impl FnOnce(&str) -> Option<&'a Words>) -> ColumnWords {
    let (pattern, filled) = pattern(name);
    let Some(words) = find(&pattern) else {
        return ColumnWords { label: name.to_owned(), unit: String::new(), about: String::new() };
    };
    let fill = |text: &str| filled.iter().fold(text.to_owned(), |text, (gap, word)| text.replacen(gap, word, 1));
    ColumnWords { label: fill(words.label), unit: words.unit.clone(), about: fill(words.about) }
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
    let parts: Vec<&str> = column.split('_').collect();
    // Years stand at the end: the 50 of `total_value_plus_50_percent` is none.
    let years = parts.iter().rev().take_while(|part| is_year(part)).count();
    let (name, years) = parts.split_at(parts.len() - years);
    let pattern = name.iter().copied().chain(years.iter().map(|_| "YEAR"));
    (pattern.collect::<Vec<_>>().join("_"), years.iter().map(|year| ("YEAR", *year)).collect())
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
        for (table, width, unit) in [(TABLES, 5, None), (COLUMNS, 6, Some(1)), (UNITS, 2, None)] {
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
    fn a_number_within_a_name_is_no_year() {
        let words = Dictionary::of(Language::English, "CNY").column("total_value_plus_50_percent");
        assert_eq!(words.label, "All value at +50 %");
    }

    #[test]
    fn a_table_may_have_words_of_its_own_for_a_column() {
        let english = Dictionary::of(Language::English, "CNY");
        assert_eq!(english.column_of("overlaps", "area_ha").label, "Shared area");
        assert_eq!(english.column_of("paid_comparison", "area_ha"), english.column("area_ha"));
        assert!(english.column_of("value_flows", "value").about.ends_with("negative where it loses"));
    }

    #[test]
    fn years_of_a_name_stand_in_its_words_as_often_as_in_the_name() {
        for line in read(COLUMNS) {
            for gap in ["YEAR", "CODE"] {
                let count = line[0].matches(gap).count();
                // The label has them all; the sentence may do without.
                assert!(line[2..4].iter().all(|label| label.matches(gap).count() == count), "{line:?}");
                assert!(line[4..6].iter().all(|about| [0, count].contains(&about.matches(gap).count())), "{line:?}");
            }
        }
    }

    #[test]
    fn a_name_that_is_not_known_is_its_own_label() {
        let words = Dictionary::of(Language::English, "CNY").column("mystery_2000");
        assert_eq!((words.label.as_str(), words.unit.as_str()), ("mystery_2000", ""));
    }
}
