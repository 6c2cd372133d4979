//! Cell areas on the plane of a projection that does not keep areas.
//!
//! By how much a projection is off changes slowly: over hundreds of kilometres a polynomial of the fifth degree is right to
//! 1e-9. The grid is divided into rectangles, each into quarters again, until such a polynomial fits.

use crate::{Area, Cell, GridShape, Window};
use std::ops::Range;

/// Ground area of every cell of a grid, as polynomials over rectangles of cells.
#[derive(Debug, Clone, PartialEq)]
pub struct ArealGrid {
    shape: GridShape,
    /// Cells of width x height, in m2.
    planar_cell_m2: f64,
    /// The root covers this many rows and columns, a power of two; the grid is its upper left part.
    side: usize,
    root: Node,
}

/// How a density is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// Over some distance, which leaves less noise.
    Wide,
    /// Close by, where the wide look leaves the projection's domain or sees more than one thing.
    Close,
}

#[derive(Debug, Clone, PartialEq)]
enum Node {
    /// Upper left, upper right, lower left, lower right.
    Quarters(Box<[Node; 4]>),
    Patch(Box<Patch>),
    /// The projection is not defined in some of it, or its scale leaps there.
    Undefined,
}

/// Coefficients along each axis.
const TERMS: usize = 6;

/// Area of a cell in m2 as a polynomial of where its centre lies: `terms[i][j]` belongs to t^i s^j, with s across and t down
/// the rectangle from -1 to 1.
#[derive(Debug, Clone, PartialEq)]
struct Patch {
    terms: [[f64; TERMS]; TERMS],
    down: Axis,
    across: Axis,
}

/// From rows or columns to -1 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Axis {
    middle: f64,
    half: f64,
    /// 1 / half.
    scale: f64,
}

/// Cells whose polynomials are evaluated together, by wide instructions.
const CHUNK: usize = 64;

/// Polynomials are asked to be this good, of the density, where they are farthest off.
const WITHIN: f64 = 5e-9;

/// What is good enough after so many halvings: some projections have kinks.
const AT_KINKS: (usize, f64) = (6, 1e-6);

/// Rectangles are halved at most this often, where the edge of the projection's domain runs through them.
const DEEPEST: usize = 9;

impl ArealGrid {
    /// Finds the polynomials.
    ///
    /// `density` says how much ground a unit of the plane covers (m2 of ground for m2 of cell width x height) at points
    /// `[column, row]` of the grid; what is not finite and positive is not defined.
    pub fn fit(shape: GridShape, planar_cell_m2: f64, density: impl FnMut(&[[f64; 2]], Look) -> Vec<f64>) -> Self {
        let side = shape.rows.max(shape.cols).next_power_of_two();
        let mut fit = Fit { shape, planar_cell_m2, density };
        let root = fit.node([0, 0], side, 0);
        Self { shape, planar_cell_m2, side, root }
    }

    /// Width x height of a cell on the plane.
    pub fn planar_cell(&self) -> Area {
        Area::from_square_metres(self.planar_cell_m2)
    }

    /// Ground area of one cell; zero where the projection is not defined.
    pub fn cell_area(&self, cell: Cell) -> Area {
        let mut area = Area::ZERO;
        self.for_each_along(cell.row, cell.col..cell.col + 1, |found| area = found);
        area
    }

    /// Ground area of the cells of part of a row, from left to right.
    pub(crate) fn for_each_along(&self, row: usize, cols: Range<usize>, mut each: impl FnMut(Area)) {
        let mut col = cols.start;
        while col < cols.end {
            let (node, end) = self.node_at(row, col);
            let end = end.min(cols.end);
            if let Node::Patch(patch) = node {
                let terms = patch.along(row);
                let mut values = [0.0; CHUNK];
                for first in (col..end).step_by(CHUNK) {
                    let values = &mut values[..CHUNK.min(end - first)];
                    patch.fill(&terms, first, values);
                    for &value in &*values {
                        each(Area::from_square_metres(value));
                    }
                }
            } else {
                (col..end).for_each(|_| each(Area::ZERO));
            }
            col = end;
        }
    }

    /// Rectangles of cells in some of which the projection is not defined, or its scale leaps.
    pub fn undefined(&self) -> Vec<Window> {
        let mut windows = Vec::new();
        undefined_in(&self.root, [0, 0], self.side, self.shape, &mut windows);
        windows
    }

    /// The undivided node that holds a cell, and the column after its last.
    fn node_at(&self, row: usize, col: usize) -> (&Node, usize) {
        let (mut node, mut side, [mut top, mut left]) = (&self.root, self.side, [0, 0]);
        while let Node::Quarters(quarters) = node {
            side /= 2;
            let (lower, right) = (row >= top + side, col >= left + side);
            top += side * usize::from(lower);
            left += side * usize::from(right);
            node = &quarters[2 * usize::from(lower) + usize::from(right)];
        }
        (node, left + side)
    }
}

fn undefined_in(node: &Node, [row, col]: [usize; 2], side: usize, shape: GridShape, into: &mut Vec<Window>) {
    match node {
        Node::Patch(_) => {}
        Node::Undefined => into.extend(cut(shape, [row, col], side)),
        Node::Quarters(quarters) => {
            for (quarter, corner) in quarters.iter().zip(corners([row, col], side / 2)) {
                undefined_in(quarter, corner, side / 2, shape, into);
            }
        }
    }
}

/// Upper left corners of four squares of this side.
fn corners([row, col]: [usize; 2], side: usize) -> [[usize; 2]; 4] {
    [[row, col], [row, col + side], [row + side, col], [row + side, col + side]]
}

/// The part of a square that lies on the grid.
fn cut(shape: GridShape, [row, col]: [usize; 2], side: usize) -> Option<Window> {
    let (rows, cols) = (shape.rows.saturating_sub(row).min(side), shape.cols.saturating_sub(col).min(side));
    (rows > 0 && cols > 0).then_some(Window { row, col, rows, cols })
}

struct Fit<D> {
    shape: GridShape,
    planar_cell_m2: f64,
    density: D,
}

impl<D: FnMut(&[[f64; 2]], Look) -> Vec<f64>> Fit<D> {
    fn node(&mut self, corner: [usize; 2], side: usize, depth: usize) -> Node {
        // What lies beyond the grid is never asked for.
        let Some(window) = cut(self.shape, corner, side) else { return Node::Undefined };
        let (down, across) = (Axis::of(window.row, window.rows), Axis::of(window.col, window.cols));
        let checked = (self.density)(&points(&CHECKS, down, across), Look::Close);
        let is_defined = |density: &f64| density.is_finite() && *density > 0.0;
        let within = if depth < AT_KINKS.0 { WITHIN } else { AT_KINKS.1 };
        if checked.iter().all(is_defined) {
            for look in [Look::Wide, Look::Close] {
                let nodes = (self.density)(&points(&chebyshev(), down, across), look);
                if !nodes.iter().all(is_defined) {
                    continue;
                }
                let terms = interpolate(&nodes);
                let is_good = points_of(&CHECKS)
                    .zip(&checked)
                    .all(|([t, s], density)| (value(&terms, t, s) / density - 1.0).abs() <= within);
                if is_good {
                    let terms = mean_over_cells(&terms, 0.5 / down.half, 0.5 / across.half);
                    let terms = terms.map(|row| row.map(|term| term * self.planar_cell_m2));
                    return Node::Patch(Box::new(Patch { terms, down, across }));
                }
            }
        } else if !checked.iter().any(is_defined) {
            return Node::Undefined;
        }
        if side == 1 || depth == DEEPEST {
            return Node::Undefined;
        }
        let quarters = corners(corner, side / 2).map(|corner| self.node(corner, side / 2, depth + 1));
        Node::Quarters(Box::new(quarters))
    }
}

impl Axis {
    fn of(first: usize, count: usize) -> Self {
        let half = count as f64 / 2.0;
        Self { middle: first as f64 + half, half, scale: 1.0 / half }
    }

    /// Where the middle of a row or column lies.
    fn of_cell(self, index: usize) -> f64 {
        (index as f64 + 0.5 - self.middle) * self.scale
    }

    fn at(self, position: f64) -> f64 {
        self.middle + position * self.half
    }
}

impl Patch {
    /// The polynomial along one row.
    fn along(&self, row: usize) -> [f64; TERMS] {
        let t = self.down.of_cell(row);
        let mut along = self.terms[TERMS - 1];
        for terms in self.terms.iter().rev().skip(1) {
            for (sum, term) in along.iter_mut().zip(terms) {
                *sum = *sum * t + term;
            }
        }
        along
    }

    /// Areas of a stretch of cells in m2.
    fn fill(&self, &[a, b, c, d, e, f]: &[f64; TERMS], first: usize, values: &mut [f64]) {
        let start = first as f64 + 0.5 - self.across.middle;
        for (index, value) in values.iter_mut().enumerate() {
            let s = (start + f64::from(index as u32)) * self.across.scale;
            *value = a + s * (b + s * (c + s * (d + s * (e + s * f))));
        }
    }
}

/// Where the error of an interpolation between the zeros of the sixth Chebyshev polynomial is largest: at that
/// polynomial's extremes, of which two are left out.
const CHECKS: [f64; 5] = [-1.0, -0.5, 0.0, 0.5, 1.0];

/// Zeros of the sixth Chebyshev polynomial.
fn chebyshev() -> [f64; TERMS] {
    std::array::from_fn(|k| libm::cos((2 * k + 1) as f64 * std::f64::consts::PI / (2 * TERMS) as f64))
}

/// Every pair of positions as `[t, s]`.
fn points_of<const N: usize>(positions: &[f64; N]) -> impl Iterator<Item = [f64; 2]> + '_ {
    positions.iter().flat_map(|&t| positions.iter().map(move |&s| [t, s]))
}

fn points<const N: usize>(positions: &[f64; N], down: Axis, across: Axis) -> Vec<[f64; 2]> {
    points_of(positions).map(|[t, s]| [across.at(s), down.at(t)]).collect()
}

fn value(terms: &[[f64; TERMS]; TERMS], t: f64, s: f64) -> f64 {
    terms.iter().rev().fold(0.0, |sum, row| sum * t + row.iter().rev().fold(0.0, |sum, term| sum * s + term))
}

/// The polynomial through values at the Chebyshev points, `[t, s]` row by row.
fn interpolate(values: &[f64]) -> [[f64; TERMS]; TERMS] {
    let down: Vec<[f64; TERMS]> =
        values.chunks_exact(TERMS).map(|row| one_way(std::array::from_fn(|k| row[k]))).collect();
    let mut terms = [[0.0; TERMS]; TERMS];
    for j in 0..TERMS {
        let column = one_way(std::array::from_fn(|k| down[k][j]));
        for (row, term) in terms.iter_mut().zip(column) {
            row[j] = term;
        }
    }
    terms
}

/// Powers of x in the Chebyshev polynomials T0 to T5 (Abramowitz and Stegun, table 22.3).
const CHEBYSHEV_IN_POWERS: [[f64; TERMS]; TERMS] = [
    [1.0, 0.0, 0.0, 0.0, 0.0, 0.0],
    [0.0, 1.0, 0.0, 0.0, 0.0, 0.0],
    [-1.0, 0.0, 2.0, 0.0, 0.0, 0.0],
    [0.0, -3.0, 0.0, 4.0, 0.0, 0.0],
    [1.0, 0.0, -8.0, 0.0, 8.0, 0.0],
    [0.0, 5.0, 0.0, -20.0, 0.0, 16.0],
];

/// Terms in powers of x of the polynomial through six values (Abramowitz and Stegun, 25.2 and 22.3; Clenshaw's sums).
fn one_way(values: [f64; TERMS]) -> [f64; TERMS] {
    let mut terms = [0.0; TERMS];
    for (order, powers) in CHEBYSHEV_IN_POWERS.iter().enumerate() {
        let weighted = values.iter().enumerate().map(|(k, value)| {
            value * libm::cos(order as f64 * (2 * k + 1) as f64 * std::f64::consts::PI / (2 * TERMS) as f64)
        });
        let coefficient = weighted.sum::<f64>() * if order == 0 { 1.0 } else { 2.0 } / TERMS as f64;
        for (term, power) in terms.iter_mut().zip(powers) {
            *term += coefficient * power;
        }
    }
    terms
}

/// From the density at a point to its mean over a cell around the point, whose half-widths are given.
fn mean_over_cells(terms: &[[f64; TERMS]; TERMS], down: f64, across: f64) -> [[f64; TERMS]; TERMS] {
    let rows = terms.map(|row| mean_over(row, across));
    let mut means = [[0.0; TERMS]; TERMS];
    for j in 0..TERMS {
        let column = mean_over(std::array::from_fn(|i| rows[i][j]), down);
        for (row, term) in means.iter_mut().zip(column) {
            row[j] = term;
        }
    }
    means
}

/// The mean of x^k over x - h to x + h is the sum over even m of C(k, m) x^(k - m) h^m / (m + 1).
fn mean_over(terms: [f64; TERMS], half: f64) -> [f64; TERMS] {
    let mut means = [0.0; TERMS];
    for (k, term) in terms.iter().enumerate() {
        let mut binomial = 1.0;
        let mut power = 1.0;
        for m in 0..=k {
            if m % 2 == 0 {
                means[k - m] += term * binomial * power / (m + 1) as f64;
            }
            binomial *= (k - m) as f64 / (m + 1) as f64;
            power *= half;
        }
    }
    means
}

#[cfg(test)]
#[path = "areal_grid_tests.rs"]
mod tests;
