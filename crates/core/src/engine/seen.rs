//! How many different trajectories the workers have met together: one that meets few of its own may be one of many.
//!
//! Without this every worker could keep as many as a tally may have before anybody notices that all of them are too many.

use super::most::Most;
use crate::Trajectory;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

/// Locks are seldom waited for where there are some times as many as workers.
const SHARDS: usize = 256;

#[expect(clippy::disallowed_types, reason = "only counted, never iterated, so no order can leak")]
type Hashes = std::collections::HashSet<u64>;

/// Hashes of pairs of a set of zones and a trajectory. Two that share one count as one: what is found too many is too many.
pub(super) struct Seen {
    /// A worker that keeps no more need not tell: all of them together then have not too many.
    pub(super) share: usize,
    most: usize,
    by_rule: Vec<(Vec<Mutex<Hashes>>, AtomicUsize)>,
}

/// What one worker has met and not told yet.
#[derive(Debug, Default)]
pub(super) struct Untold(Vec<(usize, u64, u32)>);

impl Seen {
    /// None where one worker does all the work: it knows what it has met.
    pub(super) fn by(threads: usize, rules: usize, most: Most) -> Option<Self> {
        let of_rule = || ((0..SHARDS).map(|_| Mutex::default()).collect(), AtomicUsize::new(0));
        (threads > 1).then(|| Self {
            share: most.trajectories / threads,
            most: most.trajectories,
            by_rule: (0..rules).map(|_| of_rule()).collect(),
        })
    }

    /// Takes what a worker has met. True when all have met too many by some rule.
    pub(super) fn are_too_many(&self, untold: &mut Untold, trajectory: impl Fn(u32) -> Option<Trajectory>) -> bool {
        for (rule, zones, number) in untold.0.drain(..) {
            // Those with a stranger are not kept in the end.
            let Some(trajectory) = trajectory(number) else { continue };
            let classes = trajectory.classes().iter().map(|class| class.map_or(u64::MAX, u64::from));
            let hash = hash_of(zones, classes);
            let (shards, count) = &self.by_rule[rule];
            let mut shard = shards[hash as usize % SHARDS].lock().unwrap_or_else(PoisonError::into_inner);
            if shard.insert(hash) {
                count.fetch_add(1, Ordering::Relaxed);
            }
        }
        self.by_rule.iter().any(|(_, count)| count.load(Ordering::Relaxed) > self.most)
    }
}

impl Untold {
    pub(super) fn add(&mut self, rule: usize, zones: u64, number: u32) {
        self.0.push((rule, zones, number));
    }
}

/// A number for a set of zones.
pub(super) fn hash_of_zones(zones: &[u32]) -> u64 {
    hash_of(0, zones.iter().copied().map(u64::from))
}

fn hash_of(start: u64, values: impl Iterator<Item = u64>) -> u64 {
    values.fold(start, |hash, value| mixed(hash ^ value))
}

/// The output function of splitmix64 (Steele, Lea and Flood, 2014).
fn mixed(input: u64) -> u64 {
    let mut mixed = input.wrapping_add(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    const STRANGE: u32 = 99;

    /// Trajectory `number` of two epochs.
    fn trajectory(number: u32) -> Option<Trajectory> {
        (number < STRANGE).then(|| Trajectory::new(vec![Some(number as u16), None]))
    }

    #[test]
    fn what_two_workers_met_counts_once_and_what_they_met_apart_for_both() {
        let seen = Seen::by(2, 1, Most { trajectories: 10, transitions: 0 }).unwrap();
        let tell = |zones: &[u32], numbers: std::ops::Range<u32>| {
            let mut untold = Untold::default();
            numbers.for_each(|number| untold.add(0, hash_of_zones(zones), number));
            seen.are_too_many(&mut untold, trajectory)
        };
        assert!(!tell(&[0], 0..6));
        assert!(!tell(&[0], 0..6));
        assert!(!tell(&[0], 2..10));
        assert!(!tell(&[0], STRANGE..STRANGE + 5), "no trajectories");
        assert!(tell(&[0, 1], 0..1), "the eleventh: another set of zones");
    }

    #[test]
    fn one_worker_alone_needs_nobody_to_tell() {
        assert!(Seen::by(1, 3, Most::default()).is_none());
    }
}
