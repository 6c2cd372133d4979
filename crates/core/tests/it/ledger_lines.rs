//! The geometry's side of the ledger: what the outline measures is what was counted plus what lies outside.

use crate::study::{Ground, Study, rectangle, zone};
use landledger_core::{Area, GridShape, LedgerLine, Polygons, Zone};
use proptest::prelude::*;

/// Relative: `Area` is rounded to 1e-9 m2 in each row, and polygons are integrated in floats.
const AGREEMENT: f64 = 1e-10;

const SHAPE: GridShape = GridShape { rows: 12, cols: 10 };

fn study(zones: Vec<Zone>, ground: Ground) -> Study {
    Study { shape: SHAPE, codes: vec![1], rasters: vec![vec![Some(1); 120]], zones, ground }
}

fn grounds() -> [Ground; 3] {
    [Ground::HECTARES, Ground::wgs84(38.0, -0.001, 0.001), Ground::krasovsky(-6.0, 0.1, 0.1)]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_rectangle_of_whole_cells_leaves_no_residual(
        (left, right) in (-6..=15_i32, -6..=15_i32),
        (top, bottom) in (-6..=17_i32, -6..=17_i32),
    ) {
        let outline = rectangle([left.into(), top.into()], [right.into(), bottom.into()]);
        for ground in grounds() {
            let tally = study(vec![zone("a", outline.clone())], ground).tally(SHAPE, 1);
            let line = tally.zone_line(0);
            prop_assert!(line.outside <= line.polygon);
            let (counted, polygon) = (tally.zone(0).total().area, line.polygon.square_metres());
            let residual = (counted + line.outside).square_metres() - polygon;
            prop_assert!(residual.abs() <= AGREEMENT * polygon, "{residual} m2 left of {polygon} m2");
        }
    }
}

#[test]
fn nothing_of_a_zone_within_the_raster_lies_outside() {
    let triangle = Polygons::from_rings(vec![vec![[1.2, 0.7], [9.9, 3.1], [4.4, 11.8]]]);
    for ground in grounds() {
        let line = study(vec![zone("a", triangle.clone())], ground).tally(SHAPE, 1).zone_line(0);
        assert_eq!(line.outside, Area::ZERO);
    }
}

#[test]
fn all_of_a_zone_beyond_the_raster_lies_outside() {
    for ground in grounds() {
        let line = study(vec![zone("a", rectangle([10.0, 0.0], [12.0, 3.0]))], ground).tally(SHAPE, 1).zone_line(0);
        assert!(line.polygon > Area::ZERO);
        assert_eq!(line.outside, line.polygon);
    }
}

#[test]
fn half_of_a_rhombus_across_the_border_lies_outside() {
    // Corners at columns 8 and 12 around the border at 10, in rows 2 to 6: a rhombus of 8 cells, 4 on each side.
    let rhombus = Polygons::from_rings(vec![vec![[8.0, 4.0], [10.0, 2.0], [12.0, 4.0], [10.0, 6.0]]]);
    let line = study(vec![zone("a", rhombus)], Ground::HECTARES).tally(SHAPE, 1).zone_line(0);
    assert_eq!(line.polygon, Area::from_square_metres(8.0 * 10_000.0));
    assert_eq!(line.outside, Area::from_square_metres(4.0 * 10_000.0));
}

#[test]
fn lines_of_groups_and_of_the_study_are_sums_of_their_zones() {
    let in_group = |name: &str, group: Option<&str>, left: f64| Zone {
        name: name.into(),
        group: group.map(str::to_owned),
        outline: rectangle([left, -1.0], [left + 2.0, 3.0]),
    };
    let zones = vec![
        in_group("a", Some("north"), 0.0),
        in_group("b", None, 2.0),
        in_group("c", Some("south"), 4.0),
        in_group("d", Some("north"), 9.0),
    ];
    let tally = study(zones, Ground::HECTARES).tally(SHAPE, 1);
    let hectares = |line: LedgerLine| (line.polygon.hectares(), line.outside.hectares());
    // Each zone is 2 x 4 cells with a row of 2 above the raster; "d" has another column of 3 beyond its right border.
    assert_eq!(hectares(tally.zone_line(3)), (8.0, 2.0 + 3.0));
    assert_eq!(hectares(tally.group_line(0)), (8.0 + 8.0, 2.0 + 5.0));
    assert_eq!(hectares(tally.group_line(1)), (8.0, 2.0));
    assert_eq!(hectares(tally.study_line()), (4.0 * 8.0, 3.0 * 2.0 + 5.0));
}

#[test]
fn a_line_that_was_set_replaces_the_sum() {
    let zones = ["a", "b"].map(|name| Zone {
        name: name.into(),
        group: Some("overlapping".into()),
        outline: rectangle([0.0, 0.0], [4.0, 4.0]),
    });
    let mut tally = study(zones.into(), Ground::HECTARES).tally(SHAPE, 1);
    let union = tally.zone_line(0);
    assert_eq!(tally.study_line().polygon, union.polygon * 2);
    tally.set_group_line(0, union);
    tally.set_study_line(union);
    assert_eq!((tally.group_line(0), tally.study_line()), (union, union));
}
