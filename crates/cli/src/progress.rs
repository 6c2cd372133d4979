//! A bar on a terminal, a line now and then elsewhere, nothing when quiet.

use crate::numbers::grouped;
use crate::stop;
use crate::talk::Talk;
use landledger::{Progress, Work};
use std::sync::Mutex;
use std::time::{Duration, Instant};

/// Lines are at least this far apart when the output is no terminal.
const LINE_EVERY: Duration = Duration::from_secs(5);

pub(crate) struct Shown<'a> {
    talk: &'a Talk,
    bar: Option<indicatif::ProgressBar>,
    state: Mutex<State>,
}

struct State {
    total: u64,
    done: u64,
    cells: u64,
    started: Instant,
    last_line: Instant,
}

impl<'a> Shown<'a> {
    pub(crate) fn new(talk: &'a Talk) -> Self {
        let now = Instant::now();
        let state = Mutex::new(State { total: 0, done: 0, cells: 0, started: now, last_line: now });
        let bar = (talk.is_terminal && !talk.is_quiet).then(bar);
        Self { talk, bar, state }
    }
}

fn bar() -> indicatif::ProgressBar {
    let bar = indicatif::ProgressBar::hidden();
    let template = "reading {bar:30} {human_pos}/{human_len} blocks, {msg}, {eta} left";
    if let Ok(style) = indicatif::ProgressStyle::with_template(template) {
        bar.set_style(style.progress_chars("=> "));
    }
    bar
}

impl Progress for Shown<'_> {
    fn begin(&self, work: Work) {
        if let Ok(mut state) = self.state.lock() {
            state.total = work.units;
        }
        match &self.bar {
            Some(bar) => {
                bar.set_length(work.units);
                bar.set_draw_target(indicatif::ProgressDrawTarget::stderr());
            }
            None => self.talk.say(&format!(
                "reading {} of {} blocks, {} cells in each epoch",
                grouped(work.units),
                grouped(work.units_in_grid),
                grouped(work.cells)
            )),
        }
    }

    fn begin_again(&self) {
        if let Ok(mut state) = self.state.lock() {
            (state.done, state.cells, state.started) = (0, 0, Instant::now());
        }
        match &self.bar {
            Some(bar) => bar.reset(),
            None => self.talk.say("too many trajectories to keep: reading again, counting by pairs of epochs"),
        }
    }

    fn begin_maps(&self, maps: usize, work: Work) {
        if let Ok(mut state) = self.state.lock() {
            *state = State { total: work.units, done: 0, cells: 0, started: Instant::now(), last_line: Instant::now() };
        }
        match &self.bar {
            Some(bar) => {
                bar.reset();
                bar.set_length(work.units);
                bar.set_draw_target(indicatif::ProgressDrawTarget::stderr());
            }
            None => self.talk.say(&format!("drawing {} maps", grouped(maps as u64))),
        }
    }

    fn advance(&self, units: u64, cells: u64) {
        let Ok(mut state) = self.state.lock() else { return };
        state.done += units;
        state.cells += cells;
        let rate = state.cells as f64 / state.started.elapsed().as_secs_f64().max(1e-3);
        let speed = format!("{} million cells/s", grouped((rate / 1e6).round() as u64));
        match &self.bar {
            Some(bar) => {
                bar.set_message(speed);
                bar.inc(units);
                if state.done == state.total {
                    bar.finish_and_clear();
                }
            }
            None if state.last_line.elapsed() >= LINE_EVERY => {
                state.last_line = Instant::now();
                self.talk.say(&format!("{} of {} blocks, {speed}", grouped(state.done), grouped(state.total)));
            }
            None => {}
        }
    }

    fn is_cancelled(&self) -> bool {
        stop::was_asked()
    }
}
