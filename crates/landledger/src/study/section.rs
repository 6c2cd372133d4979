//! Walks a TOML table key by key, collecting every problem with its place instead of stopping at the first.

use crate::problem::{Problem, Problems, SourceText};
use crate::suggest;
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Where problems of one file are collected.
pub(super) struct Collector {
    pub(super) source: SourceText,
    problems: RefCell<Problems>,
}

impl Collector {
    pub(super) fn new(source: SourceText) -> Self {
        Self { source, problems: RefCell::default() }
    }

    pub(super) fn push(&self, problem: Problem) {
        self.problems.borrow_mut().push(problem);
    }

    pub(super) fn at(&self, span: Range<usize>, message: impl Into<String>, label: impl Into<String>) {
        self.push(Problem::new(message).at(&self.source, span, label));
    }

    pub(super) fn into_problems(self) -> Problems {
        self.problems.into_inner()
    }
}

/// A value and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Placed<T> {
    pub(super) value: T,
    pub(super) span: Range<usize>,
}

/// A number, or text in quotes.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum NumberOrText {
    Number(f64),
    Text(String),
}

/// One table of the study file.
pub(super) struct Section<'a> {
    /// As the user writes it: `[zones]`.
    pub(super) name: String,
    pub(super) span: Range<usize>,
    entries: BTreeMap<String, (&'a Spanned<DeValue<'a>>, Range<usize>)>,
    known: Vec<&'static str>,
    /// A key of this table had a value of the wrong type: what it should say is not missing, only unreadable.
    is_damaged: Cell<bool>,
    collector: &'a Collector,
}

impl<'a> Section<'a> {
    pub(super) fn new(
        name: impl Into<String>,
        span: Range<usize>,
        table: &'a DeTable<'a>,
        collector: &'a Collector,
    ) -> Self {
        let entries = table.iter().map(|(key, value)| (key.get_ref().to_string(), (value, key.span()))).collect();
        Self { name: name.into(), span, entries, known: Vec::new(), is_damaged: Cell::new(false), collector }
    }

    pub(super) fn is_damaged(&self) -> bool {
        self.is_damaged.get()
    }

    pub(super) fn has(&self, key: &str) -> bool {
        self.entries.contains_key(key)
    }

    fn take(&mut self, key: &'static str) -> Option<&'a Spanned<DeValue<'a>>> {
        self.known.push(key);
        self.entries.remove(key).map(|(value, _)| value)
    }

    fn typed<T>(
        &mut self,
        key: &'static str,
        expected: &str,
        read: impl Fn(&DeValue<'a>) -> Option<T>,
    ) -> Option<Placed<T>> {
        let value = self.take(key)?;
        let Some(read) = read(value.get_ref()) else {
            self.wrong_type(key, value, expected);
            return None;
        };
        Some(Placed { value: read, span: value.span() })
    }

    fn wrong_type(&self, key: &str, value: &Spanned<DeValue<'_>>, expected: &str) {
        self.is_damaged.set(true);
        let found = describe(value.get_ref());
        self.collector.at(
            value.span(),
            format!("`{key}` is {found}, expected {expected}"),
            format!("expected {expected}"),
        );
    }

    pub(super) fn text(&mut self, key: &'static str) -> Option<Placed<String>> {
        self.typed(key, "text in quotes", |value| value.as_str().map(str::to_owned))
    }

    pub(super) fn whole_number(&mut self, key: &'static str) -> Option<Placed<i64>> {
        self.typed(key, "a whole number", integer)
    }

    pub(super) fn number(&mut self, key: &'static str) -> Option<Placed<f64>> {
        self.typed(key, "a number", float)
    }

    pub(super) fn number_or_text(&mut self, key: &'static str) -> Option<Placed<NumberOrText>> {
        self.typed(key, "a number or text in quotes", |value| match value.as_str() {
            Some(text) => Some(NumberOrText::Text(text.to_owned())),
            None => float(value).map(NumberOrText::Number),
        })
    }

    pub(super) fn truth(&mut self, key: &'static str) -> Option<Placed<bool>> {
        self.typed(key, "true or false", DeValue::as_bool)
    }

    pub(super) fn numbers(&mut self, key: &'static str) -> Option<Placed<Vec<f64>>> {
        self.typed(key, "a list of numbers, such as [0, 255]", |value| match value.as_array() {
            Some(array) => array.iter().map(|item| float(item.get_ref())).collect(),
            None => float(value).map(|number| vec![number]),
        })
    }

    pub(super) fn texts(&mut self, key: &'static str) -> Option<Placed<Vec<Placed<String>>>> {
        self.typed(key, "a list of texts, such as [\"food_production\"]", |value| {
            value
                .as_array()?
                .iter()
                .map(|item| item.get_ref().as_str().map(|text| Placed { value: text.to_owned(), span: item.span() }))
                .collect()
        })
    }

    /// Pairs of whole numbers.
    pub(super) fn pairs(&mut self, key: &'static str) -> Option<Placed<Vec<Placed<[i64; 2]>>>> {
        let pair = |value: &DeValue<'a>| match value
            .as_array()?
            .iter()
            .map(|item| integer(item.get_ref()))
            .collect::<Vec<_>>()[..]
        {
            [Some(first), Some(second)] => Some([first, second]),
            _ => None,
        };
        self.typed(key, "a list of pairs of years, such as [[2000, 2020]]", |value| {
            let pairs = value.as_array()?.iter();
            pairs.map(|item| pair(item.get_ref()).map(|value| Placed { value, span: item.span() })).collect()
        })
    }

    /// A sub-table.
    pub(super) fn section(&mut self, key: &'static str) -> Option<Section<'a>> {
        let value = self.take(key)?;
        let name = if self.name.is_empty() {
            format!("[{key}]")
        } else {
            format!("[{}.{key}]", self.name.trim_matches(['[', ']']))
        };
        let DeValue::Table(table) = value.get_ref() else {
            self.wrong_type(key, value, &format!("a table, written {name}"));
            return None;
        };
        Some(Section::new(name, value.span(), table, self.collector))
    }

    /// An array of tables, `[[key]]`.
    pub(super) fn sections(&mut self, key: &'static str) -> Vec<Section<'a>> {
        let Some(value) = self.take(key) else { return Vec::new() };
        let tables = value.get_ref().as_array().map(|array| {
            array
                .iter()
                .filter_map(|item| match item.get_ref() {
                    DeValue::Table(table) => {
                        Some(Section::new(format!("[[{key}]]"), item.span(), table, self.collector))
                    }
                    _ => None,
                })
                .collect::<Vec<_>>()
        });
        tables.unwrap_or_else(|| {
            self.wrong_type(key, value, &format!("one table for each, written [[{key}]]"));
            Vec::new()
        })
    }

    /// All entries of a table whose keys are the user's own.
    pub(super) fn into_entries(self) -> impl Iterator<Item = (Placed<String>, &'a Spanned<DeValue<'a>>)> {
        self.entries.into_iter().map(|(key, (value, span))| (Placed { value: key, span }, value))
    }

    /// Says that a key must be there.
    pub(super) fn missing(&self, key: &str, help: impl Into<String>) {
        let problem = Problem::new(format!("{} has no `{key}`", self.name)).help(help);
        self.collector.push(problem.at(
            &self.collector.source,
            first_line(self.span.clone(), &self.collector.source),
            "here",
        ));
    }

    /// Refuses whatever is left.
    pub(super) fn finish(self) {
        for (key, (_, span)) in &self.entries {
            let place = if self.name.is_empty() { "the study file".into() } else { format!("`{}`", self.name) };
            let problem = Problem::new(format!("unknown key `{key}` in {place}"))
                .help(suggest::hint(key, self.known.iter().copied()))
                .at(&self.collector.source, span.clone(), "not known here");
            self.collector.push(problem);
        }
    }
}

/// A table's span may cover many lines; its header is enough.
fn first_line(span: Range<usize>, source: &SourceText) -> Range<usize> {
    let text = source.text().get(span.clone()).unwrap_or_default();
    let length = text.find('\n').unwrap_or(text.len());
    span.start..span.start + length
}

fn describe(value: &DeValue<'_>) -> String {
    match value {
        DeValue::String(text) => format!("the text \"{text}\""),
        DeValue::Integer(number) => format!("the number {}", number.as_str()),
        DeValue::Float(number) => format!("the number {}", number.as_str()),
        DeValue::Boolean(truth) => truth.to_string(),
        DeValue::Datetime(date) => format!("the date {date}"),
        DeValue::Array(_) => "a list".into(),
        DeValue::Table(_) => "a table".into(),
    }
}

pub(super) fn integer(value: &DeValue<'_>) -> Option<i64> {
    let number = value.as_integer()?;
    i64::from_str_radix(number.as_str(), number.radix()).ok()
}

pub(super) fn float(value: &DeValue<'_>) -> Option<f64> {
    match value {
        DeValue::Float(number) => number.as_str().parse().ok().filter(|number: &f64| number.is_finite()),
        _ => integer(value).map(|number| number as f64),
    }
}
