//! The narrow waist: how much followed each trajectory in each set of zones.

use crate::epoch_pairs::epoch_pairs;
use crate::zone::groups_of;
use crate::{Amount, Area, Cells, Counts, EpochPairs, Group, LedgerLine, Legend, RegionTally, Year, ZoneName};
use std::collections::BTreeMap;

/// The class of a cell in every epoch, by index into the legend; `None` is nodata.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Trajectory(Box<[Option<u16>]>);

impl Trajectory {
    /// One entry for each epoch.
    pub fn new(classes: Vec<Option<u16>>) -> Self {
        Self(classes.into())
    }

    /// The entries.
    pub fn classes(&self) -> &[Option<u16>] {
        &self.0
    }

    /// Class index in one epoch, `None` for nodata.
    pub fn class(&self, epoch: usize) -> Option<usize> {
        self.0[epoch].map(usize::from)
    }

    /// True when every epoch has a class.
    pub fn is_complete(&self) -> bool {
        self.0.iter().all(Option::is_some)
    }
}

/// The cells that lie in exactly these zones.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// Indices of the zones, ascending; more than one where zones overlap.
    pub zones: Vec<usize>,
    /// What was counted there.
    pub amounts: Counts,
}

impl Part {
    /// Everything that was counted there, nodata included.
    pub fn total(&self) -> Amount {
        self.amounts.total()
    }
}

/// The result of reading the rasters; every table is made from it.
///
/// Each cell is in exactly one part, so no total counts a cell twice. Whole trajectories are kept in all parts or in none: where there
/// are too many, each pair of epochs is kept for itself (see [`EpochPairs`]), of which everything but whole trajectories is a sum.
#[derive(Debug, Clone, PartialEq)]
pub struct Tally {
    years: Vec<Year>,
    legend: Legend,
    zones: Vec<ZoneName>,
    groups: Vec<Group>,
    parts: Vec<Part>,
    zone_lines: Vec<LedgerLine>,
    group_lines: Vec<LedgerLine>,
    study_line: LedgerLine,
}

impl Tally {
    /// Puts a tally together. The ledger lines of groups and study are sums over their zones, which
    /// is right while zones do not overlap; see [`Self::set_group_line`] for those that do. Where one part keeps no
    /// trajectories, none does.
    pub fn new(
        years: Vec<Year>,
        legend: Legend,
        zones: Vec<ZoneName>,
        parts: Vec<Part>,
        zone_lines: Vec<LedgerLine>,
    ) -> Self {
        let groups = groups_of(&zones);
        let group_lines = groups.iter().map(|group| group.zones.iter().map(|&zone| zone_lines[zone]).sum()).collect();
        let study_line = zone_lines.iter().copied().sum();
        let mut tally = Self { years, legend, zones, groups, parts: Vec::new(), zone_lines, group_lines, study_line };
        tally.set_parts(parts);
        tally
    }

    /// Years of the epochs, ascending.
    pub fn years(&self) -> &[Year] {
        &self.years
    }

    /// The classes.
    pub fn legend(&self) -> &Legend {
        &self.legend
    }

    /// The same tally with other names and colours for its classes. `None` where the codes are not the same in
    /// the same order.
    #[must_use]
    pub fn with_legend(mut self, legend: &Legend) -> Option<Self> {
        let codes = |legend: &Legend| legend.classes().iter().map(|class| class.code).collect::<Vec<_>>();
        if codes(&self.legend) != codes(legend) {
            return None;
        }
        self.legend = legend.clone();
        Some(self)
    }

    /// Names and groups of the zones, in the order of their source.
    pub fn zones(&self) -> &[ZoneName] {
        &self.zones
    }

    /// The groups, in the order in which their first zone appears.
    pub fn groups(&self) -> &[Group] {
        &self.groups
    }

    /// The parts; each cell is in one.
    pub fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// Everything in one zone.
    pub fn zone(&self, zone: usize) -> RegionTally {
        self.sum_of(|part| part.zones.contains(&zone))
    }

    /// Everything in every zone, in one pass over the parts.
    pub fn by_zone(&self) -> Vec<RegionTally> {
        let mut regions = vec![self.nothing(); self.zones.len()];
        for part in &self.parts {
            for &zone in &part.zones {
                regions[zone].add_all(&part.amounts);
            }
        }
        regions
    }

    /// Everything in one group, each cell once.
    pub fn group(&self, group: usize) -> RegionTally {
        let members = &self.groups[group].zones;
        self.sum_of(|part| part.zones.iter().any(|zone| members.binary_search(zone).is_ok()))
    }

    /// Everything in the study, each cell once.
    pub fn study(&self) -> RegionTally {
        self.sum_of(|_| true)
    }

    /// The cells under these zones (ascending), each under one owner: the first of the zones that it lies in.
    pub fn by_owner(&self, zones: &[usize]) -> Vec<(usize, RegionTally)> {
        let nothing = self.nothing();
        let mut owned: BTreeMap<usize, RegionTally> = BTreeMap::new();
        for part in &self.parts {
            if let Some(&owner) = part.zones.iter().find(|zone| zones.binary_search(zone).is_ok()) {
                owned.entry(owner).or_insert_with(|| nothing.clone()).add_all(&part.amounts);
            }
        }
        owned.into_iter().collect()
    }

    /// Cells that lie in more than one of these zones (ascending).
    pub fn overlap_among(&self, zones: &[usize]) -> Amount {
        self.parts
            .iter()
            .filter(|part| part.zones.iter().filter(|zone| zones.binary_search(zone).is_ok()).count() > 1)
            .map(Part::total)
            .sum()
    }

    /// Area that two zones share, for each pair that shares some: ascending. Where three zones lie over one another, each
    /// of their three pairs has that land.
    pub fn overlaps(&self) -> BTreeMap<(usize, usize), Area> {
        self.shared().into_iter().map(|(pair, amount)| (pair, amount.area)).collect()
    }

    /// The same in cells.
    pub fn shared_cells(&self) -> BTreeMap<(usize, usize), Cells> {
        self.shared().into_iter().map(|(pair, amount)| (pair, amount.cells)).collect()
    }

    fn shared(&self) -> BTreeMap<(usize, usize), Amount> {
        let mut shared: BTreeMap<(usize, usize), Amount> = BTreeMap::new();
        for part in self.parts.iter().filter(|part| part.zones.len() > 1) {
            let amount = part.total();
            for (at, &zone) in part.zones.iter().enumerate() {
                for &other in &part.zones[at + 1..] {
                    *shared.entry((zone, other)).or_default() += amount;
                }
            }
        }
        shared
    }

    /// Polygon area of a zone and what of it lies outside the raster.
    pub fn zone_line(&self, zone: usize) -> LedgerLine {
        self.zone_lines[zone]
    }

    /// The same for a group.
    pub fn group_line(&self, group: usize) -> LedgerLine {
        self.group_lines[group]
    }

    /// The same for the study.
    pub fn study_line(&self) -> LedgerLine {
        self.study_line
    }

    /// Replaces a group's line by that of the union of its zones.
    pub fn set_group_line(&mut self, group: usize, line: LedgerLine) {
        self.group_lines[group] = line;
    }

    /// Replaces the study's line by that of the union of all zones.
    pub fn set_study_line(&mut self, line: LedgerLine) {
        self.study_line = line;
    }

    /// Pairs of epochs that transitions are made for: each with the next, and first with last.
    pub fn epoch_pairs(&self) -> Vec<(usize, usize)> {
        epoch_pairs(self.years.len())
    }

    /// False where only pairs of epochs are kept.
    pub fn keeps_trajectories(&self) -> bool {
        self.parts.iter().all(|part| part.amounts.trajectories().is_some())
    }

    /// Keeps only what pairs of epochs say. Nothing happens where there is but one epoch: its trajectories are its classes.
    pub fn forget_trajectories(&mut self) {
        let epochs = self.years.len();
        if epochs > 1 {
            self.parts.iter_mut().for_each(|part| part.amounts.forget_trajectories(epochs));
        }
    }

    /// True when both have the same ledger lines.
    pub(crate) fn has_lines_of(&self, other: &Self) -> bool {
        self.zone_lines == other.zone_lines
            && self.group_lines == other.group_lines
            && self.study_line == other.study_line
    }

    pub(crate) fn take_parts(&mut self) -> Vec<Part> {
        std::mem::take(&mut self.parts)
    }

    pub(crate) fn into_parts(self) -> Vec<Part> {
        self.parts
    }

    pub(crate) fn set_parts(&mut self, parts: Vec<Part>) {
        self.parts = parts;
        if !self.keeps_trajectories() {
            self.forget_trajectories();
        }
    }

    /// Amounts that are kept in all parts.
    pub(crate) fn amounts(&self) -> usize {
        self.parts.iter().map(|part| part.amounts.len()).sum()
    }

    /// A region without land.
    fn nothing(&self) -> RegionTally {
        let amounts = if self.keeps_trajectories() {
            Counts::Trajectories(BTreeMap::new())
        } else {
            EpochPairs::none(self.years.len()).into()
        };
        RegionTally::new(self.legend.len(), amounts)
    }

    fn sum_of(&self, wanted: impl Fn(&Part) -> bool) -> RegionTally {
        let mut region = self.nothing();
        for part in self.parts.iter().filter(|part| wanted(part)) {
            region.add_all(&part.amounts);
        }
        region
    }
}
