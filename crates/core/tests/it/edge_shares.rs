//! Shares of edge cells, cell by cell, against two slow ways in floats; and what must hold of them exactly.

use crate::cases::cases;
use crate::cell_shares::{CellShares, WHOLE, cell_shares, cell_shares_by_units, cells_of, of_zone, total};
use crate::slow_shares::{clipped_share, sets_by_cell};
use crate::study::rectangle;
use crate::valid_outline::outlines;
use landledger_core::{Cell, EdgeRule, GridShape, Polygons, Ring};
use proptest::collection::vec;
use proptest::prelude::*;

/// One unit of a share, in cells.
const UNIT: f64 = 1.0 / WHOLE as f64;

/// What each edge may leave open in a cell, in units of 2^-30: half a step of the lattice where it is cut at the cell's
/// borders, twice, and half a unit where its piece is rounded.
const UNITS_FOR_AN_EDGE: f64 = 2.0;

/// What floats leave open in the slow ways, in cells.
const FLOAT_NOISE: f64 = 1e-11;

fn shapes() -> impl Strategy<Value = GridShape> {
    (1..=24_usize, 1..=24_usize).prop_map(|(rows, cols)| GridShape { rows, cols })
}

/// Zones on a grid.
fn zones_on_grids() -> impl Strategy<Value = (Vec<Polygons>, GridShape)> {
    (vec(outlines(), 1..=5), shapes())
        .prop_map(|(zones, shape)| (zones.iter().map(|outline| outline.on(shape)).collect(), shape))
}

/// In cells, for all edges of these outlines that come near a cell.
fn tolerance<'a>(outlines: impl IntoIterator<Item = &'a Polygons>, cell: Cell) -> f64 {
    let (col, row) = (cell.col as f64, cell.row as f64);
    let is_near = |[a, b]: &[[f64; 2]; 2]| {
        a[0].min(b[0]) <= col + 1.01
            && a[0].max(b[0]) >= col - 0.01
            && a[1].min(b[1]) <= row + 1.01
            && a[1].max(b[1]) >= row - 0.01
    };
    let edges = outlines.into_iter().flat_map(Polygons::edges).filter(is_near).count();
    FLOAT_NOISE + edges as f64 * UNITS_FOR_AN_EDGE * UNIT
}

proptest! {
    #![proptest_config(cases(128))]

    #[test]
    fn a_zones_share_is_the_area_of_its_rings_clipped_to_the_cell((zones, shape) in zones_on_grids()) {
        let shares = cell_shares(&zones, shape, EdgeRule::Exact);
        for (zone, outline) in zones.iter().enumerate() {
            for cell in cells_of(shape) {
                let (ours, theirs) = (of_zone(&shares, cell, zone) as f64 * UNIT, clipped_share(outline, cell));
                let open = tolerance([outline], cell);
                prop_assert!((ours - theirs).abs() <= open, "zone {zone}, {cell:?}: {ours} against {theirs}");
            }
        }
    }

    #[test]
    fn what_several_zones_share_of_a_cell_is_what_lies_between_their_edges((zones, shape) in zones_on_grids()) {
        let shares = cell_shares(&zones, shape, EdgeRule::Exact);
        let expected = sets_by_cell(&zones.iter().collect::<Vec<_>>(), shape);
        for cell in cells_of(shape) {
            let (ours, theirs) = (shares.get(&cell), expected.get(&cell));
            let sets = ours.into_iter().flat_map(|sets| sets.keys()).chain(theirs.into_iter().flat_map(|sets| sets.keys()));
            let open = tolerance(&zones, cell);
            for set in sets {
                let ours = ours.and_then(|sets| sets.get(set)).map_or(0.0, |units| *units as f64 * UNIT);
                let theirs = theirs.and_then(|sets| sets.get(set)).copied().unwrap_or_default();
                prop_assert!((ours - theirs).abs() <= open, "zones {set:?}, {cell:?}: {ours} against {theirs}");
            }
        }
    }

    #[test]
    fn the_shares_of_a_cell_are_never_more_than_the_cell((zones, shape) in zones_on_grids()) {
        let shares = cell_shares(&zones, shape, EdgeRule::Exact);
        for cell in cells_of(shape) {
            prop_assert!(total(&shares, cell) <= WHOLE, "{cell:?}: {:?}", shares[&cell]);
        }
    }

    #[test]
    fn a_zone_has_the_same_shares_alone_and_among_others((zones, shape) in zones_on_grids()) {
        let together = cell_shares(&zones, shape, EdgeRule::Exact);
        for (zone, outline) in zones.iter().enumerate() {
            let alone = cell_shares(std::slice::from_ref(outline), shape, EdgeRule::Exact);
            for cell in cells_of(shape) {
                prop_assert_eq!(of_zone(&together, cell, zone), of_zone(&alone, cell, 0), "zone {}, {:?}", zone, cell);
            }
        }
    }

    #[test]
    fn a_touched_cell_is_one_that_a_zone_has_a_share_of((zones, shape) in zones_on_grids()) {
        let touched = cell_shares(&zones, shape, EdgeRule::Touched);
        let exact = cell_shares(&zones, shape, EdgeRule::Exact);
        for cell in cells_of(shape) {
            // Whole cells of the set of all zones with a share: one set for each cell.
            let zones: Vec<usize> = (0..zones.len()).filter(|&zone| of_zone(&exact, cell, zone) > 0).collect();
            let expected = (!zones.is_empty()).then(|| [(zones, WHOLE)].into());
            prop_assert_eq!(touched.get(&cell), expected.as_ref(), "{:?}", cell);
        }
    }

    #[test]
    fn touched_cells_are_those_that_the_clipped_rings_reach((zones, shape) in zones_on_grids()) {
        let touched = cell_shares(&zones, shape, EdgeRule::Touched);
        for (zone, outline) in zones.iter().enumerate() {
            for cell in cells_of(shape) {
                let (is_touched, share) = (of_zone(&touched, cell, zone) > 0, clipped_share(outline, cell));
                // Between nothing and what rounding leaves open, either answer is right.
                if share > tolerance([outline], cell) || share <= FLOAT_NOISE {
                    prop_assert_eq!(is_touched, share > FLOAT_NOISE, "zone {}, {:?}: {}", zone, cell, share);
                }
            }
        }
    }

    #[test]
    fn shares_do_not_depend_on_units_or_threads(
        (zones, shape) in zones_on_grids(),
        (rows, cols) in (1..=24_usize, 1..=24_usize),
        threads in 1..=7_usize,
    ) {
        for rule in EdgeRule::ALL {
            let whole = cell_shares(&zones, shape, rule);
            let cut = cell_shares_by_units(&zones, shape, rule, GridShape { rows, cols }, threads);
            prop_assert_eq!(&cut, &whole, "{}", rule);
        }
    }

    #[test]
    fn rings_of_either_direction_and_any_first_corner_give_the_same_shares(
        (zones, shape) in zones_on_grids(),
        turn in 0..100_usize,
    ) {
        let turned: Vec<Polygons> = zones.iter().map(|outline| turned(outline, turn)).collect();
        for rule in EdgeRule::ALL {
            prop_assert_eq!(cell_shares(&turned, shape, rule), cell_shares(&zones, shape, rule), "{}", rule);
        }
    }

    #[test]
    fn a_zone_and_the_rest_of_the_grid_are_the_grid(outline in outlines(), shape in shapes()) {
        // The rest: a rectangle beyond the grid, whose holes are the zone's exteriors and whose islands its holes.
        let zone = outline.on(shape);
        let frame = vec![[-999.0, -999.0], [999.0, -999.0], [999.0, 999.0], [-999.0, 999.0]];
        let rest = with_holes(frame, &zone);
        let shares = cell_shares(&[zone, rest], shape, EdgeRule::Exact);
        assert_tiled(&shares, shape);
    }
}

/// Every ring the other way round, from another corner.
fn turned(outline: &Polygons, turn: usize) -> Polygons {
    let rings = outline.rings().iter().map(|ring| {
        let mut ring = ring.clone();
        ring.reverse();
        let turn = turn % ring.len();
        ring.rotate_left(turn);
        ring
    });
    // Each ring says by its direction what it is; an exterior opens a polygon.
    let mut polygons: Vec<Vec<Ring>> = Vec::new();
    for (ring, was) in rings.zip(outline.rings()) {
        match polygons.last_mut() {
            Some(polygon) if doubled_area(was) < 0.0 => polygon.push(ring),
            _ => polygons.push(vec![ring]),
        }
    }
    Polygons::from_polygons(polygons)
}

/// A frame without the zone: its exteriors are holes, its holes polygons of their own.
fn with_holes(frame: Ring, zone: &Polygons) -> Polygons {
    let is_hole = |ring: &&Ring| doubled_area(ring) < 0.0;
    let mut polygons = vec![vec![frame]];
    polygons[0].extend(zone.rings().iter().filter(|ring| !is_hole(ring)).cloned());
    polygons.extend(zone.rings().iter().filter(is_hole).map(|hole| vec![hole.clone()]));
    Polygons::from_polygons(polygons)
}

fn doubled_area(ring: &Ring) -> f64 {
    ring.iter().zip(ring.iter().cycle().skip(1)).map(|(a, b)| a[0] * b[1] - b[0] * a[1]).sum()
}

/// Each cell is in tiles, one unit of it as the other, and in no two at once.
#[track_caller]
pub(crate) fn assert_tiled(shares: &CellShares, shape: GridShape) {
    for cell in cells_of(shape) {
        assert_eq!(total(shares, cell), WHOLE, "{cell:?}: {:?}", shares.get(&cell));
        for (set, units) in &shares[&cell] {
            assert_eq!(set.len(), 1, "{units} units of {cell:?} lie in the zones {set:?}");
        }
    }
}

#[test]
fn a_quarter_of_a_cell_is_a_quarter() {
    let shape = GridShape { rows: 2, cols: 2 };
    let shares = cell_shares(&[rectangle([0.5, 0.5], [1.5, 1.25])], shape, EdgeRule::Exact);
    // Half a cell across in both columns; half of the first row and a quarter of the second.
    for (cell, expected) in cells_of(shape).zip([WHOLE / 4, WHOLE / 4, WHOLE / 8, WHOLE / 8]) {
        assert_eq!(of_zone(&shares, cell, 0), expected, "{cell:?}");
    }
}
