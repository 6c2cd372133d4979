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
/// Per cent.
pub(super) const PERCENT: &str = "0.00";
/// Numbers without a unit.
const RATIO: &str = "0.0000";
/// Per cent and ratios that their decimals would show as nothing.
const SMALL: &str = "0.0E+00";
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

/// The format of one cell, where it is not the column's: sums of shares of cells are no whole numbers, and what is small is not
/// nothing.
pub(super) fn of_cell(format: &'static str, cell: &Cell<'_>) -> Option<&'static str> {
    let Cell::Number(value) = *cell else { return None };
    let smallest = match format {
        COUNT => return Some(TWO_DECIMALS),
        PERCENT => 0.005,
        RATIO => 0.000_05,
        _ => return None,
    };
    (value != 0.0 && value.abs() < smallest).then_some(SMALL)
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

    #[test]
    fn what_is_small_does_not_look_like_nothing() {
        let of = |format, value| of_cell(format, &Cell::Number(value));
        assert_eq!([of(PERCENT, -0.004), of(RATIO, 2e-7)], [Some(SMALL); 2]);
        assert_eq!([of(PERCENT, 0.0), of(PERCENT, 0.005), of(RATIO, 0.004), of(TWO_DECIMALS, 1e-9)], [None; 4]);
        assert_eq!([of(COUNT, 1.5), of_cell(COUNT, &Cell::Whole(1))], [Some(TWO_DECIMALS), None]);
    }
}
