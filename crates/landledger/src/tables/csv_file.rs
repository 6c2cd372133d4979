//! A CSV file with its lines at hand: whatever is wrong is named by file, line and column.

use crate::problem::{Problem, Problems, SourceText};
use crate::suggest;
use std::ops::Range;
use std::path::Path;

/// A parsed file. Lines that start with `#` are remarks.
#[derive(Debug)]
pub(crate) struct CsvFile {
    pub(crate) source: SourceText,
    pub(crate) header: Vec<String>,
    header_span: Range<usize>,
    pub(crate) rows: Vec<Row>,
}

/// One record and its place.
#[derive(Debug)]
pub(crate) struct Row {
    pub(crate) cells: Vec<String>,
    pub(crate) line: u64,
    span: Range<usize>,
}

impl CsvFile {
    /// Reads a file from disk.
    pub(crate) fn open(path: &Path) -> Result<Self, Problem> {
        let bytes = std::fs::read(path).map_err(|error| {
            let what = match error.kind() {
                std::io::ErrorKind::NotFound => format!("{} does not exist", path.display()),
                _ => format!("{} cannot be read: {error}", path.display()),
            };
            Problem::new(what).help("paths are relative to the study file")
        })?;
        let text = String::from_utf8(bytes).map_err(|_| {
            Problem::new(format!("{} is not UTF-8 text", path.display()))
                .help("save it again as `CSV UTF-8` (tables saved by Excel in China are often GBK)")
        })?;
        Self::parse(path, &text)
    }

    /// Parses text, with or without a byte order mark, with either kind of line end.
    pub(crate) fn parse(path: &Path, text: &str) -> Result<Self, Problem> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let source = SourceText::new(path, text);
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .comment(Some(b'#'))
            .trim(csv::Trim::All)
            .from_reader(text.as_bytes());
        let mut records = Vec::new();
        for record in reader.records() {
            let record =
                record.map_err(|error| Problem::new(format!("{} is not a CSV table: {error}", path.display())))?;
            if record.iter().all(str::is_empty) {
                continue;
            }
            let start = start_of_record(text, record.position().map_or(0, |at| at.byte() as usize));
            let line = text[..start].matches('\n').count() as u64 + 1;
            let length = text[start..].find(['\n', '\r']).unwrap_or(text.len() - start);
            let span = start..start + length;
            if record.iter().any(|cell| cell.contains(['\n', '\r'])) {
                let message = format!("{}: a cell that begins on line {line} goes on over its end", path.display());
                let problem = Problem::new(message).at(&source, span, "from here");
                return Err(problem.help("is there a quote that is not closed?"));
            }
            records.push(Row { cells: record.iter().map(str::to_owned).collect(), line, span });
        }
        if records.is_empty() {
            return Err(
                Problem::new(format!("{} is empty", path.display())).help("its first line must name the columns")
            );
        }
        let header = records.remove(0);
        if let [only] = &header.cells[..]
            && let Some(separator) = [';', '\t'].into_iter().find(|separator| only.contains(*separator))
        {
            return Err(Problem::new(format!(
                "{} separates its columns by {separator:?}, expected commas",
                path.display()
            ))
            .at(&source, header.span, "the header"));
        }
        Ok(Self { source, header: header.cells, header_span: header.span, rows: records })
    }

    /// Where the named columns stand. Problems: columns missing, doubled, or neither required nor optional.
    pub(crate) fn columns<const N: usize, const M: usize>(
        &self,
        required: [&str; N],
        optional: [&str; M],
    ) -> Result<([usize; N], [Option<usize>; M]), Problems> {
        let mut problems = Problems::default();
        let known = || required.iter().chain(&optional).copied();
        for (index, name) in self.header.iter().enumerate() {
            if self.header[..index].contains(name) {
                problems.push(self.header_problem(format!("the column `{name}` stands twice"), None));
            } else if !known().any(|known| known == name) {
                let hint = suggest::hint(name, known().collect::<Vec<_>>());
                problems.push(self.header_problem(format!("unknown column `{name}`"), Some(hint)));
            }
        }
        let find = |name: &str| self.header.iter().position(|column| column == name);
        for name in required {
            if find(name).is_none() {
                let expected = format!("expected the columns {}", required.join(","));
                problems.push(self.header_problem(format!("the column `{name}` is missing"), Some(expected)));
            }
        }
        problems.or((required.map(|name| find(name).unwrap_or_default()), optional.map(find)))
    }

    pub(crate) fn header_problem(&self, message: impl AsRef<str>, help: Option<String>) -> Problem {
        let message = format!("{}: {}", self.name(), message.as_ref());
        let problem = Problem::new(message).at(&self.source, self.header_span.clone(), "the header");
        match help {
            Some(help) => problem.help(help),
            None => problem,
        }
    }

    /// A problem with one cell.
    pub(crate) fn cell_problem(&self, row: &Row, column: usize, message: impl AsRef<str>) -> Problem {
        let name = self.header.get(column).map_or("?", String::as_str);
        Problem::new(format!("{} line {}, column `{name}`: {}", self.name(), row.line, message.as_ref())).at(
            &self.source,
            self.cell_span(row, column),
            "here",
        )
    }

    /// A problem with a whole line.
    pub(crate) fn row_problem(&self, row: &Row, message: impl AsRef<str>) -> Problem {
        Problem::new(format!("{} line {}: {}", self.name(), row.line, message.as_ref())).at(
            &self.source,
            row.span.clone(),
            "this line",
        )
    }

    /// Lines that start with `#`, without it.
    pub(crate) fn remarks(&self) -> impl Iterator<Item = &str> {
        self.source.text().lines().filter_map(|line| line.strip_prefix('#')).map(str::trim)
    }

    fn name(&self) -> String {
        self.source.path().file_name().map_or_else(|| "table".into(), |name| name.to_string_lossy().into_owned())
    }

    /// The cell's bytes; the whole line where quotes make commas ambiguous.
    fn cell_span(&self, row: &Row, column: usize) -> Range<usize> {
        let line = &self.source.text()[row.span.clone()];
        if line.contains('"') {
            return row.span.clone();
        }
        let before: usize = line.split(',').take(column).map(|cell| cell.len() + 1).sum();
        let length = line.split(',').nth(column).map_or(0, str::len);
        let start = (row.span.start + before).min(row.span.end);
        start..start + length
    }

    /// Every row as typed cells: `read` collects problems instead of stopping.
    pub(crate) fn read_rows<T>(&self, mut read: impl FnMut(&mut Cells<'_>) -> Option<T>) -> Result<Vec<T>, Problems> {
        let mut problems = Problems::default();
        let mut read_rows = Vec::with_capacity(self.rows.len());
        for row in &self.rows {
            if row.cells.len() != self.header.len() {
                let message = format!("it has {} cells, the header has {}", row.cells.len(), self.header.len());
                let help = "a text with a comma stands in quotes, a number has no thousands separators";
                problems.push(self.row_problem(row, message).help(help));
                continue;
            }
            let mut cells = Cells { file: self, row, problems: &mut problems };
            read_rows.extend(read(&mut cells));
        }
        problems.or(read_rows)
    }
}

/// Where a record begins: the reader says where it began to look, before blank lines and remarks.
fn start_of_record(text: &str, from: usize) -> usize {
    let is_skipped = |line: &&str| line.starts_with('#') || line.trim_end_matches(['\n', '\r']).is_empty();
    from + text[from..].split_inclusive('\n').take_while(is_skipped).map(str::len).sum::<usize>()
}

/// One row while it is read.
pub(crate) struct Cells<'a> {
    pub(crate) file: &'a CsvFile,
    pub(crate) row: &'a Row,
    problems: &'a mut Problems,
}

impl<'a> Cells<'a> {
    /// A text that must not be empty.
    pub(crate) fn text(&mut self, column: usize) -> Option<&'a str> {
        let text = self.row.cells[column].as_str();
        if text.is_empty() {
            self.refuse(column, "it is empty");
            return None;
        }
        Some(text)
    }

    /// A text that may be empty.
    pub(crate) fn optional_text(&self, column: Option<usize>) -> Option<&'a str> {
        column.map(|column| self.row.cells[column].as_str()).filter(|text| !text.is_empty())
    }

    /// A finite number. No thousands separators: `1,000` would be two cells, `1 000` is refused.
    pub(crate) fn number(&mut self, column: usize) -> Option<f64> {
        let text = self.text(column)?;
        match text.parse::<f64>() {
            Ok(number) if number.is_finite() => Some(number),
            _ => {
                self.refuse(column, &format!("found \"{text}\", expected a number"));
                None
            }
        }
    }

    /// A whole number.
    pub(crate) fn whole_number(&mut self, column: usize) -> Option<i32> {
        let text = self.text(column)?;
        let number = text.parse().ok();
        if number.is_none() {
            self.refuse(column, &format!("found \"{text}\", expected a whole number"));
        }
        number
    }

    /// Records a problem with this cell.
    pub(crate) fn refuse(&mut self, column: usize, message: &str) {
        self.problems.push(self.file.cell_problem(self.row, column, message));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> CsvFile {
        CsvFile::parse(Path::new("gdp.csv"), text).unwrap()
    }

    #[test]
    fn a_byte_order_mark_and_windows_line_ends_make_no_difference() {
        let file = parse("\u{feff}zone,year,gdp\r\nHegang,2020,1\r\n");
        assert_eq!(file.header, ["zone", "year", "gdp"]);
        assert_eq!(file.rows[0].cells, ["Hegang", "2020", "1"]);
    }

    #[test]
    fn a_bad_cell_is_named_by_line_and_column() {
        let file = parse("zone,year,gdp\nHegang,2020,1\nFuxin,2020,n/a\n");
        let problems = file.read_rows(|cells| cells.number(2)).unwrap_err();
        assert_eq!(
            problems.to_string(),
            "gdp.csv:3:12: gdp.csv line 3, column `gdp`: found \"n/a\", expected a number"
        );
    }

    #[test]
    fn blank_lines_and_remarks_do_not_shift_the_place() {
        let file = parse("# zone by zone\n\nzone,year,gdp\r\n\r\n# the north\nHegang,2020,n/a\n");
        let problems = file.read_rows(|cells| cells.number(2)).unwrap_err();
        assert!(problems.to_string().starts_with("gdp.csv:6:13: gdp.csv line 6, column `gdp`"), "{problems}");
        assert_eq!(file.header_problem("wrong", None).place().unwrap(), "gdp.csv:3:1");
    }

    #[test]
    fn a_quote_that_is_not_closed_is_refused_and_not_read_as_one_long_cell() {
        let error = CsvFile::parse(Path::new("gdp.csv"), "zone,year,gdp\n\"Hegang,2020,1\nFuxin,2020,2\n").unwrap_err();
        assert_eq!(error.message(), "gdp.csv: a cell that begins on line 2 goes on over its end");
    }

    #[test]
    fn semicolons_are_named_as_the_reason() {
        let error = CsvFile::parse(Path::new("gdp.csv"), "zone;year;gdp\nHegang;2020;1\n").unwrap_err();
        assert_eq!(error.message(), "gdp.csv separates its columns by ';', expected commas");
    }

    #[test]
    fn an_unknown_column_is_answered_with_the_nearest_known_one() {
        let problems = parse("zone,yaer,gdp\n").columns(["zone", "year", "gdp"], []).unwrap_err();
        assert_eq!(problems.list().len(), 2, "unknown `yaer`, missing `year`");
        assert!(format!("{:?}", problems.list()[0]).contains("did you mean `year`?"));
    }
}
