//! Names of sheets: at most 31 letters, none of `[]:*?/\`, no two alike. Sheets are named for tables and years, never for zones,
//! whose names may be anything.

use std::collections::BTreeSet;

/// Letters of a name that Excel takes.
const MOST: usize = 31;
/// Stands where letters are left out.
const GAP: char = '~';

/// The names that are taken.
#[derive(Debug, Default)]
pub(super) struct SheetNames {
    /// In small letters: Excel does not tell them from capitals.
    taken: BTreeSet<String>,
}

impl SheetNames {
    /// A name that is free, as near to this one as can be.
    pub(super) fn take(&mut self, name: &str) -> String {
        self.take_with_ending(name, "")
    }

    /// The same with an ending that stays whole.
    pub(super) fn take_with_ending(&mut self, name: &str, ending: &str) -> String {
        let free = |count: usize| {
            let ending = if count == 1 { ending.to_owned() } else { format!(" {count}{ending}") };
            let room = MOST - ending.chars().count();
            if name.chars().count() <= room {
                return name.to_owned() + &ending;
            }
            let kept: String = name.chars().take(room - 1).collect();
            format!("{kept}{GAP}{ending}")
        };
        let name = (1..=self.taken.len() + 1).map(free).find(|name| !self.taken.contains(&name.to_lowercase()));
        let name = name.expect("there is a number more than names that are taken");
        self.taken.insert(name.to_lowercase());
        name
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_name_is_cut_before_its_ending_and_numbered_where_two_would_be_alike() {
        let mut names = SheetNames::default();
        assert_eq!(
            names.take_with_ending("value_change_by_service_group", ".groups"),
            "value_change_by_service~.groups"
        );
        assert_eq!(names.take_with_ending("value_change_by_service", ".groups"), "value_change_by_service.groups");
        assert_eq!(
            names.take_with_ending("value_change_by_service_grapes", ".groups"),
            "value_change_by_servi~ 2.groups"
        );
        assert_eq!([names.take("areas"), names.take("Areas")], ["areas", "Areas 2"]);
    }
}
