//! A legend table: `code,name[,name_zh][,color][,parent]`, and the classes above it, which its remarks may name:
//! `# parent CODE[ of CODE]: NAME[ | Chinese name]`.

use super::csv_file::CsvFile;
use crate::problem::Problems;
use landledger_core::{Class, Legend};

pub(crate) fn read(file: &CsvFile) -> Result<Legend, Problems> {
    let ([code, name], [_, color, parent]) = file.columns(["code", "name"], ["name_zh", "color", "parent"])?;
    let classes = file.read_rows(|cells| {
        let number = read_code(cells, code);
        let name = cells.text(name);
        let color = cells.optional_text(color).map(str::to_owned);
        if let Some(text) = &color
            && !is_color(text)
        {
            let column = file.header.iter().position(|column| column == "color").unwrap_or_default();
            cells.refuse(column, &format!("found \"{text}\", expected #rrggbb"));
        }
        let parent = match parent {
            Some(column) if !cells.row.cells[column].is_empty() => Some(read_code(cells, column)?),
            _ => None,
        };
        Some(Class { code: number?, name: name?.to_owned(), color, parent })
    })?;
    let codes: Vec<u16> = classes.iter().map(|class| class.code).collect();
    Legend::from_classes(classes).map_err(|error| {
        let message = error.to_string();
        let again = codes.iter().enumerate().position(|(at, code)| codes[..at].contains(code));
        match again.and_then(|at| file.rows.get(at)) {
            Some(row) => file.cell_problem(row, code, message).into(),
            None => file.header_problem(message, Some("add a line `code,name` for each class".into())).into(),
        }
    })
}

/// Classes that no cell holds and that stand above those of the table.
pub(crate) fn classes_above(file: &CsvFile) -> Result<Vec<Class>, Problems> {
    let remarks = file.remarks().filter_map(|remark| remark.strip_prefix("parent "));
    let classes = remarks.map(|remark| {
        let class = class_of_remark(remark);
        class.ok_or_else(|| {
            let message = format!("the remark `parent {remark}` cannot be read");
            file.header_problem(message, Some("write it as `# parent 11 of 1: Urban fabric`".into()))
        })
    });
    Ok(classes.collect::<Result<_, _>>()?)
}

/// `11 of 1: Urban fabric`, `1: Cropland | 耕地`.
fn class_of_remark(remark: &str) -> Option<Class> {
    let (codes, name) = remark.split_once(": ")?;
    let (code, parent) = match codes.split_once(" of ") {
        Some((code, parent)) => (code, Some(parent.parse().ok()?)),
        None => (codes, None),
    };
    let name = name.split_once(" | ").map_or(name, |(name, _)| name);
    Some(Class { code: code.parse().ok()?, name: name.to_owned(), color: None, parent })
}

fn read_code(cells: &mut super::csv_file::Cells<'_>, column: usize) -> Option<u16> {
    let text = cells.text(column)?;
    let code = text.parse().ok();
    if code.is_none() {
        cells.refuse(column, &format!("found \"{text}\", expected a whole number from 0 to 65535"));
    }
    code
}

fn is_color(text: &str) -> bool {
    text.len() == 7 && text.starts_with('#') && text[1..].bytes().all(|byte| byte.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    fn read_text(text: &str) -> Result<Legend, Problems> {
        read(&CsvFile::parse(Path::new("legend.csv"), text).unwrap())
    }

    #[test]
    fn a_code_that_stands_twice_is_shown_where_it_stands_again() {
        let problems = read_text("code,name\n1,crop\n2,forest\n1,paddy\n").unwrap_err();
        let expected =
            "legend.csv:4:1: legend.csv line 4, column `code`: code 1 stands twice in the legend: `crop` and `paddy`";
        assert_eq!(problems.to_string(), expected);
    }

    #[test]
    fn a_header_alone_is_no_legend() {
        assert!(read_text("code,name\n").unwrap_err().to_string().contains("the legend has no class"));
    }

    #[test]
    fn a_colour_must_be_one() {
        let problems = read_text("code,name,color\n1,crop,yellow\n").unwrap_err();
        assert!(problems.to_string().contains("found \"yellow\", expected #rrggbb"));
    }
}
