//! Why a command ended without its result.

use crate::problem::{Problem, Problems};
use landledger_core::TallyError;
use landledger_reader::ReaderError;
use landledger_report::ReportError;
use std::error::Error as StdError;

/// What the program tells its caller.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExitStatus {
    /// Everything was done.
    Done = 0,
    /// The input was refused.
    Refused = 1,
    /// Something failed on the way: reading, writing, or the user stopped it.
    Failed = 2,
}

/// Why a command ended without its result.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The input has to change.
    #[error(transparent)]
    Refused(Problems),
    /// Reading or writing went wrong.
    #[error(transparent)]
    Failed(Problem),
    /// The user stopped it.
    #[error("stopped; nothing was written")]
    Cancelled,
}

impl Error {
    /// The exit status for this end.
    pub fn exit_status(&self) -> ExitStatus {
        match self {
            Self::Refused(_) => ExitStatus::Refused,
            Self::Failed(_) | Self::Cancelled => ExitStatus::Failed,
        }
    }
}

impl From<Problems> for Error {
    fn from(problems: Problems) -> Self {
        Self::Refused(problems)
    }
}

impl From<ReaderError> for Error {
    fn from(error: ReaderError) -> Self {
        from_readers(vec![error])
    }
}

/// All of them are refused together; one that failed on the way makes the whole a failure.
pub(crate) fn from_readers(errors: Vec<ReaderError>) -> Error {
    let mut problems = Problems::default();
    for error in errors {
        let problem = of_reader(&error);
        if !error.is_refusal() {
            return Error::Failed(problem);
        }
        problems.push(problem);
    }
    Error::Refused(problems)
}

pub(crate) fn of_reader(error: &ReaderError) -> Problem {
    let problem = Problem::new(with_causes(error));
    match error.way_out() {
        Some(way_out) => problem.help(way_out),
        None => problem,
    }
}

impl From<ReportError> for Error {
    fn from(error: ReportError) -> Self {
        let problem = Problem::new(with_causes(&error));
        if error.is_refusal() { Self::Refused(problem.into()) } else { Self::Failed(problem) }
    }
}

impl From<TallyError<ReaderError>> for Error {
    fn from(error: TallyError<ReaderError>) -> Self {
        match error {
            TallyError::Source(error) => error.into(),
            TallyError::Fault(landledger_core::TallyFault::Cancelled) => Self::Cancelled,
            other => Self::Failed(Problem::new(other.to_string())),
        }
    }
}

/// The message and, after colons, what the libraries below said.
pub(crate) fn with_causes(error: &dyn StdError) -> String {
    let mut message = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        let text = gdal_words(&error.to_string());
        if !message.contains(&text) {
            message.push_str(": ");
            message.push_str(&text);
        }
        cause = error.source();
    }
    message
}

/// The `gdal` crate wraps GDAL's own sentence in numbers and quotes; only the sentence helps.
fn gdal_words(text: &str) -> String {
    let sentence =
        |opening: &str| text.rsplit_once(opening).map(|(_, rest)| rest.trim_end_matches(['\'', '"']).to_owned());
    sentence("rror msg: '").unwrap_or_else(|| text.to_owned())
}
