//! One of several pieces of a tally, each made on a machine of its own.

use std::fmt;
use std::str::FromStr;

/// Piece `number` of `of`, counted from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece {
    number: usize,
    of: usize,
}

impl Piece {
    /// Which piece, from 1.
    pub fn number(self) -> usize {
        self.number
    }

    /// How many there are.
    pub fn of(self) -> usize {
        self.of
    }
}

/// `2/5` is the second of five.
impl FromStr for Piece {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let numbers = text.split_once('/').and_then(|(number, of)| Some((number.parse().ok()?, of.parse().ok()?)));
        match numbers {
            Some((number, of)) if (1..=of).contains(&number) => Ok(Self { number, of }),
            _ => Err(format!("found \"{text}\", expected a piece such as 1/4, the first of four")),
        }
    }
}

impl fmt::Display for Piece {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.number, self.of)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_piece_is_a_number_of_a_number() {
        assert_eq!("2/5".parse(), Ok(Piece { number: 2, of: 5 }));
        for text in ["0/5", "6/5", "2", "2/", "a/b", "-1/2", "1/0"] {
            assert!(text.parse::<Piece>().is_err(), "{text}");
        }
    }
}
