//! Polygons that tile the plane: nothing is lost at their borders, and nothing counted twice.

use crate::cases::cases;
use crate::cell_shares::{WHOLE, cell_shares, cells_of, total};
use crate::edge_shares::assert_tiled as assert_cells_tiled;
use crate::random_study::scramble;
use crate::study::{Ground, Study, zone};
use landledger_core::{Cells, EdgeRule, GridShape, Polygons, Ring, Zone};
use proptest::prelude::*;

/// A mesh of `rows x cols` quadrilaterals over a raster and a little beyond. Below a quarter of their
/// spacing, vertices moved at random never turn a triangle of the mesh over.
#[derive(Debug, Clone)]
struct Mesh {
    rows: usize,
    cols: usize,
    seed: u64,
    snap: Snap,
}

#[derive(Debug, Clone, Copy)]
enum Snap {
    /// Half cells: corners, edges and centres of cells are met all the time.
    HalfCells,
    /// Any float.
    Nothing,
}

const LARGEST_SHIFT: f64 = 0.24;

/// Relative, between sums of clipped triangles and the raster.
const AREA_AGREEMENT: f64 = 1e-10;

impl Mesh {
    fn vertex(&self, shape: GridShape, row: usize, col: usize) -> [f64; 2] {
        let place = |index: usize, count: usize, cells: usize, salt: u64| {
            // From one cell before the raster to one cell after it.
            let spacing = (cells as f64 + 2.0) / count as f64;
            let coordinate = index as f64 * spacing - 1.0;
            let snapping = match self.snap {
                Snap::HalfCells => 0.25,
                Snap::Nothing => 0.0,
            };
            let reach = LARGEST_SHIFT * spacing - snapping;
            if index == 0 || index == count || reach <= 0.0 {
                return coordinate;
            }
            let random = scramble(self.seed ^ scramble((row * 1000 + col) as u64 * 2 + salt));
            let shifted = coordinate + (random as f64 / u64::MAX as f64 * 2.0 - 1.0) * reach;
            match self.snap {
                Snap::HalfCells => (shifted * 2.0).round() / 2.0,
                Snap::Nothing => shifted,
            }
        };
        [place(col, self.cols, shape.cols, 0), place(row, self.rows, shape.rows, 1)]
    }

    /// The four corners of a quadrilateral, clockwise or not as the seed says, starting anywhere.
    fn corners(&self, shape: GridShape, row: usize, col: usize) -> Ring {
        let mut ring: Ring = [(0, 0), (0, 1), (1, 1), (1, 0)]
            .into_iter()
            .map(|(down, right)| self.vertex(shape, row + down, col + right))
            .collect();
        let random = scramble(self.seed ^ (row * 77 + col) as u64);
        ring.rotate_left(random as usize % 4);
        if random & 16 == 0 {
            ring.reverse();
        }
        ring
    }

    fn quadrilaterals(&self, shape: GridShape) -> Vec<Ring> {
        (0..self.rows).flat_map(|row| (0..self.cols).map(move |col| self.corners(shape, row, col))).collect()
    }

    fn triangles(&self, shape: GridShape) -> Vec<Ring> {
        let halves = |ring: Ring| [vec![ring[0], ring[1], ring[2]], vec![ring[2], ring[3], ring[0]]];
        self.quadrilaterals(shape).into_iter().flat_map(halves).collect()
    }
}

fn meshes() -> impl Strategy<Value = Mesh> {
    let snap = prop_oneof![Just(Snap::HalfCells), Just(Snap::Nothing)];
    (1..=8_usize, 1..=8_usize, any::<u64>(), snap).prop_map(|(rows, cols, seed, snap)| Mesh { rows, cols, seed, snap })
}

fn shapes() -> impl Strategy<Value = GridShape> {
    (1..=40_usize, 1..=40_usize).prop_map(|(rows, cols)| GridShape { rows, cols })
}

fn study_of(rings: Vec<Ring>, shape: GridShape, ground: Ground) -> Study {
    let zones: Vec<Zone> = rings.into_iter().map(|ring| zone("tile", Polygons::from_rings(vec![ring]))).collect();
    let cells = shape.rows * shape.cols;
    Study { shape, codes: vec![1], rasters: vec![vec![Some(1); cells]], zones, ground }
}

proptest! {
    #![proptest_config(cases(128))]

    #[test]
    fn each_cell_lies_in_exactly_one_quadrilateral(mesh in meshes(), shape in shapes()) {
        assert_tiled(&study_of(mesh.quadrilaterals(shape), shape, Ground::HECTARES));
    }

    #[test]
    fn each_cell_lies_in_exactly_one_triangle(mesh in meshes(), shape in shapes()) {
        assert_tiled(&study_of(mesh.triangles(shape), shape, Ground::HECTARES));
    }

    #[test]
    fn the_shares_of_quadrilaterals_are_one_cell_to_the_unit(mesh in meshes(), shape in shapes()) {
        assert_cells_tiled(&shares_of(mesh.quadrilaterals(shape), shape), shape);
    }

    #[test]
    fn the_shares_of_triangles_are_one_cell_to_the_unit(mesh in meshes(), shape in shapes()) {
        assert_cells_tiled(&shares_of(mesh.triangles(shape), shape), shape);
    }

    #[test]
    fn under_the_touched_rule_every_cell_of_a_tiling_is_touched(mesh in meshes(), shape in shapes()) {
        let tiles: Vec<Polygons> = mesh.triangles(shape).into_iter().map(|ring| Polygons::from_rings(vec![ring])).collect();
        let shares = cell_shares(&tiles, shape, EdgeRule::Touched);
        prop_assert!(cells_of(shape).all(|cell| total(&shares, cell) == WHOLE));
    }

    /// A vertex that only one of two neighbours has lies beside the other's edge by what a float leaves, and goes to
    /// another point of the lattice: gaps and overlaps of up to a step along that edge.
    #[test]
    fn tiles_with_more_vertices_than_their_neighbours_leave_some_units(
        mesh in meshes(),
        shape in shapes(),
        vertices in 1..=3_usize,
    ) {
        let rings = mesh.triangles(shape).into_iter().enumerate();
        let rings = rings.map(|(tile, ring)| if tile % 2 == 0 { with_more_vertices(&ring, vertices) } else { ring });
        let shares = shares_of(rings.collect(), shape);
        for cell in cells_of(shape) {
            let open = OPEN_UNITS_FOR_A_TILE * shares[&cell].len() as u128;
            let total = total(&shares, cell);
            prop_assert!(total <= WHOLE && total + open >= WHOLE, "{:?}: {:?}", cell, shares[&cell]);
            let shared: u128 = shares[&cell].iter().filter(|(set, _)| set.len() > 1).map(|(_, units)| units).sum();
            prop_assert!(shared <= open, "{:?}: {:?}", cell, shares[&cell]);
        }
    }

    #[test]
    fn what_tiles_measure_inside_the_raster_adds_up_to_the_raster(mesh in meshes(), shape in shapes(), plane in any::<bool>()) {
        let ground = if plane { Ground::HECTARES } else { Ground::wgs84(38.0, -0.01, 0.02) };
        let tally = study_of(mesh.triangles(shape), shape, ground).tally(shape, 1);
        let inside = tally.study_line().polygon - tally.study_line().outside;
        let raster = tally.study().total().area.square_metres();
        let difference = inside.square_metres() - raster;
        prop_assert!(difference.abs() <= AREA_AGREEMENT * raster, "{difference} m2 too much in {raster} m2");
    }
}

/// Units of 2^-30 cells that a neighbour without the same vertices may leave open, or take twice: along each of up to
/// three edges a step of the lattice, and the rounding of its pieces.
const OPEN_UNITS_FOR_A_TILE: u128 = 12;

fn shares_of(rings: Vec<Ring>, shape: GridShape) -> crate::cell_shares::CellShares {
    let tiles: Vec<Polygons> = rings.into_iter().map(|ring| Polygons::from_rings(vec![ring])).collect();
    cell_shares(&tiles, shape, EdgeRule::Exact)
}

/// The same ring with so many vertices more along each edge.
fn with_more_vertices(ring: &Ring, vertices: usize) -> Ring {
    let edges = ring.iter().zip(ring.iter().cycle().skip(1));
    let points = edges.flat_map(|(&from, &to)| {
        (0..=vertices).map(move |vertex| {
            let along = vertex as f64 / (vertices + 1) as f64;
            [from[0] + along * (to[0] - from[0]), from[1] + along * (to[1] - from[1])]
        })
    });
    points.collect()
}

#[track_caller]
fn assert_tiled(study: &Study) {
    let tally = study.tally(GridShape { rows: 7, cols: 9 }, 2);
    for part in tally.parts() {
        assert_eq!(part.zones.len(), 1, "a cell lies in the tiles {:?}", part.zones);
    }
    assert_eq!(tally.study().total().cells, study.shape.cells());
    let one_by_one: Cells = tally.by_zone().iter().map(|zone| zone.total().cells).sum();
    assert_eq!(one_by_one, study.shape.cells());
}
