//! Why a file is no list.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{N_COLUMNS, N_ROW_BYTES, N_ROWS, spreadsheet::N_SPREADSHEET_BYTES};

/// What a file is, by its first bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum FileKind {
    /// A text with columns.
    Text,
    /// A spreadsheet of today (`.xlsx`).
    Spreadsheet,
    /// A spreadsheet of before 2007 (`.xls`), or one with a password.
    OldSpreadsheet,
    /// A PDF.
    Pdf,
    /// An image.
    Image,
    /// An archive.
    Archive,
    /// A page of the web.
    WebPage,
    /// Something else that is no text.
    Binary,
}

impl fmt::Display for FileKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Text => "a text",
            Self::Spreadsheet => "a spreadsheet",
            Self::OldSpreadsheet => "an old spreadsheet (.xls) or one with a password",
            Self::Pdf => "a PDF",
            Self::Image => "an image",
            Self::Archive => "a compressed archive",
            Self::WebPage => "a web page",
            Self::Binary => "no text",
        })
    }
}

/// Why a file is no list. The words say what to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "fault", content = "detail", rename_all = "snake_case")]
#[non_exhaustive]
pub enum FileFault {
    /// There is nothing in it.
    #[error("the file is empty")]
    Empty,
    /// It is something else.
    #[error("the file is {0}, not a list; save it as CSV or .xlsx")]
    NotAList(FileKind),
    /// A row does not end.
    #[error("row {0} is longer than {n} KB: the file has no line breaks, or a quotation mark that is never closed", n = N_ROW_BYTES >> 10)]
    RowTooLong(u32),
    /// A row has too many columns.
    #[error("row {0} has more than {N_COLUMNS} columns; keep only the columns of the number and of the values")]
    TooManyColumns(u32),
    /// There are too many rows.
    #[error("the file has more than {N_ROWS} rows; divide it")]
    TooManyRows,
    /// Nobody knows this encoding.
    #[error("there is no text encoding “{0}”")]
    UnknownEncoding(String),
    /// The file of a spreadsheet is too large.
    #[error("the spreadsheet is larger than {n} MB; save it as CSV", n = N_SPREADSHEET_BYTES >> 20)]
    SpreadsheetTooLarge,
    /// It would take too much memory.
    #[error("the spreadsheet holds far more than its size says and may be made to exhaust memory; save it as CSV")]
    Bomb,
    /// It cannot be read.
    #[error("the spreadsheet is damaged or locked with a password; open it and save it anew")]
    Damaged,
    /// It has no sheet of this name.
    #[error("the spreadsheet has no sheet “{0}”")]
    NoSheet(String),
}
