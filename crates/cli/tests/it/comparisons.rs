//! What else is made of a compensation, worked out by hand.
//!
//! In the two valleys of [`valleys`] food has a market and water has none. Water is worth 36500 in North and 26000 in South in 2020,
//! 47500 and 30000 in 2000; food 10375 and 8500 in 2020.

use crate::home::Home;
use crate::valleys::valleys;
use insta::assert_snapshot;
use serde_json::{Value, json};
use std::f64::consts::PI;

/// Two products and an arc tangent, relative.
const ROUNDING: f64 = 8.0 * f64::EPSILON;

const GDP: &str = "zone,year,gdp\nNorth,2020,36500\nSouth,2020,13000\nNorth,2000,47500\nSouth,2000,30000\n";

/// The study with more keys under `[compensation]`, and a gross product for 2000 too.
fn valleys_asking(keys: &str) -> Home {
    let home = valleys();
    home.write("gdp.csv", GDP);
    let study = home.read("study.toml");
    home.write("study.toml", format!("{study}{keys}\n"));
    home
}

/// A table as texts, without its header, which must be this.
#[track_caller]
fn rows(home: &Home, table: &str, header: &str) -> Vec<Vec<String>> {
    let text = home.read(&format!("study-results/{table}.csv"));
    let mut lines = text.lines();
    assert_eq!(lines.next().unwrap(), header);
    lines.map(|line| line.split(',').map(str::to_owned).collect()).collect()
}

#[track_caller]
fn assert_near(found: &str, expected: f64) {
    let found: f64 = found.parse().unwrap();
    assert!((found - expected).abs() <= ROUNDING * expected.abs(), "{found}, expected {expected}");
}

/// Eq 4 to 6.
fn due(value: f64, gdp: f64, conversion: f64) -> f64 {
    value * conversion * 2.0 * (value / gdp).atan() / PI
}

#[test]
fn every_choice_of_market_services_is_shown() {
    let home = valleys();
    home.succeeds("run study.toml");
    let header = "zone,group,year,choice,market_services,nonmarket_value,priority,demand,compensation,rank,difference_from_study";
    let rows = rows(&home, "market_choices", header);
    let expected = [
        ("North", "upper", "study", "food", 36500.0, 36500.0, "2"),
        ("North", "upper", "none", "", 36500.0 + 10375.0, 36500.0, "1"),
        ("North", "upper", "all_provisioning", "food", 36500.0, 36500.0, "2"),
        ("South", "", "study", "food", 26000.0, 13000.0, "1"),
        ("South", "", "none", "", 26000.0 + 8500.0, 13000.0, "2"),
        ("South", "", "all_provisioning", "food", 26000.0, 13000.0, "1"),
    ];
    assert_eq!(rows.len(), expected.len());
    for (row, (zone, group, choice, services, value, gdp, rank)) in rows.iter().zip(expected) {
        assert_eq!(row[..5], [zone, group, "2020", choice, services]);
        assert_eq!((row[5].parse(), row[6].parse()), (Ok(value), Ok(value / gdp)));
        assert_near(&row[8], due(value, gdp, 0.15));
        assert_eq!(row[9], rank);
    }
    assert_eq!(rows[0][10], "0");
    let more = due(46875.0, 36500.0, 0.15) - due(36500.0, 36500.0, 0.15);
    /// A difference of two amounts about three times as large.
    const OF_DIFFERENCES: f64 = 1e-12;
    assert!((rows[1][10].parse::<f64>().unwrap() / more - 1.0).abs() < OF_DIFFERENCES);
    // The study is paid what its zones are, and has a priority of its own.
    let study = home.read("study-results/study/market_choices.csv");
    let none: Vec<&str> = study.lines().nth(2).unwrap().split(',').collect();
    assert_eq!(none[..4], ["2020", "none", "", "81375"]);
    assert_near(none[6], due(46875.0, 36500.0, 0.15) + due(34500.0, 13000.0, 0.15));
}

#[test]
fn a_choice_by_which_value_is_negative_has_a_row_with_nothing_to_pay() {
    let home = valleys();
    home.replace("study.toml", "market_services = [\"food\"]", "market_services = []");
    home.replace("equivalents.csv", "water,regulating,2,4", "water,provisioning,-0.5,0");
    // Water of North is -0.5 x (6 + 7 / 4) x 1000.
    home.succeeds("run study.toml");
    let table = home.read("study-results/market_choices.csv");
    let row = table.lines().find(|line| line.starts_with("North,upper,2020,some_provisioning,food,")).unwrap();
    assert_eq!(row, "North,upper,2020,some_provisioning,food,-3875,,,,,");
    let group = home.read("study-results/groups/market_choices.csv");
    assert!(group.contains("upper,2020,some_provisioning,food,-3875,,,,,\n"), "{group}");
}

#[test]
fn a_sweep_has_a_row_for_each_year_and_coefficient() {
    let home = valleys_asking("sweep_conversion = [0.2, 0.1]\nsweep_years = [2020, 2000]");
    home.succeeds("run study.toml");
    let header =
        "zone,group,year,conversion,nonmarket_value,gdp,priority,demand,compensation,compensation_share_of_gdp,rank";
    let rows = rows(&home, "compensation_sweep", header);
    // Years, then coefficients, ascending.
    let expected = [
        ("North", "2000", "0.1", 47500.0, 47500.0, "1"),
        ("North", "2000", "0.2", 47500.0, 47500.0, "1"),
        ("North", "2020", "0.1", 36500.0, 36500.0, "2"),
        ("North", "2020", "0.2", 36500.0, 36500.0, "2"),
        ("South", "2000", "0.1", 30000.0, 30000.0, "2"),
        ("South", "2000", "0.2", 30000.0, 30000.0, "2"),
        ("South", "2020", "0.1", 26000.0, 13000.0, "1"),
        ("South", "2020", "0.2", 26000.0, 13000.0, "1"),
    ];
    assert_eq!(rows.len(), expected.len());
    for (row, (zone, year, conversion, value, gdp, rank)) in rows.iter().zip(expected) {
        assert_eq!([&row[0], &row[2], &row[3], &row[10]], [zone, year, conversion, rank]);
        assert_eq!((row[4].parse(), row[5].parse()), (Ok(value), Ok(gdp)));
        let paid = due(value, gdp, conversion.parse().unwrap());
        assert_near(&row[8], paid);
        assert_near(&row[9], paid / gdp);
    }
    let study = home.read("study-results/study/compensation_sweep.csv");
    let first: Vec<&str> = study.lines().nth(1).unwrap().split(',').collect();
    assert_eq!(first[..3], ["2000", "0.1", "77500"]);
    assert_near(first[6], due(47500.0, 47500.0, 0.1) + due(30000.0, 30000.0, 0.1));
}

#[test]
fn what_a_sweep_leaves_out_stays_as_the_study_has_it() {
    let home = valleys_asking("sweep_years = 2000");
    home.succeeds("run study.toml");
    let table = home.read("study-results/compensation_sweep.csv");
    let starts: Vec<String> =
        table.lines().skip(1).map(|line| line.split(',').take(4).collect::<Vec<_>>().join(",")).collect();
    assert_eq!(starts, ["North,upper,2000,0.15", "South,,2000,0.15"]);
    let home = valleys_asking("sweep_conversion = [0.05]");
    home.succeeds("run study.toml");
    assert!(home.read("study-results/compensation_sweep.csv").contains("North,upper,2020,0.05,36500,"));
}

#[test]
fn a_budget_is_shared_to_the_cent() {
    let home = valleys_asking("budget = 100.01");
    home.succeeds("run study.toml");
    let header = "zone,group,year,compensation,compensation_share,budget_share,budget_share_of_compensation,rank";
    let rows = rows(&home, "budget_shares", header);
    let (north, south) = (due(36500.0, 36500.0, 0.15), due(26000.0, 13000.0, 0.15));
    let exact = 10_001.0 * north / (north + south); // 4990.2 cents: rounded down, as the larger remainder is South's.
    assert!(exact.fract() < 0.5);
    let cents = [exact.floor() as u32, 10_001 - exact.floor() as u32];
    for ((row, cents), (due, rank)) in rows.iter().zip(cents).zip([(north, "2"), (south, "1")]) {
        assert_eq!(row[5].parse::<f64>(), format!("{}.{:02}", cents / 100, cents % 100).parse());
        assert_eq!(row[7], rank);
        assert_near(&row[3], due);
        assert_near(&row[4], due / (north + south));
        assert_near(&row[6], f64::from(cents) / 100.0 / due);
    }
    let group = home.read("study-results/groups/budget_shares.csv");
    assert_eq!(group.lines().nth(1).unwrap().split(',').nth(4), Some(rows[0][5].as_str()), "its only zone is North");
    let study = home.read("study-results/study/budget_shares.csv");
    assert_eq!(study.lines().nth(1).unwrap().split(',').collect::<Vec<_>>()[2..4], ["1", "100.01"]);
}

#[test]
fn payments_to_zones_stand_beside_their_compensation() {
    let home = valleys_asking("paid = \"paid.csv\"");
    home.write("paid.csv", "# as announced\nzone,year,paid\nNorth,2019,3000\nSouth,2019,0\nNorth,2018,2737.5\n");
    let said = home.succeeds("run study.toml").stderr;
    let header = "zone,group,year,paid_year,compensation,paid,difference,ratio,compensation_rank,paid_rank";
    let rows = rows(&home, "paid_comparison", header);
    // North is due 36500 x 0.15 / 2.
    assert_eq!(rows[0].join(","), "North,upper,2020,2018,2737.5,2737.5,0,1,1,1");
    assert_eq!(rows[1].join(","), format!("North,upper,2020,2019,2737.5,3000,-262.5,{},2,1", 2737.5 / 3000.0));
    assert_eq!(rows[2][..4], ["South", "", "2020", "2019"]);
    assert_eq!(rows[2][5..], ["0", rows[2][4].as_str(), "", "1", "2"]);
    assert_eq!(rows.len(), 3);
    // Both zones are known in 2019 only.
    let study = home.read("study-results/study/paid_comparison.csv");
    assert_eq!(study.lines().count(), 2);
    assert!(study.lines().nth(1).unwrap().starts_with("2020,2019,5486."), "{study}");
    let group = home.read("study-results/groups/paid_comparison.csv");
    assert_eq!(group.lines().count(), 3, "North is all of its group");
    let note = "payments of 2018, 2019 stand beside the compensation for 2020, each in the prices that it is given in";
    assert!(said.contains(note), "{said}");
}

#[test]
fn payments_to_groups_make_no_table_of_zones() {
    let home = valleys_asking("paid = \"paid.csv\"");
    home.write("paid.csv", "group,year,paid\nupper,2020,2000\n");
    let said = home.succeeds("run study.toml").stderr;
    assert!(!home.join("study-results/paid_comparison.csv").exists());
    assert!(!home.join("study-results/study/paid_comparison.csv").exists(), "South is in no group");
    let group = home.read("study-results/groups/paid_comparison.csv");
    assert_eq!(
        group,
        "group,year,paid_year,compensation,paid,difference,ratio,compensation_rank,paid_rank\n\
         upper,2020,2020,2737.5,2000,737.5,1.36875,1,1\n"
    );
    assert!(!said.contains("payments of"), "they are of the same year: {said}");
}

#[test]
fn check_and_manifest_say_what_is_asked() {
    let home = valleys_asking("sweep_conversion = [0.1, 0.2]\nbudget = 1e3\npaid = \"paid.csv\"");
    home.write("paid.csv", "zone,year,paid\nNorth,2020,1\n");
    let said = home.succeeds("check study.toml").stdout;
    let asked: Vec<&str> = said
        .lines()
        .filter(|line| ["sweep", "budget", "paid"].iter().any(|key| line.trim_start().starts_with(key)))
        .collect();
    assert_snapshot!(asked.join("\n"), @"
     sweep  conversion 0.1, 0.2 in 2020
    budget  1000 CNY to share out by Eq 5
      paid  payments to 1 zone to compare with
    ");
    home.succeeds("run study.toml");
    let manifest: Value = serde_json::from_str(&home.read("study-results/manifest.json")).unwrap();
    let parameters = &manifest["parameters"];
    assert_eq!(parameters["sweep_conversion"], json!([0.1, 0.2]));
    assert_eq!((&parameters["budget"], &parameters["paid"]), (&json!(1000.0), &json!("paid.csv")));
    let files: Vec<&str> =
        manifest["study_files"].as_array().unwrap().iter().map(|file| file["path"].as_str().unwrap()).collect();
    assert!(files.contains(&"paid.csv"), "{files:?}");
}

#[test]
fn accounts_from_a_tally_ask_the_same() {
    let home = valleys_asking("sweep_years = [2000, 2020]\nbudget = 1e3\npaid = \"paid.csv\"");
    home.write("paid.csv", "zone,year,paid\nNorth,2020,1\n");
    home.succeeds("run study.toml");
    home.succeeds("account study.toml --tally study-results/tally.json --out again");
    for table in ["market_choices", "compensation_sweep", "budget_shares", "paid_comparison"] {
        assert_eq!(
            home.read(&format!("again/{table}.csv")),
            home.read(&format!("study-results/{table}.csv")),
            "{table}"
        );
    }
}

#[test]
fn a_study_that_asks_for_nothing_has_no_table_of_it() {
    let home = valleys();
    home.succeeds("run study.toml");
    for table in ["compensation_sweep", "budget_shares", "paid_comparison"] {
        assert!(!home.join(&format!("study-results/{table}.csv")).exists(), "{table}");
    }
}
