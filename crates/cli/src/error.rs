//! What can stop the whole run; trouble with one line of many is part of the output instead.

use std::{io, path::PathBuf};

use piecewise_recipients::{columns::ColumnFault, import::FileFault};
use piecewise_sms::prices::AmountOverflow;

#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    #[error("cannot read {}: {source}", path.display())]
    Open { path: PathBuf, source: io::Error },
    #[error("cannot read standard input: {0}")]
    Stdin(io::Error),
    #[error("{origin} is not UTF-8 (at byte {n_valid_bytes})")]
    NotUtf8 { origin: String, n_valid_bytes: usize },
    #[error("{origin}: {message}")]
    Json { origin: String, message: String },
    #[error("{origin}: {fault}")]
    List { origin: String, fault: FileFault },
    #[error("{}", sentences(.0))]
    Columns(Vec<ColumnFault>),
    #[error("there is no column “{name}”; there are {known}")]
    NoColumn { name: String, known: String },
    #[error("the template has no variable “{0}”")]
    NoVariable(String),
    #[error("{origin}, row {row}: {problem}")]
    Row { origin: String, row: u32, problem: &'static str },
    #[error("cannot write {}: {source}", path.display())]
    Create { path: PathBuf, source: io::Error },
    #[error("{0}")]
    Amount(#[from] AmountOverflow),
    #[error("cannot write the answer: {0}")]
    Write(#[from] io::Error),
}

/// Everything that is wrong with columns.
fn sentences(faults: &[ColumnFault]) -> String {
    faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n       ")
}

/// A message of `serde_json` with the column only: our input is one line, or its line is known.
pub(crate) fn json_message(error: &serde_json::Error) -> String {
    let message = error.to_string();
    let position = format!(" at line {} column {}", error.line(), error.column());
    match message.strip_suffix(&position) {
        Some(message) => format!("{message} (column {})", error.column()),
        None => message,
    }
}
