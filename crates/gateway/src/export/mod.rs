//! Downloads: tables as CSV that a spreadsheet opens without running anything in it, and that reads back as it was.

pub(crate) mod csv;
pub(crate) mod json_lines;
