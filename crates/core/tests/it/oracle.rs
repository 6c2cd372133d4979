//! The slow, obvious implementation: one thread, cell by cell, asking of each cell what it is and where.

use crate::study::{Ground, Study};
use landledger_core::{Amount, Cell, Polygons, Trajectory};
use std::collections::BTreeMap;

/// Areas of the engine are rounded to 1e-9 m2 and summed exactly; the oracle's are plain floats, and its
/// closed form loses five digits in a row of 30 m. Relative.
const AREA_AGREEMENT: f64 = 1e-9;

/// Vertices of tested outlines are whole multiples of 1/LATTICE cells, so that whether a centre lies
/// left or right of an edge is decided in integers, without rounding.
pub(crate) const LATTICE: f64 = 65_536.0;

/// Cells and square metres.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Counted {
    pub(crate) cells: u64,
    pub(crate) square_metres: f64,
}

impl Counted {
    fn add(&mut self, square_metres: f64) {
        self.cells += 1;
        self.square_metres += square_metres;
    }

    /// Fails unless the engine counted the same.
    #[track_caller]
    pub(crate) fn assert_is(self, amount: Amount) {
        assert_eq!(amount.cells, self.cells, "cells differ");
        let area = amount.area.square_metres();
        let difference = (area - self.square_metres).abs();
        assert!(difference <= AREA_AGREEMENT * self.square_metres, "{area} m2 against {} m2", self.square_metres);
    }
}

/// Cells of a zone, a group or the study, each once.
pub(crate) struct Region<'a> {
    study: &'a Study,
    cells: Vec<Cell>,
}

impl<'a> Region<'a> {
    /// The cells that lie in at least one of these zones.
    pub(crate) fn of_any(study: &'a Study, zones: &[usize]) -> Self {
        let cells = every_cell(study).filter(|&cell| zones.iter().any(|&zone| in_zone(study, zone, cell))).collect();
        Self { study, cells }
    }

    /// The cells whose zones satisfy `wanted`, which is given the zones of a cell in their order.
    pub(crate) fn where_zones(study: &'a Study, wanted: impl Fn(&[usize]) -> bool) -> Self {
        let zones_of = |cell| (0..study.zones.len()).filter(|&zone| in_zone(study, zone, cell)).collect::<Vec<_>>();
        Self { study, cells: every_cell(study).filter(|&cell| wanted(&zones_of(cell))).collect() }
    }

    /// Sorts the cells by `key` of their classes; cells without a key are left out.
    pub(crate) fn by<K: Ord>(&self, key: impl Fn(&[Option<u16>]) -> Option<K>) -> BTreeMap<K, Counted> {
        let mut counted: BTreeMap<K, Counted> = BTreeMap::new();
        for &cell in &self.cells {
            if let Some(key) = key(&classes_of(self.study, cell)) {
                counted.entry(key).or_default().add(cell_area(self.study.ground, cell.row));
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

pub(crate) fn every_cell(study: &Study) -> impl Iterator<Item = Cell> + use<> {
    let shape = study.shape;
    (0..shape.rows).flat_map(move |row| (0..shape.cols).map(move |col| Cell { row, col }))
}

/// True when the centre of the cell lies in the zone.
pub(crate) fn in_zone(study: &Study, zone: usize, cell: Cell) -> bool {
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

fn cell_area(ground: Ground, row: usize) -> f64 {
    match ground {
        Ground::Plane { cell_m2 } => cell_m2,
        Ground::Globe { semi_major_m, inverse_flattening, first_latitude, row_step, col_step } => {
            let flattening = 1.0 / inverse_flattening;
            let eccentricity = (flattening * (2.0 - flattening)).sqrt();
            let upper = authalic_q(eccentricity, (first_latitude + row as f64 * row_step).to_radians());
            let lower = authalic_q(eccentricity, (first_latitude + (row + 1) as f64 * row_step).to_radians());
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
