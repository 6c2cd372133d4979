//! Areas on the ellipsoid against GeographicLib and against a closed form that keeps its digits.
//!
//! GeographicLib (Karney, Algorithms for geodesics, Journal of Geodesy 87, 2013) joins points by geodesics.
//! A parallel is none, nor is an edge straight in longitude and latitude, so both are cut into chords. What
//! lies between chords and edge falls with the square of their number, of a cell of one degree 1e-8 at 64
//! chords and 5e-11 at 1024, and is taken off by measuring with twice as many as well (Richardson).

use crate::study::{Ground, rectangle};
use geographiclib_rs::{Geodesic, PolygonArea, Winding};
use landledger_core::{Area, Cell, Ellipsoid, GridShape, Polygons, Ring, Surface};
use proptest::prelude::*;

/// Relative agreement with GeographicLib.
const GEODESIC_AGREEMENT: f64 = 1e-10;
/// What GeographicLib itself leaves open in one small cell, in m2: it measures from the equator, where an edge of 30 m
/// has 2e8 m2 under it, and takes differences.
const GEODESIC_NOISE_M2: f64 = 1e-6;
/// Relative agreement of sums of cells with polygons around them, and with closed forms.
const EXACT_AGREEMENT: f64 = 1e-12;
/// Half a unit of `Area`, in m2.
const ROUNDING_M2: f64 = 0.5e-9;

const SECOND: f64 = 1.0 / 3600.0; // about 30 m
const TEN_SECONDS: f64 = 10.0 / 3600.0; // about 300 m
const CHORDS: usize = 512;

/// Upper edges of the tested rows, in degrees: equator, Java, the Yellow River, 60 and 85 degrees.
const LATITUDES: [f64; 5] = [0.0, -6.8, 37.8, 60.0, 85.0];

type MakeGround = fn(f64, f64, f64) -> Ground;

/// Our ellipsoids beside GeographicLib's.
fn ellipsoids() -> [(MakeGround, Geodesic); 2] {
    [(Ground::wgs84, Geodesic::wgs84()), (Ground::krasovsky, Geodesic::new(6_378_245.0, 1.0 / 298.3))]
}

/// Area of a ring of `[longitude, latitude]` in degrees; each edge is cut into chords.
fn geodesic_area(geodesic: &Geodesic, ring: &[[f64; 2]], chords: usize) -> f64 {
    let mut polygon = PolygonArea::new(geodesic, Winding::CounterClockwise);
    for (from, to) in ring.iter().zip(ring.iter().cycle().skip(1)) {
        for chord in 0..chords {
            let t = chord as f64 / chords as f64;
            polygon.add_point(from[1] + t * (to[1] - from[1]), from[0] + t * (to[0] - from[0]));
        }
    }
    let (_perimeter, area, _points) = polygon.compute(true);
    area.abs()
}

/// The block of `cells x cells` cells at the grid's upper left, at longitude 10.
fn geodesic_block(geodesic: &Geodesic, latitude: f64, side: f64, chords: usize) -> f64 {
    let (west, east, north, south) = (10.0, 10.0 + side, latitude, latitude - side);
    geodesic_area(geodesic, &[[west, south], [east, south], [east, north], [west, north]], chords)
}

/// The same without what chords leave.
fn exact_block(geodesic: &Geodesic, latitude: f64, side: f64) -> f64 {
    let [once, twice] = [CHORDS, 2 * CHORDS].map(|chords| geodesic_block(geodesic, latitude, side, chords));
    (4.0 * twice - once) / 3.0
}

#[track_caller]
fn assert_close(area: f64, expected: f64, relative: f64, absolute: f64) {
    let difference = (area - expected).abs();
    assert!(difference <= relative * expected.abs() + absolute, "{area} m2 against {expected} m2");
}

#[test]
fn a_cell_of_one_degree_has_the_area_that_geographiclib_gives() {
    for (ground, geodesic) in ellipsoids() {
        for latitude in LATITUDES {
            let cell = ground(latitude, -1.0, 1.0).surface().cell_area(Cell { row: 0, col: 0 }).square_metres();
            assert_close(cell, exact_block(&geodesic, latitude, 1.0), GEODESIC_AGREEMENT, 0.0);
        }
    }
}

#[test]
fn rows_at_the_poles_have_the_area_that_geographiclib_gives_on_any_ellipsoid() {
    // Krasovsky's, Bessel's (EPSG:7004), Clarke's of 1866 (EPSG:7008, 6378206.4 m and 6356583.8 m), and a sphere.
    for (semi_major_m, flattening) in [
        (6_378_245.0, 1.0 / 298.3),
        (6_377_397.155, 1.0 / 299.152_812_8),
        (6_378_206.4, 1.0 - 6_356_583.8 / 6_378_206.4),
        (6_371_000.0, 0.0),
    ] {
        let geodesic = Geodesic::new(semi_major_m, flattening);
        for step in [1.0, 0.25, 1.0 / 60.0] {
            let ellipsoid = Ellipsoid::from_axes(semi_major_m, semi_major_m * (1.0 - flattening));
            // The first and the last row of the Earth, and their neighbours.
            for latitude in [90.0, 90.0 - step, -90.0 + 2.0 * step, -90.0 + step] {
                let surface = Surface::Geographic {
                    ellipsoid,
                    first_latitude: f64::to_radians(latitude),
                    row_step: -step.to_radians(),
                    col_step: step.to_radians(),
                };
                let cell = surface.cell_area(Cell { row: 0, col: 0 }).square_metres();
                // GeographicLib's own rounding next to a pole: a degree of longitude has 4e13 m2 under it.
                let noise = 2e-5 * step;
                assert_close(cell, exact_block(&geodesic, latitude, step), GEODESIC_AGREEMENT, noise);
            }
        }
    }
}

#[test]
fn blocks_of_cells_of_30_m_and_300_m_have_the_area_that_geographiclib_gives() {
    for (ground, geodesic) in ellipsoids() {
        for latitude in LATITUDES {
            for (step, cells) in [(SECOND, 1000), (TEN_SECONDS, 100)] {
                let surface = ground(latitude, -step, step).surface();
                let block: Area = (0..cells).map(|row| surface.cell_area(Cell { row, col: 0 }) * cells as u64).sum();
                let expected = exact_block(&geodesic, latitude, step * cells as f64);
                assert_close(block.square_metres(), expected, GEODESIC_AGREEMENT, 0.0);
            }
        }
    }
}

#[test]
fn single_cells_of_30_m_and_300_m_agree_with_geographiclib_as_far_as_it_goes() {
    for (ground, geodesic) in ellipsoids() {
        for latitude in LATITUDES {
            // One chord leaves 1e-12 of a cell of 30 m, four leave 2e-11 of one of 300 m; more chords only add noise.
            for (step, chords) in [(SECOND, 1), (TEN_SECONDS, 4)] {
                let cell = ground(latitude, -step, step).surface().cell_area(Cell { row: 0, col: 0 }).square_metres();
                let expected = geodesic_block(&geodesic, latitude, step, chords);
                assert_close(cell, expected, GEODESIC_AGREEMENT, GEODESIC_NOISE_M2);
            }
        }
    }
}

/// Snyder 3-12 between two parallels, with its differences taken by hand so that no digits are lost:
/// sin b - sin a = 2 cos((a + b) / 2) sin((b - a) / 2), and atanh y - atanh x = atanh((y - x) / (1 - x y)).
fn zone_per_radian(semi_major_m: f64, inverse_flattening: f64, from: f64, to: f64) -> f64 {
    let flattening = 1.0 / inverse_flattening;
    let e2 = flattening * (2.0 - flattening);
    let e = e2.sqrt();
    let (a, b) = (from.sin(), to.sin());
    let difference = 2.0 * f64::midpoint(from, to).cos() * ((to - from) / 2.0).sin();
    let first = difference * (1.0 + e2 * a * b) / ((1.0 - e2 * a * a) * (1.0 - e2 * b * b));
    let second = (e * difference / (1.0 - e2 * a * b)).atanh() / e;
    semi_major_m * semi_major_m * (1.0 - e2) / 2.0 * (first + second)
}

#[test]
fn every_cell_has_the_area_of_the_closed_form_to_the_last_unit() {
    for latitude in LATITUDES {
        for step in [SECOND, TEN_SECONDS, 1.0] {
            let surface = Ground::krasovsky(latitude, -step, step).surface();
            for row in 0..5_usize {
                let edge = |row: usize| latitude.to_radians() + row as f64 * (-step).to_radians();
                let expected = step.to_radians() * zone_per_radian(6_378_245.0, 298.3, edge(row + 1), edge(row));
                let cell = surface.cell_area(Cell { row, col: 0 }).square_metres();
                assert_close(cell, expected, EXACT_AGREEMENT, ROUNDING_M2);
            }
        }
    }
}

#[test]
fn a_grid_turned_south_up_has_the_cells_of_the_grid_turned_north_up() {
    let north_up = Ground::wgs84(40.0, -0.5, 0.5).surface();
    let south_up = Ground::wgs84(40.0 - 10.0, 0.5, -0.5).surface();
    for row in 0..20 {
        let (from_north, from_south) =
            (north_up.cell_area(Cell { row, col: 0 }), south_up.cell_area(Cell { row: 19 - row, col: 0 }));
        assert_close(from_north.square_metres(), from_south.square_metres(), EXACT_AGREEMENT, ROUNDING_M2);
    }
}

#[test]
fn the_cells_of_a_global_grid_add_up_to_the_ellipsoid() {
    // 2 pi a^2 (1 + (1 - e^2) atanh(e) / e): Snyder 3-12 at both poles, all around.
    let earth =
        2.0 * std::f64::consts::PI * 2.0 * zone_per_radian(6_378_137.0, 298.257_223_563, 0.0, 90_f64.to_radians());
    // 0.3 degrees have no exact float; 258 rows of 0.7 degrees end beyond the pole, where there is no ground.
    for (step, rows, cols) in [(1.0, 180, 360), (0.3, 600, 1200), (0.7, 258, 514)] {
        let surface = Ground::wgs84(90.0, -step, step).surface();
        let grid: Area = (0..rows).map(|row| surface.cell_area(Cell { row, col: 0 }) * cols).sum();
        let share = f64::from(cols as u32) * step / 360.0;
        assert_close(grid.square_metres(), earth * share, EXACT_AGREEMENT, 0.0);
    }
}

#[test]
fn a_rectangle_of_cells_has_the_area_of_its_cells() {
    for (ground, _) in ellipsoids() {
        for latitude in LATITUDES {
            for step in [SECOND, TEN_SECONDS, 0.25] {
                let surface = ground(latitude, -step, step).surface();
                let cells: Area = (3..19).map(|row| surface.cell_area(Cell { row, col: 0 }) * 40).sum();
                let polygon = surface.polygon_area(&rectangle([7.0, 3.0], [47.0, 19.0]));
                let rounding = 16.0 * 40.0 * ROUNDING_M2;
                assert_close(polygon.square_metres(), cells.square_metres(), EXACT_AGREEMENT, rounding);
            }
        }
    }
}

#[test]
fn a_tall_rectangle_has_the_area_of_its_cells() {
    // 140 degrees of latitude across the equator: 140 rows.
    let surface = Ground::wgs84(70.0, -1.0, 1.0).surface();
    let cells: Area = (0..140).map(|row| surface.cell_area(Cell { row, col: 0 }) * 3).sum();
    let polygon = surface.polygon_area(&rectangle([0.0, 0.0], [3.0, 140.0]));
    assert_close(polygon.square_metres(), cells.square_metres(), EXACT_AGREEMENT, 0.0);
}

/// A pentagon with a hole, about 40 by 25 cells.
fn pentagon() -> Vec<Ring> {
    let hole = vec![[20.0, 14.5], [26.5, 12.0], [24.0, 18.0]];
    vec![vec![[3.5, 20.0], [12.0, 2.25], [33.0, 4.5], [43.0, 19.0], [21.0, 27.5]], hole]
}

#[test]
fn a_slanted_polygon_with_a_hole_has_the_area_that_geographiclib_gives() {
    for (ground, geodesic) in ellipsoids() {
        for latitude in LATITUDES {
            for step in [TEN_SECONDS, 0.01] {
                let polygon = ground(latitude, -step, step).surface().polygon_area(&Polygons::from_rings(pentagon()));
                let on_globe = |ring: &Ring| -> Ring {
                    ring.iter().map(|&[col, row]| [10.0 + col * step, latitude - row * step]).collect()
                };
                let chords = |ring: usize, chords| geodesic_area(&geodesic, &on_globe(&pentagon()[ring]), chords);
                let [exterior, hole] = [0, 1].map(|ring| (4.0 * chords(ring, 2 * CHORDS) - chords(ring, CHORDS)) / 3.0);
                assert_close(polygon.square_metres(), exterior - hole, GEODESIC_AGREEMENT, 0.0);
            }
        }
    }
}

#[test]
fn a_polygon_far_from_the_first_column_loses_no_digits() {
    let surface = Ground::wgs84(37.8, -SECOND, SECOND).surface();
    let near = surface.polygon_area(&rectangle([0.0, 0.0], [1.0, 1.0]));
    let far = surface.polygon_area(&rectangle([1_000_000.0, 0.0], [1_000_001.0, 1.0]));
    // A longitude of 5 radians is known to 1e-15, and the cell is 5e-6 wide.
    assert_close(far.square_metres(), near.square_metres(), 1e-9, ROUNDING_M2);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_triangle_cut_in_two_has_the_area_of_its_halves(
        latitude in -75.0..85.0_f64,
        step in prop_oneof![Just(SECOND), Just(TEN_SECONDS), Just(0.1)],
        start in (0..=50_u32, 0..=50_u32),
        stride in (0..=5_u32, 0..=5_u32),
        strides in (1..=5_u32, 1..=5_u32),
        apex in (0..=100_u32, 0..=100_u32),
    ) {
        let surface = Ground::wgs84(latitude, -step, step).surface();
        // Whole strides: the cut lies on the edge exactly.
        let after = |count: u32| [f64::from(start.0 + count * stride.0), f64::from(start.1 + count * stride.1)];
        let (from, cut, to) = (after(0), after(strides.0), after(strides.0 + strides.1));
        let apex = [f64::from(apex.0), f64::from(apex.1)];
        let area = |corner: [f64; 2], next: [f64; 2]| {
            surface.polygon_area(&Polygons::from_rings(vec![vec![corner, next, apex]])).square_metres()
        };
        // Thin triangles are differences of pieces as large as the 100 x 100 cells that they lie in.
        let largest_cell = surface.cell_area(Cell { row: 0, col: 0 }).max(surface.cell_area(Cell { row: 99, col: 0 })).square_metres();
        let rounding = EXACT_AGREEMENT * 100.0 * 100.0 * largest_cell + 3.0 * ROUNDING_M2;
        assert_close(area(from, cut) + area(cut, to), area(from, to), 0.0, rounding);
    }
}

#[test]
fn the_area_of_a_plane_polygon_is_its_cells_times_the_cell() {
    let surface = Ground::Plane { cell_m2: 900.0 }.surface();
    // A right triangle of 3 x 4 cells.
    let triangle = Polygons::from_rings(vec![vec![[1.0, 1.0], [4.0, 1.0], [1.0, 5.0]]]);
    assert_eq!(surface.polygon_area(&triangle), Area::from_square_metres(6.0 * 900.0));
    assert_eq!(
        surface.polygon_area(&Polygons::of_grid(GridShape { rows: 2, cols: 3 })),
        surface.cell_area(Cell { row: 0, col: 0 }) * 6
    );
}
