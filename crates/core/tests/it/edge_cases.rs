//! Outlines where shares are easily lost or doubled: each is a case that can be reckoned by hand.

use crate::cases::cases;
use crate::cell_shares::{WHOLE, cell_shares, cells_of, of_zone, total};
use crate::edge_shares::assert_tiled;
use crate::study::rectangle;
use landledger_core::{Cell, EdgeRule, GridShape, Polygons, Ring};
use proptest::prelude::*;

const SHAPE: GridShape = GridShape { rows: 4, cols: 4 };

/// Lattice steps of a share in a cell, as a float.
const STEPS: f64 = WHOLE as f64;

fn square(from: f64, to: f64) -> Ring {
    vec![[from, from], [to, from], [to, to], [from, to]]
}

/// Units of one zone in every cell, row by row.
fn units(outline: &Polygons, rule: EdgeRule) -> Vec<u128> {
    let shares = cell_shares(std::slice::from_ref(outline), SHAPE, rule);
    cells_of(SHAPE).map(|cell| of_zone(&shares, cell, 0)).collect()
}

#[test]
fn a_hole_inside_one_cell_is_missing_from_that_cell_alone() {
    let outline = Polygons::from_rings(vec![square(0.0, 4.0), square(1.25, 1.75)]);
    let mut expected = vec![WHOLE; 16];
    expected[5] = WHOLE * 3 / 4; // half a cell each way
    assert_eq!(units(&outline, EdgeRule::Exact), expected);
}

#[test]
fn an_island_in_a_hole_is_counted_again() {
    // Half a cell is left of the hole all around; the island is a quarter of each of the four cells in the middle.
    let outline = Polygons::from_polygons([vec![square(0.0, 4.0), square(0.5, 3.5)], vec![square(1.5, 2.5)]]);
    let (corner, side, island) = (WHOLE * 3 / 4, WHOLE / 2, WHOLE / 4);
    let expected = [corner, side, side, corner, side, island, island, side];
    let expected: Vec<u128> = expected.iter().chain(expected.iter().rev()).copied().collect();
    assert_eq!(units(&outline, EdgeRule::Exact), expected);
}

#[test]
fn an_edge_along_a_cells_border_takes_nothing_of_the_cell_beyond() {
    let outline = rectangle([1.0, 1.0], [3.0, 3.0]);
    let expected: Vec<u128> = cells_of(SHAPE)
        .map(|cell| if (1..3).contains(&cell.row) && (1..3).contains(&cell.col) { WHOLE } else { 0 })
        .collect();
    for rule in EdgeRule::ALL {
        assert_eq!(units(&outline, rule), expected, "{rule}");
    }
}

#[test]
fn vertices_on_cell_corners_cut_cells_in_halves() {
    // A rhombus through the middles of the grid's sides: eight half cells around four whole ones.
    let rhombus = Polygons::from_rings(vec![vec![[2.0, 0.0], [4.0, 2.0], [2.0, 4.0], [0.0, 2.0]]]);
    let half = WHOLE / 2;
    #[rustfmt::skip]
    let expected = [
        0, half, half, 0,
        half, WHOLE, WHOLE, half,
        half, WHOLE, WHOLE, half,
        0, half, half, 0,
    ];
    assert_eq!(units(&rhombus, EdgeRule::Exact), expected);
    assert_eq!(units(&rhombus, EdgeRule::Touched), expected.map(|units| if units > 0 { WHOLE } else { 0 }));
}

#[test]
fn a_polygon_inside_one_cell_has_its_area_there() {
    // Sides of 1/4 and 1/8 of a cell: a triangle of 1/64.
    let triangle = Polygons::from_rings(vec![vec![[2.25, 1.5], [2.5, 1.5], [2.25, 1.625]]]);
    for (cell, units) in cells_of(SHAPE).zip(units(&triangle, EdgeRule::Exact)) {
        assert_eq!(units, if cell == (Cell { row: 1, col: 2 }) { WHOLE / 64 } else { 0 }, "{cell:?}");
    }
}

#[test]
fn a_sliver_along_a_row_has_its_width_in_every_cell() {
    // 2^-24 of a cell high, right across: 64 units.
    let sliver = rectangle([0.0, 2.5], [4.0, 2.5 + 1.0 / 16_777_216.0]);
    for (cell, units) in cells_of(SHAPE).zip(units(&sliver, EdgeRule::Exact)) {
        assert_eq!(units, if cell.row == 2 { 64 } else { 0 }, "{cell:?}");
    }
}

#[test]
fn a_sliver_thinner_than_the_lattice_is_nothing() {
    let sliver = rectangle([0.0, 2.25], [4.0, 2.25 + 0.25 / STEPS]);
    for rule in EdgeRule::ALL {
        assert_eq!(units(&sliver, rule), [0; 16], "{rule}");
    }
}

#[test]
fn vertices_very_far_away_cut_the_grid_where_the_edge_passes() {
    // The half plane left of the column 2, with corners beyond the range of the lattice.
    for far in [1e6, 1e9, 1e12, 1e300] {
        let half_plane = Polygons::from_rings(vec![vec![[-far, -far], [2.0, -far], [2.0, far], [-far, far]]]);
        for (cell, units) in cells_of(SHAPE).zip(units(&half_plane, EdgeRule::Exact)) {
            assert_eq!(units, if cell.col < 2 { WHOLE } else { 0 }, "{far}, {cell:?}");
        }
    }
}

/// A sliver with its ends at two places and a vertex beside the line between them, and what it leaves of the grid on both
/// sides: all three share their edges.
fn split_by_a_sliver(left: f64, right: f64, along: f64, beside: f64) -> Vec<Polygons> {
    let vertex = [SHAPE.cols as f64 * along, left + (right - left) * along + beside];
    let (from, to) = ([0.0, left], [4.0, right]);
    let (above, below) = (vec![[0.0, 0.0], [4.0, 0.0], to, from], vec![from, vertex, to, [4.0, 4.0], [0.0, 4.0]]);
    [above, vec![from, to, vertex], below].map(|ring| Polygons::from_rings(vec![ring])).into()
}

proptest! {
    #![proptest_config(cases(256))]

    /// The sliver is thinner than 2^-20 cells, down to less than a lattice step.
    #[test]
    fn a_sliver_between_two_zones_leaves_every_cell_one_cell(
        left in 0.1..3.9_f64,
        right in 0.1..3.9_f64,
        along in 0.01..0.99_f64,
        steps in 0.1..1000.0_f64,
    ) {
        let shares = cell_shares(&split_by_a_sliver(left, right, along, steps / STEPS), SHAPE, EdgeRule::Exact);
        for cell in cells_of(SHAPE) {
            prop_assert_eq!(total(&shares, cell), WHOLE, "{:?}: {:?}", cell, &shares[&cell]);
            let shared: u128 = shares[&cell].iter().filter(|(set, _)| set.len() > 1).map(|(_, units)| units).sum();
            // Where rounding gives a sliver less than nothing, its neighbours have a unit in common.
            prop_assert!(shared <= 2, "{:?}: {:?}", cell, &shares[&cell]);
        }
    }

    #[test]
    fn two_zones_on_both_sides_of_any_line_are_the_grid(
        from in -9.0..13.0_f64,
        to in -9.0..13.0_f64,
        turn in any::<bool>(),
    ) {
        let turned = |[x, y]: [f64; 2]| if turn { [y, x] } else { [x, y] };
        let ring = |end: f64| vec![[-20.0, from], [20.0, to], [20.0, end], [-20.0, end]].into_iter().map(turned).collect();
        let halves = [-30.0, 30.0].map(|end| Polygons::from_rings(vec![ring(end)]));
        assert_tiled(&cell_shares(&halves, SHAPE, EdgeRule::Exact), SHAPE);
    }
}
