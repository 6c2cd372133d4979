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
    /// What the zone's winding number changes by to the right of the edge.
    winding: i32,
}

impl Edge {
    pub(super) fn inside(piece: &Piece) -> Self {
        Self {
            top: piece.top.into(),
            bottom: piece.bottom.into(),
            x_top: piece.x_top.into(),
            x_bottom: piece.x_bottom.into(),
            winding: piece.sign,
        }
    }

    /// Along the cell's left border.
    fn at_left_border(top: u32, bottom: u32, winding: i32) -> Self {
        Self { top: top.into(), bottom: bottom.into(), x_top: 0.0, x_bottom: 0.0, winding }
    }

    /// What pieces to the left of a cell do at its border, where most of them cancel.
    pub(super) fn of_pieces_to_the_left<'p>(pieces: impl Iterator<Item = &'p Piece>) -> Vec<Self> {
        let mut changes: Vec<(u32, i32)> =
            pieces.flat_map(|piece| [(piece.top, piece.sign), (piece.bottom, -piece.sign)]).collect();
        changes.sort_unstable();
        let mut edges = Vec::new();
        let (mut from, mut winding) = (0, 0);
        for at in changes.chunk_by(|a, b| a.0 == b.0) {
            let change: i32 = at.iter().map(|(_, change)| change).sum();
            if change != 0 {
                let height = at[0].0;
                if winding != 0 {
                    edges.push(Self::at_left_border(from, height, winding));
                }
                (from, winding) = (height, winding + change);
            }
        }
        edges
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
                .map(|(zone, edge)| (edge.x_at(middle), *zone, edge.winding)),
        );
        crossed.sort_by(|a, b| a.0.total_cmp(&b.0));
        winding.fill(0);
        for (at, &(x, zone, change)) in crossed.iter().enumerate() {
            winding[zone] += change;
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
    let mut units = Units::new();
    for (set, area) in areas {
        if set.len() > 1 {
            units.insert(set, (area / STEPS as f64 + 0.5) as i64);
        }
    }
    let together = |units: &Units, zone: u32| -> i64 {
        units.iter().filter(|(set, _)| set.len() > 1 && set.contains(&zone)).map(|(_, units)| units).sum()
    };
    // Where rounding gave a zone less alone than with others, it leaves the largest of those sets. The others in it
    // lose nothing; what they hold alone is what is left in the end.
    for zone in zones {
        let mut beyond = together(&units, zone.zone) - i64::from(zone.share.units());
        while beyond > 0 {
            let sets = units.iter().filter(|(set, _)| set.len() > 1 && set.contains(&zone.zone));
            let Some((set, most)) = sets.max_by_key(|(_, units)| **units).map(|(set, units)| (set.clone(), *units))
            else {
                break;
            };
            let moved = most.min(beyond);
            let rest: Vec<u32> = set.iter().copied().filter(|&other| other != zone.zone).collect();
            take(&mut units, &set, moved);
            *units.entry(rest).or_default() += moved;
            beyond -= moved;
        }
    }
    for zone in zones {
        let alone = i64::from(zone.share.units()) - together(&units, zone.zone);
        units.insert(vec![zone.zone], alone);
    }
    units.retain(|_, units| *units > 0);
    fit_into_cell(&mut units);
    in_shares(units)
}

/// Zones that lie side by side: their shares are those of sets of one.
pub(super) fn sets_of_neighbours(zones: impl Iterator<Item = (u32, Share)>) -> Vec<(Vec<u32>, Share)> {
    let mut units: Units = zones.map(|(zone, share)| (vec![zone], i64::from(share.units()))).collect();
    fit_into_cell(&mut units);
    in_shares(units)
}

/// Units of a share by set of zones.
type Units = BTreeMap<Vec<u32>, i64>;

/// Rounding may leave the sets of a full cell some units more than the cell. These are taken for overlap: no zone's
/// share changes, and the sum becomes that of one cell.
fn fit_into_cell(units: &mut Units) {
    /// Rounding takes a few; invalid outlines, of whom only so much is promised, could take very many.
    const MOST_STEPS: usize = 64;
    let mut beyond = units.values().sum::<i64>() - STEPS;
    for _ in 0..MOST_STEPS {
        if beyond <= 0 {
            return;
        }
        // Two sets without a common zone become one; where there are none, two of which neither holds the other make way
        // for such. Where all are nested, the zone in the smallest is in all of them, and has at most a cell.
        let pairs = || units.keys().flat_map(|a| units.keys().map(move |b| (a, b))).filter(|(a, b)| a < b);
        let is_apart = |a: &[u32], b: &[u32]| a.iter().all(|zone| !b.contains(zone));
        let is_nested = |a: &[u32], b: &[u32]| a.iter().all(|z| b.contains(z)) || b.iter().all(|z| a.contains(z));
        let most = |(a, b): &(&Vec<u32>, &Vec<u32>)| units[*a].min(units[*b]);
        let apart = pairs().filter(|(a, b)| is_apart(a, b)).max_by_key(most);
        let Some((a, b)) = apart.or_else(|| pairs().filter(|(a, b)| !is_nested(a, b)).max_by_key(most)) else { return };
        let (a, b) = (a.clone(), b.clone());
        let moved = beyond.min(units[&a]).min(units[&b]);
        let common: Vec<u32> = a.iter().copied().filter(|zone| b.contains(zone)).collect();
        let mut either: Vec<u32> = a.iter().chain(&b).copied().collect();
        either.sort_unstable();
        either.dedup();
        take(units, &a, moved);
        take(units, &b, moved);
        *units.entry(either).or_default() += moved;
        if common.is_empty() {
            beyond -= moved;
        } else {
            *units.entry(common).or_default() += moved;
        }
    }
    if beyond > 0 {
        *units = nested(units);
    }
}

/// Each zone with the share that it has, within those that have more.
fn nested(units: &Units) -> Units {
    let mut shares: BTreeMap<u32, i64> = BTreeMap::new();
    for (set, units) in units {
        for zone in set {
            *shares.entry(*zone).or_default() += units;
        }
    }
    let mut heights: Vec<i64> = shares.values().copied().collect();
    heights.sort_unstable();
    heights.dedup();
    let below = std::iter::once(0).chain(heights.iter().copied());
    let set = |height: i64| shares.iter().filter(|(_, share)| **share >= height).map(|(zone, _)| *zone).collect();
    below.zip(&heights).map(|(below, &height)| (set(height), height - below)).collect()
}

/// Takes units from a set, which goes when nothing is left.
fn take(units: &mut Units, set: &[u32], taken: i64) {
    if let Some(left) = units.get_mut(set) {
        *left -= taken;
        if *left == 0 {
            units.remove(set);
        }
    }
}

fn in_shares(units: Units) -> Vec<(Vec<u32>, Share)> {
    units.into_iter().map(|(set, units)| (set, Share::from_units(units.min(STEPS) as u32))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn zone(zone: u32, units: u32) -> ZoneInCell {
        ZoneInCell { zone, share: Share::from_units(units), edges: Vec::new() }
    }

    fn of_zone(sets: &[(Vec<u32>, Share)], zone: u32) -> u32 {
        sets.iter().filter(|(set, _)| set.contains(&zone)).map(|(_, share)| share.units()).sum()
    }

    #[test]
    fn a_zone_whose_share_was_rounded_below_its_overlap_does_not_add_to_its_host() {
        // Zone 0 lies in zone 1: its own pieces were rounded to 8 units, what both share to 10.
        let areas = Areas::from([(vec![0, 1], 10.0 * STEPS as f64), (vec![1], 5.0 * STEPS as f64)]);
        let sets = reconcile(&[zone(0, 8), zone(1, 15)], areas);
        assert_eq!((of_zone(&sets, 0), of_zone(&sets, 1)), (8, 15));
        assert_eq!(sets[0], (vec![0, 1], Share::from_units(8)));
    }

    #[test]
    fn two_neighbours_that_rounding_gave_a_unit_too_much_share_it() {
        let cell = Share::FULL.units();
        let sets = sets_of_neighbours([(3, Share::from_units(cell - 7)), (5, Share::from_units(8))].into_iter());
        assert_eq!((of_zone(&sets, 3), of_zone(&sets, 5)), (cell - 7, 8));
        assert_eq!(sets.iter().map(|(_, share)| share.units()).sum::<u32>(), cell);
    }

    #[test]
    fn three_overlaps_of_a_full_cell_that_are_a_unit_too_large_keep_each_zones_share() {
        // No two of the sets are without a common zone.
        let third = STEPS / 3;
        let mut units =
            Units::from([(vec![0, 1], third + 1), (vec![1, 2], third + 1), (vec![0, 2], STEPS - 2 * third - 1)]);
        let before: Vec<i64> = (0..3).map(|zone| held(&units, zone)).collect();
        assert_eq!(units.values().sum::<i64>(), STEPS + 1);
        fit_into_cell(&mut units);
        assert_eq!(units.values().sum::<i64>(), STEPS);
        assert_eq!((0..3).map(|zone| held(&units, zone)).collect::<Vec<_>>(), before);
    }

    #[test]
    fn nested_zones_keep_their_shares_in_the_largest_of_them() {
        let nested = nested(&Units::from([(vec![0, 1], 5), (vec![1, 2], 7), (vec![0], 4)]));
        assert_eq!(nested, Units::from([(vec![1], 3), (vec![0, 1], 2), (vec![0, 1, 2], 7)]));
    }

    fn held(units: &Units, zone: u32) -> i64 {
        units.iter().filter(|(set, _)| set.contains(&zone)).map(|(_, units)| units).sum()
    }
}
