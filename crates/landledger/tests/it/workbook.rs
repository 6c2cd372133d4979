//! The workbook holds the tables, to the bit, for openpyxl; and an office program opens it.

use crate::everything::write_study;
use crate::peers::Peers;
use crate::skipped::skipped_anywhere;
use landledger::report::Language;
use landledger::{Format, RunOptions, Silent};
use serde::Deserialize;
use std::path::Path;
use std::process::Command;

/// Names that spreadsheets would take for formulas, or that hurt the file, in place of the study's first cities.
const HOSTILE: [(&str, &str); 4] =
    [("Hegang", "=cmd|' /C calc'!A1"), ("Baishan", "+1"), ("Wuhai", "-1+'x'"), ("Fuxin", "@sum(A1) 🌲 鹤岗_x0041_")];

#[derive(Debug, Deserialize)]
struct Compared {
    kind: String,
    sheet: String,
    cells: usize,
    differences: usize,
    faults: String,
}

/// The study in which every table is made, with hostile names, as CSV and workbook.
fn write(home: &Path, language: Language) -> std::path::PathBuf {
    let study = write_study(home);
    for entry in std::fs::read_dir(home).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|ending| ending == "csv" || ending == "geojson") {
            let text = std::fs::read_to_string(&path).unwrap();
            let text = HOSTILE.iter().fold(text, |text, (name, hostile)| text.replace(name, hostile));
            std::fs::write(path, text).unwrap();
        }
    }
    let folder = home.join("out");
    let formats = vec![Format::Csv, Format::Xlsx];
    let options = RunOptions { folder: Some(folder.clone()), formats, language, ..RunOptions::default() };
    landledger::run(&study, &options, &Silent).unwrap();
    folder
}

#[test]
fn openpyxl_reads_what_stands_in_the_csv() {
    let Some(peers) = Peers::find() else { return };
    for (language, tag) in [(Language::English, "en"), (Language::Chinese, "zh")] {
        let home = tempfile::tempdir().unwrap();
        let folder = write(home.path(), language);
        let compared: Vec<Compared> = peers.script("compare_workbook.py").file(&folder).word(tag).rows();
        for compared in &compared {
            assert!(compared.cells > 0 && compared.differences == 0 && compared.faults.is_empty(), "{compared:?}");
        }
        let count = |kind: &str| compared.iter().filter(|compared| compared.kind == kind).count();
        // Three periods; the paper's three tables; the tables of every level are at least as many as its CSV at the zones.
        assert_eq!((count("front"), count("paper"), count("matrix")), (1, 3, 3));
        let csv = |level: &str| {
            let files = std::fs::read_dir(folder.join(level)).unwrap().map(|entry| entry.unwrap().path());
            files
                .filter(|path| {
                    path.extension().is_some_and(|ending| ending == "csv") && !path.ends_with("dictionary.csv")
                })
                .count()
        };
        assert_eq!(count("table"), csv("") + csv("groups") + csv("study"));
        assert!(compared.iter().any(|compared| compared.sheet == "value_change_by_service~.groups"));
    }
}

#[test]
fn the_same_study_makes_the_same_workbook_with_any_number_of_threads() {
    let home = tempfile::tempdir().unwrap();
    let study = write_study(home.path());
    let made = [1, 2].map(|threads| {
        let folder = home.path().join(threads.to_string());
        let formats = vec![Format::Xlsx];
        let options =
            RunOptions { folder: Some(folder.clone()), formats, threads: Some(threads), ..RunOptions::default() };
        landledger::run(&study, &options, &Silent).unwrap();
        std::fs::read(folder.join("results.xlsx")).unwrap()
    });
    assert!(made[0] == made[1]);
}

#[test]
fn libreoffice_opens_it_and_finds_the_same_number() {
    let office = Command::new("soffice").arg("--version").output();
    if !office.is_ok_and(|output| output.status.success()) {
        // Not every machine has an office; what openpyxl reads is tried everywhere.
        return skipped_anywhere("`soffice` is not there (Debian and Ubuntu: apt install libreoffice-calc)");
    }
    let home = tempfile::tempdir().unwrap();
    let folder = write(home.path(), Language::English);
    // The filter's options: comma, quote, UTF-8, from the first line, all digits, every sheet into a file of its own.
    let filter = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1";
    let output = Command::new("soffice")
        .arg(format!("-env:UserInstallation=file://{}", home.path().join("office").display()))
        .args(["--headless", "--convert-to", filter, "--outdir"])
        .arg(home.path().join("sheets"))
        .arg(folder.join("results.xlsx"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    let rows = |path: &Path, head: usize| -> Vec<csv::StringRecord> {
        let text = std::fs::read_to_string(path).unwrap();
        let reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
        reader.into_records().map(Result::unwrap).skip(head).collect()
    };
    let found = rows(&home.path().join("sheets/results-values.csv"), 3);
    let expected = rows(&folder.join("values.csv"), 1);
    assert_eq!(found.len(), expected.len());
    for (found, expected) in found.iter().zip(&expected) {
        assert_eq!(&found[0], &expected[0], "the zone's name is text");
        let [found, expected] = [found, expected].map(|row| row[4].parse::<f64>().unwrap());
        // LibreOffice writes 15 digits.
        assert!((found - expected).abs() <= 1e-14 * expected.abs(), "{found} and {expected}");
    }
}
