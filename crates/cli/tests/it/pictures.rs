//! Which files `--format` makes.

use crate::home::Home;
use crate::valleys::valleys;
use std::collections::BTreeSet;

/// The files of the result folder.
fn files(home: &Home) -> BTreeSet<String> {
    let inside = |name: String| name.strip_prefix("study-results/").map(str::to_owned);
    home.listing().into_keys().filter_map(inside).filter(|name| !name.is_empty() && !name.ends_with('/')).collect()
}

#[test]
fn each_format_adds_its_own_files_and_changes_no_table() {
    let home = valleys();
    home.succeeds("run study.toml --quiet --format csv");
    let tables = files(&home);
    let areas = home.read("study-results/areas.csv");
    let added = |formats: &str| -> Vec<String> {
        home.succeeds(&format!("run study.toml --quiet --format csv,{formats}"));
        assert_eq!(home.read("study-results/areas.csv"), areas);
        files(&home).difference(&tables).cloned().collect()
    };
    assert_eq!(added("html"), ["report.html"]);
    assert_eq!(added("xlsx"), ["results.xlsx"]);
    let figures = [
        "areas",
        "compensation-gdp",
        "esv-by-class",
        "esv-by-service-group",
        "esv-by-zone",
        "map-esv-change",
        "priority",
        "transitions-2000-2020",
    ];
    assert_eq!(added("svg"), figures.map(|name| format!("figures/{name}.svg")));
    assert_eq!(added("png"), figures.map(|name| format!("figures/{name}.png")));
    // Those of an earlier run go.
    assert_eq!(added("csv"), Vec::<String>::new());
}

#[test]
fn without_a_word_tables_workbook_and_page_are_made() {
    let home = valleys();
    home.succeeds("run study.toml --quiet");
    let unsaid = home.contents("study-results");
    home.succeeds("run study.toml --quiet --format csv,xlsx,html --out said");
    assert!(unsaid == home.contents("said"));
    assert!(unsaid.contains_key("results.xlsx") && unsaid.contains_key("report.html"));
}

#[test]
fn a_workbook_on_a_full_disk_is_an_error_that_names_it() {
    let home = valleys();
    // Files of this process end after 20 KB, as on a disk that is full there.
    let run = "ulimit -f 40; trap '' XFSZ; \"$LANDLEDGER\" run study.toml --quiet --color never --format xlsx";
    let ending = home.shell(run);
    assert_eq!(ending.status, 2, "{ending}");
    assert!(ending.stderr.contains("results.xlsx cannot be written"), "{ending}");
    assert!(!home.join("study-results").exists());
}

#[test]
fn tables_are_a_format_like_the_others() {
    let home = valleys();
    home.succeeds("run study.toml --quiet --format html");
    let always = ["manifest.json", "report.html", "study/totals.json", "tally.json"];
    assert_eq!(files(&home), always.map(str::to_owned).into());
}

#[test]
fn accounts_are_drawn_as_runs_are() {
    let home = valleys();
    home.succeeds("run study.toml --quiet --format html,svg --lang zh");
    let names = ["study-results/report.html", "study-results/figures/priority.svg"];
    let drawn = names.map(|name| home.read(name));
    home.succeeds(
        "account study.toml --tally study-results/tally.json --out again --quiet --format html,svg --lang zh",
    );
    assert!(home.read("again/report.html") == drawn[0]);
    assert!(home.read("again/figures/priority.svg") == drawn[1]);
}
