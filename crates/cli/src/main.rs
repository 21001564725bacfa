//! `piecewise`: the piece counter, the template linter and the planner of the console, on the command line.
//!
//! Every figure and finding comes from `piecewise-sms` and `piecewise-recipients`; this crate reads input, writes
//! answers, and decides nothing about messages. The shapes of `--json` and `--jsonl` are described in `docs/cli.md`.

mod args;
mod count;
mod draw;
mod error;
mod input;
mod jsonl;
mod lint;
mod palette;
mod plan;

use std::process::ExitCode;

use clap::Parser;

use args::{Args, Command};
use error::Error;

/// How a run ended, as the shell sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Outcome {
    /// Nothing to object to.
    Clean,
    /// The linter found at least one error, or a plan has something that a person should look at.
    Objections,
    /// Some input could not be read; clap ends with the same code on wrong usage.
    BadInput,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        Self::from(match outcome {
            Outcome::Clean => 0,
            Outcome::Objections => 1,
            Outcome::BadInput => 2,
        })
    }
}

fn main() -> ExitCode {
    let args = Args::parse();
    args.color.write_global();
    let outcome = match args.command {
        Command::Count(args) => count::run(&args),
        Command::Lint(args) => lint::run(&args),
        Command::Plan(args) => plan::run(&args),
    };
    match outcome {
        Ok(outcome) => outcome.into(),
        // The reader of our output has gone, as in `piecewise … | head`: that is its decision, not a failure.
        Err(Error::Write(error)) if error.kind() == std::io::ErrorKind::BrokenPipe => Outcome::Clean.into(),
        Err(error) => {
            anstream::eprintln!("{}error:{} {error}", palette::ERROR.render(), palette::ERROR.render_reset());
            Outcome::BadInput.into()
        }
    }
}
