//! Where words go: data to stdout, everything else to stderr; how wide and how colourful.

use crate::args::{Color, Common, Output};
use anyhow::Context as _;
use landledger::RunOptions;
use std::io::{ErrorKind, IsTerminal, Write};
use std::path::PathBuf;

/// How to talk to this user.
#[derive(Debug, Clone)]
pub(crate) struct Talk {
    pub(crate) is_quiet: bool,
    pub(crate) has_color: bool,
    pub(crate) is_terminal: bool,
    threads: Option<u16>,
    memory: Option<u64>,
}

impl Talk {
    pub(crate) fn new(common: &Common) -> Self {
        let is_terminal = std::io::stderr().is_terminal();
        let has_color = match common.color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => is_terminal && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty()),
        };
        Self { is_quiet: common.quiet, has_color, is_terminal, threads: common.threads, memory: common.memory }
    }

    pub(crate) fn options(&self, folder: Option<PathBuf>) -> RunOptions {
        RunOptions { folder, threads: self.threads.map(usize::from), memory: self.memory, ..RunOptions::default() }
    }

    pub(crate) fn options_for(&self, folder: Option<PathBuf>, output: &Output) -> RunOptions {
        RunOptions { formats: output.formats(), language: output.language(), ..self.options(folder) }
    }

    /// Talk for people, unless they asked for quiet.
    pub(crate) fn say(&self, text: &str) {
        if !self.is_quiet {
            Self::err(text);
        }
    }

    /// What must be said even when quiet.
    pub(crate) fn err(text: &str) {
        // When nobody listens any more there is no one to tell.
        let _ = writeln!(std::io::stderr().lock(), "{text}");
    }

    /// Data. A reader that stops early (`| head`) is not an error.
    pub(crate) fn print(text: &str) -> anyhow::Result<()> {
        match writeln!(std::io::stdout().lock(), "{text}") {
            Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(error).context("stdout cannot be written"),
            _ => Ok(()),
        }
    }

    pub(crate) fn bold(&self, text: &str) -> String {
        if self.has_color { format!("\u{1b}[1m{text}\u{1b}[0m") } else { text.to_owned() }
    }
}
