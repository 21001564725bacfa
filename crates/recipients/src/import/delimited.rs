//! Rows of a text with columns, by `csv-core`, with the numbers that a person sees beside them.

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

use super::{Delimiter, FileFault, N_COLUMNS, N_ROW_BYTES, N_ROWS, Record};

pub(super) struct Delimited {
    reader: Reader,
    text: Vec<u8>,
    n_text_bytes: usize,
    ends: Vec<usize>,
    n_ends: usize,
    /// The last row that came out, as the person's program numbers it.
    row: u32,
    /// Line breaks inside of quotes, which are not rows.
    n_inner_lines: u64,
    /// 1 where lines end with two characters: the reader counts the second of them with the next row.
    n_late_lines: u64,
    n_skipped_lines: u32,
    n_damaged_rows: u32,
}

#[derive(PartialEq, Eq)]
enum Progress {
    More,
    End,
}

impl std::fmt::Debug for Delimited {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Delimited").field("row", &self.row).finish_non_exhaustive()
    }
}

impl Delimited {
    /// A reader for a text that begins with `head`, of which the first lines are no rows.
    pub(super) fn new(delimiter: Delimiter, n_skipped_lines: u32, head: &str) -> Self {
        let is_crlf = head.find('\n').and_then(|at| at.checked_sub(1)).is_some_and(|at| head.as_bytes()[at] == b'\r');
        Self {
            reader: ReaderBuilder::new().delimiter(delimiter.byte()).build(),
            text: vec![0; 4 << 10],
            n_text_bytes: 0,
            ends: vec![0; 32],
            n_ends: 0,
            row: 0,
            n_inner_lines: 0,
            n_late_lines: u64::from(is_crlf),
            n_skipped_lines,
            n_damaged_rows: 0,
        }
    }

    pub(super) fn n_damaged_rows(&self) -> u32 {
        self.n_damaged_rows
    }

    pub(super) fn take(&mut self, mut bytes: &[u8], row: &mut impl FnMut(Record<'_>)) -> Result<(), FileFault> {
        while !bytes.is_empty() {
            let (n_read, _) = self.read(bytes, row)?;
            bytes = bytes.get(n_read..).unwrap_or_default();
        }
        Ok(())
    }

    /// Gives the last row, if no line break ended it.
    pub(super) fn finish(&mut self, row: &mut impl FnMut(Record<'_>)) -> Result<(), FileFault> {
        while self.read(&[], row)?.1 != Progress::End {}
        Ok(())
    }

    /// Reads on: how many bytes were used, and whether that was all. No bytes are the end of the file.
    fn read(&mut self, bytes: &[u8], row: &mut impl FnMut(Record<'_>)) -> Result<(usize, Progress), FileFault> {
        let text = self.text.get_mut(self.n_text_bytes..).unwrap_or_default();
        let ends = self.ends.get_mut(self.n_ends..).unwrap_or_default();
        let (result, n_read, n_written, n_ends) = self.reader.read_record(bytes, text, ends);
        self.n_text_bytes += n_written;
        self.n_ends += n_ends;
        match result {
            ReadRecordResult::InputEmpty => {}
            ReadRecordResult::End => return Ok((n_read, Progress::End)),
            ReadRecordResult::Record => self.give(row)?,
            ReadRecordResult::OutputFull => {
                if self.text.len() >= N_ROW_BYTES {
                    return Err(FileFault::RowTooLong(self.row + 1));
                }
                self.text.resize(self.text.len() * 2, 0);
            }
            ReadRecordResult::OutputEndsFull => {
                if self.ends.len() > N_COLUMNS {
                    return Err(FileFault::TooManyColumns(self.row + 1));
                }
                self.ends.resize(self.ends.len() * 2, 0);
            }
        }
        Ok((n_read, Progress::More))
    }

    fn give(&mut self, row: &mut impl FnMut(Record<'_>)) -> Result<(), FileFault> {
        let text = self.text.get(..self.n_text_bytes).unwrap_or_default();
        let ends = self.ends.get(..self.n_ends).unwrap_or_default();
        if ends.len() > N_COLUMNS {
            return Err(FileFault::TooManyColumns(self.row + 1));
        }
        self.n_inner_lines += n_line_feeds(text);
        let by_lines = (self.reader.line() - 1 + self.n_late_lines).saturating_sub(self.n_inner_lines);
        self.row = u32::try_from(by_lines).unwrap_or(u32::MAX).max(self.row + 1);
        if self.row > N_ROWS {
            return Err(FileFault::TooManyRows);
        }
        (self.n_text_bytes, self.n_ends) = (0, 0);
        if self.row <= self.n_skipped_lines {
            return Ok(());
        }
        if let Ok(text) = std::str::from_utf8(text) {
            if text.contains('\u{fffd}') {
                self.n_damaged_rows += 1;
            }
            let record = Record::new(self.row, text, ends);
            if !record.is_blank() {
                row(record);
            }
            return Ok(());
        }
        self.n_damaged_rows += 1;
        let (text, ends) = repaired(text, ends);
        row(Record::new(self.row, &text, &ends));
        Ok(())
    }
}

fn n_line_feeds(text: &[u8]) -> u64 {
    text.iter().fold(0, |n, &byte| n + u64::from(byte == b'\n'))
}

/// Each field with what is no UTF-8 replaced.
fn repaired(text: &[u8], ends: &[usize]) -> (String, Vec<usize>) {
    let (mut repaired, mut repaired_ends, mut start) = (String::new(), Vec::new(), 0);
    for &end in ends {
        repaired.push_str(&String::from_utf8_lossy(text.get(start..end).unwrap_or_default()));
        repaired_ends.push(repaired.len());
        start = end;
    }
    (repaired, repaired_ends)
}
