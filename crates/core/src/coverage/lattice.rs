//! Outlines on the sub-cell lattice: vertices become whole numbers of 2^-30 cells.
//!
//! Two zones that share a vertex share its lattice point, and everything that follows is computed from whole
//! numbers, an edge always from its upper end: neighbours on both sides of an edge get the same pieces of it,
//! bit for bit, with opposite signs.

use super::edge_extents::{EdgeRun, edges_in};
use crate::Polygons;
use crate::share::SHARE_BITS;
use std::ops::Range;

/// Lattice steps in a cell.
pub(super) const STEPS: i64 = 1 << SHARE_BITS;

/// What an edge does inside one cell. All coordinates are lattice steps from the cell's upper left corner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) row: u32,
    pub(super) col: u32,
    pub(super) top: u32,
    pub(super) bottom: u32,
    pub(super) x_top: u32,
    pub(super) x_bottom: u32,
    /// +1 where the zone begins to the right of the edge, -1 where it ends.
    pub(super) sign: i32,
}

impl Piece {
    /// Height of the piece.
    pub(super) fn height(&self) -> u32 {
        self.bottom - self.top
    }

    /// What of the cell lies to the right of the piece, between its top and its bottom, rounded to the nearest unit
    /// of a share: a trapezoid.
    pub(super) fn area_to_the_right(&self) -> u32 {
        let (height, width) =
            (u64::from(self.height()), 2 * STEPS as u64 - u64::from(self.x_top) - u64::from(self.x_bottom));
        ((height * width + STEPS as u64) >> (SHARE_BITS + 1)) as u32
    }

    /// True along the cell's left border.
    pub(super) fn is_left_border(&self) -> bool {
        self.x_top == 0 && self.x_bottom == 0
    }
}

/// Cuts outlines into pieces.
#[derive(Debug, Clone)]
pub(super) struct Cutter {
    cols: u32,
    rows: Range<u32>,
    /// Grid units for one unit of the outline, in x and y: 1 but where coarser cells are asked for.
    scale: [f64; 2],
}

impl Cutter {
    pub(super) fn new(cols: usize, rows: Range<usize>) -> Self {
        Self { cols: cols as u32, rows: rows.start as u32..rows.end as u32, scale: [1.0; 2] }
    }

    /// The same on a grid of coarser cells.
    pub(super) fn scaled(self, scale: [f64; 2]) -> Self {
        Self { scale, ..self }
    }

    /// Appends the pieces of the outline's edges that lie in the rows. What lies left of the grid is moved to its
    /// border, what lies right of it is left out: neither changes a share.
    pub(super) fn cut(&self, outline: &Polygons, runs: &[EdgeRun], pieces: &mut Vec<Piece>) {
        let (top, bottom) = (i64::from(self.rows.start) * STEPS, i64::from(self.rows.end) * STEPS);
        let reach = f64::from(self.rows.start) / self.scale[1]..f64::from(self.rows.end) / self.scale[1];
        for [from, to] in edges_in(outline, runs, reach) {
            let (from, to) = (self.snap(from), self.snap(to));
            // Upper end first, so that both neighbours of an edge compute the same. A ring around a zone runs
            // clockwise on the screen: upwards along its left side, where the zone begins.
            let (upper, lower, sign) = if from.y <= to.y { (from, to, -1) } else { (to, from, 1) };
            if upper.y != lower.y && lower.y > top && upper.y < bottom {
                self.cut_edge(upper, lower, sign, pieces);
            }
        }
    }

    fn snap(&self, [x, y]: [f64; 2]) -> Point {
        Point { x: nearest(x * self.scale[0] * STEPS as f64), y: nearest(y * self.scale[1] * STEPS as f64) }
    }

    fn cut_edge(&self, upper: Point, lower: Point, sign: i32, pieces: &mut Vec<Piece>) {
        let (width, height) = ((lower.x - upper.x) as f64, (lower.y - upper.y) as f64);
        // Always from the edge's own upper end: a row's crossing does not depend on where the work was cut.
        let x_at = |y: i64| {
            if y == lower.y { lower.x } else { upper.x + nearest((y - upper.y) as f64 / height * width) }
        };
        let first = (upper.y >> SHARE_BITS).max(i64::from(self.rows.start));
        let after = ((lower.y + STEPS - 1) >> SHARE_BITS).min(i64::from(self.rows.end));
        let mut y = upper.y.max(first * STEPS);
        let mut x = if y == upper.y { upper.x } else { x_at(y) };
        for row in first..after {
            let (row_top, next_y) = (row * STEPS, lower.y.min((row + 1) * STEPS));
            let next_x = x_at(next_y);
            let side = InRow { row: row as u32, sign };
            self.cut_row(side, Point { x, y: y - row_top }, Point { x: next_x, y: next_y - row_top }, pieces);
            (x, y) = (next_x, next_y);
        }
    }

    /// One edge within one row, from its upper to its lower end there.
    fn cut_row(&self, side: InRow, upper: Point, lower: Point, pieces: &mut Vec<Piece>) {
        let (left, right) = if upper.x <= lower.x { (upper, lower) } else { (lower, upper) };
        let grid_width = i64::from(self.cols) * STEPS;
        if left.x >= grid_width {
            return;
        }
        if right.x <= 0 {
            let border = |y: i64| Point { x: 0, y };
            push(side, 0, border(upper.y), border(lower.y), pieces);
            return;
        }
        let first = left.x >> SHARE_BITS;
        if left.x >= 0 && right.x <= (first + 1) * STEPS {
            push(side, first, left, right, pieces);
            return;
        }
        let (width, height) = ((right.x - left.x) as f64, (right.y - left.y) as f64);
        let y_at = |x: i64| left.y + nearest((x - left.x) as f64 / width * height);
        let mut at = left;
        if left.x < 0 {
            at = Point { x: 0, y: y_at(0) };
            push(side, 0, Point { x: 0, y: left.y }, at, pieces);
        }
        let mut col = at.x >> SHARE_BITS;
        while at.x < right.x && at.x < grid_width {
            let border = (col + 1) * STEPS;
            let to = if border < right.x { Point { x: border, y: y_at(border) } } else { right };
            push(side, col, at, to, pieces);
            (at, col) = (to, col + 1);
        }
    }
}

/// A point on the lattice.
#[derive(Debug, Clone, Copy)]
struct Point {
    x: i64,
    y: i64,
}

#[derive(Debug, Clone, Copy)]
struct InRow {
    row: u32,
    sign: i32,
}

/// A piece between two points of one cell, unless it is level: then it changes nothing to its right.
fn push(side: InRow, col: i64, a: Point, b: Point, pieces: &mut Vec<Piece>) {
    let (upper, lower) = if a.y <= b.y { (a, b) } else { (b, a) };
    if upper.y == lower.y {
        return;
    }
    let within = |x: i64| (x - col * STEPS) as u32;
    pieces.push(Piece {
        row: side.row,
        col: col as u32,
        top: upper.y as u32,
        bottom: lower.y as u32,
        x_top: within(upper.x),
        x_bottom: within(lower.x),
        sign: side.sign,
    });
}

/// The nearest whole number, halves away from zero. Far beyond any grid it saturates, where the distance between two
/// points still is a number.
fn nearest(value: f64) -> i64 {
    const FARTHEST: i64 = i64::MAX / 2;
    ((value + if value < 0.0 { -0.5 } else { 0.5 }) as i64).clamp(-FARTHEST, FARTHEST)
}
