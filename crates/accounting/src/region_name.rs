//! Which region a message or a note speaks of.

use std::fmt;

/// A zone, a group of zones, or all of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RegionName {
    /// The zone of this name.
    Zone(String),
    /// The group of this name.
    Group(String),
    /// Every zone together.
    Study,
}

impl fmt::Display for RegionName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Zone(name) => write!(f, "zone `{name}`"),
            Self::Group(name) => write!(f, "group `{name}`"),
            Self::Study => f.write_str("the study"),
        }
    }
}
