//! Eq 4 to 6 at angles whose tangent is exact.
//!
//! The values are trigonometry, not published: no source prints non-market value, gross product and
//! compensation of a region together.

use crate::land::money;
use landledger_accounting::{compensation, demand, priority};

/// A few units in the last place of a demand below 1.
const DEMAND_TOLERANCE: f64 = 4.0 * f64::EPSILON;
/// A few units in the last place of amounts below 10, in currency units.
const MONEY_TOLERANCE: f64 = 40.0 * f64::EPSILON;

#[test]
fn demand_is_the_angle_as_a_share_of_a_right_angle() {
    let (root_2, root_3) = (2.0_f64.sqrt(), 3.0_f64.sqrt());
    let tangents = [
        (0.0, 0.0),                // 0 degrees
        (root_2 - 1.0, 0.25),      // 22.5
        (1.0 / root_3, 1.0 / 3.0), // 30
        (1.0, 0.5),                // 45
        (root_3, 2.0 / 3.0),       // 60
        (root_2 + 1.0, 0.75),      // 67.5
    ];
    for (tangent, share) in tangents {
        assert!((demand(tangent) - share).abs() <= DEMAND_TOLERANCE, "demand({tangent}) = {}", demand(tangent));
    }
}

#[test]
fn the_same_tangents_as_decimals() {
    let decimals = [
        (0.414_213_562_373_095_03, 0.25),
        (0.577_350_269_189_625_8, 0.333_333_333_333_333_3),
        (1.732_050_807_568_877_2, 0.666_666_666_666_666_6),
        (2.414_213_562_373_095, 0.75),
    ];
    for (tangent, share) in decimals {
        assert!((demand(tangent) - share).abs() <= DEMAND_TOLERANCE);
    }
}

#[test]
fn value_as_large_as_the_gross_product_is_paid_at_half_the_conversion() {
    let ecps = priority(money(100.0), money(100.0)).unwrap();
    assert_eq!(ecps, 1.0);
    let paid = compensation(money(100.0), 0.15, demand(ecps));
    assert!((paid.units_per_year() - 100.0 * 0.15 / 2.0).abs() <= MONEY_TOLERANCE);
}

#[test]
fn thirty_degrees_are_paid_at_a_third_of_the_conversion() {
    let value = 100.0 / 3.0_f64.sqrt(); // 57.735...
    let ecps = priority(money(value), money(100.0)).unwrap();
    let paid = compensation(money(value), 0.15, demand(ecps)).units_per_year();
    assert!((paid - value * 0.15 / 3.0).abs() <= MONEY_TOLERANCE);
    assert!((paid - 2.886_751_345_948_129).abs() <= MONEY_TOLERANCE);
}

#[test]
fn small_priorities_are_paid_by_their_tangent() {
    // arctan x = x - x^3/3 + ..., so t is 2 x / pi up to a relative x^2 / 3.
    let ecps = 1e-6;
    let linear = 2.0 * ecps / std::f64::consts::PI;
    assert!((demand(ecps) / linear - 1.0).abs() < ecps * ecps);
}

#[test]
fn small_values_are_paid_by_their_square() {
    // With t of about 2 ECPS / pi, R is 2 k V^2 / (pi GDP), up to a relative ECPS^2 / 3.
    let (value, gross_product) = (1e-3, 1e3);
    let ecps = priority(money(value), money(gross_product)).unwrap();
    let expected = 2.0 * 0.15 * value * value / (std::f64::consts::PI * gross_product);
    let paid = compensation(money(value), 0.15, demand(ecps)).units_per_year();
    assert!((paid / expected - 1.0).abs() < ecps * ecps, "{paid}, expected {expected}");
}

#[test]
fn without_a_gross_product_or_with_less_than_no_value_there_is_no_compensation() {
    // As limits one could say t = 1 and t < 0; both would pay for a gap in the data or for harm.
    assert!(priority(money(1.0), money(0.0)).is_err());
    assert!(priority(money(-1.0), money(1.0)).is_err());
}

#[test]
fn a_priority_beyond_bounds_is_paid_at_the_whole_conversion() {
    // arctan x = pi/2 - 1/x + ..., so 1 - t is 2 / (pi x).
    let ecps = 1e9;
    let missing = 2.0 / (std::f64::consts::PI * ecps);
    assert!(demand(ecps) < 1.0);
    assert!((1.0 - demand(ecps) - missing).abs() <= DEMAND_TOLERANCE);
}
