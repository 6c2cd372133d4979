//! Where trajectories are too many, pairs of epochs are kept: the same numbers, and the same however the work is cut.

use crate::cases::cases;
use crate::many_epochs::thirty_epochs;
use crate::random_study::{recipes_and_units, scramble};
use crate::study::{Ground, Study, rectangle, zone};
use landledger_core::internals::{Most, merge_keeping, tally_keeping};
use landledger_core::{
    EdgeRule, GridShape, Progress, RegionTally, Silent, Tally, TallyError, TallyFault, Work, pieces,
};
use proptest::prelude::*;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Fewer than any test's study has.
const FEW: Most = Most { trajectories: 20, transitions: 1_000_000 };

const GROUNDS: [Ground; 3] =
    [Ground::HECTARES, Ground::wgs84(-6.8, -1.0, 0.5), Ground::Slope { cell_m2: 900.0, by_col: 0.001, by_row: 0.002 }];

fn tallies(study: &Study, unit: GridShape, threads: usize, rows: std::ops::Range<usize>, most: Most) -> Vec<Tally> {
    let mut plan = study.plan(threads);
    plan.rows = rows;
    tally_keeping(&plan, &EdgeRule::ALL, &study.scripted_source(unit), &Silent, most).expect("nothing here fails")
}

fn all_rows(study: &Study, unit: GridShape, threads: usize, most: Most) -> Vec<Tally> {
    tallies(study, unit, threads, 0..study.shape.rows, most)
}

/// Every sum that tables and accounts are made of.
#[track_caller]
fn assert_same_sums(pairs: &RegionTally, whole: &RegionTally, of: &Tally) {
    assert_eq!(pairs.total(), whole.total());
    assert_eq!(pairs.classified(), whole.classified());
    assert_eq!(pairs.nodata(), whole.nodata());
    assert_eq!(pairs.classes_present(), whole.classes_present());
    for epoch in 0..of.years().len() {
        assert_eq!(pairs.class_areas(epoch), whole.class_areas(epoch), "epoch {epoch}");
        assert_eq!(pairs.nodata_in(epoch), whole.nodata_in(epoch), "epoch {epoch}");
    }
    for (from, to) in of.epoch_pairs() {
        assert_eq!(pairs.transitions(from, to), whole.transitions(from, to), "epochs {from} and {to}");
    }
}

#[test]
fn every_sum_is_that_of_whole_trajectories_on_every_ground() {
    for study in GROUNDS.map(thirty_epochs) {
        let unit = GridShape { rows: 5, cols: 16 };
        let whole = all_rows(&study, unit, 2, Most::default());
        let pairs = all_rows(&study, unit, 2, FEW);
        for (pairs, whole) in pairs.iter().zip(&whole) {
            assert!(!pairs.keeps_trajectories() && whole.keeps_trajectories());
            assert!(pairs.study().trajectories().is_none() && pairs.study().complete_trajectories().is_none());
            for (of_pairs, of_whole) in pairs.by_zone().iter().zip(whole.by_zone()) {
                assert_same_sums(of_pairs, &of_whole, whole);
            }
            assert_same_sums(&pairs.study(), &whole.study(), whole);
            let (owned, expected) = (pairs.by_owner(&[0, 1]), whole.by_owner(&[0, 1]));
            assert_eq!(owned.len(), expected.len());
            for ((owner, of_pairs), (same, of_whole)) in owned.iter().zip(&expected) {
                assert_eq!(owner, same);
                assert_same_sums(of_pairs, of_whole, whole);
            }
            assert_eq!(pairs.overlap_among(&[0, 1]), whole.overlap_among(&[0, 1]));
            assert_eq!(pairs.overlaps(), whole.overlaps());
            assert_eq!(pairs.shared_cells(), whole.shared_cells());
            assert_eq!(pairs.imbalances(), whole.imbalances());
            let mut forgetful = whole.clone();
            forgetful.forget_trajectories();
            assert_eq!(forgetful, *pairs);
        }
    }
}

proptest! {
    #![proptest_config(cases(64))]

    #[test]
    fn pairs_of_any_study_are_sums_of_its_trajectories(
        (recipe, unit) in recipes_and_units(),
        threads in 1..=7_usize,
    ) {
        let study = recipe.study();
        prop_assume!(study.rasters.len() > 1);
        let mut whole = all_rows(&study, study.shape, 1, Most::default());
        whole.iter_mut().for_each(Tally::forget_trajectories);
        let pairs = all_rows(&study, unit, threads, Most { trajectories: 0, ..FEW });
        assert_eq!(pairs, whole);
    }
}

#[test]
fn threads_and_units_change_nothing() {
    for study in GROUNDS.map(thirty_epochs) {
        let whole = all_rows(&study, study.shape, 1, FEW);
        for (threads, (rows, cols)) in [(1, (7, 31)), (2, (1, 31)), (3, (24, 1)), (7, (5, 6))] {
            assert_eq!(all_rows(&study, GridShape { rows, cols }, threads, FEW), whole, "{threads} threads");
        }
    }
}

/// Distinct (set of zones, trajectory) pairs by the rule that has most.
fn trajectories_of(tallies: &[Tally]) -> usize {
    let of_tally = |tally: &Tally| -> usize {
        let parts = tally.parts().iter();
        parts.map(|part| part.amounts.trajectories().expect("all are kept").len()).sum()
    };
    tallies.iter().map(of_tally).max().expect("there are rules")
}

#[test]
fn as_many_trajectories_as_are_kept_are_kept_and_one_more_is_not() {
    let study = thirty_epochs(Ground::HECTARES);
    let unit = GridShape { rows: 5, cols: 6 };
    let whole = all_rows(&study, unit, 1, Most::default());
    let count = trajectories_of(&whole);
    for threads in [1, 2, 3, 7] {
        let keeping = |trajectories| all_rows(&study, unit, threads, Most { trajectories, ..FEW });
        assert_eq!(keeping(count), whole, "{threads} threads");
        // All rules together: a file of several holds them in one form.
        assert!(keeping(count - 1).iter().all(|tally| !tally.keeps_trajectories()), "{threads} threads");
    }
}

#[test]
fn pieces_in_any_form_and_order_are_the_undivided_tally() {
    let study = thirty_epochs(Ground::krasovsky(41.0, -0.01, 0.01));
    let unit = GridShape { rows: 4, cols: 9 };
    let undivided = all_rows(&study, unit, 2, Most::default());
    let count = trajectories_of(&undivided);
    let mut rows = pieces(&study.plan(1), &study.scripted_source(unit), 3);
    let of_piece = |rows: std::ops::Range<usize>| tallies(&study, unit, 2, rows, Most::default());
    let of_pieces: Vec<usize> = rows.iter().map(|rows| trajectories_of(&of_piece(rows.clone()))).collect();
    // Kept in all; too many only in the sum; too many in the largest piece; too many in each.
    let largest = *of_pieces.iter().max().expect("there are pieces");
    let smallest = *of_pieces.iter().min().expect("there are pieces");
    assert!(smallest < largest && largest < count, "the test is too weak: {of_pieces:?}, {count}");
    for trajectories in [count, count - 1, largest, largest - 1, smallest - 1] {
        let most = Most { trajectories, ..FEW };
        let whole = all_rows(&study, unit, 3, most);
        for _ in 0..rows.len() {
            rows.rotate_left(1);
            let mut merged = rows.iter().map(|rows| tallies(&study, unit, 2, rows.clone(), most));
            let mut sum = merged.next().expect("there are pieces");
            for piece in merged {
                for (sum, piece) in sum.iter_mut().zip(piece) {
                    merge_keeping(sum, piece, most).expect("pieces of one study");
                }
            }
            // As files of several rules are merged: in one form.
            if sum.iter().any(|tally| !tally.keeps_trajectories()) {
                sum.iter_mut().for_each(Tally::forget_trajectories);
            }
            assert_eq!(sum, whole, "at most {trajectories} trajectories");
        }
    }
}

#[test]
fn two_epochs_are_one_pair() {
    let mut study = thirty_epochs(Ground::HECTARES);
    study.rasters.truncate(2);
    let whole = &all_rows(&study, study.shape, 1, Most::default())[0];
    let pairs = &all_rows(&study, study.shape, 2, FEW)[0];
    assert!(!pairs.keeps_trajectories());
    assert_same_sums(&pairs.study(), &whole.study(), whole);
}

#[test]
fn a_legend_whose_pairs_do_not_fit_into_a_table_is_counted_alike() {
    // 602 x 602 pairs are more than a positional number is made for.
    let codes: Vec<u16> = (0..600).map(|index| index * 100 + 3).collect();
    let shape = GridShape { rows: 40, cols: 50 };
    let raster = |epoch: u64| {
        let cell = |at: u64| {
            let random = scramble(epoch * 1_000_000 + at) as usize;
            (!random.is_multiple_of(9)).then(|| codes[(random >> 8) % codes.len()])
        };
        (0..shape.cells()).map(cell).collect()
    };
    let study = Study {
        shape,
        rasters: (0..4).map(raster).collect(),
        codes: codes.clone(),
        zones: vec![zone("a", rectangle([0.5, 0.0], [50.0, 39.5]))],
        ground: Ground::wgs84(30.0, -0.01, 0.01),
    };
    let whole = &all_rows(&study, shape, 1, Most::default())[0];
    let pairs = &all_rows(&study, GridShape { rows: 9, cols: 50 }, 2, FEW)[0];
    assert!(!pairs.keeps_trajectories());
    assert_same_sums(&pairs.study(), &whole.study(), whole);
}

fn refused(study: &Study, threads: usize, most: Most) -> TallyFault {
    let source = study.scripted_source(GridShape { rows: 5, cols: 6 });
    match tally_keeping(&study.plan(threads), &[EdgeRule::Centre], &source, &Silent, most) {
        Err(TallyError::Fault(fault)) => fault,
        other => panic!("expected a refusal, found {other:?}"),
    }
}

#[test]
fn more_transitions_than_are_kept_are_refused_by_number_with_the_way_out() {
    let study = thirty_epochs(Ground::HECTARES);
    for threads in [1, 2, 3, 7] {
        let fault = refused(&study, threads, Most { transitions: 100, ..FEW });
        assert_eq!(
            fault.to_string(),
            "the zones hold more than 100 different transitions, those of each set of overlapping zones and of each pair of epochs \
             for themselves, which is the most that are kept (tally fewer epochs or fewer zones at once, or merge classes)"
        );
    }
}

#[test]
fn one_epoch_has_no_pair_to_keep_instead() {
    let mut study = thirty_epochs(Ground::HECTARES);
    study.rasters.truncate(1);
    let fault = refused(&study, 2, Most { trajectories: 5, ..FEW });
    assert_eq!(
        fault.to_string(),
        "the zones hold more than 5 pairs of a set of overlapping zones and a class, which is the most that are kept (tally fewer \
         zones at once)"
    );
}

#[test]
fn strangers_are_the_same_whatever_is_kept() {
    let mut study = thirty_epochs(Ground::HECTARES);
    study.rasters[17][100] = Some(999);
    study.rasters[29][400] = Some(998);
    let all = refused(&study, 1, Most::default());
    assert!(
        matches!(&all, TallyFault::UnknownCodes(strangers) if strangers[17].cells() == 1 && strangers[29].cells() == 1)
    );
    for threads in [1, 2, 3, 7] {
        assert_eq!(refused(&study, threads, FEW), all);
    }
}

/// Counts how often the work begins, and begins again.
#[derive(Default)]
struct Beginnings {
    first: AtomicUsize,
    again: AtomicUsize,
}

impl Progress for Beginnings {
    fn begin(&self, _work: Work) {
        self.first.fetch_add(1, Ordering::Relaxed);
    }
    fn begin_again(&self) {
        self.again.fetch_add(1, Ordering::Relaxed);
    }
    fn advance(&self, _units: u64, _cells: u64) {}
}

#[test]
fn the_work_begins_again_only_where_trajectories_are_too_many() {
    let study = thirty_epochs(Ground::HECTARES);
    for (most, expected) in [(Most::default(), (1, 0)), (FEW, (1, 1))] {
        let progress = Beginnings::default();
        let source = study.scripted_source(GridShape { rows: 5, cols: 6 });
        tally_keeping(&study.plan(2), &[EdgeRule::Exact], &source, &progress, most).expect("nothing here fails");
        assert_eq!((progress.first.into_inner(), progress.again.into_inner()), expected);
    }
}
