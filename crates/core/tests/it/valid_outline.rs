//! Outlines that are valid by construction: rings that neither cross themselves nor each other.

use crate::oracle::LATTICE;
use landledger_core::{GridShape, Polygons, Ring};
use proptest::collection::vec;
use proptest::prelude::*;
use std::f64::consts::TAU;

/// What proptest varies; [`Outline::on`] makes the polygons.
#[derive(Debug, Clone)]
pub(crate) struct Outline {
    form: Form,
    /// The same once more to the right of it.
    is_pair: bool,
    /// Rings in the other direction.
    is_reversed: bool,
}

#[derive(Debug, Clone)]
enum Form {
    Rectangle(Corner, Corner),
    Triangle([Corner; 3]),
    Star(Star),
    /// A bar with so many teeth below it, in a rectangle.
    Comb(Corner, Corner, u8),
    /// A band wound up so many times, in a rectangle.
    Spiral(Corner, Corner, u8),
}

/// Corners all around a centre.
#[derive(Debug, Clone)]
struct Star {
    centre: Corner,
    size: Size,
    /// How far each corner lies from the centre, in thousandths of the size.
    reaches: Vec<u16>,
    /// 0: filled; 1: with a hole; 2: with an island in the hole; and so on.
    rings_inside: u8,
}

/// How far a star reaches.
#[derive(Debug, Clone, Copy)]
enum Size {
    /// Thousandths of the grid's longer side.
    OfGrid(u16),
    /// Thousandths of a cell.
    OfCell(u16),
}

/// A place relative to the grid, in thousandths; 300 is its upper or left border, 1300 the other.
#[derive(Debug, Clone, Copy)]
struct Corner {
    across: u16,
    down: u16,
    snap: Snap,
}

#[derive(Debug, Clone, Copy)]
enum Snap {
    CellCorner,
    CellCentre,
    Nothing,
}

pub(crate) fn outlines() -> impl Strategy<Value = Outline> {
    (forms(), prop::bool::weighted(0.2), any::<bool>()).prop_map(|(form, is_pair, is_reversed)| Outline {
        form,
        is_pair,
        is_reversed,
    })
}

fn forms() -> impl Strategy<Value = Form> {
    prop_oneof![
        2 => [corners(), corners(), corners()].prop_map(Form::Triangle),
        2 => (corners(), corners()).prop_map(|(from, to)| Form::Rectangle(from, to)),
        4 => stars().prop_map(Form::Star),
        1 => (corners(), corners(), 2..=6_u8).prop_map(|(from, to, teeth)| Form::Comb(from, to, teeth)),
        1 => (corners(), corners(), 1..=4_u8).prop_map(|(from, to, turns)| Form::Spiral(from, to, turns)),
    ]
}

fn stars() -> impl Strategy<Value = Star> {
    let sizes = prop_oneof![3 => (50..=900_u16).prop_map(Size::OfGrid), 1 => (100..=700_u16).prop_map(Size::OfCell)];
    (corners(), sizes, vec(250..=1000_u16, 3..=18), 0..=3_u8).prop_map(|(centre, size, reaches, rings_inside)| Star {
        centre,
        size,
        reaches,
        rings_inside,
    })
}

fn corners() -> impl Strategy<Value = Corner> {
    let snap = prop_oneof![Just(Snap::CellCorner), Just(Snap::CellCentre), Just(Snap::Nothing)];
    (0..=1600_u16, 0..=1600_u16, snap).prop_map(|(across, down, snap)| Corner { across, down, snap })
}

impl Outline {
    /// The polygons, in the coordinates of a grid; vertices are whole multiples of 1 / [`LATTICE`].
    pub(crate) fn on(&self, shape: GridShape) -> Polygons {
        let mut polygons = self.form.polygons(shape);
        if self.is_pair {
            let across = || polygons.iter().flatten().flatten().map(|point| point[0]);
            let (left, right) = (across().fold(f64::INFINITY, f64::min), across().fold(f64::NEG_INFINITY, f64::max));
            let step = right - left + 0.25;
            let moved = |ring: &Ring| ring.iter().map(|[x, y]| [x + step, *y]).collect::<Ring>();
            let copies: Vec<Vec<Ring>> = polygons.iter().map(|rings| rings.iter().map(moved).collect()).collect();
            polygons.extend(copies);
        }
        if self.is_reversed {
            polygons.iter_mut().flatten().for_each(|ring| ring.reverse());
        }
        Polygons::from_polygons(polygons)
    }
}

impl Form {
    /// Each with its holes.
    fn polygons(&self, shape: GridShape) -> Vec<Vec<Ring>> {
        match self {
            Self::Rectangle(from, to) => vec![vec![within(shape, *from, *to, &UNIT_SQUARE)]],
            Self::Triangle(corners) => {
                let [a, b, c] = corners.map(|corner| corner.place(shape));
                // Three corners in a line enclose nothing.
                let encloses = (b[0] - a[0]) * (c[1] - a[1]) != (c[0] - a[0]) * (b[1] - a[1]);
                if encloses { vec![vec![vec![a, b, c]]] } else { Vec::new() }
            }
            Self::Star(star) => star.polygons(shape),
            Self::Comb(from, to, teeth) => vec![vec![within(shape, *from, *to, &comb(*teeth))]],
            Self::Spiral(from, to, turns) => vec![vec![within(shape, *from, *to, &spiral(*turns))]],
        }
    }
}

const UNIT_SQUARE: [[f64; 2]; 4] = [[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 1.0]];

/// In the unit square: a bar above, and as many teeth as gaps between them and beside the last.
fn comb(teeth: u8) -> Ring {
    let width = 1.0 / f64::from(2 * teeth - 1);
    let mut ring = vec![[1.0, 0.0], [0.0, 0.0]];
    for tooth in 0..teeth {
        let left = f64::from(2 * tooth) * width;
        ring.extend([[left, 1.0], [left + width, 1.0]]);
        if tooth + 1 < teeth {
            ring.extend([[left + width, 0.25], [left + 2.0 * width, 0.25]]);
        }
    }
    ring
}

/// In the unit square: a band from the upper left corner inwards, as wide as the gap between its turns.
fn spiral(turns: u8) -> Ring {
    let width = 1.0 / f64::from(4 * turns + 2);
    // One side of the band; the other lies a width further inside.
    let side = |inset: f64| {
        (0..turns).flat_map(move |turn| {
            let (near, before) = (inset + f64::from(2 * turn) * width, inset + (f64::from(2 * turn) - 2.0) * width);
            [[before.max(0.0), near], [1.0 - near, near], [1.0 - near, 1.0 - near], [near, 1.0 - near]]
        })
    };
    let mut inner: Ring = side(width).collect();
    inner.reverse();
    side(0.0).chain(inner).collect()
}

/// A ring of the unit square, in the rectangle between two corners.
fn within(shape: GridShape, from: Corner, to: Corner, ring: &[[f64; 2]]) -> Ring {
    let (from, to) = (from.place(shape), to.place(shape));
    let place = |axis: usize, part: f64| to_lattice(from[axis] + part * (to[axis] - from[axis]));
    ring.iter().map(|[x, y]| [place(0, *x), place(1, *y)]).collect()
}

impl Star {
    /// Rings around the same centre lie inside each other: an exterior, its hole, the next exterior.
    fn polygons(&self, shape: GridShape) -> Vec<Vec<Ring>> {
        let radius = match self.size {
            Size::OfGrid(thousandths) => f64::from(thousandths) / 1000.0 * shape.rows.max(shape.cols) as f64,
            Size::OfCell(thousandths) => f64::from(thousandths) / 1000.0,
        };
        let rings: Vec<Ring> =
            (0..=self.rings_inside).map(|inside| self.ring(shape, radius * 0.6_f64.powi(inside.into()))).collect();
        rings.chunks(2).map(<[Ring]>::to_vec).collect()
    }

    fn ring(&self, shape: GridShape, radius: f64) -> Ring {
        let centre = self.centre.place(shape);
        let corners = self.reaches.len() as f64;
        let corner = |(index, reach): (usize, &u16)| {
            let (angle, reach) = (TAU * index as f64 / corners, radius * f64::from(*reach) / 1000.0);
            [to_lattice(centre[0] + reach * angle.cos()), to_lattice(centre[1] + reach * angle.sin())]
        };
        self.reaches.iter().enumerate().map(corner).collect()
    }
}

impl Corner {
    fn place(self, shape: GridShape) -> [f64; 2] {
        let on_grid = |thousandths: u16, cells: usize| (f64::from(thousandths) / 1000.0 - 0.3) * cells as f64;
        [on_grid(self.across, shape.cols), on_grid(self.down, shape.rows)].map(|coordinate| match self.snap {
            Snap::CellCorner => coordinate.round(),
            Snap::CellCentre => coordinate.floor() + 0.5,
            Snap::Nothing => to_lattice(coordinate),
        })
    }
}

fn to_lattice(coordinate: f64) -> f64 {
    (coordinate * LATTICE).round() / LATTICE
}
