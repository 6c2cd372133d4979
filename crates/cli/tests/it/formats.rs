//! What `--format` writes, and what help and page say of it.

use crate::home::Home;
use crate::valleys::valleys;
use insta::assert_snapshot;
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;

#[test]
fn parquet_alone_is_every_table_and_no_csv() {
    let home = valleys();
    home.succeeds("run study.toml --out csv --quiet");
    home.succeeds("run study.toml --out parquet --format parquet --quiet");
    let tables = |folder: &str, ending: &str| -> BTreeSet<String> {
        let files = home.contents(folder).into_keys();
        let tables = files.filter(|name| name != "dictionary.csv");
        tables.filter_map(|name| Some(name.strip_suffix(ending)?.to_owned())).collect()
    };
    let parquet = tables("parquet", ".parquet");
    assert!(["areas", "groups/areas", "study/areas"].iter().all(|table| parquet.contains(*table)), "{parquet:?}");
    assert_eq!(parquet, tables("csv", ".csv"));
    assert_eq!(tables("parquet", ".csv"), BTreeSet::new());
    let manifest: Value = serde_json::from_str(&home.read("parquet/manifest.json")).unwrap();
    let listed: BTreeSet<&str> =
        manifest["files"].as_array().unwrap().iter().map(|name| name.as_str().unwrap()).collect();
    assert!(parquet.iter().all(|table| listed.contains(format!("{table}.parquet").as_str())), "{listed:?}");
}

#[test]
fn parquet_of_accounts_from_a_tally_is_that_of_the_run() {
    let home = valleys();
    home.succeeds("run study.toml --out whole --format parquet --quiet");
    home.succeeds("account study.toml --tally whole/tally.json --out accounts --format parquet --quiet");
    let (whole, accounts) = (home.contents("whole"), home.contents("accounts"));
    let is_table = |name: &&String| Path::new(name).extension().is_some_and(|ending| ending == "parquet");
    assert!(whole.keys().filter(is_table).count() > 0);
    for name in whole.keys().filter(is_table) {
        assert!(whole[name] == accounts[name], "{name}");
    }
}

#[test]
fn a_format_that_is_none_is_refused_with_a_list() {
    let home = valleys();
    assert_snapshot!(home.fails("run study.toml --format xls"), @"
    exit status 1
    --- stderr
    error: invalid value 'xls' for '--format <FORMAT>'
      [possible values: csv, parquet, xlsx, svg, png, html, gpkg, maps]

      tip: a similar value exists: 'xlsx'

    For more information, try '--help'.
    ");
}

#[test]
fn the_page_on_formats_has_a_line_for_each_of_them() {
    let help = Home::new().succeeds("run --help").stdout;
    let (_, formats) = help.split_once("--format <FORMAT>").unwrap();
    let (formats, _) = formats.split_once("--lang <LANG>").unwrap();
    let names = |line: &str| Some(line.trim().strip_prefix("- ")?.split_once(':')?.0.to_owned());
    let of_help: BTreeSet<String> = formats.lines().filter_map(names).collect();
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/formats.md");
    let page = std::fs::read_to_string(page).unwrap();
    let (_, table) = page.split_once("| format |").unwrap();
    let lines = table.lines().skip(2).take_while(|line| line.starts_with('|'));
    let of_page: BTreeSet<String> = lines
        .flat_map(|line| line.split('|').nth(1).unwrap().split(','))
        .map(|name| name.trim().replace('`', ""))
        .collect();
    assert_eq!(of_page, of_help);
}
