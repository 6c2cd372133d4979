//! The folder of one test, and the command run in it.

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A folder that goes away with the test.
pub(crate) struct Home(tempfile::TempDir);

/// How the command ended.
#[derive(Debug)]
pub(crate) struct Ending {
    pub(crate) status: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// What a snapshot shows: the status, then whatever was said, without white space at the ends of lines.
impl fmt::Display for Ending {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "exit status {}", self.status)?;
        for (name, said) in [("stdout", &self.stdout), ("stderr", &self.stderr)] {
            if !said.is_empty() {
                writeln!(f, "--- {name}")?;
                said.lines().try_for_each(|line| writeln!(f, "{}", line.trim_end()))?;
            }
        }
        Ok(())
    }
}

/// GDAL's own words differ from version to version.
pub(crate) const WITHOUT_GDAL_WORDS: [(&str, &str); 2] = [
    (r"(?s)that GDAL can open: .*?\n  help", "that GDAL can open: [GDAL's words]\n  help"),
    (r"(?s)(rows \d+ to \d+, columns \d+ to \d+): .*?\n  help", "$1: [GDAL's words]\n  help"),
];

impl Home {
    pub(crate) fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    pub(crate) fn join(&self, name: &str) -> PathBuf {
        self.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        let path = self.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, content).unwrap();
    }

    pub(crate) fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    pub(crate) fn remove(&self, name: &str) {
        std::fs::remove_file(self.join(name)).unwrap();
    }

    /// Puts `new` in the place of `old`, which must stand in the file once.
    pub(crate) fn replace(&self, name: &str, old: &str, new: &str) {
        let text = self.read(name);
        assert_eq!(text.matches(old).count(), 1, "`{old}` in {name}");
        self.write(name, text.replace(old, new));
    }

    /// Every file and folder below, with its size; folders end in `/`.
    pub(crate) fn listing(&self) -> BTreeMap<String, u64> {
        let mut found = BTreeMap::new();
        let mut folders = vec![self.path().to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(&folder).unwrap() {
                let path = entry.unwrap().path();
                let name = path.strip_prefix(self.path()).unwrap().to_string_lossy().into_owned();
                if path.is_dir() {
                    found.insert(format!("{name}/"), 0);
                    folders.push(path);
                } else {
                    found.insert(name, path.metadata().unwrap().len());
                }
            }
        }
        found
    }

    /// Content of every file below a folder.
    pub(crate) fn contents(&self, folder: &str) -> BTreeMap<String, Vec<u8>> {
        let inside = format!("{folder}/");
        let names = self.listing().into_keys().filter(|name| !name.ends_with('/'));
        names
            .filter_map(|name| Some((name.strip_prefix(&inside)?.to_owned(), std::fs::read(self.join(&name)).unwrap())))
            .collect()
    }

    /// The command with these arguments, to be run in this folder. A terminal, should the test have one, has no say.
    pub(crate) fn prepared(&self, arguments: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_landledger"));
        command.args(arguments.split_whitespace()).args(["--color", "never"]);
        in_folder(&mut command, self.path());
        command
    }

    /// Runs the command with these arguments, split at white space.
    pub(crate) fn command(&self, arguments: &str) -> Ending {
        ending_of(&mut self.prepared(arguments))
    }

    /// Runs a script in this folder; `$LANDLEDGER` is the command.
    pub(crate) fn shell(&self, script: &str) -> Ending {
        let mut command = Command::new("sh");
        command.args(["-c", script]).env("LANDLEDGER", env!("CARGO_BIN_EXE_landledger"));
        in_folder(&mut command, self.path());
        ending_of(&mut command)
    }

    /// Runs the command, which must do what it was asked to.
    #[track_caller]
    pub(crate) fn succeeds(&self, arguments: &str) -> Ending {
        let ending = self.command(arguments);
        assert_eq!(ending.status, 0, "{ending}");
        ending
    }

    /// Runs the command, which must end with an error, say nothing on stdout, and leave everything as it was.
    #[track_caller]
    pub(crate) fn fails(&self, arguments: &str) -> Ending {
        let before = self.listing();
        let ending = self.command(arguments);
        assert_ne!(ending.status, 0, "{ending}");
        assert_eq!(ending.stdout, "");
        assert_eq!(self.listing(), before, "something was left behind");
        ending
    }
}

fn in_folder(command: &mut Command, folder: &Path) {
    command.current_dir(folder).stdin(Stdio::null()).env_remove("COLUMNS").env_remove("LINES");
}

#[track_caller]
fn ending_of(command: &mut Command) -> Ending {
    let output = command.output().unwrap();
    let text = |bytes| String::from_utf8(bytes).expect("what is said is UTF-8");
    let ending = Ending {
        status: output.status.code().expect("no signal ends the command"),
        stdout: text(output.stdout),
        stderr: text(output.stderr),
    };
    assert!(!ending.stderr.contains("panicked"), "{ending}");
    ending
}
