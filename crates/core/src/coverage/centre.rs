//! The cell-centre rule: a cell belongs to a polygon when its centre lies inside.
//!
//! Ties: a centre exactly on a left edge is outside, exactly on a right edge inside; an edge counts
//! from its lower row coordinate up to, not including, its higher one. Two polygons that share an edge
//! therefore never both take, and never both leave, a cell. GDAL's rasteriser has the same rule for
//! left and right, but gives centres that lie exactly on a horizontal edge to both neighbours.

use super::edge_extents::{EdgeRun, edges_in};
use crate::Polygons;
use std::ops::Range;

/// Calls `found` with every stretch of cells inside `outline`, row by row.
pub(super) fn spans(
    outline: &Polygons,
    runs: &[EdgeRun],
    cols: usize,
    rows: Range<usize>,
    mut found: impl FnMut(usize, u32, u32),
) {
    let mut crossings: Vec<Vec<f64>> = vec![Vec::new(); rows.len()];
    for [from, to] in edges_in(outline, runs, rows.start as f64..rows.end as f64) {
        // The same end first for both neighbours of a shared edge: the same crossing to the bit.
        let ([x1, y1], [x2, y2]) = if from[1] < to[1] { (from, to) } else { (to, from) };
        let (first, after) = (rows_from(y1, &rows), rows_from(y2, &rows));
        for row in first..after {
            let y = row as f64 + 0.5;
            crossings[row - rows.start].push((y - y1) * (x2 - x1) / (y2 - y1) + x1);
        }
    }
    for (row, crossings) in rows.zip(&mut crossings) {
        crossings.sort_by(f64::total_cmp);
        for pair in crossings.chunks_exact(2) {
            let (start, end) = (first_centre_right_of(pair[0], cols), first_centre_right_of(pair[1], cols));
            if start < end {
                found(row, start, end);
            }
        }
    }
}

/// The first row of `rows` whose centre is at or beyond `y`.
fn rows_from(y: f64, rows: &Range<usize>) -> usize {
    let first = (y - 0.5).ceil();
    if first <= rows.start as f64 { rows.start } else { (first as usize).min(rows.end) }
}

/// The first column whose centre lies beyond `x`: a centre exactly at `x` does not.
fn first_centre_right_of(x: f64, cols: usize) -> u32 {
    (x + 0.5).floor().clamp(0.0, cols as f64) as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Zone;
    use crate::coverage::ZoneExtents;

    fn drawn(outline: &Polygons, rows: usize, cols: usize) -> Vec<String> {
        let mut picture = vec![".".repeat(cols); rows];
        let zone = Zone { name: String::new(), group: None, outline: outline.clone() };
        let extents = ZoneExtents::of(&[zone]);
        spans(outline, extents.edges(0), cols, 0..rows, |row, start, end| {
            let range = start as usize..end as usize;
            let filled = "#".repeat(range.len());
            picture[row].replace_range(range, &filled);
        });
        picture
    }

    #[test]
    fn a_square_around_the_centres_takes_the_cells() {
        let square = Polygons::from_rings(vec![vec![[0.6, 0.4], [2.6, 0.4], [2.6, 1.6], [0.6, 1.6]]]);
        // Centres at 1.5 and 2.5 lie between 0.6 and 2.6; rows 0.5 and 1.5 between 0.4 and 1.6.
        assert_eq!(drawn(&square, 3, 4), [".##.", ".##.", "...."]);
    }

    #[test]
    fn a_hole_is_left_out() {
        let ring = |from: f64, to: f64| vec![[from, from], [to, from], [to, to], [from, to]];
        let outline = Polygons::from_rings(vec![ring(0.0, 4.0), ring(1.0, 3.0)]);
        assert_eq!(drawn(&outline, 4, 4), ["####", "#..#", "#..#", "####"]);
    }

    #[test]
    fn neighbours_share_the_centres_on_their_common_edge_without_overlap() {
        // The edge x = 1.5 runs through the centres of column 1: the left square takes them.
        let left = Polygons::from_rings(vec![vec![[0.0, 0.0], [1.5, 0.0], [1.5, 2.0], [0.0, 2.0]]]);
        let right = Polygons::from_rings(vec![vec![[1.5, 0.0], [3.0, 0.0], [3.0, 2.0], [1.5, 2.0]]]);
        assert_eq!(drawn(&left, 2, 3), ["##.", "##."]);
        assert_eq!(drawn(&right, 2, 3), ["..#", "..#"]);
    }

    #[test]
    fn a_polygon_beyond_the_grid_is_cut_at_its_border() {
        let square = Polygons::from_rings(vec![vec![[-9.0, -9.0], [1.9, -9.0], [1.9, 9.0], [-9.0, 9.0]]]);
        assert_eq!(drawn(&square, 2, 3), ["##.", "##."]);
    }
}
