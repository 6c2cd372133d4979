//! A table on the page: what is shown is rounded, `data-value` holds what the file holds.

use crate::chart::digits;
use crate::markup::Element;
use crate::phrases::Phrases;
use crate::{Cell, Column, Kind, Table};

/// Rows on the page; the files hold all.
const MOST_ROWS: usize = 600;

/// A table that sorts and filters, and what is said of rows that are not there.
pub(super) fn data_table(table: Table<'_>, folder: &str, caption: &str, phrases: &Phrases) -> Element {
    let id = format!("table-{}", table.name.replace('_', "-"));
    let file = if folder.is_empty() { format!("{}.csv", table.name) } else { format!("{folder}/{}.csv", table.name) };
    let heads = table.columns.iter().map(|column| {
        let label = phrases.find(&format!("column.{}", column.name)).unwrap_or_else(|| unnamed(phrases, column));
        let head = Element::new("th").with("scope", "col").with("aria-sort", "none");
        let head = head.with("data-column", column.name.to_string());
        let head = if column.kind == Kind::Text { head } else { head.with("class", "n") };
        head.child(Element::new("button").with("type", "button").text(label))
    });
    let heads = Element::new("tr").children(heads);
    let mut body = Element::new("tbody");
    let (mut shown, mut all) = (0, 0);
    let width = table.columns.len();
    for row in table.rows {
        all += 1;
        if shown < MOST_ROWS {
            shown += 1;
            let cells = row.iter().zip(&table.columns).enumerate().map(|(index, (cell, column))| {
                let element = Element::new(if index == 0 { "th" } else { "td" });
                let element = if index == 0 { element.with("scope", "row") } else { element };
                shown_cell(element, cell, column)
            });
            body = body.child(Element::new("tr").children(cells));
        }
    }
    let class = if width > 9 { "wide" } else { "usual" };
    let element = Element::new("table").with("id", id.clone()).with("data-sorts", "").with("class", class);
    let element = element.with("data-table", table.name).child(Element::new("caption").text(caption.to_owned()));
    let element = element.child(Element::new("thead").child(heads)).child(body);
    let section = Element::new("div").with("class", "table").child(filter(&id, shown, phrases));
    let region = Element::new("div").with("class", if shown > 20 { "scroll long" } else { "scroll" });
    // A box that scrolls has to be reached by the keyboard, and then has to have a name.
    let region = region.with("tabindex", "0").with("role", "group").with("aria-label", caption.to_owned());
    let section = section.child(region.child(element));
    let numbers = [("shown", shown.to_string()), ("all", all.to_string())];
    let words = [("file", file.as_str()), (numbers[0].0, numbers[0].1.as_str()), (numbers[1].0, numbers[1].1.as_str())];
    let key = if shown < all { "table.part" } else { "table.file" };
    section.child(Element::new("p").with("class", "note").text(phrases.fill(key, &words)))
}

/// A column of the tables that has a year in its name, or one that has no phrase.
fn unnamed(phrases: &Phrases, column: &Column) -> String {
    match column.name.strip_prefix("nodata_area_ha_") {
        Some(year) => phrases.fill("column.nodata_of_year", &[("year", year)]),
        None => column.name.replace('_', " "),
    }
}

fn shown_cell(element: Element, cell: &Cell<'_>, column: &Column) -> Element {
    let is_label = matches!(&*column.name, "year" | "code" | "rank");
    match *cell {
        Cell::Text(text) => element.with("dir", "auto").text(text.to_owned()),
        Cell::Whole(number) => {
            let shown = if is_label { number.to_string() } else { digits(number as f64) };
            element.with("class", "n").with("data-value", number.to_string()).text(shown)
        }
        Cell::Number(number) => element.with("class", "n").exactly("data-value", number).text(digits(number)),
        Cell::Empty if column.kind == Kind::Text => element,
        Cell::Empty => element.with("class", "n").with("data-value", ""),
    }
}

fn filter(table: &str, rows: usize, phrases: &Phrases) -> Element {
    let count = format!("{table}-count");
    let input = Element::new("input").with("type", "search").with("data-filters", table.to_owned());
    let input = input.with("aria-describedby", count.clone()).with("autocomplete", "off");
    let label = Element::new("label").text(phrases.say("table.filter")).child(input);
    let said = Element::new("span").with("id", count).with("role", "status").with("class", "note");
    let said = said.text(format!("{rows} / {rows}"));
    // Without the script it would do nothing: the script shows it.
    Element::new("div").with("class", "choices filter").with("hidden", "").child(label).child(said)
}
