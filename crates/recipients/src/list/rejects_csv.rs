//! The rows that were rejected, as a file that can be mended and imported again.

use csv_core::{Writer, WriterBuilder};

use super::RejectReason;
use crate::import::Record;

/// Writes rejected rows as CSV: as they stood, and behind them their number in the file and what is wrong.
#[derive(Debug)]
pub struct RejectsCsv {
    writer: Writer,
    variables: Vec<String>,
    /// Columns of the header; rows are filled up to it.
    n_columns: usize,
}

impl RejectsCsv {
    /// A writer; the line for the header is added to `csv`. Without a header the columns have no names.
    pub fn new(variables: &[String], header: Option<Record<'_>>, csv: &mut String) -> Self {
        let mut rejects = Self {
            writer: WriterBuilder::new().build(),
            variables: variables.to_vec(),
            n_columns: header.map_or(0, |header| header.n_fields()),
        };
        if let Some(header) = header {
            rejects.line(header.fields().chain(["row", "problem"]), csv);
        }
        rejects
    }

    /// Adds the line of a row.
    pub fn push(&mut self, record: Record<'_>, reason: RejectReason, csv: &mut String) {
        let (row, problem) = (record.row().to_string(), reason.sentence(&self.variables));
        let n_missing = self.n_columns.saturating_sub(record.n_fields());
        let fields = record.fields().chain(std::iter::repeat_n("", n_missing));
        self.line(fields.chain([row.as_str(), problem.as_str()]), csv);
    }

    fn line<'a>(&mut self, fields: impl Iterator<Item = &'a str>, csv: &mut String) {
        let mut line = Vec::new();
        for (place, field) in fields.enumerate() {
            if place > 0 {
                append(&mut line, 1, |output| self.writer.delimiter(output).1);
            }
            append(&mut line, field.len(), |output| self.writer.field(field.as_bytes(), output).2);
        }
        append(&mut line, 1, |output| self.writer.terminator(output).1);
        csv.push_str(&String::from_utf8_lossy(&line));
    }
}

/// Gives `step` room for what `n_bytes` become with every character doubled and quotes around, and keeps what it wrote.
fn append(line: &mut Vec<u8>, n_bytes: usize, step: impl FnOnce(&mut [u8]) -> usize) {
    let start = line.len();
    line.resize(start + 2 * n_bytes + 8, 0);
    let n_written = step(line.get_mut(start..).unwrap_or_default());
    line.truncate(start + n_written);
}
