//! From the bytes of a file to its rows: CSV in any dialect and code page, and spreadsheets.
//!
//! Bytes go in as they come, rows come out as they are complete. A text never takes more memory than one row and
//! [`N_SAMPLE_BYTES`]; a spreadsheet is a compressed archive with its table of contents at the end, so its file (at
//! most [`N_SPREADSHEET_BYTES`]) and its table of texts are held. What is not a list is refused before it takes more.

mod decode;
mod delimited;
mod delimiter;
mod fault;
mod kind;
mod record;
mod spreadsheet;

use serde::{Deserialize, Serialize};

pub use delimiter::Delimiter;
pub use fault::{FileFault, FileKind};
pub use record::Record;
pub use spreadsheet::N_SPREADSHEET_BYTES;

use decode::{Decoded, Decoder};
use delimited::Delimited;

/// Bytes of a text that are looked at before its first row comes out.
pub const N_SAMPLE_BYTES: usize = 64 << 10;
/// The most bytes that one row may have.
pub const N_ROW_BYTES: usize = 256 << 10;
/// The most columns that a row may have.
pub const N_COLUMNS: usize = 256;
/// The most rows that a file may have.
pub const N_ROWS: u32 = 5_000_000;

/// What a person decided about a file; what is `None` is found out.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ImportOptions {
    /// What stands between columns.
    pub delimiter: Option<Delimiter>,
    /// The label of the text's encoding, such as `utf-16le` or `windows-1252`.
    pub encoding: Option<String>,
    /// The name of the sheet; otherwise the first one.
    pub sheet: Option<String>,
}

/// What a file was found to be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Format {
    /// What kind of file it is.
    pub kind: FileKind,
    /// What stands between columns; `None` in a spreadsheet.
    pub delimiter: Option<Delimiter>,
    /// The name of the text's encoding; `None` in a spreadsheet.
    pub encoding: Option<String>,
    /// Every sheet of a spreadsheet, in order.
    pub sheets: Vec<String>,
    /// Rows with characters that could not be read; they were replaced by U+FFFD.
    pub n_damaged_rows: u32,
}

/// Takes the bytes of one file and gives its rows.
///
/// ```
/// use piecewise_recipients::import::{ImportOptions, Importer};
///
/// let mut importer = Importer::new(ImportOptions::default());
/// let mut rows = Vec::new();
/// for chunk in [&b"phone;name\n+65 9123"[..], b" 4567;\"Ann; Lee\"\n"] {
///     importer.push(chunk, |record| rows.push((record.row(), record.fields().collect::<Vec<_>>().join("|"))))?;
/// }
/// importer.finish(|record| rows.push((record.row(), record.fields().collect::<Vec<_>>().join("|"))))?;
/// assert_eq!(rows, [(1, "phone|name".to_owned()), (2, "+65 9123 4567|Ann; Lee".to_owned())]);
/// # Ok::<(), piecewise_recipients::import::FileFault>(())
/// ```
#[derive(Debug)]
pub struct Importer {
    options: ImportOptions,
    state: State,
    format: Option<Format>,
}

#[derive(Debug)]
enum State {
    /// Too little has come to know what it is.
    Sampling(Vec<u8>),
    Text(Box<Text>),
    /// All of a spreadsheet's file so far.
    Spreadsheet(Vec<u8>),
    /// There will be no more rows.
    Ended,
}

#[derive(Debug)]
struct Text {
    decoder: Decoder,
    rows: Delimited,
}

impl Importer {
    /// An importer for one file.
    pub fn new(options: ImportOptions) -> Self {
        Self { options, state: State::Sampling(Vec::new()), format: None }
    }

    /// What the file was found to be, once enough of it has come.
    pub fn format(&self) -> Option<&Format> {
        self.format.as_ref()
    }

    /// Takes the next bytes and gives `row` what is complete. Chunks may be cut anywhere.
    ///
    /// # Errors
    ///
    /// The file is no list; nothing more comes out of it.
    pub fn push(&mut self, bytes: &[u8], mut row: impl FnMut(Record<'_>)) -> Result<(), FileFault> {
        let outcome = self.take(bytes, &mut row);
        if outcome.is_err() {
            self.state = State::Ended;
        }
        outcome
    }

    /// Ends the file and gives `row` what was still incomplete; of a spreadsheet, everything.
    ///
    /// # Errors
    ///
    /// As for [`Importer::push`].
    pub fn finish(&mut self, mut row: impl FnMut(Record<'_>)) -> Result<Format, FileFault> {
        let outcome = self.end(&mut row);
        self.state = State::Ended;
        outcome?;
        self.format.clone().ok_or(FileFault::Empty)
    }

    fn take(&mut self, bytes: &[u8], row: &mut impl FnMut(Record<'_>)) -> Result<(), FileFault> {
        match &mut self.state {
            State::Sampling(sample) => {
                let n_missing = N_SAMPLE_BYTES.saturating_sub(sample.len());
                let (head, rest) = bytes.split_at_checked(n_missing).unwrap_or((bytes, &[]));
                sample.extend_from_slice(head);
                if sample.len() < N_SAMPLE_BYTES {
                    return Ok(());
                }
                self.begin(row)?;
                if rest.is_empty() { Ok(()) } else { self.take(rest, row) }
            }
            State::Text(text) => text.take(bytes, row),
            State::Spreadsheet(file) => {
                if file.len() + bytes.len() > N_SPREADSHEET_BYTES {
                    return Err(FileFault::SpreadsheetTooLarge);
                }
                file.extend_from_slice(bytes);
                Ok(())
            }
            State::Ended => Ok(()),
        }
    }

    /// Decides by the sample what the file is.
    fn begin(&mut self, row: &mut impl FnMut(Record<'_>)) -> Result<(), FileFault> {
        let State::Sampling(sample) = std::mem::replace(&mut self.state, State::Ended) else { return Ok(()) };
        match kind::kind_of(&sample) {
            FileKind::Text => {
                let mut decoder = Decoder::new(&sample, self.options.encoding.as_deref())?;
                let head = decoder.preview(&sample);
                let (delimiter, n_skipped_lines) = match self.options.delimiter {
                    Some(delimiter) => (delimiter, delimiter::declared(&head).map_or(0, |_| 1)),
                    None => delimiter::find(&head),
                };
                let rows = Delimited::new(delimiter, n_skipped_lines, &head);
                self.format = Some(Format {
                    kind: FileKind::Text,
                    delimiter: Some(delimiter),
                    encoding: None,
                    sheets: Vec::new(),
                    n_damaged_rows: 0,
                });
                self.state = State::Text(Box::new(Text { decoder, rows }));
                self.take(&sample, row)
            }
            FileKind::Spreadsheet => {
                self.state = State::Spreadsheet(sample);
                Ok(())
            }
            other => Err(FileFault::NotAList(other)),
        }
    }

    fn end(&mut self, row: &mut impl FnMut(Record<'_>)) -> Result<(), FileFault> {
        if let State::Sampling(sample) = &self.state {
            if sample.iter().all(u8::is_ascii_whitespace) {
                return Err(FileFault::Empty);
            }
            self.begin(row)?;
        }
        match std::mem::replace(&mut self.state, State::Ended) {
            State::Text(mut text) => {
                let Text { decoder, rows } = &mut *text;
                decoder.finish(|decoded| rows.take(decoded, row))?;
                rows.finish(row)?;
                if let Some(format) = &mut self.format {
                    format.encoding = Some(decoder.encoding().to_owned());
                    format.n_damaged_rows = rows.n_damaged_rows();
                }
                Ok(())
            }
            State::Spreadsheet(file) => {
                let sheets = spreadsheet::read(file, self.options.sheet.as_deref(), row)?;
                self.format = Some(Format {
                    kind: FileKind::Spreadsheet,
                    delimiter: None,
                    encoding: None,
                    sheets,
                    n_damaged_rows: 0,
                });
                Ok(())
            }
            State::Sampling(_) | State::Ended => Ok(()),
        }
    }
}

impl Text {
    fn take(&mut self, bytes: &[u8], row: &mut impl FnMut(Record<'_>)) -> Result<(), FileFault> {
        let Self { decoder, rows } = self;
        decoder.take(bytes, |decoded: Decoded<'_>| rows.take(decoded, row))
    }
}

#[cfg(test)]
mod tests;
