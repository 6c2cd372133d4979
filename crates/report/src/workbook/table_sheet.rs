//! One table: its columns' words, under them their names as in the files, with filters, then the rows.

use super::sheet::{MOST_WHOLE, begin, lines, put_text, width, width_of_numbers};
use super::{Book, Room, SheetNames, Written, number_formats, styles};
use crate::{Cell, Column, Kind, Scope, Table};
use rust_xlsxwriter::{Format, Worksheet, XlsxError};

/// Row of the columns' words.
const LABELS: u32 = 1;
/// Row of their names; the filters hang here.
const NAMES: u32 = 2;
/// First row of the table.
pub(super) const FIRST: u32 = 3;
/// Widths of columns, in letters.
const NARROWEST: f64 = 10.0;
const WIDEST: f64 = 42.0;
/// Height of a line, in points.
const LINE: f64 = 15.0;
/// Letters that a filter's button covers.
const BUTTON: f64 = 3.0;

/// A column of a sheet, and the widest that it has to show.
struct Shown {
    number_format: &'static str,
    format: Format,
    label: String,
    widest_text: f64,
    largest: f64,
}

pub(super) fn write(
    book: &Book<'_>,
    table: Table<'_>,
    scope: &Scope<'_>,
    names: &mut SheetNames,
    room: &mut Room,
) -> Result<Written, XlsxError> {
    let ending = if scope.folder.is_empty() { String::new() } else { format!(".{}", scope.folder) };
    let name = names.take_with_ending(table.name, &ending);
    let level = book.level(scope);
    let title = book.dictionary.title(table.name).to_owned();
    let file = if scope.folder.is_empty() { table.name.to_owned() } else { format!("{}/{}", scope.folder, table.name) };
    let mut columns: Vec<Shown> = table.columns.iter().map(|column| shown(book, table.name, column)).collect();
    let mut rows = table.rows;
    let most = room.rows(columns.len());
    let mut sheet = Worksheet::new();
    sheet.set_name(&name)?;
    let mut count = 0;
    for (index, column) in columns.iter().enumerate() {
        sheet.set_column_format(index as u16, &column.format)?;
    }
    for cells in rows.by_ref().take(most) {
        for (index, cell) in cells.iter().enumerate() {
            put(&mut sheet, FIRST + count as u32, index as u16, cell, &mut columns[index])?;
        }
        count += 1;
    }
    let left = rows.count();
    room.take(count * columns.len());
    let remark = if left == 0 {
        String::new()
    } else {
        let words = [("shown", count.to_string()), ("all", (count + left).to_string()), ("file", file)];
        book.phrases.fill("workbook.cut", &words.each_ref().map(|(word, text)| (*word, text.as_str())))
    };
    let mut heading = format!("{title} · {level}");
    if !remark.is_empty() {
        heading = format!("{heading}. {remark}");
    }
    head(book, &mut sheet, &heading, &table.columns, &columns)?;
    let last = FIRST - 1 + count as u32;
    sheet.autofilter(NAMES, 0, last, columns.len() as u16 - 1)?;
    let has_key = scope.has_zone || scope.has_group;
    sheet.set_freeze_panes(FIRST, u16::from(has_key))?;
    sheet.set_repeat_rows(LABELS, NAMES)?;
    Ok(Written { worksheet: sheet, name, title, level, rows: count, remark })
}

fn shown(book: &Book<'_>, table: &str, column: &Column) -> Shown {
    let number_format = book.units.format(column);
    let format = if column.kind == Kind::Text { book.styles.text.clone() } else { styles::number(number_format) };
    let label = book.dictionary.column_of(table, &column.name).heading(book.phrases.language);
    Shown { number_format, format, label, widest_text: width(&column.name) + BUTTON, largest: 0.0 }
}

fn put(sheet: &mut Worksheet, row: u32, index: u16, cell: &Cell<'_>, column: &mut Shown) -> Result<(), XlsxError> {
    let mut number = |value: f64| {
        column.largest = column.largest.max(value.abs());
        match number_formats::of_cell(column.number_format, cell) {
            Some(format) => sheet.write_number_with_format(row, index, value, &styles::number(format)).map(drop),
            None => sheet.write_number_with_format(row, index, value, &column.format).map(drop),
        }
    };
    match *cell {
        Cell::Text(text) => {
            column.widest_text = column.widest_text.max(width(text));
            put_text(sheet, row, index, text, &column.format)
        }
        Cell::Whole(value) if value.abs() <= MOST_WHOLE => number(value as f64),
        // A cell cannot hold it as a number to the last digit.
        Cell::Whole(value) => put_text(sheet, row, index, &value.to_string(), &column.format),
        // Adding zero turns -0 into 0, as in CSV.
        Cell::Number(value) => number(value + 0.0),
        Cell::Empty => Ok(()),
    }
}

/// Title, words and names of the columns, and how wide they are.
fn head(
    book: &Book<'_>,
    sheet: &mut Worksheet,
    heading: &str,
    columns: &[Column],
    shown: &[Shown],
) -> Result<(), XlsxError> {
    let mut tallest = 1.0_f64;
    for (index, (column, shown)) in columns.iter().zip(shown).enumerate() {
        let is_text = column.kind == Kind::Text;
        let styles = &book.styles;
        let label = if is_text { &styles.label } else { &styles.label_of_numbers };
        put_text(sheet, LABELS, index as u16, &shown.label, label)?;
        put_text(sheet, NAMES, index as u16, &column.name, &styles.column_name)?;
        let numbers = if is_text { 0.0 } else { width_of_numbers(shown.largest) };
        let wide = shown.widest_text.max(numbers).clamp(NARROWEST, WIDEST);
        sheet.set_column_width(index as u16, wide)?;
        tallest = tallest.max(lines(&shown.label, wide - 1.0));
    }
    sheet.set_row_height(LABELS, LINE * tallest)?;
    begin(book, sheet, heading, 1)
}
