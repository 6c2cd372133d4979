//! `results.xlsx`: every table for people who work in a spreadsheet, with the matrices as squares and the paper's tables as the
//! paper has them.
//!
//! The workbook is put together in memory and written in one go: its writer stops the program where a disk is full, and that
//! has to be an error with the file's name. `room.rs` says how much may be in it.

mod front_sheet;
mod matrix_sheet;
mod number_formats;
mod paper_compensation;
mod paper_grid;
mod paper_values;
mod room;
mod sheet;
mod sheet_names;
mod styles;
mod table_sheet;

use crate::phrases::Phrases;
use crate::tables::all_tables;
use crate::{Dictionary, Findings, Language, ReportError, ResultFolder, Scope, TableSources};
use number_formats::Units;
use room::Room;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet, XlsxError};
use sheet_names::SheetNames;
use styles::Styles;

/// Name of the workbook in a result folder.
const FILE: &str = "results.xlsx";

/// What the sheets are made from.
struct Book<'a> {
    findings: &'a Findings<'a>,
    phrases: Phrases,
    dictionary: Dictionary,
    units: Units,
    styles: Styles,
    /// Name of the first sheet, which all others lead back to.
    front: String,
}

/// A finished sheet, with its line in the list on the first one.
struct Written {
    worksheet: Worksheet,
    name: String,
    title: String,
    level: String,
    /// Rows of numbers.
    rows: usize,
    /// What is not in it, and the like.
    remark: String,
}

/// Writes the workbook.
///
/// # Errors
/// When it cannot be written.
pub fn write_workbook(
    findings: &Findings<'_>,
    sources: TableSources<'_>,
    language: Language,
    folder: &mut ResultFolder,
) -> Result<(), ReportError> {
    folder.write(FILE, |file| {
        let bytes = workbook(findings, sources, language).map_err(std::io::Error::other)?;
        file.write_all(&bytes)
    })
}

/// The workbook as the bytes of its file.
fn workbook(findings: &Findings<'_>, sources: TableSources<'_>, language: Language) -> Result<Vec<u8>, XlsxError> {
    let phrases = Phrases::of(language);
    let mut names = SheetNames::default();
    let book = Book {
        findings,
        dictionary: Dictionary::of(language, findings.currency),
        units: Units::new(),
        styles: Styles::new(),
        front: names.take(&phrases.say("workbook.front")),
        phrases,
    };
    let papers = [
        paper_values::by_service_group(&book, &mut names)?,
        paper_values::by_class(&book, &mut names)?,
        paper_compensation::write(&book, &mut names)?,
    ];
    let mut sheets: Vec<Written> = papers.into_iter().flatten().collect();
    sheets.extend(matrix_sheet::all(&book, &mut names)?);
    // The study first: where there is no room for all, it is zones that are cut off.
    let mut room = Room::default();
    let mut levels = Vec::new();
    for scope in findings.scopes.iter().rev() {
        let mut level = Vec::new();
        for table in all_tables(scope, sources) {
            level.push(table_sheet::write(&book, table, scope, &mut names, &mut room)?);
        }
        levels.push(level);
    }
    sheets.extend(levels.into_iter().rev().flatten());
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(findings)?);
    workbook.push_worksheet(front_sheet::write(&book, &sheets)?);
    for sheet in sheets {
        workbook.push_worksheet(sheet.worksheet);
    }
    workbook.save_to_buffer()
}

/// A file says when it was made. Ours says the same day always: the same input gives the same bytes, as with all results. It is
/// the first day that the format's dates can be of.
fn properties(findings: &Findings<'_>) -> Result<DocProperties, XlsxError> {
    let day = ExcelDateTime::from_ymd(1900, 1, 1)?;
    Ok(DocProperties::new()
        .set_title(sheet::shortened(findings.title))
        .set_author(findings.program)
        .set_creation_datetime(&day))
}

impl Book<'_> {
    /// Which level a sheet is of.
    fn level(&self, scope: &Scope<'_>) -> String {
        self.phrases.say(match scope.folder {
            "groups" => "workbook.groups",
            "study" => "workbook.study",
            _ => "workbook.zones",
        })
    }

    /// What all three levels of a sheet are called, as far as they are there.
    fn levels(&self) -> String {
        let levels: Vec<String> = self.findings.scopes.iter().rev().map(|scope| self.level(scope)).collect();
        levels.join(&self.phrases.say("list.separator"))
    }
}

#[cfg(test)]
#[path = "workbook_tests.rs"]
mod tests;
