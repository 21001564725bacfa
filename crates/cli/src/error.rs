//! What can stop the whole run; trouble with one line of many is part of the output instead.

use std::{io, path::PathBuf};

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
    #[error("cannot write the answer: {0}")]
    Write(#[from] io::Error),
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
