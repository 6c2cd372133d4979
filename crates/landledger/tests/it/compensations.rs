//! Compensation of the built-in study by every choice, coefficient and year, and its budget, against Python's own sums, arc tangent and
//! fractions.

use crate::peers::Peers;
use crate::real_data::workspace;
use crate::results::{Results, assert_near};
use landledger::{RunOptions, Silent};
use serde::Deserialize;
use std::collections::BTreeMap;

/// A line of the peer.
#[derive(Debug, Deserialize)]
struct PeerRow {
    table: String,
    zone: String,
    key: String,
    amount: f64,
}

#[derive(Deserialize)]
struct SweepRow {
    zone: String,
    year: i32,
    conversion: String,
    compensation: f64,
}

#[derive(Deserialize)]
struct ChoiceRow {
    zone: String,
    choice: String,
    market_services: String,
    compensation: f64,
}

#[derive(Deserialize)]
struct ShareRow {
    zone: String,
    budget_share: f64,
}

/// Sums of some hundred values in another order, and their square where the priority is small.
const SUMS: f64 = 1e-12;

/// What the peer says, by table, zone and key.
fn peer(peers: &Peers, results: &Results) -> BTreeMap<(String, String, String), f64> {
    let fixture = workspace().join("fixtures/crdc");
    let script = peers.script("compensations.py").file(&results.outcome.folder).file(fixture.join("gdp.csv"));
    let script = script.words("--market food_production,raw_material --conversion 0.15 --year 2020");
    let script = script.words("--conversions 0.05,0.1,0.15,0.2 --years 2000,2010,2020 --budget-cents 500000000000");
    script.rows::<PeerRow>().into_iter().map(|row| ((row.table, row.zone, row.key), row.amount)).collect()
}

#[test]
fn every_amount_is_the_peers_and_every_share_to_the_cent() {
    let Some(peers) = Peers::find() else { return };
    let home = tempfile::tempdir().unwrap();
    let options = RunOptions { folder: Some(home.path().join("out")), ..RunOptions::default() };
    let outcome = landledger::run(&workspace().join("fixtures/crdc/study.toml"), &options, &Silent).unwrap();
    let results = Results { outcome, _home: home };
    let peer = peer(&peers, &results);
    let expected = |table: &str, zone: &str, key: String| {
        let key = (table.to_owned(), zone.to_owned(), key);
        *peer.get(&key).unwrap_or_else(|| panic!("the peer has no {key:?}"))
    };

    let (cities, mut compared) = (15, 0);
    for row in results.table::<SweepRow>("compensation_sweep") {
        let key = format!("{}/{}", row.year, row.conversion);
        assert_near(row.compensation, expected("compensation_sweep", &row.zone, key), SUMS, &row.zone);
        compared += 1;
    }
    for row in results.table::<ChoiceRow>("market_choices") {
        let sum = expected("market_choices", &row.zone, row.market_services.clone());
        assert_near(row.compensation, sum, SUMS, &format!("{} {}", row.zone, row.market_services));
        // The study's own choice is one of the subsets, and stands first besides.
        compared += usize::from(row.choice != "study");
    }
    for row in results.table::<ShareRow>("budget_shares") {
        let cents = expected("budget_shares", &row.zone, String::new());
        assert_eq!((row.budget_share * 100.0).round(), cents, "{}", row.zone);
        compared += 1;
    }
    assert_eq!(compared, cities * (3 * 4 + 8 + 1), "coefficients and years, subsets of three services, the budget");
    assert_eq!(compared, peer.len(), "nothing of the peer's is left over");
}
