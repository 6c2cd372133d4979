//! Why results could not be written or read back.

use std::path::{Path, PathBuf};

/// Why results could not be written or read back.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReportError {
    /// The disk is full, the folder is read-only, ...
    #[error("{} cannot be written", path.display())]
    Write {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// Something that is no folder stands where one is needed.
    #[error("{} is a file, expected a folder (name another place for the results)", path.display())]
    NotAFolder {
        /// The file.
        path: PathBuf,
    },
    /// A file of the same name as one of ours, which no earlier run of ours made.
    #[error(
        "{} is there already and is not from an earlier run (move it away, or name another folder for the results)",
        path.display()
    )]
    NotOurs {
        /// The file.
        path: PathBuf,
    },
    /// A tally file cannot be opened.
    #[error("{} cannot be read", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A file is no tally, or one that this version does not understand.
    #[error("{} is not a tally file of this program: {problem}", path.display())]
    NotATally {
        /// The file.
        path: PathBuf,
        /// Found and expected, in words.
        problem: String,
    },
    /// A tally file is not a piece of the same work as another.
    #[error("{} cannot be added to {}: {problem}", path.display(), to.display())]
    NotAPiece {
        /// The file.
        path: PathBuf,
        /// The file that it was compared with.
        to: PathBuf,
        /// What differs, or what both hold, in words, with the way out.
        problem: String,
    },
    /// A new file would replace another.
    #[error("{} is there already (name another file, or remove it)", path.display())]
    Exists {
        /// The file.
        path: PathBuf,
    },
}

impl ReportError {
    pub(crate) fn write(path: &Path) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::Write { path, source }
    }

    /// True when the input has to change.
    pub fn is_refusal(&self) -> bool {
        matches!(self, Self::NotATally { .. } | Self::NotOurs { .. } | Self::NotAPiece { .. } | Self::Exists { .. })
            || matches!(self, Self::Read { source, .. } if source.kind() == std::io::ErrorKind::NotFound)
    }
}
