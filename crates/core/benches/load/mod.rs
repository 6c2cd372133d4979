//! What the benchmarks and `examples/kernels.rs` work on: made here, the same on every machine.

use landledger_core::{
    Area, BlockReader, BlockSource, EdgeRule, Ellipsoid, GridShape, Legend, Polygons, Ring, Silent, State, Surface,
    SymbolBlock, Tally, TallyPlan, Window, Year, Zone, ZoneSet, ledger_lines, tally,
};
use std::convert::Infallible;
use std::f64::consts::TAU;

/// Three epochs of a land-cover map.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Map {
    /// One class.
    Constant,
    /// Patches, nine cells in ten like their left neighbour; one patch in ten changes from epoch to epoch.
    Patches,
    /// Every cell by chance.
    Noise,
}

/// Classes of the maps; symbol 0 is nodata.
const CLASSES: usize = 9;
pub(crate) const BLOCK: GridShape = GridShape { rows: 512, cols: 512 };
const EPOCHS: usize = 3;

/// The same block wherever it is asked for: nothing is measured but the counting.
pub(crate) struct OneBlock {
    states: Vec<State>,
    epochs: Vec<Vec<u8>>,
}

impl OneBlock {
    pub(crate) fn of(map: Map) -> Self {
        let states = (0..=CLASSES as u16).map(|symbol| symbol.checked_sub(1).map_or(State::Nodata, State::Class));
        let epochs = (0..EPOCHS).map(|epoch| {
            let cells = (0..BLOCK.rows).flat_map(|row| (0..BLOCK.cols).map(move |col| (row, col)));
            cells.map(|(row, col)| map.symbol(epoch, row, col)).collect()
        });
        Self { states: states.collect(), epochs: epochs.collect() }
    }

    /// Sixteen blocks, by one thread, under one zone that holds them all.
    pub(crate) fn tally(&self, surface: Surface) -> Tally {
        let shape = GridShape { rows: 4 * BLOCK.rows, cols: 4 * BLOCK.cols };
        let zones = vec![Zone { name: "all".into(), group: None, outline: Polygons::of_grid(shape) }];
        let classes = (1..=CLASSES as u16).map(|code| (code, "class"));
        let plan = TallyPlan {
            shape,
            rows: 0..shape.rows,
            years: (0..EPOCHS as i32).map(|epoch| Year(2000 + 10 * epoch)).collect(),
            legend: Legend::new(classes).expect("codes are distinct"),
            lines: ledger_lines(&zones, &surface, shape),
            zones: ZoneSet::new(zones),
            surface,
            edge: EdgeRule::Exact,
            threads: 1,
        };
        tally(&plan, self, &Silent).expect("memory can be read")
    }
}

/// Cells of 30 m.
pub(crate) fn metres() -> Surface {
    Surface::plane(Area::from_square_metres(900.0))
}

/// Cells of one second at 38 degrees north.
pub(crate) fn degrees() -> Surface {
    let second = (1.0_f64 / 3600.0).to_radians();
    Surface::Geographic {
        ellipsoid: Ellipsoid::wgs84(),
        first_latitude: 38_f64.to_radians(),
        row_step: -second,
        col_step: second,
    }
}

impl Map {
    fn symbol(self, epoch: usize, row: usize, col: usize) -> u8 {
        let class = |random: u64| (random >> 32) as u8 % CLASSES as u8 + 1;
        match self {
            Self::Constant => 4,
            Self::Noise => class(scramble(((epoch * BLOCK.rows + row) * BLOCK.cols + col) as u64)),
            Self::Patches => {
                // Borders between patches of some ten cells wander from row to row.
                let wander = |along: usize, salt: u64| (scramble((along / 5) as u64 ^ salt << 40) >> 60) as usize / 4;
                let patch = ((row + wander(col, 1)) / 9) * 1000 + (col + wander(row, 2)) / 11;
                let random = scramble(patch as u64);
                let changed = (1..=epoch).filter(|epoch| scramble(random ^ *epoch as u64).is_multiple_of(10)).count();
                class(random.wrapping_add((changed as u64) << 32))
            }
        }
    }
}

impl BlockSource for OneBlock {
    type Error = Infallible;
    type Reader<'a> = OneBlockReader<'a>;

    fn unit_shape(&self) -> GridShape {
        BLOCK
    }

    fn states(&self, _epoch: usize) -> &[State] {
        &self.states
    }

    fn open(&self) -> Result<OneBlockReader<'_>, Infallible> {
        Ok(OneBlockReader { source: self, is_read: [false; EPOCHS] })
    }
}

pub(crate) struct OneBlockReader<'a> {
    source: &'a OneBlock,
    is_read: [bool; EPOCHS],
}

impl BlockReader for OneBlockReader<'_> {
    type Error = Infallible;

    fn read(&mut self, epoch: usize, _window: Window, symbols: &mut SymbolBlock) -> Result<(), Infallible> {
        let block = symbols.narrow(BLOCK.rows, BLOCK.cols);
        // What was there before is still there.
        if !std::mem::replace(&mut self.is_read[epoch], true) {
            block.copy_from_slice(&self.source.epochs[epoch]);
        }
        Ok(())
    }

    fn read_values(&mut self, _epoch: usize, _window: Window, values: &mut Vec<f64>) -> Result<(), Infallible> {
        values.clear();
        Ok(())
    }
}

pub(crate) const GRID: GridShape = GridShape { rows: 2048, cols: 2048 };

/// A mesh of `rows x cols` zones over the grid that share their edges, each edge of so many wiggles.
pub(crate) fn tiling(rows: usize, cols: usize, wiggles: usize) -> Vec<Zone> {
    let (height, width) = (GRID.rows as f64 / rows as f64, GRID.cols as f64 / cols as f64);
    let vertex = |row: usize, col: usize| [col as f64 * width, row as f64 * height];
    // Both neighbours walk the same points of an edge.
    let edge = |from: [f64; 2], to: [f64; 2]| -> Ring {
        let point = |at: usize| {
            let along = at as f64 / wiggles as f64;
            let aside = 0.08 * (TAU * along * 3.0).sin() * (1.0 - along) + jitter(from, at);
            let (dx, dy) = (to[0] - from[0], to[1] - from[1]);
            [from[0] + along * dx - aside * dy, from[1] + along * dy + aside * dx]
        };
        std::iter::once(from).chain((1..wiggles).map(point)).collect()
    };
    let backwards = |from: [f64; 2], to: [f64; 2]| -> Ring {
        let ring = edge(from, to);
        std::iter::once(to).chain(ring.into_iter().skip(1).rev()).collect()
    };
    let zone = |row: usize, col: usize| {
        let [a, b, c, d] = [(0, 0), (0, 1), (1, 1), (1, 0)].map(|(down, right)| vertex(row + down, col + right));
        let ring = [edge(a, b), edge(b, c), backwards(d, c), backwards(a, d)].concat();
        Zone { name: format!("{row} {col}"), group: None, outline: Polygons::from_rings(vec![ring]) }
    };
    (0..rows).flat_map(|row| (0..cols).map(move |col| (row, col))).map(|(row, col)| zone(row, col)).collect()
}

/// A little to one side, by place.
fn jitter(from: [f64; 2], at: usize) -> f64 {
    let random = scramble((from[0] as u64) << 40 ^ (from[1] as u64) << 20 ^ at as u64);
    (random >> 40) as f64 / (1_u64 << 24) as f64 * 0.02
}

/// The output function of splitmix64 (Steele, Lea and Flood, 2014).
fn scramble(input: u64) -> u64 {
    let mut mixed = input.wrapping_add(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}
