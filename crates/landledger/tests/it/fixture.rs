//! The studies of `fixtures/`, as they are or with a line changed.

use crate::real_data::workspace;
use crate::results::Results;
use landledger::{RunOptions, Silent};
use std::path::{Path, PathBuf};

/// The folder of one study.
pub(crate) fn folder(name: &str) -> PathBuf {
    workspace().join("fixtures").join(name)
}

/// Runs a study as it is.
pub(crate) fn run(name: &str) -> Results {
    run_changed(name, &[])
}

/// Runs a copy of a study in which the first of each pair, which stands there once, is replaced by the second.
pub(crate) fn run_changed(name: &str, changes: &[(&str, &str)]) -> Results {
    let home = tempfile::tempdir().unwrap();
    for entry in std::fs::read_dir(folder(name)).unwrap() {
        let path = entry.unwrap().path();
        std::fs::copy(&path, home.path().join(path.file_name().unwrap())).unwrap();
    }
    let study = home.path().join("study.toml");
    let mut text = std::fs::read_to_string(&study).unwrap();
    for (from, to) in changes {
        assert_eq!(text.matches(from).count(), 1, "{from}");
        text = text.replace(from, to);
    }
    std::fs::write(&study, text).unwrap();
    let options = RunOptions { threads: Some(2), ..RunOptions::default() };
    Results { outcome: landledger::run(&study, &options, &Silent).unwrap(), _home: home }
}

/// The files that a generator makes are those of the folder, byte for byte.
#[track_caller]
pub(crate) fn assert_same_files(name: &str, made: &Path) {
    let list = |folder: &Path| {
        let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name());
        let mut names: Vec<_> = entries.filter(|name| name != "README.md").collect();
        names.sort();
        names
    };
    let kept = folder(name);
    assert_eq!(list(made), list(&kept));
    for file in list(&kept) {
        let (made, kept) = (std::fs::read(made.join(&file)).unwrap(), std::fs::read(kept.join(&file)).unwrap());
        assert!(made == kept, "{} differs from the one that is made", file.display());
    }
}
