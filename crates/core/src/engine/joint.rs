//! One number for a cell's classes in all epochs.
//!
//! Each epoch has `legend + 2` digits: nodata, the classes, stranger. While the product over all
//! epochs is small, the number is simply positional. With many epochs it would not fit, so epochs
//! are taken in positional groups, and each pair of (what came before, next group) that occurs is
//! given the next free number.

use super::TallyFault;
use crate::{State, Trajectory};

/// A positional group never has more values than this: its histogram stays in the cache.
const LARGEST_GROUP: u32 = 1 << 18;

/// How trajectories are numbered; shared by all workers.
#[derive(Debug)]
pub(super) struct JointCode {
    digits: u32,
    /// Epochs of each positional group.
    groups: Vec<std::ops::Range<usize>>,
    /// Chains of groups that one worker may meet.
    most: usize,
}

impl JointCode {
    pub(super) fn new(classes: usize, epochs: usize, most: usize) -> Self {
        let digits = classes as u32 + 2;
        let mut per_group = 1;
        while per_group < epochs && digits.checked_pow(per_group as u32 + 1).is_some_and(|n| n <= LARGEST_GROUP) {
            per_group += 1;
        }
        let groups = (0..epochs).step_by(per_group).map(|start| start..(start + per_group).min(epochs)).collect();
        Self { digits, groups, most }
    }

    pub(super) fn groups(&self) -> &[std::ops::Range<usize>] {
        &self.groups
    }

    /// How many numbers there are, where one group holds all epochs.
    pub(super) fn numbers(&self) -> Option<usize> {
        let [group] = &self.groups[..] else { return None };
        Some(self.digits.pow(group.len() as u32) as usize)
    }

    /// What a symbol of this epoch adds to the group's number.
    pub(super) fn addends(&self, epoch: usize, states: &[State]) -> Vec<u32> {
        let weight = self.weight(epoch);
        states.iter().map(|state| self.digit(*state) * weight).collect()
    }

    /// What a digit of this epoch counts in its group's number.
    pub(super) fn weight(&self, epoch: usize) -> u32 {
        let group = self.groups.iter().find(|group| group.contains(&epoch)).map_or(epoch, |group| group.start);
        self.digits.pow((epoch - group) as u32)
    }

    pub(super) fn digit(&self, state: State) -> u32 {
        match state {
            State::Nodata => 0,
            State::Class(index) => u32::from(index) + 1,
            State::Stranger => self.digits - 1,
        }
    }

    fn is_strange(&self, group: usize, mut value: u32) -> bool {
        let has_stranger = |_| {
            let digit = value % self.digits;
            value /= self.digits;
            digit == self.digits - 1
        };
        self.groups[group].clone().any(has_stranger)
    }

    /// Appends the epochs of one group; `None` when a stranger is among them.
    fn decode_group(&self, group: usize, mut value: u32, into: &mut Vec<Option<u16>>) -> Option<()> {
        for _ in self.groups[group].clone() {
            let digit = value % self.digits;
            value /= self.digits;
            if digit == self.digits - 1 {
                return None;
            }
            into.push(digit.checked_sub(1).map(|index| index as u16));
        }
        Some(())
    }
}

/// One worker's numbers for trajectories that span several groups.
#[derive(Debug, Default)]
pub(super) struct Chains {
    /// For each group after the first: (number so far, value of this group) -> number.
    #[expect(
        clippy::disallowed_types,
        reason = "looked up for every run of cells; never iterated, so no order can leak"
    )]
    levels: Vec<std::collections::HashMap<(u32, u32), u32>>,
    /// For each group after the first: number -> (number so far, value of this group).
    parents: Vec<Vec<(u32, u32)>>,
    most: usize,
}

impl Chains {
    pub(super) fn new(joint: &JointCode) -> Self {
        let levels = joint.groups.len() - 1;
        Self { levels: vec![<_>::default(); levels], parents: vec![Vec::new(); levels], most: joint.most }
    }

    /// The number of a chain of group values.
    pub(super) fn number(&mut self, values: &[u32]) -> Result<u32, TallyFault> {
        let mut number = values[0];
        for (level, &value) in values[1..].iter().enumerate() {
            let parents = &mut self.parents[level];
            let next = parents.len() as u32;
            if parents.len() > self.most {
                return Err(TallyFault::TooManyTrajectories { most: self.most });
            }
            number = *self.levels[level].entry((number, value)).or_insert_with(|| {
                parents.push((number, value));
                next
            });
        }
        Ok(number)
    }

    /// True when the chain behind a number holds a stranger.
    pub(super) fn is_strange(&self, joint: &JointCode, mut number: u32) -> bool {
        for level in (0..self.parents.len()).rev() {
            let (before, value) = self.parents[level][number as usize];
            if joint.is_strange(level + 1, value) {
                return true;
            }
            number = before;
        }
        joint.is_strange(0, number)
    }

    /// The trajectory behind a number; `None` when it holds a stranger.
    pub(super) fn decode(&self, joint: &JointCode, number: u32) -> Option<Trajectory> {
        let mut values = vec![0; joint.groups.len()];
        let mut number = number;
        for level in (0..self.parents.len()).rev() {
            let (before, value) = self.parents[level][number as usize];
            values[level + 1] = value;
            number = before;
        }
        values[0] = number;
        let mut classes = Vec::new();
        for (group, value) in values.into_iter().enumerate() {
            joint.decode_group(group, value, &mut classes)?;
        }
        Some(Trajectory::new(classes))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MOST: usize = 1000;

    #[test]
    fn three_epochs_of_a_usual_legend_are_one_positional_group() {
        // 26 classes of CNLUCD: 28^3 = 21 952.
        let joint = JointCode::new(26, 3, MOST);
        assert_eq!(joint.groups.len(), 1);
        assert_eq!(joint.numbers(), Some(21_952));
    }

    #[test]
    fn thirty_epochs_decode_to_what_was_encoded() {
        let joint = JointCode::new(7, 30, MOST);
        assert!(joint.groups.len() > 1);
        let mut chains = Chains::new(&joint);
        for seed in 0..50_u32 {
            let states: Vec<Option<u16>> =
                (0..30).map(|epoch| ((seed * 7 + epoch * seed) % 8).checked_sub(1).map(|index| index as u16)).collect();
            let values: Vec<u32> = joint
                .groups
                .iter()
                .map(|group| {
                    group
                        .clone()
                        .map(|epoch| {
                            let state = states[epoch].map_or(State::Nodata, State::Class);
                            joint.addends(epoch, &[state])[0]
                        })
                        .sum()
                })
                .collect();
            let number = chains.number(&values).unwrap();
            assert_eq!(chains.number(&values).unwrap(), number);
            assert_eq!(chains.decode(&joint, number), Some(Trajectory::new(states)));
        }
    }

    #[test]
    fn a_stranger_in_any_epoch_has_no_trajectory() {
        let joint = JointCode::new(2, 2, MOST);
        let value = joint.addends(0, &[State::Class(0)])[0] + joint.addends(1, &[State::Stranger])[0];
        assert_eq!(Chains::new(&joint).decode(&joint, value), None);
    }
}
