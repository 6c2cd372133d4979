//! How much a tally keeps.

use super::TallyFault;

/// Pairs of a set of zones and a trajectory that are kept at most. Each takes some 500 bytes until the tables are written: annual
/// maps of 30 years reach a hundred thousand where they are smooth, and as many as they have cells where they are
/// noise. Where there are more, pairs of epochs are kept instead. Whether there are does not depend on the number of
/// threads, nor on how the work was cut.
pub const MOST_TRAJECTORIES: usize = 4_000_000;

/// Triples of a set of zones, a pair of epochs and a class pair that are kept at most, some 150 bytes each. Thirty annual maps of nine
/// classes have at most 3000 for each set of zones; what exceeds this is thousands of classes in thousands of zones.
const MOST_TRANSITIONS: usize = 16_000_000;

/// How much a tally keeps at most. Smaller only in tests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Most {
    /// Pairs of a set of zones and a trajectory.
    pub trajectories: usize,
    /// Triples of a set of zones, a pair of epochs and a class pair.
    pub transitions: usize,
}

impl Default for Most {
    fn default() -> Self {
        Self { trajectories: MOST_TRAJECTORIES, transitions: MOST_TRANSITIONS }
    }
}

/// By what cells are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Trajectories,
    EpochPairs,
}

impl Most {
    /// Amounts that one tally may have.
    pub(super) fn of(self, form: Form) -> usize {
        match form {
            Form::Trajectories => self.trajectories,
            Form::EpochPairs => self.transitions,
        }
    }

    /// What is said when it has more.
    pub(super) fn exceeded(self, form: Form) -> TallyFault {
        let most = self.of(form);
        match form {
            Form::Trajectories => TallyFault::TooManyTrajectories { most },
            Form::EpochPairs => TallyFault::TooManyTransitions { most },
        }
    }
}
