//! Thirty epochs do not fit into one positional code; the margins must not notice.

use crate::oracle::Region;
use crate::random_study::scramble;
use crate::study::{Ground, Study, rectangle, zone};
use landledger_core::GridShape;

const EPOCHS: usize = 30;
const SHAPE: GridShape = GridShape { rows: 24, cols: 31 };

/// Classes that change slowly, nodata that comes and goes, two overlapping zones.
pub(crate) fn thirty_epochs(ground: Ground) -> Study {
    let codes = vec![7, 300, 12, 9, 1, 40, 8];
    let mut rasters: Vec<Vec<Option<u16>>> = Vec::new();
    for epoch in 0..EPOCHS {
        let raster = (0..SHAPE.rows * SHAPE.cols).map(|at| {
            let random = scramble((epoch * 100_000 + at) as u64);
            match rasters.last() {
                Some(before) if !random.is_multiple_of(10) => before[at],
                _ if (random >> 8).is_multiple_of(7) => None,
                _ => Some(codes[(random >> 16) as usize % codes.len()]),
            }
        });
        let raster = raster.collect();
        rasters.push(raster);
    }
    let zones =
        vec![zone("west", rectangle([0.0, 0.0], [20.0, 24.0])), zone("east", rectangle([12.5, 3.0], [31.0, 20.0]))];
    Study { shape: SHAPE, codes, rasters, zones, ground }
}

#[test]
fn trajectories_of_thirty_epochs_are_those_of_the_cells() {
    let study = thirty_epochs(Ground::HECTARES);
    let tally = study.tally(GridShape { rows: 5, cols: 16 }, 2);
    for zone in 0..2 {
        let expected = Region::of_any(&study, &[zone]).trajectories();
        let counted = tally.zone(zone);
        let trajectories = || counted.trajectories().expect("they are few");
        assert!(trajectories().map(|(trajectory, _)| trajectory).eq(expected.keys()));
        trajectories().for_each(|(trajectory, amount)| expected[trajectory].assert_is(amount));
    }
}

#[test]
fn every_class_area_of_thirty_epochs_equals_a_direct_count() {
    let study = thirty_epochs(Ground::krasovsky(41.0, -0.01, 0.01));
    let counted = study.tally(GridShape { rows: 7, cols: 9 }, 3).study();
    let cells = Region::of_any(&study, &[0, 1]);
    for epoch in 0..EPOCHS {
        let expected = cells.by(|classes| classes[epoch]);
        assert_eq!(expected.len(), study.codes.len(), "a class does not occur, the test is too weak");
        for (class, amount) in counted.class_areas(epoch).into_iter().enumerate() {
            expected[&(class as u16)].assert_is(amount);
        }
        cells.sum_where(|classes| classes[epoch].is_none()).assert_is(counted.nodata_in(epoch));
    }
    cells.sum_where(|classes| classes.iter().all(Option::is_some)).assert_is(counted.classified());
    cells.sum_where(|classes| classes.iter().any(Option::is_none)).assert_is(counted.nodata());
}

#[test]
fn every_transition_between_thirty_epochs_equals_a_direct_count() {
    let study = thirty_epochs(Ground::HECTARES);
    let counted = study.tally(GridShape { rows: 24, cols: 4 }, 2).study();
    let cells = Region::of_any(&study, &[0, 1]);
    for (from, to) in (0..EPOCHS).flat_map(|from| (0..EPOCHS).map(move |to| (from, to))) {
        let matrix = counted.transitions(from, to);
        let expected = cells.by(|classes| Some((classes[from]?, classes[to]?)));
        for ((earlier, later), &amount) in matrix.amounts.indexed_iter() {
            expected.get(&(earlier as u16, later as u16)).copied().unwrap_or_default().assert_is(amount);
        }
    }
}

#[test]
pub(crate) fn thirty_epochs_do_not_depend_on_threads_or_units() {
    let study = thirty_epochs(Ground::wgs84(-6.8, -1.0, 0.5));
    let whole = study.tally(SHAPE, 1);
    for (threads, unit) in [(2, (1, 31)), (3, (24, 1)), (7, (5, 6))] {
        assert_eq!(study.tally(GridShape { rows: unit.0, cols: unit.1 }, threads), whole);
    }
}

#[test]
fn pairs_of_epochs_are_neighbours_and_the_ends() {
    let pairs = thirty_epochs(Ground::HECTARES).tally(SHAPE, 1).epoch_pairs();
    assert_eq!(pairs.len(), 29 + 1);
    assert_eq!((pairs[0], pairs[28], pairs[29]), ((0, 1), (28, 29), (0, 29)));
}
