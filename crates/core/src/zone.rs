//! Zones (cities, parks, catchments), the groups that they belong to, and years.

use crate::Polygons;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

/// A calendar year of an epoch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Year(pub i32);

impl fmt::Display for Year {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A zone: a name, an optional group, and an outline in grid coordinates.
#[derive(Debug, Clone, PartialEq)]
pub struct Zone {
    /// Unique name, as in the source.
    pub name: String,
    /// The group whose totals this zone counts towards.
    pub group: Option<String>,
    /// Outline; `[x, y]` are `[column, row]` on the grid, cell borders at whole numbers.
    pub outline: Polygons,
}

/// A zone without its outline: what a tally keeps of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ZoneName {
    /// Unique name.
    pub name: String,
    /// Group, if any.
    pub group: Option<String>,
}

/// A group and its zones, by index into the zone set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Name of the group.
    pub name: String,
    /// Its zones, in their order.
    pub zones: Vec<usize>,
}

/// Zones in the order of their source.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ZoneSet {
    /// Shared: outlines are large, and a plan holds them as well as whoever made it.
    zones: Arc<[Zone]>,
}

impl ZoneSet {
    /// Takes the zones in the order that every table will follow.
    pub fn new(zones: Vec<Zone>) -> Self {
        Self { zones: zones.into() }
    }

    /// The zones.
    pub fn zones(&self) -> &[Zone] {
        &self.zones
    }

    /// Names and groups without the outlines.
    pub fn names(&self) -> Vec<ZoneName> {
        self.zones.iter().map(|zone| ZoneName { name: zone.name.clone(), group: zone.group.clone() }).collect()
    }
}

/// Groups in the order in which their first zone appears.
pub(crate) fn groups_of(zones: &[ZoneName]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut place_of: BTreeMap<&str, usize> = BTreeMap::new();
    for (index, zone) in zones.iter().enumerate() {
        let Some(name) = &zone.group else { continue };
        let place = *place_of.entry(name).or_insert(groups.len());
        match groups.get_mut(place) {
            Some(group) => group.zones.push(index),
            None => groups.push(Group { name: name.clone(), zones: vec![index] }),
        }
    }
    groups
}
