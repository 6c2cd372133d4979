//! How a run is made, as opposed to what it computes.

use crate::Format;
use landledger_report::Language;
use std::path::PathBuf;

/// How to run; nothing here changes a number.
#[derive(Debug, Clone)]
pub struct RunOptions {
    /// Result folder; beside the study file where not said.
    pub folder: Option<PathBuf>,
    /// Worker threads; all processors where not said.
    pub threads: Option<usize>,
    /// Memory that may be used, in bytes.
    pub memory: Option<u64>,
    /// What to write.
    pub formats: Vec<Format>,
    /// Language of what people read.
    pub language: Language,
}

impl Default for RunOptions {
    /// Tables for scripts, on all processors.
    fn default() -> Self {
        Self { folder: None, threads: None, memory: None, formats: vec![Format::Csv], language: Language::default() }
    }
}

impl RunOptions {
    pub(crate) fn wants(&self, format: Format) -> bool {
        self.formats.contains(&format)
    }
}
