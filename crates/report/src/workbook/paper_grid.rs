//! What the sheets of the paper's tables share: a column of names, then numbers, in one step of money.

use super::sheet::{begin, put_over, put_text, width};
use super::{Book, SheetNames, Written};
use crate::chart::Rounding;
use rust_xlsxwriter::{Format, Worksheet, XlsxError};

/// Column of the names.
pub(super) const NAMES: u16 = 0;
/// First row under title and note.
pub(super) const FIRST: u32 = 3;

/// A sheet that is being filled.
pub(super) struct PaperGrid<'a> {
    pub(super) book: &'a Book<'a>,
    pub(super) sheet: Worksheet,
    pub(super) money: Rounding,
    name: String,
    title: String,
    rows: usize,
    widest: f64,
}

impl<'a> PaperGrid<'a> {
    /// A sheet for this table of the paper; `largest` is the money that decides the step: billions in the paper.
    pub(super) fn begin(
        book: &'a Book<'a>,
        names: &mut SheetNames,
        number: &str,
        largest: f64,
        title: impl FnOnce(&str) -> String,
    ) -> Result<Self, XlsxError> {
        let money = Rounding::of(largest, book.phrases.language);
        let title = title(&money.unit(book.findings.currency));
        let name = names.take(&book.phrases.fill("workbook.table", &[("number", number)]));
        let mut sheet = Worksheet::new();
        sheet.set_name(&name)?;
        begin(book, &mut sheet, &title, 1)?;
        let note = book.phrases.fill("workbook.paper_note", &[("number", number)]);
        put_text(&mut sheet, 1, 1, &note, &book.styles.muted)?;
        Ok(Self { book, sheet, money, name, title, rows: 0, widest: 22.0 })
    }

    /// A name at the left.
    pub(super) fn name(&mut self, row: u32, name: &str, format: &Format) -> Result<(), XlsxError> {
        self.widest = self.widest.max(width(name).min(42.0));
        self.rows += 1;
        put_text(&mut self.sheet, row, NAMES, name, format)
    }

    /// Words beside the names.
    pub(super) fn put(&mut self, row: u32, column: u16, text: &str, format: &Format) -> Result<(), XlsxError> {
        put_text(&mut self.sheet, row, column, text, format)
    }

    /// A heading above several columns.
    pub(super) fn over(&mut self, row: u32, columns: (u16, u16), text: &str) -> Result<(), XlsxError> {
        put_over(&mut self.sheet, row, columns, text, &self.book.styles.label_over)
    }

    /// A heading above a column of numbers.
    pub(super) fn label(&mut self, row: u32, column: u16, text: &str) -> Result<(), XlsxError> {
        put_text(&mut self.sheet, row, column, text, &self.book.styles.label_of_numbers)
    }

    /// A number, where there is one.
    pub(super) fn number(
        &mut self,
        row: u32,
        column: u16,
        number: Option<f64>,
        format: &Format,
    ) -> Result<(), XlsxError> {
        match number {
            Some(number) => self.sheet.write_number_with_format(row, column, number + 0.0, format)?,
            None => self.sheet.write_blank(row, column, format)?,
        };
        Ok(())
    }

    /// The sheet with its columns as wide as they must be.
    pub(super) fn end(mut self, columns: u16) -> Result<Written, XlsxError> {
        self.sheet.set_column_width(NAMES, self.widest + 2.0)?;
        for column in 1..columns {
            self.sheet.set_column_width(column, 16)?;
        }
        self.sheet.set_freeze_panes(0, 1)?;
        let level = self.book.levels();
        let Self { sheet: worksheet, name, title, rows, .. } = self;
        Ok(Written { worksheet, name, title, level, rows, remark: String::new() })
    }
}
