//! Names of fields that must not meet: a GeoPackage knows no difference between `Rank` and `rank`.

use std::collections::BTreeSet;

/// The names that are taken.
#[derive(Debug, Default)]
pub(crate) struct FieldNames(BTreeSet<String>);

/// Before a name of ours that the zones' own file has already.
const PREFIX: &str = "ll_";

impl FieldNames {
    /// The name itself where it is free, else one like it with a prefix, and with a number if need be.
    pub(crate) fn take(&mut self, name: &str) -> String {
        let prefixed = format!("{PREFIX}{name}");
        let numbered = (2..).map(|number| format!("{PREFIX}{name}_{number}"));
        let free =
            [name.to_owned(), prefixed].into_iter().chain(numbered).find(|name| !self.0.contains(&name.to_lowercase()));
        let free = free.unwrap_or_else(|| unreachable!("there are more numbers than fields"));
        self.0.insert(free.to_lowercase());
        free
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_is_taken_gets_a_prefix_and_then_a_number() {
        let mut names = FieldNames::default();
        assert_eq!(names.take("Rank"), "Rank");
        assert_eq!(names.take("rank"), "ll_rank");
        assert_eq!(names.take("RANK"), "ll_RANK_2");
    }
}
