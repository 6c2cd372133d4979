//! Polygon areas of groups and the study, where their zones overlap: those of unions, not sums.

use crate::error::{Error, from_readers};
use crate::inputs::Inputs;
use landledger_core::{LedgerLine, Tally, Zone, shared_ground};
use std::collections::{BTreeMap, BTreeSet};

/// Two zones overlap where they share more than this part of the smaller one. Less is rounding between neighbours that were
/// drawn apart; a zone has a few neighbours, so that all of it stays far below the millionth that a ledger may be off.
const ROUNDING: f64 = 1e-8;

/// Zones beyond the rasters share no cell; they are joined where there are not more vertices than this to look at.
const FEW_VERTICES: usize = 200_000;

/// Sets the lines of groups and study, and says in sentences what could not be joined. `by_shares` is the place of the tally of the
/// whole grid by shares, where there is one; a piece has the same lines from the outlines alone.
pub(crate) fn measure(
    tallies: &mut [&mut Tally],
    by_shares: Option<usize>,
    inputs: &Inputs,
) -> Result<Vec<String>, Error> {
    let Some(tally) = tallies.first() else { return Ok(Vec::new()) };
    let regions = Regions {
        inputs,
        neighbours: neighbours(tally, by_shares.map(|at| &*tallies[at]), inputs),
        zone_lines: lines_of(tally),
    };
    let mut notes = Vec::new();
    let groups = tally.groups().to_vec();
    let mut lines = Vec::new();
    for group in &groups {
        lines.push(regions.line(&group.zones, &format!("group `{}`", group.name), &mut notes)?);
    }
    let all: Vec<usize> = (0..tally.zones().len()).collect();
    let study = regions.line(&all, "the study", &mut notes)?;
    for tally in tallies {
        for (index, line) in lines.iter().enumerate() {
            tally.set_group_line(index, *line);
        }
        tally.set_study_line(study);
    }
    Ok(notes)
}

fn lines_of(tally: &Tally) -> Vec<LedgerLine> {
    (0..tally.zones().len()).map(|zone| tally.zone_line(zone)).collect()
}

struct Regions<'a> {
    inputs: &'a Inputs,
    /// For each zone that overlaps others, which.
    neighbours: BTreeMap<usize, BTreeSet<usize>>,
    zone_lines: Vec<LedgerLine>,
}

impl Regions<'_> {
    /// The line of some zones (ascending). Only clusters of zones that overlap are joined by GEOS, the others are added up.
    fn line(&self, zones: &[usize], what: &str, notes: &mut Vec<String>) -> Result<LedgerLine, Error> {
        let mut left: BTreeSet<usize> = zones.iter().copied().collect();
        let mut line = LedgerLine::default();
        while let Some(zone) = left.pop_first() {
            let cluster = self.cluster(zone, &mut left);
            let sum: LedgerLine = cluster.iter().map(|&zone| self.zone_lines[zone]).sum();
            let joined = if cluster.len() > 1 { self.joined(&cluster, sum, what, notes)? } else { sum };
            line = [line, joined].into_iter().sum();
        }
        Ok(line)
    }

    /// The zone and all that overlap it, directly or through others; they are taken from those left.
    fn cluster(&self, zone: usize, left: &mut BTreeSet<usize>) -> Vec<usize> {
        let mut cluster = vec![zone];
        let mut at = 0;
        while let Some(&zone) = cluster.get(at) {
            let near = self.neighbours.get(&zone).into_iter().flatten();
            cluster.extend(near.filter(|near| left.remove(near)));
            at += 1;
        }
        cluster.sort_unstable();
        cluster
    }

    fn joined(
        &self,
        cluster: &[usize],
        sum: LedgerLine,
        what: &str,
        notes: &mut Vec<String>,
    ) -> Result<LedgerLine, Error> {
        let Some(outline) = self.inputs.zones.union(cluster) else {
            notes.push(format!("GEOS cannot join the outlines of {what}: its polygon area is the sum over its zones"));
            // It counts shared land twice, by an area that nobody knows, and cannot be held against what was counted.
            return Ok(LedgerLine { slack: sum.slack + sum.polygon, ..sum });
        };
        let union = Zone { name: what.into(), group: None, outline };
        let lines = self.inputs.rasters.ledger_lines(&[union], &self.inputs.surface).map_err(from_readers)?;
        let line: LedgerLine = lines.into_iter().sum();
        Ok(LedgerLine { slack: sum.slack, ..line })
    }
}

/// Pairs of zones that overlap by more than rounding.
fn neighbours(tally: &Tally, by_shares: Option<&Tally>, inputs: &Inputs) -> BTreeMap<usize, BTreeSet<usize>> {
    let zones = inputs.zones().zones();
    let mut neighbours: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    let mut add = |a: usize, b: usize| {
        neighbours.entry(a).or_default().insert(b);
        neighbours.entry(b).or_default().insert(a);
    };
    let sizes: Vec<f64> = zones.iter().map(|zone| zone.outline.cells()).collect();
    // A tally of the whole by shares has counted what zones share; a piece of one has not.
    let shared = by_shares.map_or_else(|| shared_ground(zones, inputs.shape()), Tally::shared_cells);
    for ((a, b), cells) in shared {
        if cells.count() > sizes[a].min(sizes[b]) * ROUNDING {
            add(a, b);
        }
    }
    let vertices: usize = zones.iter().map(|zone| zone.outline.vertices()).sum();
    if vertices <= FEW_VERTICES {
        let reaches_out = |zone: &usize| {
            let line = tally.zone_line(*zone);
            line.outside.hectares() > line.polygon.hectares() * ROUNDING
        };
        let beyond: Vec<(usize, [f64; 4])> = (0..zones.len())
            .filter(reaches_out)
            .filter_map(|zone| Some((zone, extent(&zones[zone].outline)?)))
            .collect();
        for (at, (a, reach)) in beyond.iter().enumerate() {
            for (b, _) in beyond[at + 1..].iter().filter(|(_, other)| meet(reach, other)) {
                add(*a, *b);
            }
        }
    }
    neighbours
}

/// West, north, east and south end on the grid.
fn extent(outline: &landledger_core::Polygons) -> Option<[f64; 4]> {
    let along = |axis: usize| outline.rings().iter().flatten().map(move |point| point[axis]);
    let low = |axis| along(axis).reduce(f64::min);
    let high = |axis| along(axis).reduce(f64::max);
    Some([low(0)?, low(1)?, high(0)?, high(1)?])
}

fn meet(a: &[f64; 4], b: &[f64; 4]) -> bool {
    a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]
}
