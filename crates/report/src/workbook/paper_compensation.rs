//! Table 3 of the founding paper: compensation and gross product of each zone, the largest compensation first, with the sum; then
//! the same of the groups.

use super::number_formats::{PLAIN, TWO_DECIMALS};
use super::paper_grid::{FIRST, NAMES, PaperGrid};
use super::{Book, SheetNames, Written, styles};
use crate::Region;
use crate::figures::region_name;
use landledger_accounting::CompensationLine;
use rust_xlsxwriter::XlsxError;

/// Rows of one block: a table for a paper, and no list of counties.
const MOST_ROWS: usize = 1_000;
const SHARE: &str = "0.00%";
/// Columns: name, group, compensation, gross product, share, rank.
const COLUMNS: u16 = 6;

/// Table 3, where the study pays compensation.
pub(super) fn write(book: &Book<'_>, names: &mut SheetNames) -> Result<Option<Written>, XlsxError> {
    let Some(all) = line(book.findings.study()) else { return Ok(None) };
    let largest = all.compensation.units_per_year();
    let year = all.year.to_string();
    let title = |unit: &str| book.phrases.fill("workbook.table_3", &[("unit", unit), ("year", &year)]);
    let mut grid = PaperGrid::begin(book, names, "3", largest, title)?;
    let next = block(&mut grid, FIRST, book.findings.zones(), "workbook.zones")?;
    if !book.findings.groups().is_empty() {
        block(&mut grid, next + 1, book.findings.groups(), "workbook.groups")?;
    }
    grid.end(COLUMNS).map(Some)
}

fn line<'a>(region: &'a Region<'_>) -> Option<&'a CompensationLine> {
    region.account?.compensation.as_ref()
}

/// The answer is the row after it.
fn block(grid: &mut PaperGrid<'_>, first: u32, regions: &[Region<'_>], level: &str) -> Result<u32, XlsxError> {
    let book = grid.book;
    let (phrases, styles) = (&book.phrases, &book.styles);
    grid.name(first, &phrases.say(level), &styles.label)?;
    grid.put(first, 1, &phrases.say("column.group"), &styles.label)?;
    let heads = ["column.compensation", "column.gdp", "column.compensation_share_of_gdp", "column.rank"];
    for (index, head) in heads.into_iter().enumerate() {
        grid.label(first, 2 + index as u16, &phrases.say(head))?;
    }
    let mut lines: Vec<_> = regions.iter().filter_map(|region| Some((region, line(region)?))).collect();
    // Stable: equal amounts stay in the order of the source.
    lines.sort_by_key(|(_, line)| line.rank);
    let mut row = first + 1;
    for (region, line) in lines.into_iter().take(MOST_ROWS) {
        grid.name(row, &region_name(region, phrases), &styles.text)?;
        let group = region.group.filter(|_| region.zone.is_some());
        grid.put(row, 1, group.unwrap_or_default(), &styles.text)?;
        numbers(grid, row, line, false)?;
        row += 1;
    }
    let Some(all) = line(book.findings.study()) else { return Ok(row) };
    let total = styles::total(styles.text.clone());
    grid.name(row, &phrases.say("workbook.total"), &total)?;
    grid.put(row, 1, "", &total)?;
    numbers(grid, row, all, true)?;
    Ok(row + 1)
}

fn numbers(grid: &mut PaperGrid<'_>, row: u32, line: &CompensationLine, is_total: bool) -> Result<(), XlsxError> {
    let factor = grid.money.factor();
    let columns = [
        (Some(line.compensation.units_per_year() / factor), TWO_DECIMALS),
        (Some(line.gross_product.units_per_year() / factor), TWO_DECIMALS),
        (Some(line.share_of_gross_product), SHARE),
        // The rank of the study among itself says nothing.
        ((!is_total).then_some(line.rank as f64), PLAIN),
    ];
    for (index, (number, format)) in columns.into_iter().enumerate() {
        let format = styles::number(format);
        let format = if is_total { styles::total(format) } else { format };
        grid.number(row, NAMES + 2 + index as u16, number, &format)?;
    }
    Ok(())
}
