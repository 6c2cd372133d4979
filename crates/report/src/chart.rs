//! Charts as SVG: one drawing code for the figures and for the page. One chart, one file.
//!
//! A chart gets plain values and words and gives an element. Every mark carries its value in `data-value` with all
//! digits of the tables, its unit in `data-unit`, and a `<title>` with both. Lengths are CSS pixels: 680 are 180 mm.

mod axis;
mod choropleth;
mod key;
mod lines;
mod name_place;
mod palette;
mod paper;
mod ranked_bars;
mod rounded;
mod sankey;
mod scatter;
mod simplify;
mod stacked_bars;
mod text_width;

pub(crate) use choropleth::{Choropleth, Shapes, ZoneMark, map_shapes};
pub(crate) use key::{Series, key};
pub(crate) use lines::{Line, LineChart};
pub(crate) use palette::{NO_VALUE, OTHER, categories, cividis, diverging, steps};
pub(crate) use paper::{PAGE_WIDTH, Sheet};
pub(crate) use ranked_bars::{Ranked, RankedBars};
pub(crate) use rounded::{Rounding, amount, digits, whole};
pub(crate) use sankey::{Flow, Sankey};
pub(crate) use scatter::{Dot, Scatter};
pub(crate) use stacked_bars::{Bar, Piece, StackedBars};

/// A picture of these letters, for tests of fonts.
#[cfg(test)]
pub(crate) fn letters_on_a_sheet(text: &str) -> String {
    let words = paper::letters(5.0, 10.0, paper::Anchor::Start, text);
    paper::sheet(100.0, 20.0, "letters").child(words).svg().to_string()
}
