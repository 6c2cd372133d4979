//! What happens to the cells that a zone's outline runs through.

use std::fmt;

/// Which cells belong to a zone, and with which share.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum EdgeRule {
    /// Each cell by the share of it that lies inside.
    #[default]
    Exact,
    /// Whole cells: those whose centre lies inside.
    Centre,
    /// Whole cells: those of which any part lies inside.
    Touched,
}

impl EdgeRule {
    /// Every rule, the default first.
    pub const ALL: [Self; 3] = [Self::Exact, Self::Centre, Self::Touched];

    /// The word for it in studies, tables and manifests.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Centre => "centre",
            Self::Touched => "touched",
        }
    }

    /// The rule of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|rule| rule.name() == name)
    }
}

impl fmt::Display for EdgeRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
