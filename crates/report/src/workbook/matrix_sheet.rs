//! Transition matrices of one period as squares: the study's, then the groups', then the zones', one under another. All have the
//! classes of the study, so that columns stand under each other. Totals are numbers and no formulas: they are right in every program.

use super::number_formats::{MATRIX, PLAIN};
use super::sheet::{begin, put_over, put_text, width, width_of_numbers};
use super::{Book, SheetNames, Written, styles};
use crate::figures::region_name;
use crate::{Period, Region};
use landledger_core::{Amount, Class};
use rust_xlsxwriter::{Worksheet, XlsxError};

/// Classes of a matrix; of more, nobody reads the square.
const MOST_CLASSES: usize = 200;
/// Cells of all matrices.
const MOST_CELLS: usize = 500_000;
/// Columns and rows of a block beside its classes: code, name and sum; name of the region, two of headings, sum, gap.
const COLUMNS_BESIDE: usize = 3;
const ROWS_BESIDE: usize = 5;
/// First row of the first matrix.
const FIRST: u32 = 3;
/// Columns left of the square: codes and names of the rows.
const LEFT: u16 = 2;

/// A sheet for each period; none where there is no change, or where there are too many classes.
pub(super) fn all(book: &Book<'_>, names: &mut SheetNames) -> Result<Vec<Written>, XlsxError> {
    let periods = book.findings.study().periods(book.findings.tally);
    let fits = |period: &&Period| period.classes.len() <= MOST_CLASSES;
    let sheets = periods.iter().enumerate().filter(|(_, period)| fits(period));
    sheets.map(|(index, period)| write(book, names, (index, periods.len()), period)).collect()
}

/// Why there are none, where there are too many classes.
pub(super) fn why_none(book: &Book<'_>) -> Option<String> {
    let periods = book.findings.study().periods(book.findings.tally);
    let classes = periods.iter().map(|period| period.classes.len()).max().filter(|&classes| classes > MOST_CLASSES)?;
    let words = [("classes", classes.to_string()), ("most", MOST_CLASSES.to_string())];
    Some(book.phrases.fill("workbook.no_matrices", &words.each_ref().map(|(word, text)| (*word, text.as_str()))))
}

fn write(
    book: &Book<'_>,
    names: &mut SheetNames,
    (index, periods): (usize, usize),
    of_study: &Period,
) -> Result<Written, XlsxError> {
    let (findings, phrases) = (book.findings, &book.phrases);
    let years = [("from", of_study.from_year.to_string()), ("to", of_study.to_year.to_string())];
    let years = years.each_ref().map(|(word, year)| (*word, year.as_str()));
    let name = names.take(&phrases.fill("workbook.matrix", &years));
    let title = phrases.fill("workbook.matrix_title", &years);
    let classes: Vec<&Class> =
        of_study.classes.iter().map(|&class| &findings.tally.legend().classes()[class]).collect();
    let regions: Vec<&Region<'_>> = findings.scopes.iter().rev().flat_map(|scope| &scope.regions).collect();
    let cells = (classes.len() + COLUMNS_BESIDE) * (classes.len() + ROWS_BESIDE);
    let shown = (MOST_CELLS / periods / cells).clamp(1, regions.len());
    let mut sheet = Worksheet::new();
    sheet.set_name(&name)?;
    begin(book, &mut sheet, &title, 1)?;
    put_text(&mut sheet, 1, 1, &phrases.fill("workbook.matrix_note", &years), &book.styles.muted)?;
    let counts = [("count", shown), ("shown", shown), ("all", regions.len()), ("classes", classes.len())];
    let counts = counts.map(|(word, count)| (word, count.to_string()));
    let counts = counts.each_ref().map(|(word, count)| (*word, count.as_str()));
    let mut remark = phrases.fill("workbook.matrix_rows", &counts);
    if shown < regions.len() {
        remark = phrases.fill("workbook.matrix_cut", &counts);
        put_text(&mut sheet, 2, 1, &remark, &book.styles.muted)?;
    }
    let mut row = FIRST;
    for region in &regions[..shown] {
        let period = &region.periods(findings.tally)[index];
        let square = Square { book, classes: &classes, legend_of_columns: &of_study.classes, period };
        row = square.put(&mut sheet, row, &heading(book, region))? + 1;
    }
    let names = classes.iter().map(|class| width(phrases.class(class)));
    let widest = names.fold(width(&phrases.fill("workbook.total_of", &[("year", years[1].1)])), f64::max);
    let largest = findings.study().tally.total().area.hectares();
    sheet.set_column_width(0, 12)?.set_column_width(1, widest.clamp(16.0, 42.0) + 1.0)?;
    for column in 0..=classes.len() {
        sheet.set_column_width(LEFT + column as u16, width_of_numbers(largest).max(13.0))?;
    }
    sheet.set_freeze_panes(0, LEFT)?;
    Ok(Written { worksheet: sheet, name, title, level: book.levels(), rows: shown * classes.len(), remark })
}

/// `Zone: Hegang`
fn heading(book: &Book<'_>, region: &Region<'_>) -> String {
    let name = region_name(region, &book.phrases);
    if region.zone.is_some() {
        return book.phrases.fill("workbook.zone", &[("name", &name)]);
    }
    if region.group.is_some() {
        return book.phrases.fill("workbook.group", &[("name", &name)]);
    }
    name
}

/// One matrix.
struct Square<'a> {
    book: &'a Book<'a>,
    /// Rows and columns.
    classes: &'a [&'a Class],
    /// The same by their index in the legend.
    legend_of_columns: &'a [usize],
    period: &'a Period,
}

impl Square<'_> {
    /// Writes it; the answer is the row after it.
    fn put(&self, sheet: &mut Worksheet, first: u32, heading: &str) -> Result<u32, XlsxError> {
        let (styles, phrases) = (&self.book.styles, &self.book.phrases);
        let last_column = LEFT + self.classes.len() as u16;
        let [from, to] = [self.period.from_year, self.period.to_year].map(|year| year.to_string());
        let total = |year: &str| phrases.fill("workbook.total_of", &[("year", year)]);
        put_text(sheet, first, 0, heading, &styles.heading)?;
        // Two rows of headings: codes, then names.
        let (codes, names) = (first + 1, first + 2);
        put_text(sheet, codes, 0, "", &styles.label)?;
        put_text(sheet, codes, 1, &format!("{to} →"), &styles.label_of_numbers)?;
        put_text(sheet, names, 0, &phrases.say("workbook.code"), &styles.label)?;
        put_text(sheet, names, 1, &format!("{from} ↓"), &styles.label)?;
        let code = styles.label_of_numbers.clone().set_num_format(PLAIN);
        for (index, class) in self.classes.iter().enumerate() {
            let column = LEFT + index as u16;
            sheet.write_number_with_format(codes, column, class.code, &code)?;
            put_text(sheet, names, column, phrases.class(class), &styles.label_of_numbers)?;
        }
        put_text(sheet, codes, last_column, "", &styles.label)?;
        put_text(sheet, names, last_column, &total(&from), &styles.label_of_numbers)?;
        let area = |sheet: &mut Worksheet, row: u32, column: u16, amount: Amount, format: &rust_xlsxwriter::Format| {
            sheet.write_number_with_format(row, column, amount.area.hectares(), format).map(drop)
        };
        let (plain, kept) = (styles::number(MATRIX), styles::kept(styles::number(MATRIX)));
        let sum = styles::number(MATRIX).set_bold();
        // Where the region has a class, its place in the region's own matrix.
        let place = |class: &usize| self.period.classes.iter().position(|other| other == class);
        let places: Vec<Option<usize>> = self.legend_of_columns.iter().map(place).collect();
        let (rows, columns) = (self.period.matrix.row_sums(), self.period.matrix.column_sums());
        let of = |sums: &[Amount], index: usize| places[index].map_or_else(Amount::default, |place| sums[place]);
        for (index, class) in self.classes.iter().enumerate() {
            let row = names + 1 + index as u32;
            sheet.write_number_with_format(row, 0, class.code, &styles::number(PLAIN))?;
            put_text(sheet, row, 1, phrases.class(class), &styles.text)?;
            for later in 0..self.classes.len() {
                let amount = match (places[index], places[later]) {
                    (Some(from), Some(to)) => self.period.matrix.amounts[(from, to)],
                    _ => Amount::default(),
                };
                area(sheet, row, LEFT + later as u16, amount, if later == index { &kept } else { &plain })?;
            }
            area(sheet, row, last_column, of(&rows, index), &sum)?;
        }
        let last = names + 1 + self.classes.len() as u32;
        let line = styles::total(styles::number(MATRIX));
        put_over(sheet, last, (0, 0), "", &styles::total(styles.text.clone()))?;
        put_text(sheet, last, 1, &total(&to), &styles::total(styles.text.clone()))?;
        for index in 0..self.classes.len() {
            area(sheet, last, LEFT + index as u16, of(&columns, index), &line)?;
        }
        let all = rows.iter().fold(Amount::default(), |sum, amount| sum + *amount);
        area(sheet, last, last_column, all, &line)?;
        Ok(last + 1)
    }
}
