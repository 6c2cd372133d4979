//! Only what lies under a zone is read, and that once in each epoch.

use crate::cases::cases;
use crate::oracle::Ownership;
use crate::random_study::recipes_and_units;
use crate::scripted_source::Read;
use crate::study::{Ground, Study, rectangle, zone};
use landledger_core::{EdgeRule, GridShape, Progress, Silent, TallyPlan, Window, Work, tally, units_to_read};
use proptest::prelude::*;
use std::sync::Mutex;

/// Remembers what it was told.
#[derive(Default)]
struct Listener {
    begun: Mutex<Vec<Work>>,
    advanced: Mutex<(u64, u64)>,
}

impl Progress for Listener {
    fn begin(&self, work: Work) {
        self.begun.lock().expect("no test panics with the lock").push(work);
    }

    fn advance(&self, units: u64, cells: u64) {
        let mut advanced = self.advanced.lock().expect("no test panics with the lock");
        *advanced = (advanced.0 + units, advanced.1 + cells);
    }
}

/// Windows that hold a cell of some zone or a share of one, from the first row down, each row of units from left to right.
fn windows_under_zones(study: &Study, rule: EdgeRule, unit: GridShape) -> Vec<Window> {
    let GridShape { rows, cols } = study.shape;
    let taken = Ownership::of(study, rule).sets(|set| !set.is_empty()).cells();
    let corners = (0..rows).step_by(unit.rows).flat_map(|row| (0..cols).step_by(unit.cols).map(move |col| (row, col)));
    corners
        .map(|(row, col)| Window { row, col, rows: unit.rows.min(rows - row), cols: unit.cols.min(cols - col) })
        .filter(|window| {
            taken
                .iter()
                .filter(|cell| (window.row..window.end_row()).contains(&cell.row))
                .any(|cell| (window.col..window.end_col()).contains(&cell.col))
        })
        .collect()
}

fn rules() -> impl Strategy<Value = EdgeRule> {
    proptest::sample::select(&EdgeRule::ALL[..])
}

/// Reads in the order of windows and epochs.
fn in_order(mut reads: Vec<Read>) -> Vec<Read> {
    reads.sort_by_key(|read| (read.window.row, read.window.col, read.epoch));
    reads
}

proptest! {
    #![proptest_config(cases(96))]

    #[test]
    fn the_units_under_a_zone_are_read_once_in_each_epoch_and_no_others(
        (recipe, unit) in recipes_and_units(),
        threads in 1..=7_usize,
        rule in rules(),
    ) {
        let study = recipe.study();
        let windows = windows_under_zones(&study, rule, unit);
        let epochs = study.rasters.len();
        let expected = windows.iter().flat_map(|&window| (0..epochs).map(move |epoch| Read { epoch, window }));

        let source = study.scripted_source(unit);
        let listener = Listener::default();
        tally(&TallyPlan { edge: rule, ..study.plan(threads) }, &source, &listener).unwrap();

        let notes = source.notes();
        prop_assert_eq!(in_order(notes.reads), in_order(expected.collect()));
        prop_assert_eq!(notes.value_reads, []);
        prop_assert!(notes.opened <= threads.min(windows.len().max(1)));

        let cells = windows.iter().map(|window| window.cells() as u64).sum();
        let units_in_grid = study.shape.rows.div_ceil(unit.rows) * study.shape.cols.div_ceil(unit.cols);
        let work = Work { units: windows.len() as u64, units_in_grid: units_in_grid as u64, cells };
        // Announced is what zones reach into, which may be more than the units in which they take a centre.
        let begun = listener.begun.lock().unwrap().clone();
        prop_assert_eq!(begun.len(), 1);
        prop_assert!(begun[0].units >= work.units && begun[0].cells >= work.cells, "{:?} announced, {:?} done", begun, work);
        // Units that the grid's border cuts are announced for zones beyond it as well.
        let are_whole = study.shape.rows % unit.rows == 0 && study.shape.cols % unit.cols == 0;
        if rule != EdgeRule::Centre && are_whole {
            prop_assert_eq!(begun[0], work);
        }
        prop_assert_eq!(begun[0].units_in_grid, work.units_in_grid);
        prop_assert_eq!(*listener.advanced.lock().unwrap(), (work.units, work.cells));
    }

    #[test]
    fn units_to_read_foretells_the_reads_without_reading((recipe, unit) in recipes_and_units(), rule in rules()) {
        let study = recipe.study();
        let source = study.scripted_source(unit);
        let (windows, work) = units_to_read(&TallyPlan { edge: rule, ..study.plan(1) }, &source);
        prop_assert_eq!(source.notes().opened + source.notes().reads.len(), 0);
        prop_assert_eq!(&windows, &windows_under_zones(&study, rule, unit));
        prop_assert_eq!(work.units, windows.len() as u64);
    }
}

fn six_by_six(zones: Vec<landledger_core::Zone>) -> Study {
    let shape = GridShape { rows: 6, cols: 6 };
    Study { shape, codes: vec![1], rasters: vec![vec![Some(1); 36]], zones, ground: Ground::HECTARES }
}

fn corners_read(study: &Study, unit: GridShape) -> Vec<(usize, usize)> {
    let source = study.scripted_source(unit);
    tally(&study.plan(2), &source, &Silent).expect("nothing here fails");
    in_order(source.notes().reads).into_iter().map(|read| (read.window.row, read.window.col)).collect()
}

#[test]
fn of_nine_units_only_those_under_the_two_zones_are_read() {
    let study = six_by_six(vec![
        zone("upper left", rectangle([0.0, 0.0], [2.0, 2.0])),
        zone("lower middle and right", rectangle([3.0, 5.0], [6.0, 6.0])),
    ]);
    assert_eq!(corners_read(&study, GridShape { rows: 2, cols: 2 }), [(0, 0), (4, 2), (4, 4)]);
}

#[test]
fn a_unit_that_a_zone_touches_without_a_cell_centre_is_not_read() {
    // The square reaches 0.4 of a cell into the units on its right and below.
    let study = six_by_six(vec![zone("a", rectangle([0.0, 0.0], [2.4, 2.4]))]);
    assert_eq!(corners_read(&study, GridShape { rows: 2, cols: 2 }), [(0, 0)]);
}

#[test]
fn nothing_is_read_for_zones_beyond_the_grid() {
    let study = six_by_six(vec![zone("beyond", rectangle([7.0, -4.0], [9.0, 3.0]))]);
    assert_eq!(corners_read(&study, GridShape { rows: 2, cols: 2 }), []);
    assert_eq!(study.tally(study.shape, 1).zone(0).total().cells, 0);
}

#[test]
fn nothing_is_read_without_zones() {
    let study = six_by_six(vec![]);
    assert_eq!(corners_read(&study, GridShape { rows: 2, cols: 2 }), []);
    assert_eq!(study.tally(study.shape, 3).parts(), []);
}

#[test]
fn values_are_read_a_second_time_only_where_strangers_are() {
    let mut study = six_by_six(vec![zone("all", rectangle([0.0, 0.0], [6.0, 6.0]))]);
    study.rasters[0][2 * 6 + 5] = Some(99); // row 2, column 5: the unit in the middle on the right
    let source = study.scripted_source(GridShape { rows: 2, cols: 2 });
    tally(&study.plan(2), &source, &Silent).unwrap_err();
    let window = Window { row: 2, col: 4, rows: 2, cols: 2 };
    assert_eq!(source.notes().value_reads, [Read { epoch: 0, window }]);
    assert_eq!(source.notes().reads.len(), 9);
}
