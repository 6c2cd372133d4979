//! Which class became which, cell by cell.

use crate::canvas::{Canvas, SHAPE, class_of, zone_of};
use landledger_core::Silent;
use landledger_maps::{ChangeNumbers, Subject, sidecar};

/// The number of each cell, as it follows from its place.
fn expected(canvas: &Canvas, classes: usize) -> Vec<u16> {
    let pairs: Vec<(usize, usize)> = canvas.pairs().into_keys().collect();
    let number = |row: usize, col: usize| {
        zone_of(row, col)?;
        let pair = (class_of(0, classes, row, col)?, class_of(1, classes, row, col)?);
        Some(pairs.iter().position(|&known| known == pair).unwrap() as u16 + 1)
    };
    (0..SHAPE.rows)
        .flat_map(|row| (0..SHAPE.cols).map(move |col| (row, col)))
        .map(|(row, col)| number(row, col).unwrap_or(0))
        .collect()
}

#[test]
fn every_cell_holds_the_number_of_its_pair() {
    let canvas = Canvas::of_classes(6);
    canvas.draw(vec![("change.tif", canvas.change())], 2);
    assert!(canvas.cells::<u8>("change.tif", 0).into_iter().map(u16::from).eq(expected(&canvas, 6)));
}

#[test]
fn more_pairs_than_bytes_can_tell_apart_take_two() {
    let canvas = Canvas::of_classes(40);
    assert!(canvas.pairs().len() > 255, "{}", canvas.pairs().len());
    canvas.draw(vec![("change.tif", canvas.change())], 2);
    assert!(canvas.cells::<u16>("change.tif", 0) == expected(&canvas, 40));
}

/// An overview's cell is the most frequent of the four below it that have data; of equally frequent ones the first.
#[test]
fn overviews_hold_the_most_frequent_number() {
    let canvas = Canvas::of_classes(6);
    canvas.draw(vec![("change.tif", canvas.change())], 2);
    let mut below: Vec<u8> = canvas.cells("change.tif", 0);
    let (mut rows, mut cols) = (SHAPE.rows, SHAPE.cols);
    for level in 1..=2 {
        let (half_rows, half_cols) = (rows.div_ceil(2), cols.div_ceil(2));
        let of = |row: usize, col: usize| {
            let mut four: Vec<u8> = Vec::new();
            for (row, col) in [(0, 0), (0, 1), (1, 0), (1, 1)].map(|(down, right)| (2 * row + down, 2 * col + right)) {
                if row < rows && col < cols && below[row * cols + col] != 0 {
                    four.push(below[row * cols + col]);
                }
            }
            let count = |number: u8| four.iter().map(|&cell| u8::from(cell == number)).sum::<u8>();
            let most = four.iter().map(|&number| count(number)).max();
            four.iter().copied().find(|&number| Some(count(number)) == most).unwrap_or(0)
        };
        let expected: Vec<u8> = (0..half_rows)
            .flat_map(|row| (0..half_cols).map(move |col| (row, col)))
            .map(|(row, col)| of(row, col))
            .collect();
        assert!(canvas.cells::<u8>("change.tif", level) == expected, "overview {level}");
        (below, rows, cols) = (expected, half_rows, half_cols);
    }
}

#[test]
fn the_sidecar_says_what_the_numbers_mean_and_how_many_cells_hold_them() {
    let canvas = Canvas::of_classes(6);
    canvas.draw(vec![("change.tif", canvas.change())], 2);
    let text = std::fs::read_to_string(sidecar(&canvas.path("change.tif"))).unwrap();
    for ((number, (from, to)), cells) in (1..).zip(canvas.pairs().keys()).zip(canvas.pairs().values()) {
        let [from_code, to_code] = [from, to].map(|class| class * 10 + 1);
        let [from, to] = [from, to].map(|class| format!("class {class} &amp; more"));
        let change = if from == to { from.clone() } else { format!("{from} -&gt; {to}") };
        let row = format!(
            "<F>{number}</F><F>{change}</F><F>{from_code}</F><F>{from}</F><F>{to_code}</F><F>{to}</F><F>{cells}</F>"
        );
        assert!(text.contains(&row), "{row} is not in {text}");
    }
    assert_eq!(text.matches("<Row ").count(), canvas.pairs().len());
}

#[test]
fn what_stayed_is_paler_than_what_became_it() {
    let canvas = Canvas::of_classes(6);
    canvas.draw(vec![("change.tif", canvas.change())], 1);
    let dataset = gdal::Dataset::open(canvas.path("change.tif")).unwrap();
    let band = dataset.rasterband(1).unwrap();
    let colors = band.color_table().unwrap();
    let pairs: Vec<(usize, usize)> = canvas.pairs().into_keys().collect();
    let color = |pair: (usize, usize)| {
        let number = pairs.iter().position(|&known| known == pair).unwrap() + 1;
        let entry = colors.entry_as_rgb(number).unwrap();
        [entry.r, entry.g, entry.b]
    };
    let became = pairs.iter().copied().find(|&(from, to)| from != to && pairs.contains(&(to, to))).unwrap();
    assert_eq!(color((became.1, became.1)), color(became).map(|part| 255 - (255 - part) / 3));
}

#[test]
fn a_pair_that_nobody_counted_is_no_map() {
    let canvas = Canvas::of_classes(6);
    let pairs: Vec<(usize, usize)> = canvas.pairs().into_keys().skip(1).collect();
    let numbers = ChangeNumbers::of(6, pairs).unwrap();
    let drawn = canvas.try_draw(vec![("change.tif", Subject::ClassChange { from: 0, to: 1, numbers })], 2, &Silent);
    let cells = canvas.pairs().into_values().next().unwrap();
    let expected = format!(
        "{}: {cells} cells have a pair of classes that was not there when the rasters were tallied (were they written to meanwhile?)",
        canvas.path("change.tif").display()
    );
    assert_eq!(drawn.unwrap_err().to_string(), expected);
}
