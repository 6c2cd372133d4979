//! A Mercator projection of a sphere has everything in closed form: its cells are zones' shares.

use super::*;

/// A grid on the Mercator projection of the unit sphere: rows run north from `first_y`, cells are `cell` radians wide.
#[derive(Clone, Copy)]
struct Mercator {
    shape: GridShape,
    first_y: f64,
    cell: f64,
}

impl Mercator {
    /// Sine of the latitude at a northing: the hyperbolic tangent.
    fn sine(self, row: f64) -> f64 {
        (self.first_y + row * self.cell).tanh()
    }

    /// An R of a million metres keeps areas large against their unit.
    const RADIUS_M: f64 = 1e6;

    fn planar_cell_m2(self) -> f64 {
        (self.cell * Self::RADIUS_M).powi(2)
    }

    /// Width times the difference of the sines; over a small difference their mean slope, to keep digits.
    fn cell_m2(self, row: usize) -> f64 {
        let (a, b) = (self.first_y + row as f64 * self.cell, self.first_y + (row + 1) as f64 * self.cell);
        // tanh b - tanh a = sinh(b - a) / (cosh a cosh b)
        self.cell * (b - a).sinh() / (a.cosh() * b.cosh()) * Self::RADIUS_M.powi(2)
    }

    fn fit(self) -> ArealGrid {
        ArealGrid::fit(self.shape, self.planar_cell_m2(), |points, _| {
            points.iter().map(|&[_, row]| 1.0 - self.sine(row).powi(2)).collect()
        })
    }
}

fn assert_cells(mercator: Mercator, within: f64) {
    let grid = mercator.fit();
    let GridShape { rows, cols } = mercator.shape;
    for row in (0..rows).step_by((rows / 97).max(1)) {
        let expected = mercator.cell_m2(row);
        for col in [0, cols / 3, cols - 1] {
            let area = grid.cell_area(Cell { row, col }).square_metres();
            assert!((area / expected - 1.0).abs() < within, "row {row}, column {col}: {area} against {expected}");
        }
    }
}

#[test]
fn cells_of_a_thousandth_of_a_radian_have_their_area() {
    // From the equator to 1.3 (60 degrees), and around 3 (84 degrees).
    for first_y in [-0.2, 0.5, 2.5] {
        let shape = GridShape { rows: 800, cols: 300 };
        assert_cells(Mercator { shape, first_y, cell: 0.001 }, WITHIN);
    }
}

#[test]
fn cells_over_which_the_scale_changes_have_the_mean() {
    // A cell of 0.1 radians (600 km) at 60 degrees: its scale changes by a fifth from bottom to top.
    assert_cells(Mercator { shape: GridShape { rows: 30, cols: 60 }, first_y: -1.5, cell: 0.1 }, WITHIN);
}

#[test]
fn a_grid_of_one_row_and_one_of_one_cell_are_fitted() {
    for shape in [GridShape { rows: 1, cols: 1 }, GridShape { rows: 1, cols: 77 }, GridShape { rows: 77, cols: 1 }] {
        assert_cells(Mercator { shape, first_y: 0.9, cell: 0.002 }, WITHIN);
    }
}

#[test]
fn a_cell_is_the_same_whole_number_wherever_a_stretch_begins() {
    let mercator = Mercator { shape: GridShape { rows: 500, cols: 700 }, first_y: 0.0, cell: 0.005 };
    let surface = crate::Surface::Projected(mercator.fit());
    let mut areas = Vec::new();
    for (row, cols) in [(0, 0..700), (17, 3..699), (255, 250..260), (256, 511..513), (499, 5..5), (499, 699..700)] {
        surface.areas_along(row, cols.clone(), &mut areas);
        assert_eq!(areas.len(), cols.len() + 1);
        let mut sum = Area::ZERO;
        assert_eq!(areas[0], sum);
        for (col, &found) in cols.zip(&areas[1..]) {
            sum += surface.cell_area(Cell { row, col });
            assert_eq!(found, sum, "row {row}, column {col}");
        }
    }
}

#[test]
fn only_the_edge_of_the_domain_is_undefined_where_the_density_ends() {
    // Defined left of column 300.
    let shape = GridShape { rows: 512, cols: 1024 };
    let grid = ArealGrid::fit(shape, 1.0, |points, _| {
        points.iter().map(|&[col, row]| if col < 300.0 { 2.0 + row * 1e-4 } else { f64::NAN }).collect()
    });
    // The mean of a cell in row 7 lies in its middle; columns up to 1/512 of the grid from the edge have it.
    assert_eq!(grid.cell_area(Cell { row: 7, col: 297 }), Area::from_square_metres(2.0 + 7.5e-4));
    assert_eq!(grid.cell_area(Cell { row: 7, col: 300 }), Area::ZERO);
    let covers = |cell: Cell| {
        let holds = |window: &Window| {
            (window.row..window.end_row()).contains(&cell.row) && (window.col..window.end_col()).contains(&cell.col)
        };
        grid.undefined().iter().filter(|window| holds(window)).count()
    };
    assert_eq!([0, 297, 300, 1023].map(|col| covers(Cell { row: 7, col })), [0, 0, 1, 1]);
    assert!(grid.undefined().iter().all(|window| window.end_row() <= 512 && window.end_col() <= 1024));
}

#[test]
fn a_kink_is_followed_by_smaller_rectangles() {
    // 1e-3 of the area over 100 columns, from column 400 on.
    let density = |col: f64| 1.0 + (col - 400.0).max(0.0) * 1e-5;
    let shape = GridShape { rows: 1024, cols: 1024 };
    let grid = ArealGrid::fit(shape, 1e6, |points, _| points.iter().map(|&[col, _]| density(col)).collect());
    assert_eq!(grid.undefined(), []);
    for col in (0..1024).step_by(7) {
        let expected = 1e6 * density(col as f64 + 0.5);
        let area = grid.cell_area(Cell { row: 900, col }).square_metres();
        assert!((area / expected - 1.0).abs() < AT_KINKS.1, "column {col}: {area} against {expected}");
    }
}
