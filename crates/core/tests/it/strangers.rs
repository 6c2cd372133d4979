//! Codes that the legend does not name: all of them are told, with their number and first place.

use crate::study::{Ground, Study, rectangle, zone};
use landledger_core::{Cell, GridShape, Silent, Stranger, Strangers, TallyError, TallyFault, tally};

const SHAPE: GridShape = GridShape { rows: 3, cols: 5 };

/// Codes 1 and 2 are known; 0 stands for nodata.
fn raster(codes: [[u16; 5]; 3]) -> Vec<Option<u16>> {
    codes.into_iter().flatten().map(|code| (code > 0).then_some(code)).collect()
}

fn study(rasters: Vec<Vec<Option<u16>>>) -> Study {
    // All columns but the last, and once more the left half of that: those cells count once.
    let zones = vec![zone("most", rectangle([0.0, 0.0], [4.0, 3.0])), zone("left", rectangle([0.0, 0.0], [2.0, 3.0]))];
    Study { shape: SHAPE, codes: vec![1, 2], rasters, zones, ground: Ground::HECTARES }
}

fn strangers_of(study: &Study, unit: GridShape, threads: usize) -> Vec<Strangers> {
    match tally(&study.plan(threads), &study.scripted_source(unit), &Silent) {
        Err(TallyError::Fault(TallyFault::UnknownCodes(strangers))) => strangers,
        other => panic!("expected unknown codes, got {other:?}"),
    }
}

fn stranger(code: u16, cells: u64, row: usize, col: usize) -> Stranger {
    Stranger { value: f64::from(code), cells, first: Cell { row, col } }
}

fn two_epochs_with_strangers() -> Study {
    study(vec![
        raster([
            [1, 2, 1, 99, 1], //
            [7, 1, 0, 99, 2],
            [99, 7, 7, 1, 1],
        ]),
        raster([
            [1, 1, 1, 1, 1], //
            [1, 1, 1, 2, 2],
            [0, 1, 50, 1, 1],
        ]),
    ])
}

#[test]
fn every_unknown_code_is_listed_with_its_cells_and_the_first_of_them() {
    let strangers = strangers_of(&two_epochs_with_strangers(), SHAPE, 1);
    assert_eq!(strangers.len(), 2);
    // 99 lies in rows 0, 1 and 2, first at column 3; 7 once in row 1 and twice in row 2.
    assert_eq!(strangers[0].list(), [stranger(7, 3, 1, 0), stranger(99, 3, 0, 3)]);
    assert_eq!(strangers[0].cells(), 3 + 3);
    assert_eq!(strangers[1].list(), [stranger(50, 1, 2, 2)]);
    assert_eq!(strangers[1].cells(), 1);
}

#[test]
fn the_message_counts_the_cells_of_all_epochs() {
    let study = two_epochs_with_strangers();
    let error = tally(&study.plan(1), &study.scripted_source(SHAPE), &Silent).unwrap_err();
    assert_eq!(error.to_string(), "7 cells hold a value that is neither in the legend nor nodata");
}

#[test]
fn an_epoch_without_strangers_has_an_empty_list() {
    let clean = vec![Some(1); 15];
    let strangers = strangers_of(&study(vec![clean, raster([[9, 1, 1, 1, 1], [1; 5], [1; 5]])]), SHAPE, 1);
    assert!(strangers[0].is_empty());
    assert!(!strangers[1].is_empty());
}

#[test]
fn the_list_of_strangers_does_not_depend_on_threads_or_units() {
    let study = two_epochs_with_strangers();
    let whole = strangers_of(&study, SHAPE, 1);
    for (rows, cols) in (1..=3).flat_map(|rows| (1..=5).map(move |cols| (rows, cols))) {
        for threads in [1, 2, 3, 7] {
            assert_eq!(strangers_of(&study, GridShape { rows, cols }, threads), whole);
        }
    }
}

#[test]
fn codes_outside_every_zone_do_not_matter() {
    // The last column is under no zone.
    let strange = study(vec![raster([[1, 2, 1, 1, 99], [1, 1, 0, 2, 98], [1, 2, 2, 1, 97]])]);
    let clean = study(vec![raster([[1, 2, 1, 1, 1], [1, 1, 0, 2, 1], [1, 2, 2, 1, 1]])]);
    for unit in [SHAPE, GridShape { rows: 1, cols: 1 }, GridShape { rows: 2, cols: 3 }] {
        assert_eq!(strange.tally(unit, 2), clean.tally(unit, 2));
    }
}

#[test]
fn strangers_of_many_epochs_are_named_too() {
    // Ten epochs of a legend of 300 classes take several positional codes.
    let mut rasters = vec![vec![Some(1); 15]; 10];
    rasters[8][2] = Some(4000);
    let study = Study { codes: (1..=300).collect(), ..study(rasters) };
    let strangers = strangers_of(&study, GridShape { rows: 2, cols: 2 }, 2);
    assert_eq!(strangers[8].list(), [stranger(4000, 1, 0, 2)]);
    assert_eq!(strangers.iter().map(Strangers::cells).sum::<u64>(), 1);
}

#[test]
fn of_very_many_strangers_the_thousand_smallest_are_listed_and_all_are_counted() {
    // 2000 cells: codes from 1499 down to 1000, then from 2499 down to 1000; the 500 smallest stand twice.
    let shape = GridShape { rows: 40, cols: 50 };
    let code = |at: usize| 1000 + (1999 - at as u16) % 1500;
    let everywhere = vec![zone("all", rectangle([0.0, 0.0], [50.0, 40.0]))];
    let study = Study {
        shape,
        codes: vec![1],
        rasters: vec![(0..2000).map(|at| Some(code(at))).collect()],
        zones: everywhere,
        ground: Ground::HECTARES,
    };
    for (threads, rows, cols) in [(1, 40, 50), (3, 1, 50), (7, 9, 4)] {
        let strangers = &strangers_of(&study, GridShape { rows, cols }, threads)[0];
        assert_eq!(strangers.cells(), 2000);
        assert_eq!(strangers.list().len(), 1000);
        for (listed, expected) in strangers.list().into_iter().zip(1000..2000) {
            let first = (0..2000).find(|&at| code(at) == expected).unwrap();
            let cells = (0..2000).filter(|&at| code(at) == expected).count() as u64;
            assert_eq!(listed, stranger(expected, cells, first / 50, first % 50));
        }
    }
}
