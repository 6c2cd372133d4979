//! What a hectare is worth, cell by cell.

use crate::canvas::{Canvas, SHAPE, class_of, zone_of};
use landledger_maps::Subject;

fn assert_cells(canvas: &Canvas, name: &str, expected: impl Fn(usize, usize) -> Option<f64>) {
    let cells = canvas.cells::<f32>(name, 0);
    for (at, cell) in cells.into_iter().enumerate() {
        let (row, col) = (at / SHAPE.cols, at % SHAPE.cols);
        let expected = expected(row, col).map_or(f32::NAN, |value| value as f32);
        assert!(
            cell.to_bits() == expected.to_bits() || cell.is_nan() && expected.is_nan(),
            "{name}, row {row}, column {col}: {cell}"
        );
    }
}

#[test]
fn every_cell_is_worth_what_its_class_is_in_the_first_zone_that_holds_it() {
    let canvas = Canvas::of_classes(6);
    canvas.draw(vec![("worth.tif", Subject::Density { epoch: 1, densities: canvas.densities(1) })], 2);
    assert_cells(&canvas, "worth.tif", |row, col| Canvas::worth(zone_of(row, col)?, 1, class_of(1, 6, row, col)?));
}

#[test]
fn a_change_is_the_later_worth_less_the_earlier_where_both_are_known() {
    let canvas = Canvas::of_classes(6);
    let densities = [canvas.densities(0), canvas.densities(1)];
    canvas.draw(vec![("change.tif", Subject::DensityChange { epochs: [0, 1], densities })], 2);
    assert_cells(&canvas, "change.tif", |row, col| {
        let worth = |epoch| Canvas::worth(zone_of(row, col)?, epoch, class_of(epoch, 6, row, col)?);
        Some(worth(1)? - worth(0)?)
    });
}

#[test]
fn overviews_are_means_of_the_cells_that_have_a_worth() {
    let canvas = Canvas::of_classes(6);
    canvas.draw(vec![("worth.tif", Subject::Density { epoch: 0, densities: canvas.densities(0) })], 2);
    let (cells, means) = (canvas.cells::<f32>("worth.tif", 0), canvas.cells::<f32>("worth.tif", 1));
    let cols = SHAPE.cols / 2;
    for (at, mean) in means.into_iter().enumerate() {
        let first = at / cols * 2 * SHAPE.cols + at % cols * 2;
        let four = [first, first + 1, first + SHAPE.cols, first + SHAPE.cols + 1].map(|at| f64::from(cells[at]));
        let known: Vec<f64> = four.into_iter().filter(|cell| !cell.is_nan()).collect();
        let expected = known.iter().sum::<f64>() / known.len() as f64;
        assert!(mean == expected as f32 || mean.is_nan() && known.is_empty(), "{at}: {mean}, expected {expected}");
    }
}
