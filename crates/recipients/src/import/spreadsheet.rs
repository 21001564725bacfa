//! Rows of a spreadsheet, by `calamine`, after a look for archives that are made to exhaust memory.

use std::io::{Cursor, Read};

use calamine::{Data, DataRef, ExcelDateTime, Reader, Xlsx, XlsxError};
use zip::ZipArchive;

use super::{FileFault, FileKind, N_COLUMNS, N_ROWS, Record};

/// The largest file that is taken: it is held in memory.
pub const N_SPREADSHEET_BYTES: usize = 64 << 20;
/// The most that the parts which are held in memory may unpack to.
const N_HELD_BYTES: u64 = 128 << 20;
/// The most that one sheet may unpack to; it is read as it is unpacked.
const N_SHEET_BYTES: u64 = 2 << 30;
/// The longest text or tag.
const N_RUN_BYTES: usize = 1 << 20;
/// The most parts that an archive may have.
const N_PARTS: usize = 10_000;

/// Gives every row of the sheet `sheet`, or of the first one; the names of all sheets.
pub(super) fn read(
    file: Vec<u8>,
    sheet: Option<&str>,
    row: &mut impl FnMut(Record<'_>),
) -> Result<Vec<String>, FileFault> {
    refuse_bombs(&file)?;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(file)).map_err(|error| fault(&error))?;
    let sheets = book.sheet_names();
    let name = match sheet {
        Some(name) => sheets.iter().find(|known| *known == name).ok_or_else(|| FileFault::NoSheet(name.to_owned()))?,
        None => sheets.first().ok_or(FileFault::Empty)?,
    };
    let mut cells = book.worksheet_cells_reader(name).map_err(|error| fault(&error))?;
    let mut current = Current::default();
    while let Some(cell) = cells.next_cell().map_err(|error| fault(&error))? {
        let (place, column) = cell.get_position();
        if place != current.place {
            current.give(row);
            current.place = place;
        }
        if place >= N_ROWS {
            return Err(FileFault::TooManyRows);
        }
        let column = usize::try_from(column).unwrap_or(usize::MAX);
        if column >= N_COLUMNS {
            // Cells that were only formatted are no columns.
            if matches!(cell.get_value(), DataRef::Empty) {
                continue;
            }
            return Err(FileFault::TooManyColumns(place + 1));
        }
        current.push(column, cell.get_value());
    }
    current.give(row);
    Ok(sheets)
}

/// The row whose cells are coming.
#[derive(Default)]
struct Current {
    /// From 0.
    place: u32,
    text: String,
    ends: Vec<usize>,
}

impl Current {
    fn push(&mut self, column: usize, value: &DataRef<'_>) {
        while self.ends.len() < column {
            self.ends.push(self.text.len());
        }
        match value {
            DataRef::String(text) => self.text.push_str(text),
            DataRef::SharedString(text) => self.text.push_str(text),
            other => self.text.push_str(&shown(Data::from(other.clone()))),
        }
        self.ends.push(self.text.len());
    }

    fn give(&mut self, row: &mut impl FnMut(Record<'_>)) {
        let record = Record::new(self.place + 1, &self.text, &self.ends);
        if !record.is_blank() {
            row(record);
        }
        self.text.clear();
        self.ends.clear();
    }
}

/// A value as a person sees it, more or less: the format of the cell is not known.
fn shown(value: Data) -> String {
    match value {
        Data::Float(number) if number.fract() == 0.0 && number.abs() < 1e15 => format!("{number:.0}"),
        // A spreadsheet keeps 15 digits; the rest is gone.
        Data::Float(number) if number.abs() >= 1e15 => format!("{number:E}"),
        Data::Float(number) => number.to_string(),
        Data::Int(number) => number.to_string(),
        Data::Bool(is_true) => is_true.to_string(),
        Data::DateTime(moment) => date(moment),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => text,
        Data::Empty | Data::Error(_) => String::new(),
    }
}

fn date(moment: ExcelDateTime) -> String {
    let (year, month, day, hour, minute, _, _) = moment.to_ymd_hms_milli();
    if moment.is_duration() || moment.as_f64() < 1.0 {
        format!("{hour:02}:{minute:02}")
    } else if (hour, minute) == (0, 0) {
        format!("{year:04}-{month:02}-{day:02}")
    } else {
        format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}")
    }
}

fn fault(error: &XlsxError) -> FileFault {
    match error {
        XlsxError::Zip(_) | XlsxError::FileNotFound(_) => FileFault::NotAList(FileKind::Archive),
        _ => FileFault::Damaged,
    }
}

/// Unpacks every part once without keeping it, and refuses what would take too much to keep.
fn refuse_bombs(file: &[u8]) -> Result<(), FileFault> {
    let not_a_list = FileFault::NotAList(FileKind::Archive);
    let mut archive = ZipArchive::new(Cursor::new(file)).map_err(|_| FileFault::Damaged)?;
    if archive.len() > N_PARTS {
        return Err(FileFault::Bomb);
    }
    let is_book = |name: &str| name.eq_ignore_ascii_case("xl/workbook.xml");
    if !archive.file_names().any(|name| name.is_ok_and(|name| is_book(&name))) {
        return Err(not_a_list);
    }
    let mut n_held_bytes = 0;
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).map_err(|_| FileFault::Damaged)?;
        let name = part.name().map_err(|_| FileFault::Damaged)?.to_ascii_lowercase();
        let extension = name.rsplit('.').next().unwrap_or_default();
        if !matches!(extension, "xml" | "rels") {
            continue;
        }
        let is_sheet = name.starts_with("xl/worksheets/");
        let n_most = if is_sheet { N_SHEET_BYTES } else { N_HELD_BYTES - n_held_bytes };
        if part.size() > n_most {
            return Err(FileFault::Bomb);
        }
        // What the archive says of its sizes may be a lie.
        let n_bytes = n_unpacked_bytes(&mut part, n_most)?;
        if !is_sheet {
            n_held_bytes += n_bytes;
        }
    }
    Ok(())
}

fn n_unpacked_bytes(part: &mut impl Read, n_most: u64) -> Result<u64, FileFault> {
    let mut buffer = vec![0; 64 << 10];
    let (mut n_bytes, mut n_run_bytes) = (0_u64, 0_usize);
    loop {
        let n_read = part.read(&mut buffer).map_err(|_| FileFault::Damaged)?;
        let read = buffer.get(..n_read).unwrap_or_default();
        if read.is_empty() {
            return Ok(n_bytes);
        }
        n_bytes += u64::try_from(n_read).unwrap_or(u64::MAX);
        n_run_bytes = match read.iter().rposition(|&byte| byte == b'<') {
            Some(last) => n_read - last,
            None => n_run_bytes + n_read,
        };
        if n_bytes > n_most || n_run_bytes > N_RUN_BYTES {
            return Err(FileFault::Bomb);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_unpacks_to_too_much_is_refused_on_the_way() {
        let tags = || std::io::repeat(b'<').take(3 << 20);
        assert_eq!(n_unpacked_bytes(&mut tags(), 4 << 20), Ok(3 << 20));
        assert_eq!(n_unpacked_bytes(&mut tags(), 2 << 20), Err(FileFault::Bomb));
        assert_eq!(n_unpacked_bytes(&mut std::io::repeat(b'a'), u64::MAX), Err(FileFault::Bomb));
    }
}
