//! SHA-256 of the input files, made beside the tally.

use crate::error::Error;
use crate::problem::Problem;
use crate::study::Study;
use landledger_core::Progress;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};

/// A file's size and hash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FileHash {
    pub(crate) path: PathBuf,
    pub(crate) bytes: u64,
    pub(crate) sha256: String,
}

/// Files to be hashed by whichever thread has time.
pub(crate) struct FileHashes<'a> {
    /// Rasters and boundaries as the study names them.
    sources: Vec<PathBuf>,
    /// Every file behind them, listed by the thread that comes first.
    files: OnceLock<Vec<PathBuf>>,
    hashes: Mutex<BTreeMap<usize, std::io::Result<FileHash>>>,
    next: AtomicUsize,
    is_stopped: AtomicBool,
    progress: &'a dyn Progress,
}

impl<'a> FileHashes<'a> {
    /// The files that a tally of this study depends on, the parts of mosaics and sidecars too.
    pub(crate) fn of_inputs(study: &Study, progress: &'a dyn Progress) -> Self {
        let rasters = study.epochs.iter().map(|epoch| epoch.path.clone());
        let boundaries = study.zones.iter().map(|zones| zones.source.clone());
        Self::of(rasters.chain(boundaries).collect(), OnceLock::new(), progress)
    }

    fn of(sources: Vec<PathBuf>, files: OnceLock<Vec<PathBuf>>, progress: &'a dyn Progress) -> Self {
        let (next, is_stopped) = (AtomicUsize::new(0), AtomicBool::new(false));
        Self { sources, files, hashes: Mutex::default(), next, is_stopped, progress }
    }

    fn files(&self) -> &[PathBuf] {
        self.files.get_or_init(|| {
            let mut files: Vec<PathBuf> =
                self.sources.iter().flat_map(|source| landledger_reader::files_of(source)).collect();
            files.sort();
            files.dedup();
            files
        })
    }

    /// Hashes one file after the other until none is left. Several threads may do so together.
    pub(crate) fn make(&self) {
        loop {
            let index = self.next.fetch_add(1, Ordering::Relaxed);
            let Some(path) = self.files().get(index).filter(|_| !self.is_stopped()) else { break };
            let Some(hash) = hash(path, &|| self.is_stopped()).transpose() else { break };
            self.hashes.lock().unwrap_or_else(PoisonError::into_inner).insert(index, hash);
        }
    }

    /// No hash is needed any more: the tally has failed.
    pub(crate) fn stop(&self) {
        self.is_stopped.store(true, Ordering::Relaxed);
    }

    /// The hashes in the order of paths, once they are made.
    ///
    /// # Errors
    /// When a file cannot be read, or when the user stopped it.
    pub(crate) fn take(&self) -> Result<Vec<FileHash>, Error> {
        let files = self.files();
        let mut hashes = self.hashes.lock().unwrap_or_else(PoisonError::into_inner);
        let hash_of = |(index, path): (usize, &PathBuf)| match hashes.remove(&index) {
            Some(hash) => hash.map_err(|error| unreadable(path, &error)),
            None => Err(Error::Cancelled),
        };
        files.iter().enumerate().map(hash_of).collect()
    }

    fn is_stopped(&self) -> bool {
        self.is_stopped.load(Ordering::Relaxed) || self.progress.is_cancelled()
    }
}

/// One file's hash, made at once.
pub(crate) fn file_hash(path: &Path) -> Result<FileHash, Error> {
    match hash(path, &|| false) {
        Ok(Some(hash)) => Ok(hash),
        Ok(None) => Err(Error::Cancelled),
        Err(error) => Err(unreadable(path, &error)),
    }
}

fn unreadable(path: &Path, error: &std::io::Error) -> Error {
    Error::Failed(Problem::new(format!("{} cannot be read: {error}", path.display())))
}

/// `None` when it was stopped.
fn hash(path: &Path, is_stopped: &dyn Fn() -> bool) -> std::io::Result<Option<FileHash>> {
    /// Small enough to stay in the cache between reading and hashing, large enough to hide the cost of a read.
    const BYTES_AT_ONCE: usize = 128 << 10;
    let mut file = std::fs::File::open(path)?;
    let mut hasher = Sha256::new();
    let mut buffer = vec![0; BYTES_AT_ONCE];
    let mut bytes = 0;
    while !is_stopped() {
        let read = file.read(&mut buffer)?;
        if read == 0 {
            let digest = hasher.finalize();
            let sha256 = digest.iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}"));
            return Ok(Some(FileHash { path: path.to_owned(), bytes, sha256 }));
        }
        hasher.update(&buffer[..read]);
        bytes += read as u64;
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    use super::*;
    use landledger_core::{Silent, beside};

    /// FIPS 180-2, appendix B.1.
    const OF_ABC: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    #[expect(clippy::disallowed_methods, reason = "a test writes the files that it reads")]
    fn files(folder: &tempfile::TempDir) -> Vec<PathBuf> {
        let paths: Vec<PathBuf> = (0..20).map(|index| folder.path().join(format!("{index:02}.bin"))).collect();
        for path in &paths {
            std::fs::write(path, "abc").unwrap();
        }
        paths
    }

    #[test]
    fn two_threads_hash_each_file_once_and_keep_the_order() {
        let folder = tempfile::tempdir().unwrap();
        let paths = files(&folder);
        let hashes = FileHashes::of(vec![], paths.clone().into(), &Silent);
        beside(|| hashes.make(), || hashes.make());
        let made = hashes.take().unwrap();
        let expected = paths.into_iter().map(|path| FileHash { path, bytes: 3, sha256: OF_ABC.into() });
        assert_eq!(made, expected.collect::<Vec<_>>());
    }

    #[test]
    fn a_file_that_is_gone_is_a_failure_with_its_path() {
        let folder = tempfile::tempdir().unwrap();
        let mut paths = files(&folder);
        paths.push(folder.path().join("gone.bin"));
        let hashes = FileHashes::of(vec![], paths.into(), &Silent);
        hashes.make();
        let error = hashes.take().unwrap_err();
        assert!(matches!(&error, Error::Failed(_)) && error.to_string().contains("gone.bin"), "{error}");
    }

    #[test]
    fn hashes_that_were_stopped_are_not_given_out() {
        let folder = tempfile::tempdir().unwrap();
        let hashes = FileHashes::of(vec![], files(&folder).into(), &Silent);
        hashes.stop();
        hashes.make();
        assert!(matches!(hashes.take(), Err(Error::Cancelled)));
    }
}
