//! Does what was counted add up to the polygons? Under exact shares it must.

use crate::{Area, LedgerLine, RegionTally, Tally};

/// One part in so many of a polygon's area may be missing or too much.
const PARTS: u128 = 1_000_000;

/// A region of a tally.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RegionId {
    /// A zone, by its index.
    Zone(usize),
    /// A group, by its index.
    Group(usize),
    /// All zones together.
    Study,
}

/// A region in which what was counted is not what the outline measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Imbalance {
    /// The region.
    pub region: RegionId,
    /// What the outline measures.
    pub line: LedgerLine,
    /// Land with a class in every epoch, and land without.
    pub counted: Area,
}

impl Imbalance {
    /// How many hectares the polygon has beyond what was counted and what lies outside; negative when more was counted.
    pub fn residual_ha(&self) -> f64 {
        self.line.polygon.hectares_beyond(self.counted + self.line.outside)
    }

    /// How many it may have.
    pub fn allowed_ha(&self) -> f64 {
        allowed(&self.line).hectares()
    }
}

impl Tally {
    /// Every zone and group, and the study, whose ledger does not add up: polygon area = classes + nodata + outside, to a
    /// millionth of the polygon and the [slack](crate::share_slack) of its arithmetic. A tally by the exact rule
    /// has none unless an outline is not what it seems; whole cells differ from the polygons by their nature.
    pub fn imbalances(&self) -> Vec<Imbalance> {
        let zones = self.by_zone().into_iter().enumerate();
        let zones = zones.filter_map(|(zone, counted)| imbalance(RegionId::Zone(zone), self.zone_line(zone), &counted));
        let groups = (0..self.groups().len())
            .filter_map(|group| imbalance(RegionId::Group(group), self.group_line(group), &self.group(group)));
        let study = imbalance(RegionId::Study, self.study_line(), &self.study());
        zones.chain(groups).chain(study).collect()
    }
}

fn imbalance(region: RegionId, line: LedgerLine, counted: &RegionTally) -> Option<Imbalance> {
    let counted = counted.total().area;
    let accounted = (counted + line.outside).units();
    let is_even = accounted.abs_diff(line.polygon.units()) <= allowed(&line).units();
    (!is_even).then_some(Imbalance { region, line, counted })
}

fn allowed(line: &LedgerLine) -> Area {
    Area::from_units(line.polygon.units() / PARTS) + line.slack
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Amount, Cells, Counts, Legend, Part, Trajectory, Year, ZoneName};

    fn square_metres(area: f64) -> Area {
        Area::from_square_metres(area)
    }

    /// One zone of so many square metres, in which so many were counted.
    fn tally(line: LedgerLine, counted: f64) -> Tally {
        let amount = Amount { cells: Cells::whole(1), area: square_metres(counted) };
        let amounts = [(Trajectory::new(vec![Some(0)]), amount)].into();
        let zone = ZoneName { name: "a".into(), group: Some("g".into()) };
        let legend = Legend::new([(1, "crop")]).unwrap();
        Tally::new(
            vec![Year(2020)],
            legend,
            vec![zone],
            vec![Part { zones: vec![0], amounts: Counts::Trajectories(amounts) }],
            vec![line],
        )
    }

    fn line(polygon: f64, outside: f64, slack: f64) -> LedgerLine {
        LedgerLine { polygon: square_metres(polygon), outside: square_metres(outside), slack: square_metres(slack) }
    }

    #[test]
    fn a_millionth_of_the_polygon_is_allowed_and_not_more() {
        assert!(tally(line(1e6, 0.0, 0.0), 1e6 - 1.0).imbalances().is_empty());
        let found = tally(line(1e6, 0.0, 0.0), 1e6 - 1.1).imbalances();
        assert_eq!(
            found.iter().map(|found| found.region).collect::<Vec<_>>(),
            [RegionId::Zone(0), RegionId::Group(0), RegionId::Study]
        );
        assert!((found[0].residual_ha() - 1.1e-4).abs() < 1e-12);
    }

    #[test]
    fn counting_too_much_is_no_better_than_too_little() {
        let found = tally(line(1e6, 0.0, 0.0), 1e6 + 2.0).imbalances();
        assert!((found[0].residual_ha() + 2e-4).abs() < 1e-12);
    }

    #[test]
    fn what_lies_outside_and_the_slack_are_accounted_for() {
        assert!(tally(line(1e6, 4e5, 0.0), 6e5).imbalances().is_empty());
        assert!(tally(line(1e6, 0.0, 9.0), 1e6 - 9.5).imbalances().is_empty());
        assert!(!tally(line(1e6, 0.0, 9.0), 1e6 - 10.5).imbalances().is_empty());
    }
}
