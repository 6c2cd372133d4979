//! Random studies: the engine counts what the oracle counts.

use crate::cases::cases;
use crate::oracle::{Ownership, Region};
use crate::random_study::recipes_and_units;
use crate::study::Study;
use landledger_core::{Amount, EdgeRule, GridShape, RegionTally, Silent, tally, tally_by_rules};
use proptest::prelude::*;

fn rules() -> impl Strategy<Value = EdgeRule> {
    proptest::sample::select(&EdgeRule::ALL[..])
}

proptest! {
    #![proptest_config(cases(128))]

    #[test]
    fn zones_groups_and_the_study_hold_the_cells_that_the_oracle_counts(
        (recipe, unit) in recipes_and_units(),
        threads in 1..=7_usize,
        rule in rules(),
    ) {
        let study = recipe.study();
        let truth = Ownership::of(&study, rule);
        let tally = study.tally_by(rule, unit, threads);
        for (zone, counted) in tally.by_zone().iter().enumerate() {
            assert_eq!(*counted, tally.zone(zone));
            assert_same_trajectories(study.shape, &truth.any(&[zone]), counted);
        }
        for (index, group) in tally.groups().iter().enumerate() {
            let members: Vec<usize> =
                (0..study.zones.len()).filter(|&zone| study.zones[zone].group.as_ref() == Some(&group.name)).collect();
            assert_eq!(group.zones, members);
            assert_same_trajectories(study.shape, &truth.any(&members), &tally.group(index));
        }
        assert_same_trajectories(study.shape, &truth.any(&all_zones(&study)), &tally.study());
    }

    #[test]
    fn areas_nodata_and_classes_present_are_counts_of_cells(
        (recipe, unit) in recipes_and_units(),
        threads in 1..=7_usize,
        rule in rules(),
    ) {
        let study = recipe.study();
        let truth = Ownership::of(&study, rule);
        let counted = study.tally_by(rule, unit, threads).study();
        let cells = truth.any(&all_zones(&study));
        cells.sum_where(|_| true).assert_is(counted.total());
        cells.sum_where(|classes| classes.iter().all(Option::is_some)).assert_is(counted.classified());
        cells.sum_where(|classes| classes.iter().any(Option::is_none)).assert_is(counted.nodata());
        let mut present = vec![false; study.codes.len()];
        for epoch in 0..study.rasters.len() {
            cells.sum_where(|classes| classes[epoch].is_none()).assert_is(counted.nodata_in(epoch));
            let expected = cells.by(|classes| classes[epoch]);
            for (class, &amount) in counted.class_areas(epoch).iter().enumerate() {
                expected.get(&(class as u16)).copied().unwrap_or_default().assert_is(amount);
            }
            // What is too little to be counted may or may not be there.
            for (&class, amount) in &expected {
                let class = usize::from(class);
                present[class] |= !amount.may_be_nothing() || counted.classes_present()[class];
            }
        }
        assert_eq!(counted.classes_present(), present);
    }

    #[test]
    fn a_transition_matrix_holds_the_cells_with_a_class_in_both_years(
        (recipe, unit) in recipes_and_units(),
        threads in 1..=7_usize,
        rule in rules(),
    ) {
        let study = recipe.study();
        let truth = Ownership::of(&study, rule);
        let counted = study.tally_by(rule, unit, threads).study();
        let cells = truth.any(&all_zones(&study));
        for from in 0..study.rasters.len() {
            for to in from..study.rasters.len() {
                let matrix = counted.transitions(from, to);
                let expected = cells.by(|classes| Some((classes[from]?, classes[to]?)));
                for ((earlier, later), &amount) in matrix.amounts.indexed_iter() {
                    expected.get(&(earlier as u16, later as u16)).copied().unwrap_or_default().assert_is(amount);
                }
                let earlier = cells.by(|classes| classes[to].and(classes[from]));
                for (class, amount) in matrix.row_sums().into_iter().enumerate() {
                    earlier.get(&(class as u16)).copied().unwrap_or_default().assert_is(amount);
                }
                let later = cells.by(|classes| classes[from].and(classes[to]));
                for (class, amount) in matrix.column_sums().into_iter().enumerate() {
                    later.get(&(class as u16)).copied().unwrap_or_default().assert_is(amount);
                }
                let masked = cells.sum_where(|classes| classes[from].is_some() && classes[to].is_some());
                masked.assert_is(matrix.row_sums().into_iter().sum());
            }
        }
    }

    #[test]
    fn each_cell_has_one_owner_the_first_of_its_zones(
        (recipe, unit) in recipes_and_units(),
        wanted in proptest::collection::btree_set(0..5_usize, 0..=5),
        rule in rules(),
    ) {
        let study = recipe.study();
        let truth = Ownership::of(&study, rule);
        let wanted: Vec<usize> = wanted.into_iter().filter(|&zone| zone < study.zones.len()).collect();
        let tally = study.tally_by(rule, unit, 2);
        let owned = tally.by_owner(&wanted);
        for &owner in &wanted {
            let cells = truth.sets(|zones| zones.iter().find(|zone| wanted.contains(zone)) == Some(&owner));
            match owned.iter().find(|(zone, _)| *zone == owner) {
                Some((_, counted)) => assert_same_trajectories(study.shape, &cells, counted),
                None => assert!(cells.sum_where(|_| true).may_be_nothing()),
            }
        }
        let shared = truth.sets(|zones| zones.iter().filter(|zone| wanted.contains(zone)).count() > 1);
        shared.sum_where(|_| true).assert_is(tally.overlap_among(&wanted));
    }

    #[test]
    fn no_piece_of_a_cell_is_in_two_parts(
        (recipe, unit) in recipes_and_units(),
        rule in rules(),
    ) {
        let study = recipe.study();
        let truth = Ownership::of(&study, rule);
        for part in study.tally_by(rule, unit, 3).parts() {
            let expected = truth.sets(|zones| zones == part.zones).sum_where(|_| true);
            let counted = part.total();
            if expected.is_nothing() {
                assert_is_left_by_rounding(study.shape, counted);
            } else {
                expected.assert_is(counted);
            }
        }
    }

    #[test]
    fn rasters_in_memory_and_rasters_with_symbols_of_their_own_give_the_same_tally(
        (recipe, unit) in recipes_and_units(),
    ) {
        let study = recipe.study();
        let in_memory = tally(&study.plan(2), &study.memory_source(unit), &Silent).unwrap();
        assert_eq!(in_memory, study.tally(unit, 2));
    }

    #[test]
    fn several_rules_in_one_pass_give_what_each_gives_alone(
        (recipe, unit) in recipes_and_units(),
        threads in 1..=7_usize,
    ) {
        let study = recipe.study();
        let source = study.scripted_source(unit);
        let together = tally_by_rules(&study.plan(threads), &EdgeRule::ALL, &source, &Silent).unwrap();
        for (rule, tally) in EdgeRule::ALL.into_iter().zip(together) {
            assert_eq!(tally, study.tally_by(rule, study.shape, 1), "{rule}");
        }
    }
}

fn all_zones(study: &Study) -> Vec<usize> {
    (0..study.zones.len()).collect()
}

#[track_caller]
fn assert_same_trajectories(shape: GridShape, cells: &Region<'_>, counted: &RegionTally) {
    let mut expected = cells.trajectories();
    for (trajectory, amount) in counted.trajectories().expect("they are few") {
        match expected.remove(trajectory) {
            Some(expected) => expected.assert_is(amount),
            None => assert_is_left_by_rounding(shape, amount),
        }
    }
    // What is too little to be counted need not be there; whole cells are.
    expected.retain(|_, counted| !counted.may_be_nothing());
    assert!(expected.is_empty(), "not counted: {expected:?}");
}

/// Where an edge passes a corner of a cell nearer than rounding tells, a unit of 2^-30 may be counted of a cell that is not there;
/// and what several zones share is rounded so that each keeps its own, which may leave a unit in a set that is none.
#[track_caller]
fn assert_is_left_by_rounding(shape: GridShape, counted: Amount) {
    const UNITS: u128 = 4;
    assert!(counted.cells.units() <= UNITS * u128::from(shape.cells()), "{counted:?}");
}
