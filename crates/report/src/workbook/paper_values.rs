//! Tables 1 and 2 of the founding paper: value by group of services and by class. A pair of columns for each year, then what
//! changed; the study, then its groups. The numbers are those of the tables `paper_table_1` and `paper_table_2`.

use super::number_formats::{PERCENT, TWO_DECIMALS};
use super::paper_grid::{FIRST, NAMES, PaperGrid};
use super::{Book, SheetNames, Written, number_formats, styles};
use crate::figures::named;
use crate::tables::{paper_table_1, paper_table_2};
use crate::{Cell, Scope, Table};
use rust_xlsxwriter::XlsxError;

/// Groups that are shown below the study.
const MOST_GROUPS: usize = 50;

/// How one of the two tables differs from the other.
struct Layout {
    number: &'static str,
    title: &'static str,
    /// What its rows are.
    rows: &'static str,
    /// Columns of the table that name a row: the class has its code before its name.
    keys: usize,
    /// Whether changes stand behind the years.
    has_changes: bool,
}

const BY_SERVICE_GROUP: Layout =
    Layout { number: "1", title: "workbook.table_1", rows: "workbook.service_group", keys: 1, has_changes: false };
const BY_CLASS: Layout =
    Layout { number: "2", title: "workbook.table_2", rows: "workbook.ecosystem", keys: 2, has_changes: true };

/// Table 1.
pub(super) fn by_service_group(book: &Book<'_>, names: &mut SheetNames) -> Result<Option<Written>, XlsxError> {
    let Some(accounts) = book.findings.accounts else { return Ok(None) };
    write(book, names, &BY_SERVICE_GROUP, |scope| paper_table_1(scope, book.findings.tally, accounts)).map(Some)
}

/// Table 2.
pub(super) fn by_class(book: &Book<'_>, names: &mut SheetNames) -> Result<Option<Written>, XlsxError> {
    if book.findings.accounts.is_none() {
        return Ok(None);
    }
    write(book, names, &BY_CLASS, |scope| paper_table_2(scope, book.findings.tally)).map(Some)
}

fn write<'a>(
    book: &Book<'a>,
    names: &mut SheetNames,
    layout: &Layout,
    table: impl Fn(&'a Scope<'a>) -> Table<'a>,
) -> Result<Written, XlsxError> {
    let years = book.findings.study().account.map_or(&[][..], |account| &account.years);
    let largest = years.iter().map(|year| year.total.units_per_year()).fold(0.0, f64::max);
    let title = |unit: &str| book.phrases.fill(layout.title, &[("unit", unit)]);
    let mut grid = PaperGrid::begin(book, names, layout.number, largest, title)?;
    let mut next = FIRST;
    let levels = book.findings.scopes.iter().rev().filter(|scope| !scope.has_zone);
    for scope in levels {
        // A block for each region: it ends with its total, which is the row after which another may begin.
        let mut rows = table(scope).rows;
        for region in scope.regions.iter().take(MOST_GROUPS).filter(|region| region.account.is_some()) {
            let name = crate::figures::region_name(region, &book.phrases);
            next = head(&mut grid, layout, next, &name)?;
            for cells in rows.by_ref() {
                let is_last = line(&mut grid, layout, next, &cells[usize::from(scope.has_group)..])?;
                next += 1;
                if is_last {
                    break;
                }
            }
            next += 1;
        }
    }
    let columns = 1 + 2 * book.findings.years().len() + 2 * changes(book, layout).len();
    grid.end(columns as u16)
}

/// Years from and to of the changes that are shown.
fn changes(book: &Book<'_>, layout: &Layout) -> Vec<[i32; 2]> {
    let years = book.findings.years();
    if layout.has_changes { years.windows(2).map(|pair| [pair[0], pair[1]]).collect() } else { Vec::new() }
}

/// Headings in two rows. The answer is the row after them.
fn head(grid: &mut PaperGrid<'_>, layout: &Layout, row: u32, region: &str) -> Result<u32, XlsxError> {
    let book = grid.book;
    let (phrases, label) = (&book.phrases, &book.styles.label);
    grid.name(row, region, label)?;
    grid.name(row + 1, &phrases.say(layout.rows), label)?;
    let mut column = NAMES + 1;
    let mut pair = |grid: &mut PaperGrid<'_>, over: &str, under: [&str; 2]| {
        grid.over(row, (column, column + 1), over)?;
        grid.label(row + 1, column, under[0])?;
        grid.label(row + 1, column + 1, under[1])?;
        column += 2;
        Ok::<(), XlsxError>(())
    };
    for year in book.findings.years() {
        pair(grid, &year.to_string(), [&phrases.say("workbook.value"), "%"])?;
    }
    for [from, to] in changes(book, layout) {
        let over = phrases.fill("workbook.rate", &[("from", &from.to_string()), ("to", &to.to_string())]);
        pair(grid, &over, [&phrases.say("workbook.relative"), &phrases.say("workbook.points")])?;
    }
    Ok(row + 2)
}

/// The name of the class with this code, in the language of the workbook.
fn class_name<'a>(book: &'a Book<'_>, code: Option<&Cell<'_>>, name: &'a str) -> &'a str {
    let legend = book.findings.tally.legend();
    let class = match code {
        Some(Cell::Whole(code)) => u16::try_from(*code).ok().and_then(|code| legend.index_of(code)),
        _ => None,
    };
    class.map_or(name, |index| book.phrases.class(&legend.classes()[index]))
}

/// A row of the table, without what names its region. The answer is whether it is the region's total.
fn line(grid: &mut PaperGrid<'_>, layout: &Layout, row: u32, cells: &[Cell<'_>]) -> Result<bool, XlsxError> {
    let book = grid.book;
    let (keys, numbers) = cells.split_at(layout.keys);
    let Some(Cell::Text(name)) = keys.last() else { return Ok(false) };
    // Groups of services always have a row each, and no code tells them from the total: only the total has all of the value.
    let is_total = match keys.first() {
        Some(Cell::Empty) => true,
        _ => layout.keys == 1 && *name == crate::tables::TOTAL,
    };
    let [text, money, percent] = [book.styles.text.clone(), styles::number(TWO_DECIMALS), styles::number(PERCENT)];
    let [text, money, percent] =
        if is_total { [text, money, percent].map(styles::total) } else { [text, money, percent] };
    let shown = match (is_total, layout.keys) {
        (true, _) => book.phrases.say("workbook.total"),
        (false, 1) => named(&book.phrases, "service_group", name),
        (false, _) => class_name(book, keys.first(), name).to_owned(),
    };
    grid.name(row, &shown, &text)?;
    let years = book.findings.years().len();
    for (index, cell) in numbers.iter().enumerate() {
        let is_money = index < 2 * years && index % 2 == 0;
        let number = match cell {
            Cell::Number(number) if is_money => Some(number / grid.money.factor()),
            Cell::Number(number) => Some(*number),
            _ => None,
        };
        let small = number_formats::of_cell(PERCENT, cell).map(styles::number);
        let format = if is_money { &money } else { small.as_ref().unwrap_or(&percent) };
        grid.number(row, NAMES + 1 + index as u16, number, format)?;
    }
    Ok(is_total)
}
