//! Value beside GDP in the built-in study, against its own tables of value and GDP by plain arithmetic.

use crate::real_data::workspace;
use crate::results::Results;
use landledger::{RunOptions, Silent};
use serde::Deserialize;
use std::collections::BTreeMap;

/// Some divisions and roots in another order.
const ROUNDING: f64 = 1e-12;

#[derive(Deserialize)]
struct ValueRow {
    zone: String,
    year: i32,
    unit_value: f64,
    value: f64,
    value_per_ha: f64,
}

#[derive(Deserialize)]
struct GdpRow {
    zone: String,
    year: i32,
    gdp: f64,
}

#[derive(Deserialize)]
struct DecouplingRow {
    #[serde(default)]
    zone: String,
    from_year: i32,
    to_year: i32,
    gdp_change_percent: f64,
    elasticity: f64,
    state: String,
    for_a_good: String,
}

#[derive(Deserialize)]
struct CouplingRow {
    zone: String,
    year: i32,
    coupling_degree: Option<f64>,
    development_index: f64,
    coordination_degree: Option<f64>,
}

#[derive(Deserialize)]
struct IndexRow {
    zone: String,
    year: i32,
    index: f64,
}

/// The built-in study; what it says of prices put in place of `current`, and GDP lines that start so left out.
fn results(gdp_prices: &str, without: &str) -> Results {
    let home = tempfile::tempdir().unwrap();
    for entry in std::fs::read_dir(workspace().join("fixtures/crdc")).unwrap() {
        let from = entry.unwrap().path();
        if from.is_file() {
            std::fs::copy(&from, home.path().join(from.file_name().unwrap())).unwrap();
        }
    }
    let edit = |name: &str, change: &dyn Fn(String) -> String| {
        let path = home.path().join(name);
        std::fs::write(&path, change(std::fs::read_to_string(&path).unwrap())).unwrap();
    };
    edit("study.toml", &|text| {
        assert!(text.contains("gdp_prices = \"current\"") && text.contains("sweep_years"));
        let text = text.replacen("gdp_prices = \"current\"", gdp_prices, 1);
        text.lines().filter(|line| !line.starts_with("sweep_years")).collect::<Vec<_>>().join("\n")
    });
    edit("gdp.csv", &|text| {
        let is_kept = |line: &&str| without.is_empty() || !line.starts_with(without);
        text.lines().filter(is_kept).collect::<Vec<_>>().join("\n")
    });
    let outcome = landledger::run(&home.path().join("study.toml"), &RunOptions::default(), &Silent).unwrap();
    Results { outcome, _home: home }
}

fn by_zone_year<T>(rows: Vec<T>, of: impl Fn(T) -> ((String, i32), f64)) -> BTreeMap<(String, i32), f64> {
    rows.into_iter().map(of).collect()
}

fn gdp() -> BTreeMap<(String, i32), f64> {
    let path = workspace().join("fixtures/crdc/gdp.csv");
    let rows = csv::Reader::from_path(path).unwrap().into_deserialize().map(Result::unwrap).collect();
    by_zone_year(rows, |row: GdpRow| ((row.zone, row.year), row.gdp))
}

fn near(found: f64, expected: f64) -> bool {
    (found - expected).abs() <= ROUNDING * expected.abs().max(1.0)
}

#[test]
fn decoupling_is_the_change_of_value_over_that_of_gdp_at_every_level() {
    let results = results("gdp_prices = \"constant\"", "");
    let values = by_zone_year(results.table("values"), |row: ValueRow| ((row.zone, row.year), row.value));
    let gdp = gdp();
    let rows: Vec<DecouplingRow> = results.table("decoupling");
    assert_eq!(rows.len(), 15 * 3, "15 cities; two pairs of neighbours, and first to last");
    for row in rows {
        let change = |of: &BTreeMap<(String, i32), f64>| {
            of[&(row.zone.clone(), row.to_year)] / of[&(row.zone.clone(), row.from_year)] - 1.0
        };
        let (value, gdp) = (change(&values), change(&gdp));
        assert!(near(row.elasticity, value / gdp), "{}: {}", row.zone, row.elasticity);
        assert_eq!(row.state == "strong_decoupling", value < 0.0 && gdp > 0.0, "{}", row.zone);
        assert_eq!(row.for_a_good.starts_with("unfavourable"), value < 0.0, "{}", row.zone);
    }
    let study: Vec<DecouplingRow> = results.table("study/decoupling");
    let sum = |year| gdp.iter().filter(|((_, of), _)| *of == year).map(|(_, gdp)| gdp).sum::<f64>();
    assert!(near(study[2].gdp_change_percent, (sum(2020) / sum(2000) - 1.0) * 100.0));
}

/// Where a zone and year lies between the smallest and the largest of all.
fn between(of: &BTreeMap<(String, i32), f64>, key: &(String, i32)) -> f64 {
    let (least, most) = of.values().fold((f64::MAX, f64::MIN), |(low, high), &x| (low.min(x), high.max(x)));
    (of[key] - least) / (most - least)
}

#[test]
fn coordination_follows_from_value_and_gdp_between_their_extremes() {
    let results = results("gdp_prices = \"current\"", "");
    let values = by_zone_year(results.table("values"), |row: ValueRow| ((row.zone, row.year), row.value));
    let gdp = gdp();
    let rows: Vec<CouplingRow> = results.table("coupling");
    assert_eq!(rows.len(), 15 * 3);
    for row in rows {
        let key = (row.zone, row.year);
        let (first, second) = (between(&values, &key), between(&gdp, &key));
        assert!(near(row.development_index, f64::midpoint(first, second)), "{key:?}");
        let Some((coupling, coordination)) = row.coupling_degree.zip(row.coordination_degree) else {
            assert_eq!((first, second), (0.0, 0.0), "{key:?}");
            continue;
        };
        assert!(near(coupling, (first * second).sqrt() / f64::midpoint(first, second)), "{key:?}");
        // D = sqrt(C T), and C T is the root of the product.
        assert!((coordination - (first * second).sqrt().sqrt()).abs() <= ROUNDING, "{key:?}");
    }
}

/// Value per hectare over the unit value is the mean of equivalents; the index is that over their sum, one number for all.
#[test]
fn the_environment_index_is_in_proportion_to_equivalents_per_hectare() {
    let results = results("gdp_prices = \"current\"", "");
    let indices = by_zone_year(results.table("environment_index"), |row: IndexRow| ((row.zone, row.year), row.index));
    let values: Vec<ValueRow> = results.table("values");
    assert_eq!((indices.len(), values.len()), (15 * 3, 15 * 3));
    let sums: Vec<f64> =
        values.into_iter().map(|row| row.value_per_ha / row.unit_value / indices[&(row.zone, row.year)]).collect();
    assert!(sums.iter().all(|&sum| near(sum, sums[0])), "{sums:?}");
}

#[test]
fn without_constant_prices_nothing_is_decoupled_and_a_note_says_why() {
    for (typed, why) in [
        ("gdp_prices = \"current\"", "GDP is at current prices"),
        ("", "the study does not say whether GDP is at constant prices"),
    ] {
        let results = results(typed, "");
        assert!(!results.outcome.folder.join("decoupling.csv").exists());
        let notes = results.manifest()["notes"].to_string();
        assert!(notes.contains(why) && notes.contains("`decoupling` is not made"), "{notes}");
    }
}

#[test]
fn a_year_without_gdp_has_no_row_in_its_zone_nor_in_the_study() {
    let results = results("gdp_prices = \"constant\"", "Tongchuan,2010");
    let rows: Vec<CouplingRow> = results.table("coupling");
    assert_eq!(rows.len(), 15 * 3 - 1);
    let rows: Vec<DecouplingRow> = results.table("decoupling");
    let left: Vec<_> =
        rows.iter().filter(|row| row.zone == "Tongchuan").map(|row| (row.from_year, row.to_year)).collect();
    assert_eq!(left, [(2000, 2020)]);
    let study: Vec<DecouplingRow> = results.table("study/decoupling");
    assert_eq!(study.iter().map(|row| (row.from_year, row.to_year)).collect::<Vec<_>>(), [(2000, 2020)]);
}
