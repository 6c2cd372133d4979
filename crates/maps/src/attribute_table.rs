//! What the numbers of a class map mean, in the sidecar file in which GDAL and QGIS look for it.

use crate::cog::escaped;
use crate::colors::Color;
use crate::{Change, ChangeNumbers};
use landledger_core::Legend;
use std::fmt::Write as _;

/// A column: its name, type and use, as GDAL numbers them.
struct Column(&'static str, u8, u8);

// Types.
const INTEGER: u8 = 0;
const REAL: u8 = 1;
const TEXT: u8 = 2;

// Uses.
const GENERIC: u8 = 0;
const PIXEL_COUNT: u8 = 1;
const NAME: u8 = 2;
const VALUE: u8 = 5;
const RED: u8 = 6;
const GREEN: u8 = 7;
const BLUE: u8 = 8;

/// Cells are reals because GDAL's integers here end at 2^31; a real holds every whole number up to 2^53.
const COLUMNS: [Column; 10] = [
    Column("value", INTEGER, VALUE),
    Column("change", TEXT, NAME),
    Column("from_code", INTEGER, GENERIC),
    Column("from_class", TEXT, GENERIC),
    Column("to_code", INTEGER, GENERIC),
    Column("to_class", TEXT, GENERIC),
    Column("cells", REAL, PIXEL_COUNT),
    Column("red", INTEGER, RED),
    Column("green", INTEGER, GREEN),
    Column("blue", INTEGER, BLUE),
];

/// The sidecar's text; `cells` and `colors` are in the order of the changes.
pub(crate) fn text(numbers: &ChangeNumbers, legend: &Legend, cells: &[u64], colors: &[Color]) -> String {
    let mut text = String::from("<PAMDataset>\n  <PAMRasterBand band=\"1\">\n");
    text.push_str("    <GDALRasterAttributeTable tableType=\"thematic\">\n");
    for (index, Column(name, kind, usage)) in COLUMNS.iter().enumerate() {
        // Writing into a String cannot fail.
        let _ = writeln!(
            text,
            "      <FieldDefn index=\"{index}\"><Name>{name}</Name><Type>{kind}</Type><Usage>{usage}</Usage></FieldDefn>"
        );
    }
    for (index, ((change, cells), color)) in numbers.changes().iter().zip(cells).zip(colors).enumerate() {
        let _ = write!(text, "      <Row index=\"{index}\">");
        let class = |class: usize| &legend.classes()[class];
        let Change { from, to } = *change;
        let [red, green, blue] = color.map(|part| part.to_string());
        let values = [
            (index + 1).to_string(),
            escaped(&change.name(legend)),
            class(from).code.to_string(),
            escaped(&class(from).name),
            class(to).code.to_string(),
            escaped(&class(to).name),
            cells.to_string(),
            red,
            green,
            blue,
        ];
        for value in values {
            let _ = write!(text, "<F>{value}</F>");
        }
        text.push_str("</Row>\n");
    }
    text.push_str("    </GDALRasterAttributeTable>\n  </PAMRasterBand>\n</PAMDataset>\n");
    text
}
