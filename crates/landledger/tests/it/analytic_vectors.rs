//! Eq 4 to 6 against vectors of exact trigonometry, which lie with the references outside the project: nothing in the file is
//! left untested, whatever is added to it. `crates/accounting/tests/it/equations.rs` has the same angles with their reasons.

use crate::real_data::folder;
use landledger::accounting::{Money, compensation, demand, priority};
use serde_json::Value;

/// A few units in the last place of a demand below 1.
const DEMAND_TOLERANCE: f64 = 4.0 * f64::EPSILON;
/// A few units in the last place of a product of three numbers, relative.
const RELATIVE_TOLERANCE: f64 = 8.0 * f64::EPSILON;

fn money(units: f64) -> Money {
    Money::from_units_per_year(units)
}

#[test]
fn demand_and_compensation_are_those_of_the_vectors() {
    let Some(folder) = folder("../reference/metrics") else { return };
    let text = std::fs::read_to_string(folder.join("analytic_vectors.json")).unwrap();
    let vectors: Value = serde_json::from_str(&text).unwrap();
    let angles = vectors["t_of_ECPS"].as_array().unwrap();
    assert!(angles.len() >= 6, "0 to 67.5 degrees");
    for pair in angles {
        let (ecps, expected) = (pair[0].as_f64().unwrap(), pair[1].as_f64().unwrap());
        assert!((demand(ecps) - expected).abs() <= DEMAND_TOLERANCE, "demand({ecps}) = {}", demand(ecps));
    }
    let regions = vectors["R"].as_array().unwrap();
    assert!(regions.len() >= 2, "45 and 30 degrees");
    for region in regions {
        let number = |key: &str| region[key].as_f64().unwrap();
        let ecps = priority(money(number("V")), money(number("GDP"))).unwrap();
        let t = demand(ecps);
        let paid = compensation(money(number("V")), number("k"), t).units_per_year();
        for (found, expected) in [(ecps, number("ECPS")), (t, number("t")), (paid, number("R"))] {
            assert!((found / expected - 1.0).abs() <= RELATIVE_TOLERANCE, "{region}: {found}, expected {expected}");
        }
    }
}
