//! What several zones share of one cell, where they may overlap.
//!
//! The cell is cut into level slabs in which no two edges cross; a slab is cut by its edges into trapezoids, each
//! of which lies in a certain set of zones.

use super::lattice::{Piece, STEPS};
use crate::Share;
use std::collections::BTreeMap;

/// One zone in one cell.
#[derive(Debug, Clone)]
pub(super) struct ZoneInCell {
    pub(super) zone: u32,
    pub(super) share: Share,
    /// Its pieces in the cell, and those to the left moved to the cell's left border.
    pub(super) edges: Vec<Edge>,
}

/// An edge within the cell, in lattice steps.
#[derive(Debug, Clone, Copy)]
pub(super) struct Edge {
    top: f64,
    bottom: f64,
    x_top: f64,
    x_bottom: f64,
    sign: i32,
}

impl Edge {
    pub(super) fn inside(piece: &Piece) -> Self {
        Self {
            top: piece.top.into(),
            bottom: piece.bottom.into(),
            x_top: piece.x_top.into(),
            x_bottom: piece.x_bottom.into(),
            sign: piece.sign,
        }
    }

    pub(super) fn at_left_border(piece: &Piece) -> Self {
        Self { x_top: 0.0, x_bottom: 0.0, ..Self::inside(piece) }
    }

    fn x_at(&self, y: f64) -> f64 {
        self.x_top + (y - self.top) / (self.bottom - self.top) * (self.x_bottom - self.x_top)
    }

    /// Where two edges cross, if inside both.
    fn crossing(&self, other: &Self) -> Option<f64> {
        let (top, bottom) = (self.top.max(other.top), self.bottom.min(other.bottom));
        if top >= bottom {
            return None;
        }
        let (before, after) = (self.x_at(top) - other.x_at(top), self.x_at(bottom) - other.x_at(bottom));
        (before * after < 0.0).then(|| top + before / (before - after) * (bottom - top))
    }
}

/// The share of each set of zones: sets are ascending, each zone's shares add up to exactly its own.
pub(super) fn sets_of(zones: &[ZoneInCell]) -> Vec<(Vec<u32>, Share)> {
    reconcile(zones, areas(zones))
}

type Areas = BTreeMap<Vec<u32>, f64>;

/// Area of each set of zones, in cells x 2^60.
fn areas(zones: &[ZoneInCell]) -> Areas {
    let edges: Vec<(usize, Edge)> =
        zones.iter().enumerate().flat_map(|(at, zone)| zone.edges.iter().map(move |edge| (at, *edge))).collect();
    let mut levels: Vec<f64> = vec![0.0, STEPS as f64];
    for (at, (_, edge)) in edges.iter().enumerate() {
        levels.extend([edge.top, edge.bottom]);
        levels.extend(edges[at + 1..].iter().filter_map(|(_, other)| edge.crossing(other)));
    }
    levels.sort_by(f64::total_cmp);
    levels.dedup();
    let mut areas = Areas::new();
    let mut crossed: Vec<(f64, usize, i32)> = Vec::new();
    let mut winding = vec![0; zones.len()];
    for slab in levels.windows(2) {
        let (top, bottom) = (slab[0], slab[1]);
        let middle = f64::midpoint(top, bottom);
        crossed.clear();
        crossed.extend(
            edges
                .iter()
                .filter(|(_, edge)| edge.top <= top && edge.bottom >= bottom)
                .map(|(zone, edge)| (edge.x_at(middle), *zone, edge.sign)),
        );
        crossed.sort_by(|a, b| a.0.total_cmp(&b.0));
        winding.fill(0);
        for (at, &(x, zone, sign)) in crossed.iter().enumerate() {
            winding[zone] += sign;
            let until = crossed.get(at + 1).map_or(STEPS as f64, |next| next.0);
            if until > x {
                let set = zones.iter().zip(&winding).filter(|(_, winding)| **winding != 0).map(|(zone, _)| zone.zone);
                *areas.entry(set.collect()).or_default() += (until - x) * (bottom - top);
            }
        }
    }
    areas.remove(&Vec::new());
    areas
}

/// Rounds the sets' areas so that each zone keeps the share that it has on its own: what is counted for a zone
/// never depends on its neighbours.
fn reconcile(zones: &[ZoneInCell], areas: Areas) -> Vec<(Vec<u32>, Share)> {
    let mut units: BTreeMap<Vec<u32>, i64> = BTreeMap::new();
    for (set, area) in areas {
        if set.len() > 1 {
            units.insert(set, (area / STEPS as f64 + 0.5) as i64);
        }
    }
    for zone in zones {
        let together: i64 = units.iter().filter(|(set, _)| set.contains(&zone.zone)).map(|(_, units)| units).sum();
        let mut alone = i64::from(zone.share.units()) - together;
        while alone < 0 {
            let sets = units.iter().filter(|(set, _)| set.len() > 1 && set.contains(&zone.zone));
            let Some((set, most)) = sets.max_by_key(|(_, units)| **units).map(|(set, units)| (set.clone(), *units))
            else {
                break;
            };
            let moved = most.min(-alone);
            let rest: Vec<u32> = set.iter().copied().filter(|&other| other != zone.zone).collect();
            units.entry(set).and_modify(|units| *units -= moved);
            *units.entry(rest).or_default() += moved;
            alone += moved;
        }
        *units.entry(vec![zone.zone]).or_default() += alone;
    }
    units
        .into_iter()
        .filter(|(_, units)| *units > 0)
        .map(|(set, units)| (set, Share::from_units(units.min(STEPS) as u32)))
        .collect()
}
