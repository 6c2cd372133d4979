//! Runs the scripts of `scripts/peers`, which compute the same thing in their own, obvious way.

use crate::real_data::workspace;
use crate::skipped::skipped;
use serde::de::DeserializeOwned;
use std::ffi::{OsStr, OsString};
use std::path::Path;
use std::process::Command;

/// The Python that has what the scripts import.
pub(crate) struct Peers {
    python: OsString,
}

impl Peers {
    /// `None`, said aloud, where there is no such Python.
    pub(crate) fn find() -> Option<Self> {
        let python = std::env::var_os("LANDLEDGER_PEERS_PYTHON");
        if python.is_none() {
            skipped("LANDLEDGER_PEERS_PYTHON is not set (`scripts/peers/venv` makes that Python and prints its path)");
        }
        Some(Self { python: python? })
    }

    /// A script, to be run with arguments.
    pub(crate) fn script(&self, name: &str) -> Script {
        let mut command = Command::new(&self.python);
        command
            .arg(workspace().join("scripts/peers").join(name))
            .env("PYTHONDONTWRITEBYTECODE", "1")
            .env("PYTHONIOENCODING", "utf-8");
        Script(command)
    }
}

/// A script and its arguments so far.
pub(crate) struct Script(Command);

impl Script {
    /// Words, split at white space.
    pub(crate) fn words(mut self, words: &str) -> Self {
        self.0.args(words.split_whitespace());
        self
    }

    /// One argument as it is.
    pub(crate) fn word(mut self, word: &str) -> Self {
        self.0.arg(word);
        self
    }

    /// A file.
    pub(crate) fn file(mut self, path: impl AsRef<OsStr>) -> Self {
        self.0.arg(path);
        self
    }

    /// Several files.
    pub(crate) fn files(mut self, paths: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Self {
        self.0.args(paths);
        self
    }

    /// Where it is run.
    pub(crate) fn in_folder(mut self, folder: &Path) -> Self {
        self.0.current_dir(folder);
        self
    }

    /// What it prints.
    pub(crate) fn text(mut self) -> String {
        let output = self.0.output().unwrap();
        assert!(output.status.success(), "{:?} failed:\n{}", self.0, String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    /// The rows of the CSV that it prints.
    pub(crate) fn rows<T: DeserializeOwned>(self) -> Vec<T> {
        let text = self.text();
        let rows: Vec<T> = csv::Reader::from_reader(text.as_bytes()).deserialize().map(Result::unwrap).collect();
        assert!(!rows.is_empty(), "nothing to compare with");
        rows
    }
}
