//! The share of every cell that each set of zones holds, by two slow ways in floats.
//!
//! The engine adds up signed pieces of edges row by row, in integers, and cuts cells with several zones into level slabs.
//! Here [`sets_by_cell`] cuts columns into upright strips and asks by even-odd crossings what lies between two
//! edges, and [`clipped_share`] clips each ring to the cell.

use landledger_core::{Cell, GridShape, Polygons, Ring};
use std::collections::BTreeMap;

/// Shares by set of zones (ascending); pieces in no zone are left out.
pub(crate) type Sets = BTreeMap<Vec<usize>, f64>;

/// The sets of every cell that some zone reaches.
pub(crate) fn sets_by_cell(outlines: &[&Polygons], shape: GridShape) -> BTreeMap<Cell, Sets> {
    let edges: Vec<Edge> = outlines
        .iter()
        .enumerate()
        .flat_map(|(zone, outline)| outline.edges().filter_map(move |ends| Edge::new(zone, ends)))
        .collect();
    let mut cells = BTreeMap::new();
    for col in 0..shape.cols {
        let near: Vec<&Edge> =
            edges.iter().filter(|edge| edge.from[0] < (col + 1) as f64 && edge.to[0] > col as f64).collect();
        for strip in borders(&near, col, shape.rows).windows(2) {
            add_strip(&near, [strip[0], strip[1]], outlines.len(), &Column { col, rows: shape.rows }, &mut cells);
        }
    }
    cells
}

/// An edge from left to right.
struct Edge {
    zone: usize,
    from: [f64; 2],
    to: [f64; 2],
}

impl Edge {
    /// `None` for an upright edge: strips begin and end there.
    fn new(zone: usize, [a, b]: [[f64; 2]; 2]) -> Option<Self> {
        let (from, to) = if a[0] < b[0] { (a, b) } else { (b, a) };
        (from[0] < to[0]).then_some(Self { zone, from, to })
    }

    fn y_at(&self, x: f64) -> f64 {
        let along = (x - self.from[0]) / (self.to[0] - self.from[0]);
        self.from[1] * (1.0 - along) + self.to[1] * along
    }

    /// Where the edge comes to a row's border.
    fn x_at(&self, y: f64) -> f64 {
        self.from[0] + (y - self.from[1]) / (self.to[1] - self.from[1]) * (self.to[0] - self.from[0])
    }
}

/// Where strips of a column begin and end: inside one no edge ends, meets another or leaves its row.
fn borders(edges: &[&Edge], col: usize, rows: usize) -> Vec<f64> {
    let (left, right) = (col as f64, (col + 1) as f64);
    let mut borders = vec![left, right];
    for (at, edge) in edges.iter().enumerate() {
        borders.extend([edge.from[0], edge.to[0]]);
        let (start, end) = (left.max(edge.from[0]), right.min(edge.to[0]));
        let (y, next_y) = (edge.y_at(start), edge.y_at(end));
        let (upper, lower) = (y.min(next_y).max(0.0), y.max(next_y).min(rows as f64));
        let mut row = upper.ceil();
        while row <= lower {
            borders.push(edge.x_at(row));
            row += 1.0;
        }
        for other in &edges[at + 1..] {
            let (start, end) = (start.max(other.from[0]), end.min(other.to[0]));
            let (before, after) = (edge.y_at(start) - other.y_at(start), edge.y_at(end) - other.y_at(end));
            if start < end && before * after < 0.0 {
                borders.push(start + before / (before - after) * (end - start));
            }
        }
    }
    borders.retain(|x| (left..=right).contains(x));
    borders.sort_by(f64::total_cmp);
    borders.dedup();
    borders
}

struct Column {
    col: usize,
    rows: usize,
}

/// Between two edges of a strip lies a trapezoid; its area is its height in the middle times the strip's width.
fn add_strip(
    edges: &[&Edge],
    [left, right]: [f64; 2],
    zones: usize,
    column: &Column,
    cells: &mut BTreeMap<Cell, Sets>,
) {
    let middle = f64::midpoint(left, right);
    let crossed = edges.iter().filter(|edge| edge.from[0] <= middle && edge.to[0] >= middle);
    let mut crossed: Vec<(f64, usize)> = crossed.map(|edge| (edge.y_at(middle), edge.zone)).collect();
    crossed.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut is_inside = vec![false; zones];
    for pair in crossed.windows(2) {
        is_inside[pair[0].1] ^= true;
        let set: Vec<usize> = (0..zones).filter(|&zone| is_inside[zone]).collect();
        let (top, bottom) = (pair[0].0.max(0.0), pair[1].0.min(column.rows as f64));
        if set.is_empty() || top >= bottom {
            continue;
        }
        for row in top as usize..(bottom.ceil() as usize) {
            let height = bottom.min((row + 1) as f64) - top.max(row as f64);
            let sets = cells.entry(Cell { row, col: column.col }).or_default();
            *sets.entry(set.clone()).or_default() += height * (right - left);
        }
    }
}

/// One zone's share of one cell: its rings clipped to the cell (Sutherland and Hodgman, 1974), holes subtracted.
pub(crate) fn clipped_share(outline: &Polygons, cell: Cell) -> f64 {
    let (left, top) = (cell.col as f64, cell.row as f64);
    let area = |ring: &Ring| {
        let ring = keep(ring, |p| p[0] - left);
        let ring = keep(&ring, |p| left + 1.0 - p[0]);
        let ring = keep(&ring, |p| p[1] - top);
        let ring = keep(&ring, |p| top + 1.0 - p[1]);
        let next = ring.iter().cycle().skip(1);
        let doubled = |(a, b): (&[f64; 2], &[f64; 2])| (a[0] - left) * (b[1] - top) - (b[0] - left) * (a[1] - top);
        ring.iter().zip(next).map(doubled).sum::<f64>() / 2.0
    };
    // Exteriors and holes turn in opposite directions.
    outline.rings().iter().map(area).sum()
}

fn keep(ring: &[[f64; 2]], depth: impl Fn([f64; 2]) -> f64) -> Ring {
    let mut kept = Ring::new();
    for (&from, &to) in ring.iter().zip(ring.iter().cycle().skip(1)) {
        let (before, after) = (depth(from), depth(to));
        if before >= 0.0 {
            kept.push(from);
        }
        if before * after < 0.0 {
            let along = before / (before - after);
            kept.push([from[0] + along * (to[0] - from[0]), from[1] + along * (to[1] - from[1])]);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn triangle() -> Polygons {
        Polygons::from_rings(vec![vec![[0.0, 0.0], [2.0, 0.0], [0.0, 1.0]]])
    }

    #[test]
    fn the_slow_ways_know_a_triangle() {
        // Two columns by one row under the line from (2, 0) to (0, 1): three quarters and one quarter of a cell.
        let cells = sets_by_cell(&[&triangle()], GridShape { rows: 1, cols: 2 });
        assert_eq!(cells[&Cell { row: 0, col: 0 }], BTreeMap::from([(vec![0], 0.75)]));
        assert_eq!(cells[&Cell { row: 0, col: 1 }], BTreeMap::from([(vec![0], 0.25)]));
        assert_eq!(clipped_share(&triangle(), Cell { row: 0, col: 0 }), 0.75);
        assert_eq!(clipped_share(&triangle(), Cell { row: 0, col: 1 }), 0.25);
    }

    #[test]
    fn the_slow_way_knows_what_two_zones_share() {
        let right = Polygons::from_rings(vec![vec![[0.5, 0.0], [2.0, 0.0], [2.0, 1.0], [0.5, 1.0]]]);
        // Of the first cell's three quarters, those left of 0.5: (1 + 0.75) / 2 x 0.5.
        let first = &sets_by_cell(&[&triangle(), &right], GridShape { rows: 1, cols: 2 })[&Cell { row: 0, col: 0 }];
        assert_eq!(first[&vec![0]], 0.4375);
        assert_eq!(first[&vec![0, 1]], 0.75 - 0.4375);
        assert_eq!(first[&vec![1]], 0.5 - (0.75 - 0.4375));
    }
}
