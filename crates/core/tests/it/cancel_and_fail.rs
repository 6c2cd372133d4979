//! A tally that cannot be completed is an error, never a partial result.

use crate::scripted_source::{Broken, Read};
use crate::study::{Ground, Study, rectangle, zone};
use landledger_core::{GridShape, Progress, Silent, TallyError, TallyFault, Work, tally};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;

/// Twenty units of one row each, all under one zone, two epochs.
const UNITS: usize = 20;
const UNIT: GridShape = GridShape { rows: 1, cols: 4 };

fn twenty_units() -> Study {
    let raster = vec![Some(1); UNITS * UNIT.cols];
    Study {
        shape: GridShape { rows: UNITS, cols: UNIT.cols },
        codes: vec![1],
        rasters: vec![raster.clone(), raster],
        zones: vec![zone("all", rectangle([0.0, 0.0], [4.0, 20.0]))],
        ground: Ground::HECTARES,
    }
}

/// The row whose read was reported as the reason.
#[track_caller]
fn broken_row(result: Result<landledger_core::Tally, TallyError<Broken>>) -> usize {
    match result {
        Err(TallyError::Source(Broken::Read(read))) => read.window.row,
        other => panic!("expected a failed read, got {other:?}"),
    }
}

#[test]
fn one_thread_reports_the_first_broken_unit() {
    let study = twenty_units();
    let source = study
        .scripted_source(UNIT)
        .on_read(|read| if [17, 5, 11].contains(&read.window.row) { Err(Broken::Read(read)) } else { Ok(()) });
    assert_eq!(broken_row(tally(&study.plan(1), &source, &Silent)), 5);
    // Nothing is read after the failure: rows 0 to 4 in both epochs, row 5 in the first.
    assert_eq!(source.notes().reads.len(), 5 * 2 + 1);
}

#[test]
fn a_unit_that_breaks_in_a_later_epoch_is_an_error() {
    let study = twenty_units();
    let source = study
        .scripted_source(UNIT)
        .on_read(|read| if (read.epoch, read.window.row) == (1, 19) { Err(Broken::Read(read)) } else { Ok(()) });
    assert_eq!(broken_row(tally(&study.plan(3), &source, &Silent)), 19);
}

#[test]
fn any_broken_unit_makes_the_tally_an_error_for_any_number_of_threads() {
    let study = twenty_units();
    for threads in [1, 2, 3, 7] {
        for broken in 0..UNITS {
            let source = study
                .scripted_source(UNIT)
                .on_read(move |read| if read.window.row >= broken { Err(Broken::Read(read)) } else { Ok(()) });
            let row = broken_row(tally(&study.plan(threads), &source, &Silent));
            // The threads together hold at most so many units at a time.
            assert!((broken..broken + threads).contains(&row), "{threads} threads: row {row} reported for {broken}");
        }
    }
}

#[test]
fn of_units_that_break_at_the_same_time_the_first_is_reported() {
    // Row 0 fails only after row 1 has failed in another worker.
    let study = twenty_units();
    let failed = Arc::new((Mutex::new(false), Condvar::new()));
    let source = study.scripted_source(UNIT).on_read(move |read| {
        let (done, bell) = &*failed;
        match read.window.row {
            0 => {
                let guard = done.lock().unwrap();
                let (guard, _) = bell.wait_timeout_while(guard, Duration::from_secs(30), |done| !*done).unwrap();
                assert!(*guard, "no second worker came to row 1");
                Err(Broken::Read(read))
            }
            1 => {
                *done.lock().unwrap() = true;
                bell.notify_all();
                Err(Broken::Read(read))
            }
            _ => Ok(()),
        }
    });
    assert_eq!(broken_row(tally(&study.plan(2), &source, &Silent)), 0);
}

#[test]
fn a_source_that_cannot_be_opened_is_an_error() {
    let study = twenty_units();
    for threads in [1, 2, 3, 7] {
        let source = study.scripted_source(UNIT).on_open(|_| Err(Broken::Open));
        let error = tally(&study.plan(threads), &source, &Silent).unwrap_err();
        assert!(matches!(error, TallyError::Source(Broken::Open)), "{error:?}");
        assert_eq!(source.notes().reads, []);
    }
}

#[test]
fn one_worker_that_cannot_open_its_files_spoils_the_tally() {
    let study = twenty_units();
    for threads in [2, 3, 7] {
        let source = study.scripted_source(UNIT).on_open(|before| if before == 0 { Err(Broken::Open) } else { Ok(()) });
        let error = tally(&study.plan(threads), &source, &Silent).unwrap_err();
        assert!(matches!(error, TallyError::Source(Broken::Open)), "{error:?}");
    }
}

#[test]
fn a_source_error_keeps_its_own_message() {
    let study = twenty_units();
    let source = study.scripted_source(UNIT).on_open(|_| Err(Broken::Open));
    let error = tally(&study.plan(1), &source, &Silent).unwrap_err();
    assert_eq!(error.to_string(), "broken on purpose: Open");
}

/// Asks to stop once so many units are done, and from then on.
struct StopAfter {
    units: u64,
    done: AtomicU64,
    begun: AtomicBool,
}

impl StopAfter {
    fn units(units: u64) -> Self {
        Self { units, done: AtomicU64::new(0), begun: AtomicBool::new(false) }
    }
}

impl Progress for StopAfter {
    fn begin(&self, work: Work) {
        assert_eq!(work.units, UNITS as u64);
        self.begun.store(true, Ordering::SeqCst);
    }

    fn advance(&self, units: u64, _cells: u64) {
        self.done.fetch_add(units, Ordering::SeqCst);
    }

    fn is_cancelled(&self) -> bool {
        self.done.load(Ordering::SeqCst) >= self.units
    }
}

#[test]
fn a_tally_that_is_told_to_stop_is_cancelled_and_not_partial() {
    let study = twenty_units();
    for threads in [1, 2, 3, 7] {
        for units in [0, 1, 10, UNITS as u64 - 1] {
            let (source, stop) = (study.scripted_source(UNIT), StopAfter::units(units));
            let error = tally(&study.plan(threads), &source, &stop).unwrap_err();
            assert!(matches!(error, TallyError::Fault(TallyFault::Cancelled)), "{error:?}");
            assert!(stop.begun.load(Ordering::SeqCst));
            // A worker finishes the unit that it is in, and takes no other.
            let read = source.notes().reads.len() as u64 / 2;
            assert!((units..units + threads as u64).contains(&read), "{read} units read, told to stop after {units}");
        }
    }
}

#[test]
fn a_broken_unit_is_reported_even_when_the_user_wants_to_stop() {
    let study = twenty_units();
    let source = study
        .scripted_source(UNIT)
        .on_read(|read: Read| if read.window.row == 3 { Err(Broken::Read(read)) } else { Ok(()) });
    assert_eq!(broken_row(tally(&study.plan(1), &source, &StopAfter::units(4))), 3);
}

#[test]
fn cancelling_says_that_the_tally_is_not_complete() {
    let study = twenty_units();
    let error = tally(&study.plan(2), &study.scripted_source(UNIT), &StopAfter::units(0)).unwrap_err();
    assert_eq!(error.to_string(), "stopped before the tally was complete");
}
