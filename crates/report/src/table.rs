//! A table before it has a format.

use landledger_core::Cells;
use std::borrow::Cow;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Text.
    Text,
    /// Whole numbers.
    Whole,
    /// Numbers, in the unit that the column's name says.
    Number,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its name; where its values have a unit, the name ends in it.
    pub name: Cow<'static, str>,
    /// What it holds.
    pub kind: Kind,
}

impl Column {
    /// A column of text.
    pub fn text(name: impl Into<Cow<'static, str>>) -> Self {
        Self { name: name.into(), kind: Kind::Text }
    }

    /// A column of whole numbers.
    pub fn whole(name: impl Into<Cow<'static, str>>) -> Self {
        Self { name: name.into(), kind: Kind::Whole }
    }

    /// A column of numbers.
    pub fn number(name: impl Into<Cow<'static, str>>) -> Self {
        Self { name: name.into(), kind: Kind::Number }
    }
}

/// One value.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell<'a> {
    /// Text.
    Text(&'a str),
    /// A whole number.
    Whole(i64),
    /// A number; never NaN or infinite.
    Number(f64),
    /// Nothing, where there is nothing to say.
    Empty,
}

impl<'a> Cell<'a> {
    /// Text, or nothing.
    pub fn of_text(text: Option<&'a str>) -> Self {
        text.map_or(Self::Empty, Self::Text)
    }

    /// A number of cells: whole, or a sum of shares.
    pub fn count(cells: Cells) -> Self {
        match cells.as_whole().and_then(|cells| i64::try_from(cells).ok()) {
            Some(cells) => Self::Whole(cells),
            None => Self::Number(cells.count()),
        }
    }
}

/// Rows that are made while they are written.
pub struct Table<'a> {
    /// Name of the table, and of its file without the ending.
    pub name: &'static str,
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows; each has one cell for each column.
    pub rows: Box<dyn Iterator<Item = Vec<Cell<'a>>> + 'a>,
}
