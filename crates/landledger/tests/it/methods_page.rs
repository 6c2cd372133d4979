//! `docs/methods.md` and `docs/tables.md` say what the code does: no function, table or column that is not there, no equation
//! and no table left out.

use crate::everything::write_study;
use crate::real_data::workspace;
use landledger::{RunOptions, Silent};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

fn text_of(path: impl AsRef<Path>) -> String {
    let path = workspace().join(path);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Columns of each table that is written of that study, over all levels; a year in a name is `YEAR`, a code of a class `CODE`.
fn written() -> BTreeMap<String, BTreeSet<String>> {
    let home = tempfile::tempdir().unwrap();
    let study = write_study(home.path());
    let outcome = landledger::run(&study, &RunOptions::default(), &Silent).unwrap();
    let mut tables = BTreeMap::<String, BTreeSet<String>>::new();
    for level in ["", "groups", "study"] {
        for entry in std::fs::read_dir(outcome.folder.join(level)).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|extension| extension == "csv") {
                let name = path.file_stem().unwrap().to_string_lossy().into_owned();
                let mut reader = csv::Reader::from_path(&path).unwrap();
                let columns = reader.headers().unwrap().iter().map(without_year);
                tables.entry(name).or_default().extend(columns);
            }
        }
    }
    tables
}

/// `code_2020` is `code_YEAR`.
fn without_year(column: &str) -> String {
    let is_code = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if let Some(code) = column.strip_prefix("to_").and_then(|rest| rest.strip_suffix("_ha"))
        && is_code(code)
    {
        return "to_CODE_ha".into();
    }
    let is_year = |part: &str| part.len() == 4 && is_code(part);
    column.split('_').map(|part| if is_year(part) { "YEAR" } else { part }).collect::<Vec<_>>().join("_")
}

/// Pieces of code on a line, each with what stands between it and the next.
fn code_on(line: &str) -> Vec<(&str, &str)> {
    let pieces: Vec<&str> = line.split('`').collect();
    pieces[1..].chunks(2).map(|pair| (pair[0], pair.get(1).copied().unwrap_or_default())).collect()
}

/// Every `table`.`column` on a page.
fn columns_named(page: &str) -> BTreeSet<(String, String)> {
    let on_line = |line: &str| -> Vec<(String, String)> {
        let code = code_on(line);
        let pairs = code.windows(2).filter(|pair| pair[0].1 == ".");
        pairs.map(|pair| (pair[0].0.to_owned(), pair[1].0.to_owned())).collect()
    };
    page.lines().flat_map(on_line).collect()
}

/// Every `krate::NAME` on a page.
fn items_named(page: &str, krate: &str) -> BTreeSet<String> {
    let code = page.lines().flat_map(code_on);
    let items = code.filter_map(|(code, _)| code.strip_prefix(krate)?.strip_prefix("::"));
    items.map(|item| item.trim_end_matches("()").to_owned()).collect()
}

/// The names that `lib.rs` exports.
fn exported(lib: &str) -> BTreeSet<String> {
    let code: String = lib.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join(" ");
    let paths = code.split(';').filter_map(|statement| statement.trim().strip_prefix("pub use "));
    let items = paths.flat_map(|path| path.split_once('{').map_or(path, |(_, items)| items).split(','));
    let last = |item: &str| item.rsplit("::").next().unwrap_or_default().trim_matches(['}', ' ']).to_owned();
    items.map(last).filter(|name| !name.is_empty()).collect()
}

/// Whether a source has this public function with an equation in its documentation.
fn is_equation(source: &str, function: &str) -> bool {
    let declared = ["(", "<"].map(|next| format!("pub fn {function}{next}"));
    let Some((before, _)) = declared.iter().find_map(|declared| source.split_once(declared)) else { return false };
    let is_doc = |line: &&str| line.starts_with("///") || line.starts_with("#[");
    before.lines().rev().take_while(is_doc).any(|line| line.trim() == "/// # Equation")
}

/// Every Rust source in a folder and below.
fn sources(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { sources(&path) } else { vec![text_of(path)] }).collect()
}

#[test]
fn every_function_on_the_page_is_exported() {
    let page = text_of("docs/methods.md");
    for (krate, lib) in
        [("landledger_accounting", "crates/accounting/src/lib.rs"), ("landledger_core", "crates/core/src/lib.rs")]
    {
        let (named, known) = (items_named(&page, krate), exported(&text_of(lib)));
        assert!(!named.is_empty(), "the page names nothing of {krate}");
        let unknown: Vec<&String> = named.iter().filter(|name| !known.contains(*name)).collect();
        assert!(unknown.is_empty(), "docs/methods.md names {unknown:?}, which {krate} does not export");
    }
}

#[test]
fn every_equation_of_the_accounting_crate_is_on_the_page() {
    let named = items_named(&text_of("docs/methods.md"), "landledger_accounting");
    let sources = sources(&workspace().join("crates/accounting/src"));
    let mut functions = exported(&text_of("crates/accounting/src/lib.rs"));
    functions.retain(|name| sources.iter().any(|source| is_equation(source, name)));
    // Eq 1 to 6 of the paper at the least: else the sources are no longer read as they should be.
    for known in ["unit_value", "ecosystem_value", "value_coefficient", "priority", "compensation", "demand"] {
        assert!(functions.contains(known), "{known} is not seen as an equation: {functions:?}");
    }
    let missing: Vec<&String> = functions.difference(&named).collect();
    assert!(missing.is_empty(), "docs/methods.md lacks {missing:?}");
}

#[test]
fn every_column_on_the_page_is_written_and_every_table_is_described() {
    let tables = written();
    let (page, descriptions) = (text_of("docs/methods.md"), text_of("docs/tables.md"));
    for made in [
        "edge_band",
        "overlaps",
        "compensation_sweep",
        "budget_shares",
        "paid_comparison",
        "market_choices",
        "coupling",
        "decoupling",
        "environment_index",
    ] {
        assert!(tables.contains_key(made), "the study does not make `{made}` any more");
    }

    let named = columns_named(&page);
    assert!(!named.is_empty(), "the page names no column");
    // For tables that this study has no reason to make.
    let sources = sources(&workspace().join("crates/report/src/tables"));
    let quoted = |text: &str, name: &str| text.contains(&format!("\"{name}\""));
    let unknown: Vec<&(String, String)> = named
        .iter()
        .filter(|(table, column)| match tables.get(table) {
            Some(columns) => !columns.contains(column),
            None => !sources.iter().any(|source| quoted(source, table) && quoted(source, column)),
        })
        .collect();
    assert!(unknown.is_empty(), "docs/methods.md names columns that no table has: {unknown:?}");

    for (table, columns) in &tables {
        let row = descriptions.lines().find(|line| line.starts_with(&format!("| `{table}` |")));
        let row = row.unwrap_or_else(|| panic!("docs/tables.md does not describe `{table}`"));
        let words: BTreeSet<&str> = row.split(|sign: char| !sign.is_ascii_alphanumeric() && sign != '_').collect();
        let missing: Vec<&String> = columns.iter().filter(|column| !words.contains(column.as_str())).collect();
        assert!(missing.is_empty(), "docs/tables.md does not name {missing:?} of `{table}`");
    }
}

#[test]
fn every_row_of_the_page_has_the_cells_of_its_header() {
    let page = text_of("docs/methods.md");
    // A bar in a formula is written `\|`: it would start another cell.
    let cells = |line: &str| line.replace("\\|", "").matches('|').count();
    let rows: Vec<&str> = page.lines().filter(|line| line.starts_with('|')).collect();
    assert!(rows.contains(&"| index | formula | symbols and units | source | function | column |"));
    for row in rows {
        assert_eq!(cells(row), 6 + 1, "{row}");
    }
}

#[test]
fn every_note_that_the_page_points_to_is_there() {
    let page = text_of("docs/methods.md");
    let links: Vec<&str> =
        page.split("](").skip(1).filter_map(|rest| rest.split_once(')')).map(|(link, _)| link).collect();
    assert!(links.iter().any(|link| link.starts_with("decisions/")), "no note is pointed to");
    for link in links {
        assert!(workspace().join("docs").join(link).is_file(), "docs/methods.md points to {link}");
    }
}

#[test]
fn an_invented_line_would_be_noticed() {
    let line = "| x | y | z | `landledger_core::Nothing` | `areas`.`nothing`, `areas`.`share` over `values`.`value` |";
    let expected = [("areas", "nothing"), ("areas", "share"), ("values", "value")];
    assert_eq!(columns_named(line), expected.map(|(table, column)| (table.to_owned(), column.to_owned())).into());
    assert_eq!(items_named(line, "landledger_core"), ["Nothing".to_owned()].into());
    let lib = "//! pub use no::such;\nmod one;\npub use one::Single;\npub use two::{\n    Pair, deep::pair,\n};\n";
    assert_eq!(exported(lib), ["Pair", "Single", "pair"].map(str::to_owned).into());
    let module =
        "/// Doc.\n/// # Equation\n/// `x`\npub fn with() {}\n\n/// # Equation, mentioned.\npub fn without() {}\n";
    assert!(
        is_equation(module, "with")
            && !is_equation(module, "wit")
            && !is_equation(module, "without")
            && !is_equation(module, "absent")
    );
    assert_eq!((without_year("code_2020"), without_year("area_ha")), ("code_YEAR".into(), "area_ha".into()));
}
