//! How cells of a map are made from the symbols of the epochs.

use crate::ChangeNumbers;
use landledger_core::{State, SymbolRow};

/// Makes the cells of a stretch of a row. All symbols and cells belong to the same columns and the same zone.
pub(crate) trait Paint<T>: Send + Sync {
    /// `rows` has one entry for each epoch of the map.
    fn stretch(&self, rows: &[SymbolRow<'_>], zone: usize, cells: &mut [T]);
}

/// Symbols that fit into a byte.
const BYTES: usize = 256;

/// Numbers of changes between two epochs.
pub(crate) struct ChangePaint<T> {
    /// Where both epochs have symbols of a byte: by the earlier symbol, then the later.
    by_bytes: Box<[[T; BYTES]; BYTES]>,
    /// Class of each symbol, and one more where it has none.
    class_of: [Vec<u16>; 2],
    /// By the earlier class, then the later.
    by_class: Vec<T>,
    classes: usize,
}

impl<T: Copy + TryFrom<u16> + Default> ChangePaint<T> {
    /// From what symbols mean in the two epochs.
    pub(crate) fn new(numbers: &ChangeNumbers, states: [&[State]; 2]) -> Self {
        let classes = numbers.classes() + 1;
        let none = classes - 1;
        let cell = |number: u16| T::try_from(number).unwrap_or_default();
        let number = |from: usize, to: usize| match (from == none, to == none) {
            (false, false) => numbers.number(from, to).unwrap_or(numbers.uncounted()),
            _ => 0,
        };
        let by_class: Vec<T> = (0..classes)
            .flat_map(|from| (0..classes).map(move |to| (from, to)))
            .map(|(from, to)| cell(number(from, to)))
            .collect();
        let class_of =
            states.map(|states| states.iter().map(|state| class_or(*state, none as u16)).collect::<Vec<u16>>());
        let class = |epoch: usize, symbol: usize| class_of[epoch].get(symbol).map_or(none, |&class| usize::from(class));
        let row = |from: usize| std::array::from_fn(|to| by_class[class(0, from) * classes + class(1, to)]);
        let rows: Vec<[T; BYTES]> = (0..BYTES).map(row).collect();
        let by_bytes = rows.try_into().unwrap_or_else(|_| unreachable!("there are so many rows"));
        Self { by_bytes, class_of, by_class, classes }
    }
}

impl<T: Copy + Send + Sync> Paint<T> for ChangePaint<T> {
    fn stretch(&self, rows: &[SymbolRow<'_>], _zone: usize, cells: &mut [T]) {
        if let [SymbolRow::Narrow(from), SymbolRow::Narrow(to)] = rows {
            for ((cell, from), to) in cells.iter_mut().zip(*from).zip(*to) {
                *cell = self.by_bytes[usize::from(*from)][usize::from(*to)];
            }
            return;
        }
        let class = |epoch: usize, symbol: usize| usize::from(self.class_of[epoch][symbol]);
        for ((cell, from), to) in cells.iter_mut().zip(rows[0].symbols()).zip(rows[1].symbols()) {
            *cell = self.by_class[class(0, from) * self.classes + class(1, to)];
        }
    }
}

/// What a hectare is worth, by zone and class; `None` where a class has no value in a zone.
pub type Densities = Vec<Vec<Option<f64>>>;

/// Densities of one epoch.
pub(crate) struct DensityPaint {
    /// By zone and symbol.
    by_symbol: Vec<Vec<f32>>,
}

impl DensityPaint {
    pub(crate) fn new(densities: &Densities, states: &[State]) -> Self {
        let value = |of_zone: &[Option<f64>], state: State| match state {
            State::Class(class) => {
                of_zone.get(usize::from(class)).copied().flatten().map_or(f32::NAN, |value| value as f32)
            }
            State::Nodata | State::Stranger => f32::NAN,
        };
        Self {
            by_symbol: densities
                .iter()
                .map(|of_zone| states.iter().map(|&state| value(of_zone, state)).collect())
                .collect(),
        }
    }
}

impl Paint<f32> for DensityPaint {
    fn stretch(&self, rows: &[SymbolRow<'_>], zone: usize, cells: &mut [f32]) {
        let of_zone = &self.by_symbol[zone];
        for (cell, symbol) in cells.iter_mut().zip(rows[0].symbols()) {
            *cell = of_zone[symbol];
        }
    }
}

/// Change of the density from one epoch to another, where it is known in both.
pub(crate) struct DensityChangePaint {
    classes: usize,
    class_of: [Vec<u16>; 2],
    /// By zone, the earlier class and the later; the difference is taken before it is rounded to 32 bits.
    by_class: Vec<Vec<f32>>,
}

impl DensityChangePaint {
    pub(crate) fn new(densities: [&Densities; 2], states: [&[State]; 2]) -> Self {
        let classes = densities[0].first().map_or(0, Vec::len) + 1;
        let none = classes as u16 - 1;
        let of_zone = |from: &[Option<f64>], to: &[Option<f64>]| {
            let value = |of: &[Option<f64>], class: usize| of.get(class).copied().flatten();
            let pairs = (0..classes).flat_map(|from| (0..classes).map(move |to| (from, to)));
            pairs
                .map(|(earlier, later)| match (value(from, earlier), value(to, later)) {
                    (Some(earlier), Some(later)) => (later - earlier) as f32,
                    _ => f32::NAN,
                })
                .collect()
        };
        Self {
            classes,
            class_of: states.map(|states| states.iter().map(|state| class_or(*state, none)).collect()),
            by_class: densities[0].iter().zip(densities[1]).map(|(from, to)| of_zone(from, to)).collect(),
        }
    }
}

impl Paint<f32> for DensityChangePaint {
    fn stretch(&self, rows: &[SymbolRow<'_>], zone: usize, cells: &mut [f32]) {
        let of_zone = &self.by_class[zone];
        let class = |epoch: usize, symbol: usize| usize::from(self.class_of[epoch][symbol]);
        for ((cell, from), to) in cells.iter_mut().zip(rows[0].symbols()).zip(rows[1].symbols()) {
            *cell = of_zone[class(0, from) * self.classes + class(1, to)];
        }
    }
}

fn class_or(state: State, none: u16) -> u16 {
    match state {
        State::Class(class) => class,
        State::Nodata | State::Stranger => none,
    }
}
