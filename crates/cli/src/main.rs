//! The `landledger` command: arguments, progress, messages, exit status. All work is done in the library.

mod args;
mod commands;
mod messages;
mod numbers;
mod progress;
mod stop;
mod summary;
mod talk;

use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    let args = match args::Args::try_parse() {
        Ok(args) => args,
        Err(answer) => return messages::answer(&answer),
    };
    let talk = talk::Talk::new(&args.common);
    match commands::dispatch(&args, &talk) {
        Ok(()) => ExitCode::from(landledger::ExitStatus::Done as u8),
        Err(error) => {
            messages::show(&error, &talk);
            ExitCode::from(messages::exit_status(&error) as u8)
        }
    }
}
