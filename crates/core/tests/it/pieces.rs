//! A tally made in pieces is the tally made at once.

use crate::cases::cases;
use crate::random_study::{recipes, recipes_and_units};
use crate::study::{Ground, Study, rectangle, zone};
use landledger_core::{Amount, EdgeRule, GridShape, Mismatch, Silent, Tally, pieces, tally_by_rules};
use proptest::prelude::*;

/// By every rule, over some rows.
fn tallies(study: &Study, unit: GridShape, rows: std::ops::Range<usize>) -> Vec<Tally> {
    let mut plan = study.plan(2);
    plan.rows = rows;
    tally_by_rules(&plan, &EdgeRule::ALL, &study.memory_source(unit), &Silent).expect("nothing here fails")
}

proptest! {
    #![proptest_config(cases(64))]

    #[test]
    fn pieces_merged_in_any_order_are_the_undivided_tally(
        (recipe, unit) in recipes_and_units(),
        number in 1..=5_usize,
        turn in 0..5_usize,
    ) {
        let study = recipe.study();
        let whole = tallies(&study, unit, 0..study.shape.rows);
        let mut rows = pieces(&study.plan(1), &study.memory_source(unit), number);
        let turn = turn % rows.len();
        rows.rotate_left(turn);
        let mut merged: Option<Vec<Tally>> = None;
        for rows in rows {
            let piece = tallies(&study, unit, rows);
            match &mut merged {
                None => merged = Some(piece),
                Some(merged) => merged.iter_mut().zip(piece).for_each(|(sum, piece)| sum.merge(piece).unwrap()),
            }
        }
        assert_eq!(merged, Some(whole));
    }

    #[test]
    fn pieces_are_all_rows_cut_between_units(
        (recipe, unit) in recipes_and_units(),
        number in 1..=9_usize,
    ) {
        let study = recipe.study();
        let found = pieces(&study.plan(1), &study.memory_source(unit), number);
        assert!((1..=number).contains(&found.len()));
        assert_eq!((found[0].start, found[found.len() - 1].end), (0, study.shape.rows));
        for pair in found.windows(2) {
            assert_eq!(pair[0].end, pair[1].start);
            assert!(pair[0].end.is_multiple_of(unit.rows));
        }
    }
}

#[test]
fn pieces_hold_like_numbers_of_units_under_zones() {
    // Units of one cell. The zone takes 1 unit in each of rows 0 to 3 and 8 in rows 4 and 5: 20 in all.
    let tall = rectangle([0.0, 0.0], [1.0, 4.0]);
    let wide = rectangle([0.0, 4.0], [8.0, 6.0]);
    let study = Study {
        shape: GridShape { rows: 10, cols: 8 },
        codes: vec![1],
        rasters: vec![vec![Some(1); 80]],
        zones: vec![zone("tall", tall), zone("wide", wide)],
        ground: Ground::HECTARES,
    };
    let unit = GridShape { rows: 1, cols: 1 };
    let cut = |number| pieces(&study.plan(1), &study.memory_source(unit), number);
    // 4 + 8 units in the first half, the next row of 8 and the empty rows below in the second.
    assert_eq!(cut(2), [0..5, 5..10]);
    assert_eq!(cut(6), [0..1, 1..2, 2..3, 3..4, 4..5, 5..10]);
    assert_eq!(cut(7).len(), 6, "there are no more rows of units than six");
}

#[test]
fn tallies_of_different_work_are_not_added() {
    let study = Study {
        shape: GridShape { rows: 2, cols: 2 },
        codes: vec![1],
        rasters: vec![vec![Some(1); 4]],
        zones: vec![zone("a", rectangle([0.0, 0.0], [2.0, 2.0]))],
        ground: Ground::HECTARES,
    };
    let tally = |study: &Study| study.tally(study.shape, 1);
    let refused = |other: Study| {
        let mut sum = tally(&study);
        let mismatch = sum.merge(tally(&other)).unwrap_err();
        assert_eq!(sum, tally(&study), "nothing is added");
        mismatch
    };
    let two_years = Study { rasters: vec![vec![Some(1); 4]; 2], ..study.clone() };
    assert_eq!(refused(two_years), Mismatch::Years);
    assert_eq!(refused(Study { codes: vec![1, 2], ..study.clone() }), Mismatch::Legend);
    let named_otherwise = vec![zone("b", rectangle([0.0, 0.0], [2.0, 2.0]))];
    assert_eq!(refused(Study { zones: named_otherwise, ..study.clone() }), Mismatch::Zones);
    let narrower = vec![zone("a", rectangle([0.0, 0.0], [1.0, 2.0]))];
    assert_eq!(refused(Study { zones: narrower, ..study.clone() }), Mismatch::Ledger);
}

proptest! {
    #![proptest_config(cases(64))]

    /// A transition matrix has the classes' areas as its margins, to the last unit, when the same cells have a class in both years.
    #[test]
    fn margins_of_a_matrix_are_the_areas_of_its_years(recipe in recipes()) {
        let mut study = recipe.study();
        let last = study.rasters.len() - 1;
        let (first, rest) = study.rasters.split_at_mut(1);
        if let Some(later) = rest.last_mut() {
            for (a, b) in first[0].iter_mut().zip(later) {
                if a.is_none() || b.is_none() {
                    (*a, *b) = (None, None);
                }
            }
        }
        for tally in tallies(&study, study.shape, 0..study.shape.rows) {
            for region in tally.by_zone().into_iter().chain([tally.study()]) {
                let matrix = region.transitions(0, last).amounts;
                let rows: Vec<Amount> = matrix.rows().into_iter().map(|row| row.iter().copied().sum()).collect();
                let columns: Vec<Amount> = matrix.columns().into_iter().map(|column| column.iter().copied().sum()).collect();
                prop_assert_eq!(rows, region.class_areas(0));
                prop_assert_eq!(columns, region.class_areas(last));
            }
        }
    }
}
