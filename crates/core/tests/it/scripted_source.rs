//! Rasters in memory that note every read, and fail where a test tells them to.

use landledger_core::{BlockReader, BlockSource, GridShape, Legend, State, SymbolBlock, Window};
use std::collections::BTreeSet;
use std::fmt;
use std::sync::{Mutex, PoisonError};

/// One call of a reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Read {
    pub(crate) epoch: usize,
    pub(crate) window: Window,
}

/// A failure that a test asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Broken {
    Open,
    Read(Read),
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "broken on purpose: {self:?}")
    }
}

impl std::error::Error for Broken {}

type OpenHook = Box<dyn Fn(usize) -> Result<(), Broken> + Send + Sync>;
type ReadHook = Box<dyn Fn(Read) -> Result<(), Broken> + Send + Sync>;

/// Every epoch has its own symbols: epoch 0 starts with nodata, epoch 1 with the symbol after it, and so on.
/// Odd epochs are wide, even ones narrow where their symbols fit.
pub(crate) struct ScriptedSource {
    shape: GridShape,
    unit: GridShape,
    epochs: Vec<Epoch>,
    on_open: OpenHook,
    on_read: ReadHook,
    notes: Mutex<Notes>,
}

struct Epoch {
    states: Vec<State>,
    symbols: Vec<u16>,
    values: Vec<f64>,
    wide: bool,
}

/// What was asked of a source.
#[derive(Debug, Clone, Default)]
pub(crate) struct Notes {
    pub(crate) opened: usize,
    pub(crate) reads: Vec<Read>,
    pub(crate) value_reads: Vec<Read>,
}

impl ScriptedSource {
    pub(crate) fn new(shape: GridShape, unit: GridShape, legend: &Legend, rasters: &[Vec<Option<u16>>]) -> Self {
        let epochs = rasters.iter().enumerate().map(|(epoch, codes)| Epoch::new(epoch, legend, codes)).collect();
        Self {
            shape,
            unit,
            epochs,
            on_open: Box::new(|_| Ok(())),
            on_read: Box::new(|_| Ok(())),
            notes: Mutex::default(),
        }
    }

    /// Asks `hook` before each opening, with the number of openings before it.
    pub(crate) fn on_open(mut self, hook: impl Fn(usize) -> Result<(), Broken> + Send + Sync + 'static) -> Self {
        self.on_open = Box::new(hook);
        self
    }

    /// Asks `hook` before each read of symbols.
    pub(crate) fn on_read(mut self, hook: impl Fn(Read) -> Result<(), Broken> + Send + Sync + 'static) -> Self {
        self.on_read = Box::new(hook);
        self
    }

    pub(crate) fn notes(&self) -> Notes {
        self.lock().clone()
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Notes> {
        self.notes.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn indices(&self, window: Window) -> impl Iterator<Item = usize> + '_ {
        assert!(
            window.end_row() <= self.shape.rows && window.end_col() <= self.shape.cols,
            "{window:?} leaves the grid"
        );
        (window.row..window.end_row())
            .flat_map(move |row| (window.col..window.end_col()).map(move |col| row * self.shape.cols + col))
    }
}

impl Epoch {
    fn new(epoch: usize, legend: &Legend, codes: &[Option<u16>]) -> Self {
        let alphabet: BTreeSet<Option<u16>> = codes.iter().copied().collect();
        let mut alphabet: Vec<Option<u16>> = alphabet.into_iter().collect();
        let turn = epoch % alphabet.len().max(1);
        alphabet.rotate_left(turn);
        let state = |code: &Option<u16>| match code.map(|code| legend.index_of_cell(code)) {
            None => State::Nodata,
            Some(Some(index)) => State::Class(index as u16),
            Some(None) => State::Stranger,
        };
        let symbol = |code: &Option<u16>| alphabet.iter().position(|known| known == code).map(|symbol| symbol as u16);
        Self {
            states: alphabet.iter().map(state).collect(),
            symbols: codes.iter().filter_map(symbol).collect(),
            values: codes.iter().map(|code| code.map_or(f64::NAN, f64::from)).collect(),
            wide: epoch % 2 == 1 || alphabet.len() > 256,
        }
    }
}

impl BlockSource for ScriptedSource {
    type Error = Broken;
    type Reader<'a> = &'a Self;

    fn unit_shape(&self) -> GridShape {
        self.unit
    }

    fn states(&self, epoch: usize) -> &[State] {
        &self.epochs[epoch].states
    }

    fn open(&self) -> Result<&Self, Broken> {
        let mut notes = self.lock();
        let before = notes.opened;
        notes.opened += 1;
        drop(notes);
        (self.on_open)(before).map(|()| self)
    }
}

impl BlockReader for &ScriptedSource {
    type Error = Broken;

    fn read(&mut self, epoch: usize, window: Window, symbols: &mut SymbolBlock) -> Result<(), Broken> {
        let read = Read { epoch, window };
        self.lock().reads.push(read);
        (self.on_read)(read)?;
        let raster = &self.epochs[epoch];
        if raster.wide {
            let wide = symbols.wide(window.rows, window.cols);
            wide.iter_mut().zip(self.indices(window)).for_each(|(symbol, at)| *symbol = raster.symbols[at]);
        } else {
            let narrow = symbols.narrow(window.rows, window.cols);
            narrow.iter_mut().zip(self.indices(window)).for_each(|(symbol, at)| *symbol = raster.symbols[at] as u8);
        }
        Ok(())
    }

    fn read_values(&mut self, epoch: usize, window: Window, values: &mut Vec<f64>) -> Result<(), Broken> {
        self.lock().value_reads.push(Read { epoch, window });
        values.clear();
        values.extend(self.indices(window).map(|at| self.epochs[epoch].values[at]));
        Ok(())
    }
}
