//! Tables as Parquet are the tables as CSV, to the bit, for other people's readers; and the dictionary knows all of them.

use crate::everything::write_study;
use crate::peers::Peers;
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
    let study = write_study(home.path());
    let folder = Some(home.path().join("out"));
    let formats = vec![Format::Csv, Format::Parquet];
    landledger::run(&study, &RunOptions { folder, formats, ..RunOptions::default() }, &Silent).unwrap();
    Written { home }
});

fn folder() -> PathBuf {
    WRITTEN.home.path().join("out")
}

/// Every table of every level with this ending, without it.
fn tables(ending: &str) -> BTreeSet<PathBuf> {
    let folder = folder();
    let levels = ["", "groups", "study"].map(|level| folder.join(level));
    let files = levels.iter().flat_map(|level| std::fs::read_dir(level).unwrap()).map(|entry| entry.unwrap().path());
    let tables = files.filter(|path| path.extension().is_some_and(|found| found == ending));
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
fn pyarrow_and_duckdb_read_what_stands_in_the_csv() {
    let Some(peers) = Peers::find() else { return };
    let compared: Vec<Compared> = peers.script("compare_parquet.py").file(folder()).rows();
    for reader in ["pyarrow", "duckdb"] {
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

#[test]
fn the_dictionary_knows_every_table_and_column_in_both_languages() {
    for language in [Language::English, Language::Chinese] {
        let dictionary = Dictionary::of(language, "CNY");
        for table in tables("csv") {
            let name = table.file_name().unwrap().to_str().unwrap();
            assert_ne!(dictionary.title(name), name, "the table {name}");
            for column in &records(&table).0 {
                assert!(!dictionary.column(column).about.is_empty(), "the column {column} of {name}");
            }
        }
    }
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
