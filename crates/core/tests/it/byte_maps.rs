//! Maps of bytes, as most files hold them: smooth, patchy and noisy ones of some thousand cells, so that whole chunks of
//! cells are compared, stacked and looked up together, against a count cell by cell.

use crate::cases::cases;
use crate::random_study::scramble;
use crate::study::{Ground, rectangle, zone};
use landledger_core::{
    Amount, BlockReader, BlockSource, Cells, EdgeRule, GridShape, LedgerLine, Legend, RegionTally, Silent, State,
    Surface, SymbolBlock, TallyError, TallyFault, TallyPlan, Trajectory, Window, Year, ZoneSet, tally,
};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::convert::Infallible;

/// Bytes of every epoch; what each means is one table for all.
#[derive(Debug, Clone)]
struct ByteMaps {
    shape: GridShape,
    unit: GridShape,
    /// Further from one row of a block to the next than the block is wide.
    extra_stride: usize,
    epochs: Vec<Vec<u8>>,
    states: Vec<State>,
}

#[derive(Debug, Clone)]
struct Recipe {
    maps: ByteMaps,
    classes: Vec<u8>,
    surface: Surface,
}

fn recipes() -> impl Strategy<Value = Recipe> {
    let codes = prop_oneof![
        // As in most legends, in two groups of sixteen, and from end to end.
        Just((1..=9).collect::<Vec<u8>>()),
        Just(vec![11, 12, 21, 22, 31, 40, 47, 48]),
        Just(vec![0, 15, 16, 127, 128, 255]),
        // In more groups of sixteen than are looked up together.
        Just((0..=15).map(|group| group * 16 + 3).collect()),
        Just(vec![7]),
    ];
    let ground = prop_oneof![
        Just(Ground::HECTARES),
        Just(Ground::wgs84(38.0, -1.0 / 3600.0, 1.0 / 3600.0)),
        Just(Ground::Slope { cell_m2: 900.0, by_col: 1e-4, by_row: 1e-4 }),
    ];
    let shape = (1..=150_usize, 1..=330_usize).prop_map(|(rows, cols)| GridShape { rows, cols });
    let units = (1..=150_usize, 1..=330_usize).prop_map(|(rows, cols)| GridShape { rows, cols });
    let patches = (prop_oneof![Just(1_usize), 1..=90_usize], prop_oneof![Just(1_usize), 1..=40_usize]);
    (shape, units, codes, 1..=5_usize, patches, 0..=3_usize, ground, any::<u64>()).prop_map(
        |(shape, unit, classes, epochs, (wide, high), extra_stride, ground, seed)| {
            let nodata = (0..=u8::MAX).find(|code| !classes.contains(code)).expect("no legend has all codes");
            let mut states = vec![State::Stranger; 256];
            states[usize::from(nodata)] = State::Nodata;
            (0..).zip(&classes).for_each(|(index, &code)| states[usize::from(code)] = State::Class(index));
            let map = |epoch: usize| {
                let cells = (0..shape.rows).flat_map(|row| (0..shape.cols).map(move |col| (row, col)));
                let byte = |(row, col): (usize, usize)| {
                    // An epoch in four changes a patch; one in ten is nodata.
                    let patch = scramble(seed ^ (((row / high) << 20) + col / wide) as u64);
                    let random = scramble(
                        patch
                            ^ (0..=epoch).rev().find(|&e| scramble(patch ^ e as u64).is_multiple_of(4)).unwrap_or(9)
                                as u64,
                    );
                    if random.is_multiple_of(10) { nodata } else { classes[(random >> 8) as usize % classes.len()] }
                };
                cells.map(byte).collect()
            };
            let unit = GridShape { rows: unit.rows.min(shape.rows), cols: unit.cols.min(shape.cols) };
            let maps = ByteMaps { shape, unit, extra_stride, epochs: (0..epochs).map(map).collect(), states };
            Recipe { maps, classes, surface: ground.surface_on(shape) }
        },
    )
}

impl BlockSource for ByteMaps {
    type Error = Infallible;
    type Reader<'a> = &'a Self;

    fn unit_shape(&self) -> GridShape {
        self.unit
    }

    fn states(&self, _epoch: usize) -> &[State] {
        &self.states
    }

    fn open(&self) -> Result<&Self, Infallible> {
        Ok(self)
    }
}

impl BlockReader for &ByteMaps {
    type Error = Infallible;

    fn read(&mut self, epoch: usize, window: Window, symbols: &mut SymbolBlock) -> Result<(), Infallible> {
        // Epochs stand in memory in different ways, as blocks of unlike files do.
        let stride = window.cols + self.extra_stride * epoch;
        let block = symbols.narrow(window.rows, stride);
        for row in 0..window.rows {
            let from = (window.row + row) * self.shape.cols + window.col;
            block[row * stride..][..window.cols].copy_from_slice(&self.epochs[epoch][from..from + window.cols]);
        }
        Ok(())
    }

    fn read_values(&mut self, epoch: usize, window: Window, values: &mut Vec<f64>) -> Result<(), Infallible> {
        values.clear();
        for row in window.row..window.end_row() {
            let from = row * self.shape.cols + window.col;
            values.extend(self.epochs[epoch][from..from + window.cols].iter().map(|&byte| f64::from(byte)));
        }
        Ok(())
    }
}

impl Recipe {
    /// Two zones of whole cells: all columns left of a slanting line of steps, and a box over its middle.
    fn plan(&self) -> TallyPlan {
        let (rows, cols) = (self.maps.shape.rows as f64, self.maps.shape.cols as f64);
        let most = rectangle([0.0, 0.0], [(cols - (cols / 7.0).floor()).max(1.0), rows]);
        let middle = rectangle([(cols / 3.0).floor(), (rows / 4.0).floor()], [cols, (rows / 2.0).ceil()]);
        let zones = vec![zone("most", most), zone("middle", middle)];
        TallyPlan {
            shape: self.maps.shape,
            rows: 0..self.maps.shape.rows,
            years: (0..self.maps.epochs.len() as i32).map(|epoch| Year(2000 + epoch)).collect(),
            legend: Legend::new(self.classes.iter().map(|&code| (u16::from(code), "class")))
                .expect("codes are distinct"),
            // What the geometry alone says is not the matter here.
            lines: vec![LedgerLine::default(); zones.len()],
            zones: ZoneSet::new(zones),
            surface: self.surface.clone(),
            edge: EdgeRule::Exact,
            threads: 2,
        }
    }

    /// One after another, every cell for which `is_inside` is true.
    fn count(&self, is_inside: impl Fn(usize, usize) -> bool) -> BTreeMap<Trajectory, Amount> {
        let mut counted: BTreeMap<Trajectory, Amount> = BTreeMap::new();
        let mut areas = Vec::new();
        for row in 0..self.maps.shape.rows {
            self.surface.areas_along(row, 0..self.maps.shape.cols, &mut areas);
            for col in (0..self.maps.shape.cols).filter(|&col| is_inside(row, col)) {
                let at = row * self.maps.shape.cols + col;
                let class = |bytes: &Vec<u8>| match self.maps.states[usize::from(bytes[at])] {
                    State::Class(index) => Some(index),
                    State::Nodata => None,
                    State::Stranger => panic!("there are none"),
                };
                let trajectory = Trajectory::new(self.maps.epochs.iter().map(class).collect());
                let area = areas[col + 1] - areas[col];
                *counted.entry(trajectory).or_default() += Amount { cells: Cells::whole(1), area };
            }
        }
        counted
    }
}

fn trajectories(region: &RegionTally) -> BTreeMap<Trajectory, Amount> {
    let counted = region.trajectories().expect("so few are kept");
    counted.map(|(trajectory, amount)| (trajectory.clone(), amount)).collect()
}

proptest! {
    #![proptest_config(cases(192))]

    #[test]
    fn maps_of_bytes_are_counted_as_cell_by_cell(recipe in recipes()) {
        let plan = recipe.plan();
        let tally = tally(&plan, &recipe.maps, &Silent).unwrap();
        let (rows, cols) = (recipe.maps.shape.rows, recipe.maps.shape.cols);
        let in_most = |_: usize, col: usize| col < (cols - cols / 7).max(1);
        let in_middle = |row: usize, col: usize| col >= cols / 3 && row >= rows / 4 && row < rows.div_ceil(2);
        prop_assert_eq!(trajectories(&tally.zone(0)), recipe.count(in_most));
        prop_assert_eq!(trajectories(&tally.zone(1)), recipe.count(in_middle));
        let in_either = |row, col| in_most(row, col) || in_middle(row, col);
        prop_assert_eq!(trajectories(&tally.study()), recipe.count(in_either));
    }

    #[test]
    fn one_byte_that_the_legend_does_not_name_is_found_wherever_it_is(
        recipe in recipes(),
        place in any::<proptest::sample::Index>(),
        byte in any::<proptest::sample::Index>(),
    ) {
        let mut recipe = recipe;
        let unnamed: Vec<u8> =
            (0..=u8::MAX).filter(|&byte| recipe.maps.states[usize::from(byte)] == State::Stranger).collect();
        let byte = unnamed[byte.index(unnamed.len())];
        let epoch = place.index(recipe.maps.epochs.len());
        let at = place.index(recipe.maps.shape.cells() as usize);
        recipe.maps.epochs[epoch][at] = byte;
        let (row, col) = (at / recipe.maps.shape.cols, at % recipe.maps.shape.cols);
        let (rows, cols) = (recipe.maps.shape.rows, recipe.maps.shape.cols);
        let is_in_most = col < (cols - cols / 7).max(1);
        let is_in_middle = col >= cols / 3 && row >= rows / 4 && row < rows.div_ceil(2);
        match tally(&recipe.plan(), &recipe.maps, &Silent) {
            Err(TallyError::Fault(TallyFault::UnknownCodes(strangers))) => {
                prop_assert!(is_in_most || is_in_middle);
                let found = strangers[epoch].list();
                prop_assert_eq!(found.len(), 1);
                prop_assert_eq!((found[0].value, found[0].cells), (f64::from(byte), 1));
                prop_assert_eq!((found[0].first.row, found[0].first.col), (row, col));
            }
            Ok(_) => prop_assert!(!is_in_most && !is_in_middle),
            Err(other) => panic!("{other}"),
        }
    }
}
