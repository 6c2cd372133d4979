//! Figures and page of the built-in study hold the numbers of its tables.

use crate::drawn::{Mark, marks};
use crate::results::assert_near;
use landledger::report::Language;
use landledger::{Format, RunOptions, Silent};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// Sums of the same numbers in another order.
const ORDER: f64 = 1e-12;

/// Seconds that figures and page may take in an unoptimised build on a busy machine; 1 s where neither is so.
const MOST_SECONDS: f64 = 20.0;

struct Drawn {
    home: tempfile::TempDir,
}

static ENGLISH: LazyLock<Drawn> = LazyLock::new(|| Drawn::of(Language::English));

fn study() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/crdc/study.toml")
}

impl Drawn {
    fn of(language: Language) -> Self {
        let home = tempfile::tempdir().unwrap();
        let mut formats = vec![Format::Csv, Format::Svg, Format::Html];
        formats.extend((language == Language::English).then_some(Format::Png));
        let options = RunOptions { folder: Some(home.path().join("out")), formats, language, ..RunOptions::default() };
        landledger::run(&study(), &options, &Silent).unwrap();
        Self { home }
    }

    fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.home.path().join("out").join(name))
            .unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    fn marks(&self, figure: &str) -> Vec<Mark> {
        let marks = marks(&self.read(&format!("figures/{figure}.svg")));
        assert!(!marks.is_empty(), "{figure} is empty");
        marks
    }

    fn table(&self, name: &str) -> Vec<BTreeMap<String, String>> {
        let text = self.read(&format!("{name}.csv"));
        let rows: Vec<_> = csv::Reader::from_reader(text.as_bytes()).deserialize().map(Result::unwrap).collect();
        assert!(!rows.is_empty(), "{name} is empty");
        rows
    }
}

fn number(row: &BTreeMap<String, String>, column: &str) -> f64 {
    row[column].parse().unwrap()
}

/// Sums of a column by the words of some others.
fn sums(rows: &[BTreeMap<String, String>], keys: &[&str], column: &str) -> BTreeMap<Vec<String>, f64> {
    let mut sums = BTreeMap::new();
    for row in rows {
        *sums.entry(keys.iter().map(|key| row[*key].clone()).collect()).or_insert(0.0) += number(row, column);
    }
    sums
}

/// Marks by their words. Nothing stands twice.
fn drawn(marks: &[Mark], words: &[&str]) -> BTreeMap<Vec<String>, f64> {
    let by_words: BTreeMap<Vec<String>, f64> = marks
        .iter()
        .map(|mark| (words.iter().map(|word| mark.word(word).to_owned()).collect(), mark.value()))
        .collect();
    assert_eq!(by_words.len(), marks.len());
    by_words
}

#[test]
fn bars_of_land_are_the_table_and_what_has_no_colour_goes_together() {
    let marks = ENGLISH.marks("areas");
    let found = drawn(&marks, &["zone", "year", "code"]);
    let rows = ENGLISH.table("areas");
    let codes: BTreeSet<&str> = marks.iter().map(|mark| mark.word("code")).filter(|code| *code != "other").collect();
    assert_eq!(codes.len(), 11);
    let mut others: BTreeMap<Vec<String>, f64> = BTreeMap::new();
    for row in rows {
        let (zone, year, area) = (&row["zone"], &row["year"], number(&row, "area_ha"));
        if codes.contains(row["code"].as_str()) {
            // Nothing is not drawn.
            let key = vec![zone.clone(), year.clone(), row["code"].clone()];
            assert_eq!(found.get(&key).copied().unwrap_or(0.0), area, "{key:?}");
        } else {
            *others.entry(vec![zone.clone(), year.clone(), "other".into()]).or_default() += area;
        }
    }
    assert_eq!(others.len(), 15 * 3);
    for (key, area) in others {
        assert_near(found[&key], area, ORDER, &format!("{key:?}"));
    }
}

#[test]
fn flows_are_the_transitions_of_the_study_in_every_period() {
    let rows = ENGLISH.table("study/transitions");
    for (from, to) in [("2000", "2010"), ("2010", "2020"), ("2000", "2020")] {
        let marks = ENGLISH.marks(&format!("transitions-{from}-{to}"));
        assert!(marks.iter().all(|mark| mark.word("from-year") == from && mark.word("to-year") == to));
        let found = drawn(&marks, &["from-code", "to-code"]);
        let rows: Vec<_> =
            rows.iter().filter(|row| row["from_year"] == from && row["to_year"] == to).cloned().collect();
        let expected = sums(&rows, &["from_code", "to_code"], "area_ha");
        for (key, area) in found.iter().filter(|(key, _)| !key.contains(&"other".to_owned())) {
            assert_eq!(expected[key], *area, "{key:?}");
        }
        assert_near(found.values().sum(), expected.values().sum(), ORDER, "every hectare");
    }
}

#[test]
fn bars_of_value_are_the_sums_of_the_services() {
    let rows = ENGLISH.table("study/service_values");
    let groups = drawn(&ENGLISH.marks("esv-by-service-group"), &["year", "service-group"]);
    let expected = sums(&rows, &["year", "service_group"], "value");
    assert_eq!(groups.keys().collect::<Vec<_>>(), expected.keys().collect::<Vec<_>>());
    for (key, value) in &groups {
        assert_near(*value, expected[key], ORDER, &format!("{key:?}"));
    }
    let classes = drawn(&ENGLISH.marks("esv-by-class"), &["year", "code"]);
    let expected = sums(&rows, &["year", "code"], "value");
    for (key, value) in classes.iter().filter(|(key, _)| key[1] != "other") {
        assert_near(*value, expected[key], ORDER, &format!("{key:?}"));
    }
    assert_near(classes.values().sum(), expected.values().sum(), ORDER, "every yuan");
}

#[test]
fn lines_ranks_and_dots_are_those_of_the_tables() {
    let values = ENGLISH.table("values");
    assert_eq!(drawn(&ENGLISH.marks("esv-by-zone"), &["zone", "year"]), sums(&values, &["zone", "year"], "value"));
    let rows = ENGLISH.table("compensation");
    let priority = ENGLISH.marks("priority");
    assert_eq!(drawn(&priority, &["zone"]), sums(&rows, &["zone"], "priority"));
    assert!(priority.windows(2).all(|pair| pair[0].value() >= pair[1].value()));
    let dots = ENGLISH.marks("compensation-gdp");
    assert_eq!(drawn(&dots, &["zone"]), sums(&rows, &["zone"], "compensation"));
    let products: BTreeMap<_, f64> =
        dots.iter().map(|dot| (vec![dot.word("zone").to_owned()], dot.word("x").parse().unwrap())).collect();
    assert_eq!(products, sums(&rows, &["zone"], "gdp"));
}

#[test]
fn the_map_shows_the_change_of_each_zones_value() {
    let values = sums(&ENGLISH.table("values"), &["zone", "year"], "value");
    let marks = ENGLISH.marks("map-esv-change");
    assert_eq!(marks.len(), 15);
    for mark in marks {
        let of = |year: &str| values[&vec![mark.word("zone").to_owned(), year.to_owned()]];
        assert_eq!(mark.value(), of("2020") / of("2000") - 1.0, "{mark:?}");
    }
}

#[test]
fn every_mark_says_what_it_is_with_its_unit() {
    let mark = |figure: &str, words: &[(&str, &str)]| {
        let marks = ENGLISH.marks(figure);
        let found = marks.into_iter().find(|mark| words.iter().all(|(name, word)| mark.word(name) == *word));
        found.unwrap_or_else(|| panic!("{words:?} is not in {figure}")).says
    };
    // The numbers of the tables to four digits: 1,471,700 ha are Hegang's real area.
    let farmland = mark("areas", &[("zone", "Hegang"), ("year", "2000"), ("code", "12")]);
    assert!(farmland.starts_with("Hegang, 2000: Dry land: ") && farmland.ends_with(" thousand ha"), "{farmland}");
    let value = mark("esv-by-zone", &[("zone", "Hegang"), ("year", "2000")]);
    let number = sums(&ENGLISH.table("values"), &["zone", "year"], "value")[&vec!["Hegang".into(), "2000".into()]];
    assert_eq!(value, format!("Hegang, 2000: {:.2} billion CNY per year", number / 1e9));
}

#[test]
fn tables_on_the_page_are_the_tables() {
    let page = ENGLISH.read("report.html");
    for name in ["compensation", "values", "ledger"] {
        let table = page.split(&format!("data-table=\"{name}\"")).nth(1).unwrap().split("</table>").next().unwrap();
        let found: Vec<&str> =
            table.split("data-value=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
        let text = ENGLISH.read(&format!("{name}.csv"));
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        // Without zone and group, which are words.
        let expected: Vec<&str> = rows.iter().flat_map(|row| row.iter().skip(2)).collect();
        assert_eq!(found, expected, "{name}");
    }
}

#[test]
fn pictures_are_images_of_three_hundred_dots_an_inch() {
    let bytes = std::fs::read(ENGLISH.home.path().join("out/figures/areas.png")).unwrap();
    assert_eq!(&bytes[..8], b"\x89PNG\r\n\x1a\n");
    // Width, the first field of the header: 680 pixels of 1/96 inch.
    let width = u32::from_be_bytes(bytes[16..20].try_into().unwrap());
    assert_eq!(width, (680.0_f64 * 300.0 / 96.0).ceil() as u32);
}

#[test]
fn the_same_study_makes_the_same_pictures() {
    let again = Drawn::of(Language::English);
    for name in ["report.html", "figures/areas.svg", "figures/map-esv-change.svg", "figures/transitions-2000-2020.svg"]
    {
        assert!(ENGLISH.read(name) == again.read(name), "{name} differs");
    }
}

#[test]
fn chinese_pictures_hold_the_same_numbers() {
    let chinese = Drawn::of(Language::Chinese);
    let figures = std::fs::read_dir(ENGLISH.home.path().join("out/figures")).unwrap();
    let names: Vec<PathBuf> =
        figures.map(|entry| entry.unwrap().path()).filter(|path| path.extension().unwrap() == "svg").collect();
    assert_eq!(names.len(), 10);
    for name in names {
        let name = name.file_stem().unwrap().to_str().unwrap();
        let numbers = |drawn: &Drawn| drawn.marks(name).iter().map(Mark::value).collect::<Vec<_>>();
        assert_eq!(numbers(&ENGLISH), numbers(&chinese), "{name}");
    }
    assert!(chinese.read("report.html").contains("<html lang=\"zh-CN\">"));
}

#[test]
fn a_run_that_asks_for_no_pictures_makes_none_and_the_manifest_lists_those_of_one_that_does() {
    let home = tempfile::tempdir().unwrap();
    let options = RunOptions { folder: Some(home.path().join("out")), ..RunOptions::default() };
    landledger::run(&study(), &options, &Silent).unwrap();
    assert!(!home.path().join("out/report.html").exists() && !home.path().join("out/figures").exists());
    let manifest: serde_json::Value = serde_json::from_str(&ENGLISH.read("manifest.json")).unwrap();
    let files = manifest["files"].as_array().unwrap();
    for name in ["report.html", "figures/areas.svg", "figures/areas.png"] {
        assert!(files.iter().any(|file| file == name), "{name}");
    }
}

/// The built-in study in a folder of its own, tallied; then its accounts with a page.
fn account_after(change: impl FnOnce(&Path)) -> String {
    let home = tempfile::tempdir().unwrap();
    for entry in std::fs::read_dir(study().parent().unwrap()).unwrap() {
        let path = entry.unwrap().path();
        std::fs::copy(&path, home.path().join(path.file_name().unwrap())).unwrap();
    }
    let study = home.path().join("study.toml");
    let folder = |name: &str| Some(home.path().join(name));
    let tally = RunOptions { folder: folder("tally"), ..RunOptions::default() };
    landledger::tally_only(&study, None, &tally, &Silent).unwrap();
    change(home.path());
    let options = RunOptions { folder: folder("accounts"), formats: vec![Format::Html], ..RunOptions::default() };
    landledger::account(&study, &home.path().join("tally/tally.json"), &options).unwrap();
    std::fs::read_to_string(home.path().join("accounts/report.html")).unwrap()
}

#[test]
fn accounts_from_a_tally_draw_the_same_map_without_a_raster() {
    let page = account_after(|home| {
        for year in [2000, 2010, 2020] {
            std::fs::remove_file(home.join(format!("lulc_{year}.tif"))).unwrap();
        }
    });
    let map = |page: &str| page.split("id=\"map\"").nth(1).unwrap().split("</section>").next().unwrap().to_owned();
    assert!(map(&page) == map(&ENGLISH.read("report.html")));
}

#[test]
fn accounts_from_a_tally_draw_no_map_of_boundaries_that_are_not_the_ones_tallied() {
    let page = account_after(|home| {
        let path = home.join("cities.geojson");
        // A space more is another file.
        let text = std::fs::read_to_string(&path).unwrap() + " ";
        std::fs::write(path, text).unwrap();
    });
    assert!(!page.contains("class=\"mark zone\"") && page.contains("id=\"map-table\""));
}

#[test]
fn figures_and_page_take_seconds_not_minutes() {
    let start = std::time::Instant::now();
    drop(Drawn::of(Language::English));
    let seconds = start.elapsed().as_secs_f64();
    assert!(seconds < MOST_SECONDS, "{seconds} s");
}
