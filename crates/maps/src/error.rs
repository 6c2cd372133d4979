//! Why a map was not drawn.

use std::path::{Path, PathBuf};

/// Why a map was not drawn. `E` is the block source's own error.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum MapError<E: std::error::Error + 'static> {
    /// A block could not be read.
    #[error(transparent)]
    Source(E),
    /// No threads, or the user asked to stop.
    #[error(transparent)]
    Fault(#[from] landledger_core::TallyFault),
    /// The disk is full, the folder is read-only, ...
    #[error("{} cannot be written", path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A cell has a pair of classes that the tally has not counted: the rasters are no longer what they were.
    #[error(
        "{}: {cells} cells have a pair of classes that was not there when the rasters were tallied (were they written to meanwhile?)",
        path.display()
    )]
    Uncounted {
        /// The map.
        path: PathBuf,
        /// How many cells.
        cells: u64,
    },
}

impl<E: std::error::Error + 'static> MapError<E> {
    pub(crate) fn write(path: &Path) -> impl FnOnce(std::io::Error) -> Self + use<E> {
        let path = path.to_owned();
        move |source| Self::Write { path, source }
    }
}
