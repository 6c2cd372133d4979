//! Values that are neither in the legend nor nodata: what they are, how many, where first.

use crate::Cell;
use std::collections::BTreeMap;

/// More different values than this are not listed one by one (a raster of floats may hold millions).
const LISTED_AT_MOST: usize = 1000;

/// One unexpected value of one epoch.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stranger {
    /// The value in the raster.
    pub value: f64,
    /// How many cells under the zones hold it.
    pub cells: u64,
    /// The first of them: topmost row, then leftmost column.
    pub first: Cell,
}

/// Unexpected values of one epoch.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Strangers {
    /// Smallest value first; at most 1000 of them.
    listed: BTreeMap<OrderedValue, (u64, Option<Cell>)>,
    cells: u64,
}

/// Total order of floats; a NaN never gets here because it is nodata.
#[derive(Debug, Clone, Copy, PartialEq)]
struct OrderedValue(f64);

impl Eq for OrderedValue {}
impl PartialOrd for OrderedValue {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for OrderedValue {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0.total_cmp(&other.0)
    }
}

impl Strangers {
    pub(crate) fn add(&mut self, value: f64, cells: u64, first: Cell) {
        self.cells += cells;
        let entry = self.listed.entry(OrderedValue(value)).or_insert((0, None));
        entry.0 += cells;
        entry.1 = Some(entry.1.map_or(first, |earlier| earlier.min(first)));
        // Dropping the largest keeps the list the same whatever the order of arrival: a value that
        // is dropped once has a thousand smaller ones before it for good.
        if self.listed.len() > LISTED_AT_MOST {
            self.listed.pop_last();
        }
    }

    pub(crate) fn merge(&mut self, other: &Self) {
        let listed: u64 = other.listed.values().map(|entry| entry.0).sum();
        for stranger in other.list() {
            self.add(stranger.value, stranger.cells, stranger.first);
        }
        self.cells += other.cells - listed;
    }

    /// True when every value was expected.
    pub fn is_empty(&self) -> bool {
        self.cells == 0
    }

    /// Number of cells with an unexpected value.
    pub fn cells(&self) -> u64 {
        self.cells
    }

    /// The values, smallest first.
    pub fn list(&self) -> Vec<Stranger> {
        self.listed
            .iter()
            .filter_map(|(value, &(cells, first))| Some(Stranger { value: value.0, cells, first: first? }))
            .collect()
    }
}
