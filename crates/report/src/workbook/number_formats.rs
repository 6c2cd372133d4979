//! How the numbers of a column look, by the unit that the dictionary says it has. A format hides digits; the cell keeps them all.

use crate::{Cell, Column, Dictionary, Kind, Language};

/// Hectares and money.
pub(super) const TWO_DECIMALS: &str = "#,##0.00";
/// Whole cells.
pub(super) const COUNT: &str = "#,##0";
/// Years, codes, ranks.
pub(super) const PLAIN: &str = "0";
/// A part of one, shown in per cent.
const SHARE: &str = "0.00%";
/// Per cent that may be very small: what two decimals would show as nothing stands there as it is.
pub(super) const PERCENT: &str = "[>=0.005]#,##0.00;[<=-0.005]-#,##0.00;General";
/// Numbers without a unit, likewise.
const RATIO: &str = "[>=0.0005]#,##0.0000;[<=-0.0005]-#,##0.0000;General";
/// Hectares in a matrix: a pair of classes that does not occur should not look like one that does.
pub(super) const MATRIX: &str = "#,##0.00;-#,##0.00;\"–\"";

/// Units of columns, as the dictionary names them in English, whatever the language of the workbook.
pub(super) struct Units(Dictionary);

impl Units {
    pub(super) fn new() -> Self {
        Self(Dictionary::of(Language::English, "CURRENCY"))
    }

    /// The format of a column's numbers.
    pub(super) fn format(&self, column: &Column) -> &'static str {
        match (column.kind, self.0.column(&column.name).unit.as_str()) {
            (Kind::Text, _) => "General",
            (Kind::Whole, _) => PLAIN,
            (_, "ha") => TWO_DECIMALS,
            (_, "cells") => COUNT,
            (_, "share") => SHARE,
            (_, "%" | "% per year" | "percentage points") => PERCENT,
            (_, "ratio" | "index" | "nats") => RATIO,
            (_, unit) if unit.starts_with("CURRENCY") => TWO_DECIMALS,
            _ => "General",
        }
    }
}

/// The format of one cell, where it is not the column's: sums of shares of cells are no whole numbers.
pub(super) fn of_cell(format: &'static str, cell: &Cell<'_>) -> Option<&'static str> {
    (format == COUNT && matches!(cell, Cell::Number(_))).then_some(TWO_DECIMALS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_columns_unit_decides() {
        let units = Units::new();
        let format = |name: &'static str| units.format(&Column::number(name));
        assert_eq!(format("area_ha"), "#,##0.00");
        assert_eq!(format("nodata_area_ha_2000"), "#,##0.00");
        assert_eq!(format("cells"), "#,##0");
        assert_eq!(format("share"), "0.00%");
        assert_eq!(format("share_percent_2020"), PERCENT);
        assert_eq!(format("value_per_ha"), "#,##0.00");
        assert_eq!(format("budget_share"), "#,##0.00", "money, in spite of its name");
        assert_eq!(format("priority"), RATIO);
        assert_eq!(units.format(&Column::whole("year")), "0");
    }
}
