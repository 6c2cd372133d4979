//! Tables as CSV: UTF-8, RFC 4180, LF, every digit that an `f64` needs to come back the same.

use crate::{Cell, Table};
use std::io::Write;

/// Writes a table.
///
/// # Errors
/// Whatever `into` reports.
pub fn write_csv(table: Table<'_>, into: impl Write) -> std::io::Result<()> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::Any(b'\n')).from_writer(into);
    writer.write_record(table.columns.iter().map(|column| column.name.as_bytes()))?;
    let mut text = String::new();
    for row in table.rows {
        for cell in &row {
            text.clear();
            write_cell(&mut text, cell);
            writer.write_field(&text)?;
        }
        writer.write_record(None::<&[u8]>)?;
    }
    writer.flush()
}

fn write_cell(text: &mut String, cell: &Cell<'_>) {
    use std::fmt::Write as _;
    // Writing into a String cannot fail.
    let _ = match *cell {
        Cell::Text(value) => write!(text, "{value}"),
        Cell::Whole(value) => write!(text, "{value}"),
        // Adding zero turns -0 into 0.
        Cell::Number(value) => write!(text, "{}", value + 0.0),
        Cell::Empty => Ok(()),
    };
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Column;

    fn csv(columns: Vec<Column>, rows: Vec<Vec<Cell<'static>>>) -> String {
        let mut bytes = Vec::new();
        write_csv(Table { name: "t", columns, rows: Box::new(rows.into_iter()) }, &mut bytes).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn commas_quotes_and_chinese_names_survive() {
        let rows = vec![vec![Cell::Text("a,\"b\""), Cell::Number(0.1)], vec![Cell::Text("鹤岗市"), Cell::Empty]];
        assert_eq!(
            csv(vec![Column::text("zone"), Column::number("area_ha")], rows),
            "zone,area_ha\n\"a,\"\"b\"\"\",0.1\n鹤岗市,\n"
        );
    }

    #[test]
    fn minus_zero_is_written_as_zero() {
        assert_eq!(csv(vec![Column::number("x")], vec![vec![Cell::Number(-0.0)]]), "x\n0\n");
    }

    #[test]
    fn a_number_comes_back_the_same() {
        let number = 1.0 / 3.0 * 1e17;
        let text = csv(vec![Column::number("x")], vec![vec![Cell::Number(number)]]);
        assert_eq!(text.lines().nth(1).unwrap().parse::<f64>().unwrap(), number);
    }
}
