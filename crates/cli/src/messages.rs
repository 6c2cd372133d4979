//! Errors as people see them: every problem, its place, its way out.

use crate::talk::Talk;
use landledger::{Error, ExitStatus, Problem};
use miette::{GraphicalReportHandler, GraphicalTheme};
use std::process::ExitCode;

/// What the arguments alone are answered with: help, the version, or why they are refused.
pub(crate) fn answer(answer: &clap::Error) -> ExitCode {
    // When nobody listens there is no one to tell.
    let _ = answer.print();
    let status = if answer.use_stderr() { ExitStatus::Refused } else { ExitStatus::Done };
    ExitCode::from(status as u8)
}

/// Status for what ended a command.
pub(crate) fn exit_status(error: &anyhow::Error) -> ExitStatus {
    error.downcast_ref::<Error>().map_or(ExitStatus::Failed, Error::exit_status)
}

/// Shows an error.
pub(crate) fn show(error: &anyhow::Error, talk: &Talk) {
    match error.downcast_ref::<Error>() {
        Some(Error::Refused(problems)) => {
            for problem in problems.list() {
                Talk::err(&drawn(problem, talk));
            }
            if problems.list().len() > 1 {
                Talk::err(&format!("{} problems; nothing was written", problems.list().len()));
            }
        }
        Some(Error::Failed(problem)) => Talk::err(&drawn(problem, talk)),
        _ => Talk::err(&format!("error: {error:#}")),
    }
}

fn drawn(problem: &Problem, talk: &Talk) -> String {
    let theme = if talk.has_color { GraphicalTheme::unicode() } else { GraphicalTheme::unicode_nocolor() };
    let mut text = String::new();
    let handler = GraphicalReportHandler::new_themed(theme).with_width(100).with_context_lines(1).with_links(false);
    match handler.render_report(&mut text, problem) {
        Ok(()) => text.trim_end().to_owned(),
        Err(_) => format!("error: {problem}"),
    }
}
