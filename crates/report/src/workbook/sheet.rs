//! What all sheets do: text that stays text, links, widths.

use super::Book;
use rust_xlsxwriter::{Format, Url, Worksheet, XlsxError};
use std::borrow::Cow;

/// Letters of a cell that Excel takes, counted as UTF-16.
const MOST_LETTERS: usize = 32_767;
/// Numbers that a cell can hold exactly.
pub(super) const MOST_WHOLE: i64 = 1 << 53;
/// A4.
const PAPER: u8 = 9;

/// What all sheets but the first have: the way back to the list of sheets, a title, a page to print on.
pub(super) fn begin(book: &Book<'_>, sheet: &mut Worksheet, title: &str, title_column: u16) -> Result<(), XlsxError> {
    put_link(sheet, 0, 0, &book.front, &book.phrases.say("workbook.back"), &book.styles.link)?;
    put_text(sheet, 0, title_column, title, &book.styles.bold)?;
    sheet.set_landscape().set_paper_size(PAPER).set_print_fit_to_pages(1, 0).set_footer("&L&A&R&P / &N");
    Ok(())
}

/// Text, whatever it looks like. The mark of a quote keeps `=1+1` text even where somebody edits the cell.
pub(super) fn put_text(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    text: &str,
    format: &Format,
) -> Result<(), XlsxError> {
    let text = shortened(text);
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        sheet.write_string_with_format(row, column, text, &format.clone().set_quote_prefix())?;
    } else {
        sheet.write_string_with_format(row, column, text, format)?;
    }
    Ok(())
}

/// A link to another sheet, whose name is ours.
pub(super) fn put_link(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    to: &str,
    text: &str,
    format: &Format,
) -> Result<(), XlsxError> {
    let url = Url::new(format!("internal:'{to}'!A1")).set_text(text);
    sheet.write_url_with_format(row, column, url, format)?;
    Ok(())
}

/// A heading over several columns.
pub(super) fn put_over(
    sheet: &mut Worksheet,
    row: u32,
    (first, last): (u16, u16),
    text: &str,
    format: &Format,
) -> Result<(), XlsxError> {
    if first < last {
        sheet.merge_range(row, first, row, last, "", format)?;
    }
    put_text(sheet, row, first, text, format)
}

/// As much of a text as a cell takes, with an ellipsis where some is left out.
pub(super) fn shortened(text: &str) -> Cow<'_, str> {
    if text.len() <= MOST_LETTERS || text.encode_utf16().count() <= MOST_LETTERS {
        return Cow::Borrowed(text);
    }
    let mut letters = 1;
    let fits = |letter: &char| {
        letters += letter.len_utf16();
        letters <= MOST_LETTERS
    };
    Cow::Owned(text.chars().take_while(fits).chain(['…']).collect())
}

/// Width of text in the letters that widths of columns are counted in; Chinese letters take two.
pub(super) fn width(text: &str) -> f64 {
    text.chars().map(|letter| if letter < '\u{2e80}' { 1.0 } else { 2.0 }).sum()
}

/// Lines that text takes in a column of this width.
pub(super) fn lines(text: &str, column: f64) -> f64 {
    let mut lines = 1.0;
    let mut filled = 0.0;
    for word in text.split_inclusive(|letter: char| letter == ' ' || letter >= '\u{2e80}') {
        let word = width(word);
        if filled > 0.0 && filled + word > column {
            lines += 1.0;
            filled = 0.0;
        }
        filled += word;
        while filled > column {
            lines += 1.0;
            filled -= column;
        }
    }
    lines
}

/// Width of the widest number of a column, in a format with thousands and two decimals.
pub(super) fn width_of_numbers(largest: f64) -> f64 {
    let digits = format!("{largest:.0}").len() as f64;
    digits + ((digits - 1.0) / 3.0).floor() + 4.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_cut_at_the_limit_of_a_cell_and_not_before() {
        let fits = "x".repeat(32_767);
        assert_eq!(shortened(&fits), fits);
        assert_eq!(shortened(&(fits.clone() + "x")), "x".repeat(32_766) + "…");
        // A letter beyond the first plane counts twice: 16,383 of them and the ellipsis are 32,767.
        let emoji = shortened(&"🌲".repeat(20_000)).into_owned();
        assert_eq!((emoji.chars().count(), emoji.encode_utf16().count()), (16_384, 32_767));
    }

    #[test]
    fn lines_break_at_spaces_and_between_chinese_letters() {
        assert_eq!([lines("ab cd ef", 5.0), lines("ab", 5.0), lines("鹤岗双鸭山", 4.0)], [2.0, 1.0, 3.0]);
        assert_eq!(lines("abcdefghij", 4.0), 3.0);
    }

    #[test]
    fn a_number_has_room_for_commas_and_decimals() {
        // 1,234,567.00 and a space.
        assert_eq!(width_of_numbers(1_234_567.0), 13.0);
    }
}
