//! Everything that is wrong, told at once.

use std::error::Error;
use std::fmt;

/// One or more problems of the same kind, in the order in which they were found.
///
/// Displayed one to a line.
#[derive(Debug, Clone, PartialEq)]
pub struct Problems<E>(Vec<E>);

impl<E> Problems<E> {
    /// The problems; there is at least one.
    pub fn iter(&self) -> std::slice::Iter<'_, E> {
        self.0.iter()
    }

    /// What was found, at least one.
    pub(crate) fn of(found: Vec<E>) -> Self {
        Self(found)
    }

    /// Goes on where nothing was found.
    pub(crate) fn refuse(found: Vec<E>) -> Result<(), Self> {
        if found.is_empty() { Ok(()) } else { Err(Self(found)) }
    }
}

impl<E> IntoIterator for Problems<E> {
    type Item = E;
    type IntoIter = std::vec::IntoIter<E>;
    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a, E> IntoIterator for &'a Problems<E> {
    type Item = &'a E;
    type IntoIter = std::slice::Iter<'a, E>;
    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<E: fmt::Display> fmt::Display for Problems<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, problem) in self.0.iter().enumerate() {
            if index > 0 {
                writeln!(f)?;
            }
            problem.fmt(f)?;
        }
        Ok(())
    }
}

impl<E: fmt::Debug + fmt::Display> Error for Problems<E> {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_problem_has_its_own_line() {
        let problems = Problems::refuse(vec!["no crop", "no price"]).unwrap_err();
        assert_eq!(problems.to_string(), "no crop\nno price");
        assert_eq!(problems.into_iter().count(), 2);
    }

    #[test]
    fn nothing_found_is_nothing_refused() {
        assert_eq!(Problems::<&str>::refuse(Vec::new()), Ok(()));
    }
}
