//! What ecosystems do for people.

/// An ecosystem service and the group it is reported under.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Service {
    /// Its name, unique in a table: `food_production`.
    pub name: String,
    /// Its group: `provisioning`, `regulating`, `supporting`, `cultural` in the paper's table 1.
    pub group: String,
}

impl Service {
    /// A service of this name in this group.
    pub fn new(name: impl Into<String>, group: impl Into<String>) -> Self {
        Self { name: name.into(), group: group.into() }
    }
}
