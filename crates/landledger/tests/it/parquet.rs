//! Tables as Parquet are the tables as CSV, to the bit, for other people's readers; the dictionary knows all of them; the examples in
//! `docs/formats.md` run.

use crate::everything::write_study;
use crate::methods_page::without_year;
use crate::peers::Peers;
use crate::real_data::workspace;
use landledger::report::{Dictionary, Language};
use landledger::{Format, RunOptions, Silent};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

struct Written {
    home: tempfile::TempDir,
}

static WRITTEN: LazyLock<Written> = LazyLock::new(|| {
    let home = tempfile::tempdir().unwrap();
    write_results(home.path(), None);
    Written { home }
});

/// The tables of a study in which all of them are made, in both formats.
fn write_results(home: &Path, threads: Option<usize>) -> PathBuf {
    let study = write_study(home);
    let folder = home.join("out");
    let formats = vec![Format::Csv, Format::Parquet];
    let options = RunOptions { folder: Some(folder.clone()), formats, threads, ..RunOptions::default() };
    landledger::run(&study, &options, &Silent).unwrap();
    folder
}

fn folder() -> PathBuf {
    WRITTEN.home.path().join("out")
}

/// Every table of every level with this ending, without it.
fn tables(ending: &str) -> BTreeSet<PathBuf> {
    let folder = folder();
    let levels = ["", "groups", "study"].map(|level| folder.join(level));
    let files = levels.iter().flat_map(|level| std::fs::read_dir(level).unwrap()).map(|entry| entry.unwrap().path());
    let files = files.filter(|path| path.extension().is_some_and(|found| found == ending));
    let tables = files.filter(|path| !path.ends_with("dictionary.csv"));
    tables.map(|path| path.strip_prefix(&folder).unwrap().with_extension("")).collect()
}

fn records(table: &Path) -> (csv::StringRecord, Vec<csv::StringRecord>) {
    let mut reader = csv::Reader::from_path(folder().join(table).with_extension("csv")).unwrap();
    (reader.headers().unwrap().clone(), reader.records().map(Result::unwrap).collect())
}

#[derive(Debug, Deserialize)]
struct Compared {
    reader: String,
    table: PathBuf,
    cells: usize,
    differences: usize,
    described: Option<usize>,
}

#[test]
fn other_readers_read_what_stands_in_the_csv() {
    let Some(peers) = Peers::find() else { return };
    let compared: Vec<Compared> = peers.script("compare_parquet.py").file(folder()).rows();
    for reader in ["pyarrow", "duckdb", "pandas", "polars"] {
        let by_table: BTreeMap<&Path, &Compared> = compared
            .iter()
            .filter(|compared| compared.reader == reader)
            .map(|compared| (compared.table.as_path(), compared))
            .collect();
        assert_eq!(by_table.keys().map(|table| table.to_path_buf()).collect::<BTreeSet<_>>(), tables("csv"));
        for (table, compared) in by_table {
            let (header, rows) = records(table);
            assert_eq!(compared.cells, header.len() * rows.len(), "{compared:?}");
            assert_eq!(compared.differences, 0, "{compared:?}");
            assert!(compared.described.is_none_or(|columns| columns == header.len()), "{compared:?}");
        }
    }
}

#[derive(Debug, Deserialize)]
struct Example {
    language: String,
    lines: usize,
}

#[test]
fn examples_of_the_page_run() {
    let Some(peers) = Peers::find() else { return };
    let home = tempfile::tempdir().unwrap();
    std::fs::rename(write_results(home.path(), None), home.path().join("study-results")).unwrap();
    let script = peers.script("run_examples.py").file(workspace().join("docs/formats.md"));
    let examples: Vec<Example> = script.in_folder(home.path()).rows();
    assert!(examples.iter().all(|example| example.lines > 0), "{examples:?}");
    for language in ["python", "sql"] {
        assert!(examples.iter().any(|example| example.language == language), "no example in {language}");
    }
}

#[test]
fn the_same_bytes_are_written_by_any_number_of_threads() {
    let home = tempfile::tempdir().unwrap();
    let other = write_results(home.path(), Some(1));
    let tables = tables("parquet");
    assert!(!tables.is_empty());
    for table in tables {
        let bytes = |folder: &Path| std::fs::read(folder.join(&table).with_extension("parquet")).unwrap();
        assert!(bytes(&other) == bytes(&folder()), "{}", table.display());
    }
}

#[test]
fn the_dictionary_knows_every_table_and_column_in_both_languages() {
    for language in [Language::English, Language::Chinese] {
        let dictionary = Dictionary::of(language, "CNY");
        for table in tables("csv") {
            let name = table.file_name().unwrap().to_str().unwrap();
            assert_ne!(dictionary.title(name), name, "the table {name}");
            assert!(!dictionary.about(name).is_empty(), "the table {name}");
            for column in &records(&table).0 {
                assert!(!dictionary.column_of(name, column).about.is_empty(), "the column {column} of {name}");
            }
        }
    }
}

#[test]
fn the_dictionary_beside_the_tables_has_a_line_for_each_of_their_columns() {
    let mut expected = BTreeSet::new();
    for table in tables("csv") {
        let name = table.file_name().unwrap().to_str().unwrap().to_owned();
        expected.extend(records(&table).0.iter().map(|column| (name.clone(), column.to_owned())));
    }
    let (header, lines) = records(Path::new("dictionary"));
    assert_eq!(header.iter().collect::<Vec<_>>(), ["table", "title", "column", "label", "unit", "description"]);
    assert_eq!(lines.len(), expected.len());
    let found = lines.iter().map(|line| (line[0].to_owned(), line[2].to_owned()));
    assert_eq!(found.collect::<BTreeSet<_>>(), expected);
    let value = lines.iter().find(|line| &line[0] == "values" && &line[2] == "value_per_ha").unwrap();
    assert_eq!(&value[4], "CNY per ha and year");
}

#[test]
fn every_entry_of_the_dictionary_is_that_of_some_table_or_column() {
    let entries = |file: &str| -> BTreeSet<String> {
        let mut reader = csv::Reader::from_path(workspace().join("crates/report/data").join(file)).unwrap();
        reader.records().map(|line| line.unwrap()[0].to_owned()).collect()
    };
    let (mut names, mut looked_up) = (BTreeSet::new(), BTreeSet::new());
    let known = entries("columns.csv");
    for table in tables("csv") {
        let name = table.file_name().unwrap().to_str().unwrap();
        names.insert(name.to_owned());
        for column in &records(&table).0 {
            let column = without_year(column);
            let own = Some(format!("{name}.{column}")).filter(|own| known.contains(own));
            looked_up.insert(own.unwrap_or(column));
        }
    }
    assert_eq!(entries("tables.csv"), names);
    assert_eq!(known, looked_up);
}

#[test]
fn units_in_names_are_the_units_in_the_dictionary() {
    let dictionary = Dictionary::of(Language::English, "CNY");
    // Endings that the tables promise, and the unit that each stands for.
    let endings = [
        ("_percent_per_year", "% per year"),
        ("_percentage_points", "percentage points"),
        ("_percent", "%"),
        ("_ha", "ha"),
    ];
    let mut seen = BTreeSet::new();
    for table in tables("csv") {
        for column in &records(&table).0 {
            // Per hectare is not hectares, a change by 50 per cent no per cent.
            let ending = endings.iter().find(|(ending, _)| column.ends_with(ending));
            let Some((ending, unit)) =
                ending.filter(|_| !column.ends_with("per_ha") && !column.ends_with("50_percent"))
            else {
                continue;
            };
            assert_eq!(dictionary.column(column).unit, *unit, "{column}");
            seen.insert(ending);
        }
    }
    assert_eq!(seen.len(), endings.len());
}
