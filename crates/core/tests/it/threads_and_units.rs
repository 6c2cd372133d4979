//! The same tally, to the bit, however the work is cut and whoever does it.

use crate::cases::cases;
use crate::random_study::recipes;
use crate::study::{Ground, Study, rectangle};
use landledger_core::{EdgeRule, GridShape, Zone};
use proptest::prelude::*;

proptest! {
    #![proptest_config(cases(96))]

    #[test]
    fn one_two_three_and_seven_threads_give_the_same_tally(
        recipe in recipes(),
        units in proptest::collection::vec((1..=70_usize, 1..=70_usize), 4),
        rule in proptest::sample::select(&EdgeRule::ALL[..]),
    ) {
        let study = recipe.study();
        let whole = study.tally_by(rule, study.shape, 1);
        for (threads, (rows, cols)) in [1, 2, 3, 7].into_iter().zip(units) {
            let cut = study.tally_by(rule, GridShape { rows, cols }, threads);
            assert_eq!(cut, whole, "{rule}, {threads} threads, units {rows} x {cols}");
        }
    }
}

#[test]
fn every_unit_shape_gives_the_same_tally() {
    let shape = GridShape { rows: 5, cols: 7 };
    // A host, a zone nested in it, and one that overlaps both and leaves the grid.
    let outlines =
        [rectangle([0.0, 0.0], [6.0, 5.0]), rectangle([1.5, 1.0], [4.5, 3.5]), rectangle([4.0, 2.0], [9.0, 9.0])];
    let zones = outlines.into_iter().zip(["host", "nested", "overlapping"]).map(|(outline, name)| Zone {
        name: name.into(),
        group: Some("all".into()),
        outline,
    });
    let raster = |step: usize| (0..35).map(|at| [Some(10), Some(30), None, Some(20)][at * step % 4]).collect();
    let study = Study {
        shape,
        codes: vec![30, 10, 20],
        rasters: vec![raster(1), raster(3), raster(5)],
        zones: zones.collect(),
        ground: Ground::wgs84(38.0, -0.01, 0.01),
    };
    let whole = study.tally(shape, 1);
    // Units larger than the grid are cut at its border.
    for (rows, cols) in (1..=6).flat_map(|rows| (1..=8).map(move |cols| (rows, cols))) {
        for threads in [1, 2, 3, 7] {
            assert_eq!(
                study.tally(GridShape { rows, cols }, threads),
                whole,
                "{threads} threads, units {rows} x {cols}"
            );
        }
    }
}

#[test]
fn more_threads_than_units_is_no_fault() {
    let study = Study {
        shape: GridShape { rows: 1, cols: 2 },
        codes: vec![1],
        rasters: vec![vec![Some(1), Some(1)]],
        zones: vec![crate::study::zone("all", rectangle([0.0, 0.0], [2.0, 1.0]))],
        ground: Ground::HECTARES,
    };
    assert_eq!(study.tally(study.shape, 64).study().total().cells, 2);
    assert_eq!(study.tally(study.shape, 0).study().total().cells, 2);
}
