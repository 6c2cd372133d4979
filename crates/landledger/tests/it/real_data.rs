//! Where the real rasters are, and what to do without them.
//!
//! They are large and have licences of their own, so they lie beside the project, in `../shared/data`, or where
//! `LANDLEDGER_REAL_DATA` says. Each dataset has a `SOURCE.md` with its origin and its traps.

use crate::skipped::skipped;
use std::path::{Path, PathBuf};

/// The folder of the whole project; relative paths count from here.
pub(crate) fn workspace() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).expect("crates lie two folders down")
}

/// The folder of one dataset; `None`, said aloud, where it is not there.
pub(crate) fn folder(dataset: &str) -> Option<PathBuf> {
    let data = std::env::var_os("LANDLEDGER_REAL_DATA").unwrap_or_else(|| "../shared/data".into());
    let folder = workspace().join(data).join(dataset);
    if !folder.is_dir() {
        skipped(&format!("real data not found at {} (LANDLEDGER_REAL_DATA says where it is)", folder.display()));
        return None;
    }
    Some(folder.canonicalize().unwrap())
}
