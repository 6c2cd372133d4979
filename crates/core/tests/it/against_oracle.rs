//! Random studies: the engine counts what the oracle counts.

use crate::oracle::Region;
use crate::random_study::recipes_and_units;
use crate::study::Study;
use landledger_core::{RegionTally, Silent, tally};
use proptest::prelude::*;

fn quick() -> ProptestConfig {
    ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(quick())]

    #[test]
    fn zones_groups_and_the_study_hold_the_cells_that_the_oracle_counts(
        (recipe, unit) in recipes_and_units(),
        threads in 1..=4_usize,
    ) {
        let study = recipe.study();
        let tally = study.tally(unit, threads);
        for (zone, counted) in tally.by_zone().iter().enumerate() {
            assert_eq!(*counted, tally.zone(zone));
            assert_same_trajectories(&Region::of_any(&study, &[zone]), counted);
        }
        for (index, group) in tally.groups().iter().enumerate() {
            let members: Vec<usize> =
                (0..study.zones.len()).filter(|&zone| study.zones[zone].group.as_ref() == Some(&group.name)).collect();
            assert_eq!(group.zones, members);
            assert_same_trajectories(&Region::of_any(&study, &members), &tally.group(index));
        }
        assert_same_trajectories(&Region::of_any(&study, &all_zones(&study)), &tally.study());
    }

    #[test]
    fn areas_nodata_and_classes_present_are_counts_of_cells(
        (recipe, unit) in recipes_and_units(),
        threads in 1..=4_usize,
    ) {
        let study = recipe.study();
        let counted = study.tally(unit, threads).study();
        let cells = Region::of_any(&study, &all_zones(&study));
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
            for &class in expected.keys() {
 present[usize::from(class)] = true;
}
        }
        assert_eq!(counted.classes_present(), present);
    }

    #[test]
    fn a_transition_matrix_holds_the_cells_with_a_class_in_both_years(
        (recipe, unit) in recipes_and_units(),
        threads in 1..=4_usize,
    ) {
        let study = recipe.study();
        let counted = study.tally(unit, threads).study();
        let cells = Region::of_any(&study, &all_zones(&study));
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
    ) {
        let study = recipe.study();
        let wanted: Vec<usize> = wanted.into_iter().filter(|&zone| zone < study.zones.len()).collect();
        let tally = study.tally(unit, 2);
        let owned = tally.by_owner(&wanted);
        for &owner in &wanted {
            let cells = Region::where_zones(&study, |zones| zones.iter().find(|zone| wanted.contains(zone)) == Some(&owner));
            match owned.iter().find(|(zone, _)| *zone == owner) {
                Some((_, counted)) => assert_same_trajectories(&cells, counted),
                None => assert_eq!(cells.sum_where(|_| true).cells, 0),
            }
        }
        let shared = Region::where_zones(&study, |zones| zones.iter().filter(|zone| wanted.contains(zone)).count() > 1);
        shared.sum_where(|_| true).assert_is(tally.overlap_among(&wanted));
    }

    #[test]
    fn no_cell_is_in_two_parts(
        (recipe, unit) in recipes_and_units(),
    ) {
        let study = recipe.study();
        for part in study.tally(unit, 3).parts() {
            let cells = Region::where_zones(&study, |zones| zones == part.zones);
            cells.sum_where(|_| true).assert_is(part.amounts.values().copied().sum());
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
}

fn all_zones(study: &Study) -> Vec<usize> {
    (0..study.zones.len()).collect()
}

#[track_caller]
fn assert_same_trajectories(cells: &Region<'_>, counted: &RegionTally) {
    let expected = cells.trajectories();
    assert!(counted.trajectories().map(|(trajectory, _)| trajectory).eq(expected.keys()), "trajectories differ");
    for (trajectory, amount) in counted.trajectories() {
        expected[trajectory].assert_is(amount);
    }
}
