//! Why a tally was not made.

use crate::Strangers;

/// Why a tally was not made. `E` is the block source's own error.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TallyError<E: std::error::Error + 'static> {
    /// A block could not be read.
    #[error(transparent)]
    Source(E),
    /// The engine refused or stopped.
    #[error(transparent)]
    Fault(#[from] TallyFault),
}

/// Reasons that are the engine's own.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum TallyFault {
    /// The rasters hold values that the legend does not name. One list for each epoch.
    #[error("{} cells hold a value that is neither in the legend nor nodata", .0.iter().map(Strangers::cells).sum::<u64>())]
    UnknownCodes(Vec<Strangers>),
    /// A plan without any epoch.
    #[error("there is no epoch to tally")]
    NoEpoch,
    /// The user asked to stop.
    #[error("stopped before the tally was complete")]
    Cancelled,
    /// The operating system gave no threads.
    #[error("cannot start {threads} worker threads: {reason}")]
    Threads {
        /// How many were asked for.
        threads: usize,
        /// What the system said.
        reason: String,
    },
    /// More different trajectories in all sets of zones than are kept, of a single epoch: of more, pairs of epochs are
    /// kept instead.
    #[error(
        "the zones hold more than {most} pairs of a set of overlapping zones and a class, which is the most that are kept (tally \
         fewer zones at once)"
    )]
    TooManyTrajectories {
        /// How many there may be.
        most: usize,
    },
    /// More different transitions in all sets of zones and pairs of epochs than are kept.
    #[error(
        "the zones hold more than {most} different transitions, those of each set of overlapping zones and of each pair of epochs \
         for themselves, which is the most that are kept (tally fewer epochs or fewer zones at once, or merge classes)"
    )]
    TooManyTransitions {
        /// How many there may be.
        most: usize,
    },
}
