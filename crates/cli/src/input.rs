//! Where a text comes from: the argument, a file, or standard input.

use std::{
    fs::{self, File},
    io::{self, BufReader, Read},
    path::Path,
};

use crate::{args::SourceArgs, error::Error};

/// Reads the one text of a run.
pub(crate) fn text(source: &SourceArgs) -> Result<String, Error> {
    if let Some(text) = source.text.as_deref().filter(|text| *text != "-") {
        return Ok(text.to_owned());
    }
    let (origin, bytes) = if let Some(path) = named_file(source) {
        (path.display().to_string(), read(path)?)
    } else {
        let mut bytes = Vec::new();
        io::stdin().lock().read_to_end(&mut bytes).map_err(Error::Stdin)?;
        ("standard input".to_owned(), bytes)
    };
    let mut text = utf8(bytes, &origin)?;
    if !source.keep_final_newline {
        drop_final_newline(&mut text);
    }
    Ok(text)
}

/// Opens the lines of a `--jsonl` run.
pub(crate) fn lines(source: &SourceArgs) -> Result<BufReader<Box<dyn Read>>, Error> {
    let input: Box<dyn Read> = match named_file(source) {
        Some(path) => Box::new(File::open(path).map_err(|source| Error::Open { path: path.to_owned(), source })?),
        None => Box::new(io::stdin().lock()),
    };
    Ok(BufReader::with_capacity(1 << 16, input))
}

/// Reads a whole file of text.
pub(crate) fn file(path: &Path) -> Result<String, Error> {
    utf8(read(path)?, &path.display().to_string())
}

fn named_file(source: &SourceArgs) -> Option<&Path> {
    source.file.as_deref().filter(|path| *path != Path::new("-"))
}

fn read(path: &Path) -> Result<Vec<u8>, Error> {
    fs::read(path).map_err(|source| Error::Open { path: path.to_owned(), source })
}

fn utf8(bytes: Vec<u8>, origin: &str) -> Result<String, Error> {
    String::from_utf8(bytes)
        .map_err(|error| Error::NotUtf8 { origin: origin.to_owned(), n_valid_bytes: error.utf8_error().valid_up_to() })
}

/// Editors and `echo` end a text with a line break that no one means to send.
pub(crate) fn drop_final_newline(text: &mut String) {
    if text.ends_with('\n') {
        text.pop();
        if text.ends_with('\r') {
            text.pop();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_one_final_line_break_is_dropped() {
        for (given, kept) in [("a\n", "a"), ("a\r\n", "a"), ("a\n\n", "a\n"), ("a\r", "a\r"), ("\n", ""), ("", "")] {
            let mut text = given.to_owned();
            drop_final_newline(&mut text);
            assert_eq!(text, kept, "{given:?}");
        }
    }
}
