//! CSV that is safe in a spreadsheet and lossless on re-import.
//!
//! A spreadsheet runs a cell that begins like a formula. Such a cell gets an apostrophe before it, which spreadsheets
//! take for "this is text"; a cell that begins with an apostrophe gets one too, so that [`cell_of`] takes off exactly
//! what was put on. Plain numbers stay numbers.

use std::{future::Future, mem};

use axum::{
    body::{Body, Bytes},
    http::header,
    response::{IntoResponse as _, Response},
};
use csv::{Position, ReaderBuilder, StringRecord, Terminator, Trim, Writer, WriterBuilder};
use futures_util::stream;

use crate::error::{Error, Result};

/// What puts a cell under suspicion at its beginning, the full-width forms included, which some programs fold.
const SUSPICIOUS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

const GUARD: char = '\'';

/// Without it, spreadsheets take UTF-8 for the code page of the machine.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// A table in the making.
pub(crate) struct Sheet {
    writer: Writer<Vec<u8>>,
}

impl Sheet {
    /// Starts with the names of the columns.
    pub(crate) fn new(header: &[&str]) -> Result<Self> {
        let mut sheet = Self { writer: writer(BYTE_ORDER_MARK.as_bytes().to_vec()) };
        sheet.push(header)?;
        Ok(sheet)
    }

    /// Adds a row.
    pub(crate) fn push(&mut self, cells: impl IntoIterator<Item = impl AsRef<str>>) -> Result<()> {
        for cell in cells {
            let cell = cell.as_ref();
            let written = if needs_guard(cell) {
                self.writer.write_field(format!("{GUARD}{cell}"))
            } else {
                self.writer.write_field(cell)
            };
            written.map_err(|_| Error::Damaged("row of an export"))?;
        }
        self.writer.write_record(None::<&[u8]>).map_err(|_| Error::Damaged("row of an export"))
    }

    /// Gives what was written since the last time.
    pub(crate) fn take(&mut self) -> Result<Vec<u8>> {
        let written = mem::replace(&mut self.writer, writer(Vec::new()));
        written.into_inner().map_err(|_| Error::Damaged("row of an export"))
    }
}

fn writer(begun: Vec<u8>) -> Writer<Vec<u8>> {
    WriterBuilder::new().terminator(Terminator::CRLF).flexible(true).from_writer(begun)
}

fn needs_guard(cell: &str) -> bool {
    cell.starts_with(GUARD) || cell.starts_with(SUSPICIOUS) && !is_plain_number(cell)
}

/// `-12.5`; not `+65…`, of which a spreadsheet would drop the plus.
fn is_plain_number(cell: &str) -> bool {
    let digits = cell.strip_prefix('-').unwrap_or(cell);
    digits.starts_with(|c: char| c.is_ascii_digit()) && digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
}

/// What a cell was before [`Sheet::push`] guarded it. A cell that nobody guarded stays as it is.
pub(crate) fn cell_of(written: &str) -> &str {
    match written.strip_prefix(GUARD) {
        Some(cell) if needs_guard(cell) => cell,
        _ => written,
    }
}

/// The rows of a table from outside, each with the number of its line; cells are trimmed, and still guarded.
pub(crate) fn rows_of(text: &str) -> impl Iterator<Item = (u64, Result<StringRecord, csv::Error>)> {
    let text = text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text);
    let mut builder = ReaderBuilder::new();
    builder.has_headers(false).flexible(true).trim(Trim::All);
    builder.from_reader(text.as_bytes()).into_records().map(|row| {
        let position = match &row {
            Ok(row) => row.position().cloned(),
            Err(error) => error.position().cloned(),
        };
        (position.map_or(0, |position| line_of(text, &position)), row)
    })
}

/// The line of a row: the reader's position is before the empty lines that it skips.
fn line_of(text: &str, position: &Position) -> u64 {
    let from = usize::try_from(position.byte()).unwrap_or(usize::MAX);
    let skipped =
        text.as_bytes().get(from..).unwrap_or_default().iter().take_while(|byte| matches!(byte, b'\r' | b'\n'));
    position.line() + skipped.filter(|byte| **byte == b'\n').map(|_| 1).sum::<u64>()
}

/// Answers with a table that is read page by page while it is sent. `page_after` gives the rows from a place on, and
/// the next place unless the table ends there. Where a page fails, the connection breaks off, so that nobody takes a
/// part for the whole.
pub(crate) fn download<P, F, Rows>(file_name: &str, header: &[&str], start: P, page_after: F) -> Result<Response>
where
    P: Send + 'static,
    F: Fn(P) -> Rows + Send + 'static,
    Rows: Future<Output = Result<(Vec<Vec<String>>, Option<P>)>> + Send,
{
    let sheet = Sheet::new(header)?;
    let pages = stream::try_unfold((sheet, Some(start), page_after), |(mut sheet, place, page_after)| async move {
        let Some(place) = place else { return Ok::<_, Error>(None) };
        let (rows, next) = page_after(place).await.inspect_err(crate::server::log_cause)?;
        for row in rows {
            sheet.push(row)?;
        }
        Ok(Some((Bytes::from(sheet.take()?), (sheet, next, page_after))))
    });
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{file_name}\"")),
    ];
    Ok((headers, Body::from_stream(pages)).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;

    const CELLS: [&str; 18] = [
        "",
        "plain",
        "李 🎉",
        "a,b \"c\"\r\nd",
        "=SUM(A1)",
        "+6591234567",
        "-1+2",
        "-12.5",
        "0.0412",
        "@cmd",
        "\tx",
        "\rx",
        "'quoted'",
        "'=already",
        "''",
        "'",
        "＝1",
        "-",
    ];

    #[test]
    fn a_formula_becomes_text_and_a_number_stays_one() {
        let written = |cell: &str| {
            let mut sheet = Sheet::new(&["a"]).unwrap();
            sheet.take().unwrap();
            sheet.push([cell]).unwrap();
            String::from_utf8(sheet.take().unwrap()).unwrap()
        };
        assert_eq!(written("=1+1"), "'=1+1\r\n");
        assert_eq!(written("+6591234567"), "'+6591234567\r\n");
        assert_eq!(written("-12.5"), "-12.5\r\n");
        assert_eq!(written("-1+2"), "'-1+2\r\n");
        assert_eq!(written("\tx"), "'\tx\r\n");
    }

    #[test]
    fn every_cell_reads_back_as_it_was() {
        let mut sheet = Sheet::new(&["cell", "again"]).unwrap();
        for cell in CELLS {
            sheet.push([cell, cell]).unwrap();
        }
        let text = String::from_utf8(sheet.take().unwrap()).unwrap();
        let mut reader = ReaderBuilder::new().from_reader(text.strip_prefix(BYTE_ORDER_MARK).unwrap().as_bytes());
        let rows: Vec<_> = reader.records().map(Result::unwrap).collect();
        assert_eq!(rows.len(), CELLS.len());
        for (row, cell) in rows.iter().zip(CELLS) {
            assert_eq!((cell_of(&row[0]), cell_of(&row[1])), (cell, cell));
            assert!(!row[0].starts_with(SUSPICIOUS) || is_plain_number(&row[0]), "{cell:?} is not guarded");
        }
    }

    #[test]
    fn a_cell_from_elsewhere_stays_as_it_is() {
        for cell in ["'tis", "x'", "SG"] {
            assert_eq!(cell_of(cell), cell);
        }
    }

    #[test]
    fn rows_from_outside_have_their_lines() {
        let text = "\u{feff}country, price\n\r\n\nSG,0.04\r\n\"a\nb\",1\n\nUS,1";
        let rows: Vec<_> = rows_of(text).map(|(line, row)| (line, row.unwrap()[0].to_owned())).collect();
        let expected = [(1, "country"), (4, "SG"), (5, "a\nb"), (8, "US")];
        assert_eq!(rows, expected.map(|(line, cell)| (line, cell.to_owned())));
    }
}
