//! How a run is made, as opposed to what it computes.

use crate::Format;
use crate::Pictures;
use std::path::PathBuf;

/// How to run; nothing here changes a number.
#[derive(Debug, Clone, Default)]
pub struct RunOptions {
    /// Result folder; beside the study file where not said.
    pub folder: Option<PathBuf>,
    /// Worker threads; all processors where not said.
    pub threads: Option<usize>,
    /// Memory that may be used, in bytes.
    pub memory: Option<u64>,
    /// Figures and page beside the tables; none where not said.
    pub pictures: Pictures,
    /// What to write besides the tables.
    pub formats: Vec<Format>,
}
