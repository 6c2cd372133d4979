//! The slow, obvious implementation: one thread, cell by cell, asking of each cell what it is and where.

use crate::slow_shares::{Sets, sets_by_cell};
use crate::study::{Ground, Study};
use landledger_core::{Amount, Cell, EdgeRule, Polygons, Trajectory};
use std::collections::{BTreeMap, BTreeSet};

/// Areas of the engine are rounded to 1e-9 m2 and summed exactly; the oracle's are plain floats, and its
/// closed form loses five digits in a row of 30 m. Relative.
const AREA_AGREEMENT: f64 = 1e-9;

/// Vertices of tested outlines are whole multiples of 1/LATTICE cells, so that whether a centre lies
/// left or right of an edge is decided in integers, without rounding.
pub(crate) const LATTICE: f64 = 65_536.0;

/// What an edge cell's share may differ by, in cells: some hundred edges in a cell, each cut and rounded to 2^-30.
const SHARE_AGREEMENT: f64 = 1.0 / 16_777_216.0;

/// Smaller shares than this are what floats leave of nothing.
const FLOAT_NOISE: f64 = 1e-11;

/// A zone that reaches into a cell by less than a few units of 2^-30 touches it or not, as rounding has it: on a 30 m grid that is
/// three square millimetres.
const LEAST_TOUCH: f64 = 4.0 / 1_073_741_824.0;

/// Cells and square metres.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Counted {
    pub(crate) cells: f64,
    pub(crate) square_metres: f64,
    /// What of these the engine may have rounded away, in cells and in square metres.
    open: [f64; 2],
}

impl Counted {
    fn add(&mut self, held: &Held, cell_m2: f64) {
        self.cells += held.share;
        self.square_metres += held.share * cell_m2;
        if held.is_doubtful {
            self.open = [self.open[0] + 1.0, self.open[1] + cell_m2];
        } else if held.is_rounded {
            self.open = [self.open[0] + SHARE_AGREEMENT, self.open[1] + SHARE_AGREEMENT * cell_m2];
        }
    }

    /// True when rounding may leave nothing of it.
    pub(crate) fn may_be_nothing(self) -> bool {
        self.cells <= self.open[0]
    }

    /// True when there is nothing of it, nor could rounding make something.
    pub(crate) fn is_nothing(self) -> bool {
        self.cells == 0.0 && self.open[0] == 0.0
    }

    /// Fails unless the engine counted the same: whole cells to the cell.
    #[track_caller]
    pub(crate) fn assert_is(self, amount: Amount) {
        let difference = (amount.cells.count() - self.cells).abs();
        assert!(difference <= self.open[0], "{} cells against {}", amount.cells.count(), self.cells);
        let area = amount.area.square_metres();
        let difference = (area - self.square_metres).abs();
        let open = AREA_AGREEMENT * self.square_metres + self.open[1];
        assert!(difference <= open, "{area} m2 against {} m2", self.square_metres);
    }
}

/// The share of each cell that each set of zones holds, by one edge rule.
pub(crate) struct Ownership<'a> {
    study: &'a Study,
    cells: BTreeMap<Cell, Sets>,
    /// Cells that some zone may touch or not.
    doubtful: BTreeSet<Cell>,
}

impl<'a> Ownership<'a> {
    pub(crate) fn of(study: &'a Study, rule: EdgeRule) -> Self {
        let mut doubtful = BTreeSet::new();
        let outlines = || study.zones.iter().map(|zone| &zone.outline).collect::<Vec<_>>();
        let cells = match rule {
            EdgeRule::Centre => every_cell(study)
                .map(|cell| (cell, (0..study.zones.len()).filter(|&zone| in_zone(study, zone, cell)).collect()))
                .map(|(cell, zones): (Cell, Vec<usize>)| (cell, Sets::from([(zones, 1.0)])))
                .collect(),
            EdgeRule::Exact => sets_by_cell(&outlines(), study.shape),
            EdgeRule::Touched => {
                let by_zone = outlines().into_iter().map(|outline| sets_by_cell(&[outline], study.shape));
                let mut touched: BTreeMap<Cell, Vec<usize>> = BTreeMap::new();
                for (zone, cells) in by_zone.enumerate() {
                    for (cell, sets) in cells {
                        let share = sets.values().copied().fold(0.0, f64::max);
                        if share > FLOAT_NOISE {
                            touched.entry(cell).or_default().push(zone);
                        }
                        if share > 0.0 && share < LEAST_TOUCH {
                            doubtful.insert(cell);
                        }
                    }
                }
                touched.into_iter().map(|(cell, zones)| (cell, Sets::from([(zones, 1.0)]))).collect()
            }
        };
        Self { study, cells, doubtful }
    }

    /// The cells, and shares of cells, that lie in at least one of these zones.
    pub(crate) fn any(&self, zones: &[usize]) -> Region<'a> {
        self.sets(|set| zones.iter().any(|zone| set.contains(zone)))
    }

    /// Those whose zones satisfy `wanted`, which is given the zones in their order.
    pub(crate) fn sets(&self, wanted: impl Fn(&[usize]) -> bool) -> Region<'a> {
        let held = |(cell, sets): (&Cell, &Sets)| {
            let share = sets.iter().filter(|(set, _)| wanted(set)).map(|(_, share)| share).sum::<f64>();
            // A cell that one set holds is whole, one that several hold is the sum of their shares.
            let is_whole = sets.len() == 1 && (share - 1.0).abs() < FLOAT_NOISE;
            let is_doubtful = self.doubtful.contains(cell);
            Held { cell: *cell, share: if is_whole { 1.0 } else { share }, is_rounded: !is_whole, is_doubtful }
        };
        let held = self.cells.iter().map(held).filter(|held| held.share > FLOAT_NOISE || held.is_doubtful);
        // Of a doubtful cell that no zone holds the engine may count something as well.
        let alone = self.doubtful.iter().filter(|cell| !self.cells.contains_key(cell));
        let alone = alone.map(|&cell| Held { cell, share: 0.0, is_rounded: false, is_doubtful: true });
        Region { study: self.study, held: held.chain(alone).collect() }
    }
}

/// A cell and the share of it that is counted.
struct Held {
    cell: Cell,
    share: f64,
    /// The engine rounds this share.
    is_rounded: bool,
    /// The engine may take this cell or leave it.
    is_doubtful: bool,
}

/// Cells of a zone, a group or the study, each once, with the share that is counted.
pub(crate) struct Region<'a> {
    study: &'a Study,
    held: Vec<Held>,
}

impl<'a> Region<'a> {
    /// The cells whose centres lie in at least one of these zones.
    pub(crate) fn of_any(study: &'a Study, zones: &[usize]) -> Self {
        Ownership::of(study, EdgeRule::Centre).any(zones)
    }

    /// The cells of which something is counted.
    pub(crate) fn cells(&self) -> Vec<Cell> {
        self.held.iter().filter(|held| held.share > FLOAT_NOISE).map(|held| held.cell).collect()
    }

    /// Sorts the cells by `key` of their classes; cells without a key are left out.
    pub(crate) fn by<K: Ord>(&self, key: impl Fn(&[Option<u16>]) -> Option<K>) -> BTreeMap<K, Counted> {
        let mut counted: BTreeMap<K, Counted> = BTreeMap::new();
        for held in &self.held {
            if let Some(key) = key(&classes_of(self.study, held.cell)) {
                counted.entry(key).or_default().add(held, cell_area(self.study.ground, held.cell));
            }
        }
        counted
    }

    pub(crate) fn trajectories(&self) -> BTreeMap<Trajectory, Counted> {
        self.by(|classes| Some(Trajectory::new(classes.to_vec())))
    }

    /// The cells whose classes satisfy `wanted`.
    pub(crate) fn sum_where(&self, wanted: impl Fn(&[Option<u16>]) -> bool) -> Counted {
        self.by(|classes| wanted(classes).then_some(())).remove(&()).unwrap_or_default()
    }
}

fn every_cell(study: &Study) -> impl Iterator<Item = Cell> + use<> {
    let shape = study.shape;
    (0..shape.rows).flat_map(move |row| (0..shape.cols).map(move |col| Cell { row, col }))
}

/// True when the centre of the cell lies in the zone.
fn in_zone(study: &Study, zone: usize, cell: Cell) -> bool {
    contains_centre(&study.zones[zone].outline, cell)
}

fn classes_of(study: &Study, cell: Cell) -> Vec<Option<u16>> {
    let at = cell.row * study.shape.cols + cell.col;
    let class = |code: u16| study.codes.iter().position(|&known| known == code).expect("a code of the legend") as u16;
    study.rasters.iter().map(|codes| codes[at].map(class)).collect()
}

/// Walks from the centre to the left and counts the edges on the way: an odd number means inside.
fn contains_centre(outline: &Polygons, cell: Cell) -> bool {
    let centre = on_lattice([cell.col as f64 + 0.5, cell.row as f64 + 0.5]);
    let crossed = outline.edges().filter(|edge| lies_left(on_lattice(edge[0]), on_lattice(edge[1]), centre)).count();
    crossed % 2 == 1
}

/// True when the edge meets the centre's row line strictly left of the centre. The tie rules: an edge
/// holds its end with the lower row coordinate and not the other; an edge through the centre is not left of it.
fn lies_left(from: [i64; 2], to: [i64; 2], centre: [i64; 2]) -> bool {
    if (from[1] <= centre[1]) == (to[1] <= centre[1]) {
        return false;
    }
    let turn = (to[0] - from[0]) * (centre[1] - from[1]) - (to[1] - from[1]) * (centre[0] - from[0]);
    if to[1] > from[1] { turn < 0 } else { turn > 0 }
}

fn on_lattice(point: [f64; 2]) -> [i64; 2] {
    point.map(|coordinate| {
        let steps = coordinate * LATTICE;
        assert!(steps.fract() == 0.0 && steps.abs() < 1e9, "{coordinate} is not on the lattice");
        steps as i64
    })
}

fn cell_area(ground: Ground, Cell { row, col }: Cell) -> f64 {
    match ground {
        // The mean over the cell of what grows evenly is that at its centre.
        Ground::Slope { cell_m2, by_col, by_row } => {
            cell_m2 * (1.0 + (col as f64 + 0.5) * by_col + (row as f64 + 0.5) * by_row)
        }
        Ground::Plane { cell_m2 } => cell_m2,
        Ground::Globe { semi_major_m, inverse_flattening, first_latitude, row_step, col_step } => {
            let flattening = 1.0 / inverse_flattening;
            let eccentricity = (flattening * (2.0 - flattening)).sqrt();
            // Beyond the poles there is no ground.
            let q_at = |row: usize| {
                let degrees = (first_latitude + row as f64 * row_step).clamp(-90.0, 90.0);
                authalic_q(eccentricity, degrees.to_radians())
            };
            let (upper, lower) = (q_at(row), q_at(row + 1));
            // The zone between two parallels is pi a^2 (q1 - q2) all around; a cell has its share of it.
            semi_major_m * semi_major_m / 2.0 * (upper - lower).abs() * col_step.to_radians().abs()
        }
    }
}

/// Snyder, Map Projections: A Working Manual, USGS Professional Paper 1395 (1987), eq. 3-12.
fn authalic_q(e: f64, latitude: f64) -> f64 {
    let sine = latitude.sin();
    let first = sine / (1.0 - e * e * sine * sine);
    (1.0 - e * e) * (first - ((1.0 - e * sine) / (1.0 + e * sine)).ln() / (2.0 * e))
}
