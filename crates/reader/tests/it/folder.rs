//! A folder of a test's own; it cleans itself.

use std::path::PathBuf;
use tempfile::TempDir;

/// Holds the files of one test.
pub(crate) struct Folder(TempDir);

impl Folder {
    pub(crate) fn new() -> Self {
        landledger_reader::start();
        Self(TempDir::new().expect("the system has a folder for temporary files"))
    }

    /// Where a file of this name stands or will stand.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Writes a file byte by byte.
    #[expect(clippy::disallowed_methods, reason = "tests write the files that they read")]
    pub(crate) fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        std::fs::write(self.path(name), content).expect("a temporary folder can be written to");
        self.path(name)
    }

    /// The bytes of a file.
    #[expect(clippy::disallowed_methods, reason = "tests damage files that GDAL wrote")]
    pub(crate) fn bytes(&self, name: &str) -> Vec<u8> {
        std::fs::read(self.path(name)).expect("the test wrote it")
    }

    /// Takes a file away.
    pub(crate) fn remove(&self, name: &str) {
        std::fs::remove_file(self.path(name)).expect("the test wrote it");
    }
}
