//! The first sheet: what was studied and found, the list of sheets, what made the numbers.

use super::sheet::{put_link, put_over, put_text, width};
use super::{Book, Written, matrix_sheet};
use crate::page::essentials;
use rust_xlsxwriter::{Format, Worksheet, XlsxError};

/// Widths of the columns, in letters: names, words, level, numbers, remarks.
const WIDTHS: [f64; 5] = [31.0, 68.0, 31.0, 12.0, 36.0];
const LAST: u16 = WIDTHS.len() as u16 - 1;
/// Height of a line, in points.
const LINE: f64 = 15.0;
/// The highest that a row can be is 409 points.
const TALLEST: f64 = 405.0;
/// A4.
const PAPER: u8 = 9;

/// Rows of the sheet, one after the other.
struct Rows<'a> {
    book: &'a Book<'a>,
    sheet: Worksheet,
    next: u32,
}

pub(super) fn write(book: &Book<'_>, sheets: &[Written]) -> Result<Worksheet, XlsxError> {
    let (findings, phrases) = (book.findings, &book.phrases);
    let found = essentials(findings, phrases);
    let mut sheet = Worksheet::new();
    sheet.set_name(&book.front)?.set_screen_gridlines(false);
    sheet.set_landscape().set_paper_size(PAPER).set_print_fit_to_pages(1, 0).set_footer("&L&A&R&P / &N");
    for (column, width) in WIDTHS.into_iter().enumerate() {
        sheet.set_column_width(column as u16, width)?;
    }
    let mut rows = Rows { book, sheet, next: 0 };
    rows.over(findings.title, &book.styles.title, 1.6)?;
    let made = phrases.fill("page.made", &[("program", findings.program)]);
    rows.over(&made, &book.styles.muted, 1.0)?;
    rows.heading(&phrases.say("section.answer"))?;
    for line in found.answer {
        rows.over(&line, &book.styles.wrapped, 1.0)?;
    }
    rows.heading(&phrases.say("workbook.contents"))?;
    rows.over(&phrases.say("workbook.digits"), &book.styles.muted, 1.0)?;
    rows.contents(sheets)?;
    if let Some(why) = matrix_sheet::why_none(book) {
        rows.over(&why, &book.styles.wrapped, 1.0)?;
    }
    rows.heading(&phrases.say("section.provenance"))?;
    rows.terms(found.provenance)?;
    if !found.parameters.is_empty() {
        rows.heading(&phrases.say("methods.parameters"))?;
        rows.terms(found.parameters)?;
    }
    rows.heading(&phrases.say("provenance.inputs"))?;
    rows.files()?;
    rows.over(&phrases.say("workbook.manifest"), &book.styles.muted, 1.0)?;
    let mut notes = findings.provenance.notes.iter().chain(findings.notes).peekable();
    if notes.peek().is_some() {
        rows.heading(&phrases.say("ledger.notes"))?;
        for note in notes {
            rows.over(note, &book.styles.wrapped, 1.0)?;
        }
    }
    Ok(rows.sheet)
}

impl Rows<'_> {
    /// A row of words over all columns, as high as they need it.
    fn over(&mut self, text: &str, format: &Format, line: f64) -> Result<(), XlsxError> {
        let lines = super::sheet::lines(text, WIDTHS.iter().sum::<f64>() * 0.95);
        self.sheet.set_row_height(self.next, (LINE * line * lines).min(TALLEST))?;
        put_over(&mut self.sheet, self.next, (0, LAST), text, format)?;
        self.next += 1;
        Ok(())
    }

    /// A heading with a gap before it.
    fn heading(&mut self, text: &str) -> Result<(), XlsxError> {
        self.next += 1;
        put_text(&mut self.sheet, self.next, 0, text, &self.book.styles.heading)?;
        self.sheet.set_row_height(self.next, LINE * 1.3)?;
        self.next += 1;
        Ok(())
    }

    /// Makes the row as high as the text in these columns needs: not every program does that by itself.
    fn height(&mut self, texts: &[(usize, &str)]) -> Result<(), XlsxError> {
        let lines = texts.iter().map(|&(column, text)| super::sheet::lines(text, WIDTHS[column] * 0.9));
        let height = LINE * lines.fold(1.0, f64::max);
        self.sheet.set_row_height(self.next, height.min(TALLEST))?;
        Ok(())
    }

    fn labels(&mut self, keys: &[&str]) -> Result<(), XlsxError> {
        let styles = &self.book.styles;
        for (column, key) in keys.iter().enumerate() {
            let is_number = ["workbook.rows", "provenance.bytes"].contains(key);
            let format = if is_number { &styles.label_of_numbers } else { &styles.label };
            put_text(&mut self.sheet, self.next, column as u16, &self.book.phrases.say(key), format)?;
        }
        self.next += 1;
        Ok(())
    }

    fn contents(&mut self, sheets: &[Written]) -> Result<(), XlsxError> {
        self.labels(&["workbook.sheet", "workbook.shows", "workbook.level", "workbook.rows", "workbook.remark"])?;
        let count = super::styles::number(super::number_formats::COUNT);
        for sheet in sheets {
            let (row, styles) = (self.next, &self.book.styles);
            put_link(&mut self.sheet, row, 0, &sheet.name, &sheet.name, &styles.link)?;
            put_text(&mut self.sheet, row, 1, &sheet.title, &styles.wrapped)?;
            put_text(&mut self.sheet, row, 2, &sheet.level, &styles.wrapped)?;
            self.sheet.write_number_with_format(row, 3, sheet.rows as f64, &count)?;
            put_text(&mut self.sheet, row, 4, &sheet.remark, &styles.wrapped.clone().set_indent(1))?;
            self.height(&[(1, &sheet.title), (2, &sheet.level), (4, &sheet.remark)])?;
            self.next += 1;
        }
        Ok(())
    }

    /// Terms with what they stand for.
    fn terms(&mut self, pairs: Vec<(String, String)>) -> Result<(), XlsxError> {
        for (term, words) in pairs {
            let styles = &self.book.styles;
            put_text(&mut self.sheet, self.next, 0, &term, &styles.wrapped.clone().set_bold())?;
            put_text(&mut self.sheet, self.next, 1, &words, &styles.wrapped)?;
            self.height(&[(0, &term), (1, &words)])?;
            self.next += 1;
        }
        Ok(())
    }

    fn files(&mut self) -> Result<(), XlsxError> {
        self.labels(&["provenance.file", "provenance.sha256", "provenance.bytes"])?;
        let count = super::styles::number(super::number_formats::COUNT);
        let findings = self.book.findings;
        for file in findings.provenance.inputs.iter().chain(findings.study_files) {
            let styles = &self.book.styles;
            let name = if width(&file.path) > WIDTHS[0] { &styles.wrapped } else { &styles.text };
            put_text(&mut self.sheet, self.next, 0, &file.path, name)?;
            put_text(&mut self.sheet, self.next, 1, &file.sha256, &styles.small)?;
            self.sheet.write_number_with_format(self.next, 2, file.bytes as f64, &count)?;
            self.next += 1;
        }
        Ok(())
    }
}
