//! How long work tells what it has done, and hears that it should stop.

use crate::Work;

/// Told of the tally's progress; asked now and then whether to go on. Called from every worker.
pub trait Progress: Sync {
    /// The work that lies ahead, once it is known.
    fn begin(&self, work: Work);
    /// One more unit of work is done, with so many cells decoded in each epoch.
    fn advance(&self, units: u64, cells: u64);
    /// There are too many trajectories to keep: all of the work is done again, counting by pairs of epochs. At most once,
    /// after [`Self::begin`].
    fn begin_again(&self) {}
    /// All of the tally is done, and so many maps are drawn, which reads the rasters once more. The work is told by
    /// [`Self::advance`] as before. Never where no map is asked for.
    fn begin_maps(&self, _maps: usize, _work: Work) {}
    /// True when the user wants to stop; saying so once is enough.
    fn is_cancelled(&self) -> bool {
        false
    }
}

/// Says nothing and never stops.
#[derive(Debug, Clone, Copy, Default)]
pub struct Silent;

impl Progress for Silent {
    fn begin(&self, _work: Work) {}
    fn advance(&self, _units: u64, _cells: u64) {}
}
