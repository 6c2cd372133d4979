//! A result folder that appears as a whole or not at all.

use crate::ReportError;
use std::collections::BTreeSet;
use std::fs;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

/// Names the files of a result folder, so that a later run knows which of them are its own to replace.
const MANIFEST: &str = "manifest.json";

/// A folder under construction, beside the one that it will become. Dropped before
/// [`ResultFolder::publish`], it leaves nothing behind.
///
/// Where the target exists already, it is built inside: the target may be a disk of its own, where
/// nothing can be renamed to from beside it, or the only place that may be written to.
#[derive(Debug)]
pub struct ResultFolder {
    target: PathBuf,
    partial: PathBuf,
    /// Folders on the way to the target that were not there before, the deepest first.
    made: Vec<PathBuf>,
    /// What an earlier run put into the target.
    earlier: BTreeSet<PathBuf>,
    files: BTreeSet<PathBuf>,
}

impl ResultFolder {
    /// Starts a folder that will become `target`. Called before long work, so that a place that
    /// cannot be written to is known at once.
    ///
    /// # Errors
    /// When nothing can be created there.
    pub fn begin(target: &Path) -> Result<Self, ReportError> {
        if let Some(file) = target.ancestors().find(|path| path.is_file()) {
            return Err(ReportError::NotAFolder { path: file.to_owned() });
        }
        let name = target.file_name().map_or_else(|| "results".into(), |name| name.to_string_lossy().into_owned());
        let hidden = format!(".{name}.partial-{}", std::process::id());
        let partial = if target.is_dir() { target.join(hidden) } else { target.with_file_name(hidden) };
        let missing = |folder: &&Path| !folder.as_os_str().is_empty() && !folder.exists();
        let folder = Self {
            target: target.to_owned(),
            made: partial.ancestors().skip(1).take_while(missing).map(Path::to_owned).collect(),
            partial,
            earlier: files_of_earlier_run(target),
            files: BTreeSet::new(),
        };
        fs::create_dir_all(&folder.partial).map_err(ReportError::write(target))?;
        Ok(folder)
    }

    /// Where the results will stand.
    pub fn target(&self) -> &Path {
        &self.target
    }

    /// Writes one file of the folder; `name` may have folders in it.
    ///
    /// # Errors
    /// When it cannot be written completely, or when the target holds a file of that name which no
    /// earlier run made.
    pub fn write(
        &mut self,
        name: impl AsRef<Path>,
        content: impl FnOnce(&mut (dyn Write + Send)) -> std::io::Result<()>,
    ) -> Result<(), ReportError> {
        let (path, shown) = self.new_place(name.as_ref())?;
        let write = || {
            let mut file = BufWriter::with_capacity(1 << 16, fs::File::create(&path)?);
            content(&mut file)?;
            // A full disk shows here, when the last bytes are handed over.
            file.flush()
        };
        write().map_err(ReportError::write(&shown))?;
        self.files.insert(name.as_ref().to_owned());
        Ok(())
    }

    /// Makes a place for one file of the folder, for a writer that needs a path; it must write there before
    /// [`Self::publish`].
    ///
    /// # Errors
    /// As [`Self::write`].
    pub fn reserve(&mut self, name: impl AsRef<Path>) -> Result<PathBuf, ReportError> {
        let (path, _) = self.new_place(name.as_ref())?;
        self.files.insert(name.as_ref().to_owned());
        Ok(path)
    }

    /// Where a file that was reserved will stand: what a message shows.
    pub fn shown(&self, reserved: &Path) -> PathBuf {
        reserved.strip_prefix(&self.partial).map_or_else(|_| reserved.to_owned(), |name| self.target.join(name))
    }

    /// Where a file is written, and where it will stand.
    fn new_place(&self, name: &Path) -> Result<(PathBuf, PathBuf), ReportError> {
        let (path, shown) = (self.partial.join(name), self.target.join(name));
        if shown.exists() && !self.earlier.contains(name) {
            return Err(ReportError::NotOurs { path: shown });
        }
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(ReportError::write(&shown))?;
        }
        Ok((path, shown))
    }

    /// Names of the files written so far.
    pub fn files(&self) -> impl Iterator<Item = &Path> {
        self.files.iter().map(PathBuf::as_path)
    }

    /// Puts everything in place. A new folder appears in one step. In an existing one the files of an
    /// earlier run (its manifest names them) are replaced or removed, and nothing else is touched; the
    /// manifest comes last.
    ///
    /// # Errors
    /// When a file cannot be put in place.
    pub fn publish(self) -> Result<(), ReportError> {
        if !self.target.exists() {
            return fs::rename(&self.partial, &self.target).map_err(ReportError::write(&self.target));
        }
        let place = |name: &Path| {
            let to = self.target.join(name);
            if let Some(folder) = to.parent() {
                fs::create_dir_all(folder).map_err(ReportError::write(folder))?;
            }
            fs::rename(self.partial.join(name), &to).map_err(ReportError::write(&to))
        };
        for name in self.files.iter().filter(|name| name.as_path() != Path::new(MANIFEST)) {
            place(name)?;
        }
        for name in self.earlier.difference(&self.files) {
            // A file that is gone already is as good as removed; a folder that is not empty stays.
            let _ = fs::remove_file(self.target.join(name));
            if let Some(folder) = name.parent().filter(|folder| !folder.as_os_str().is_empty()) {
                let _ = fs::remove_dir(self.target.join(folder));
            }
        }
        if self.files.contains(Path::new(MANIFEST)) {
            place(Path::new(MANIFEST))?;
        }
        Ok(())
    }
}

impl ResultFolder {
    /// Writes a single new file that appears as a whole or not at all; an existing one is not replaced.
    ///
    /// # Errors
    /// When the file exists or cannot be written.
    pub fn put_file(path: &Path, content: &[u8]) -> Result<(), ReportError> {
        if path.exists() {
            return Err(ReportError::Exists { path: path.to_owned() });
        }
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let partial = path.with_file_name(format!(".{name}.partial-{}", std::process::id()));
        let write = || {
            fs::write(&partial, content)?;
            fs::rename(&partial, path)
        };
        let written = write().map_err(ReportError::write(path));
        if written.is_err() {
            // After a failure there is no one left to tell.
            let _ = fs::remove_file(&partial);
        }
        written
    }

    /// Writes a single new file; an existing one is not replaced.
    ///
    /// # Errors
    /// When the file exists or cannot be written.
    pub fn add_file(path: &Path, content: &[u8]) -> Result<(), ReportError> {
        let write = || fs::File::create_new(path)?.write_all(content);
        write().map_err(ReportError::write(path))
    }
}

impl Drop for ResultFolder {
    fn drop(&mut self) {
        // After publishing, nothing is there any more; after a failure there is no one left to tell.
        let _ = fs::remove_dir_all(&self.partial);
        for folder in &self.made {
            // One that holds the results, or anything else, is not empty and stays.
            let _ = fs::remove_dir(folder);
        }
    }
}

/// The files that the manifest of an earlier run lists, as far as they lie inside the folder, and itself.
fn files_of_earlier_run(folder: &Path) -> BTreeSet<PathBuf> {
    let listed = || {
        let manifest: serde_json::Value = serde_json::from_slice(&fs::read(folder.join(MANIFEST)).ok()?).ok()?;
        let names = manifest.get("files")?.as_array()?.iter().filter_map(|name| name.as_str()).map(PathBuf::from);
        let inside = |name: &PathBuf| name.components().all(|part| matches!(part, std::path::Component::Normal(_)));
        Some(names.filter(inside).chain([PathBuf::from(MANIFEST)]).collect())
    };
    listed().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn publish(target: &Path, files: &[&str]) {
        let mut folder = ResultFolder::begin(target).unwrap();
        for name in files {
            folder.write(name, |file| file.write_all(name.as_bytes())).unwrap();
        }
        let list: Vec<String> = files.iter().map(|name| format!("\"{name}\"")).collect();
        let manifest = format!("{{\"files\": [{}]}}", list.join(","));
        folder.write(MANIFEST, |file| file.write_all(manifest.as_bytes())).unwrap();
        folder.publish().unwrap();
    }

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn nothing_is_left_of_a_folder_that_was_not_published() {
        let home = tempfile::tempdir().unwrap();
        let mut folder = ResultFolder::begin(&home.path().join("out")).unwrap();
        folder.write("areas.csv", |file| file.write_all(b"x")).unwrap();
        drop(folder);
        assert!(names(home.path()).is_empty());
    }

    #[test]
    fn files_of_an_earlier_run_go_and_those_of_the_user_stay() {
        let home = tempfile::tempdir().unwrap();
        let target = home.path().join("out");
        publish(&target, &["areas.csv", "compensation.csv"]);
        fs::write(target.join("notes.txt"), "mine").unwrap();
        publish(&target, &["areas.csv"]);
        assert_eq!(names(&target), ["areas.csv", MANIFEST, "notes.txt"]);
        assert_eq!(names(home.path()), ["out"]);
    }

    #[test]
    fn a_file_of_the_user_that_has_our_name_is_not_replaced() {
        let home = tempfile::tempdir().unwrap();
        fs::write(home.path().join("values.csv"), "mine").unwrap();
        let mut folder = ResultFolder::begin(home.path()).unwrap();
        let error = folder.write("values.csv", |file| file.write_all(b"ours")).unwrap_err();
        assert!(matches!(error, ReportError::NotOurs { .. }) && error.is_refusal());
        drop(folder);
        assert_eq!(names(home.path()), ["values.csv"]);
    }

    #[test]
    fn folders_made_on_the_way_go_unless_they_hold_the_results() {
        let home = tempfile::tempdir().unwrap();
        let target = home.path().join("new").join("deep").join("out");
        drop(ResultFolder::begin(&target).unwrap());
        assert!(names(home.path()).is_empty());
        publish(&target, &["areas.csv"]);
        assert_eq!(names(&target), ["areas.csv", MANIFEST]);
    }

    #[test]
    fn a_folder_that_became_empty_goes_with_its_files() {
        let home = tempfile::tempdir().unwrap();
        let target = home.path().join("out");
        publish(&target, &["areas.csv", "groups/areas.csv", "study/areas.csv"]);
        fs::write(target.join("study").join("notes.txt"), "mine").unwrap();
        publish(&target, &["areas.csv"]);
        assert_eq!(names(&target), ["areas.csv", MANIFEST, "study"]);
    }

    #[test]
    fn a_manifest_cannot_make_us_remove_files_elsewhere() {
        let home = tempfile::tempdir().unwrap();
        let target = home.path().join("out");
        fs::create_dir(&target).unwrap();
        fs::write(home.path().join("precious"), "").unwrap();
        fs::write(target.join(MANIFEST), r#"{"files": ["../precious"]}"#).unwrap();
        publish(&target, &["areas.csv"]);
        assert!(home.path().join("precious").exists());
    }

    #[test]
    fn a_write_that_fails_names_the_file_and_leaves_nothing() {
        let home = tempfile::tempdir().unwrap();
        let target = home.path().join("out");
        let mut folder = ResultFolder::begin(&target).unwrap();
        let full = || std::io::Error::new(std::io::ErrorKind::StorageFull, "no space left");
        let error = folder.write("areas.csv", |_| Err(full())).unwrap_err();
        assert_eq!(error.to_string(), format!("{} cannot be written", target.join("areas.csv").display()));
        drop(folder);
        assert!(names(home.path()).is_empty());
    }
}
