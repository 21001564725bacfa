//! The guess: is there a header, and which column is which.

use serde::{Deserialize, Serialize};

use super::{
    ColumnFault, Columns, Header, ValueSource,
    names::{number_rank, plain},
};
use crate::{
    NumberReader,
    import::{FileFault, Format, ImportOptions, Importer, N_SAMPLE_BYTES, Record},
};

/// Rows that are shown and looked at.
const N_SAMPLE_ROWS: usize = 50;

/// The first rows of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sample {
    /// What the file was found to be.
    pub format: Option<Format>,
    /// At most 50 rows.
    pub rows: Vec<SampleRow>,
}

/// A row of a sample.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SampleRow {
    /// Its number in the person's own file.
    pub row: u32,
    /// Every field, in order.
    pub fields: Vec<String>,
}

impl SampleRow {
    fn of(record: Record<'_>) -> Self {
        Self { row: record.row(), fields: record.fields().map(str::to_owned).collect() }
    }

    fn field(&self, column: usize) -> &str {
        self.fields.get(column).map_or("", |field| field.trim())
    }
}

/// Reads the first rows. `bytes` is the whole of a spreadsheet, and of a text the beginning: [`N_SAMPLE_BYTES`], or all.
///
/// # Errors
///
/// The file is no list.
pub fn sample(bytes: &[u8], options: ImportOptions) -> Result<Sample, FileFault> {
    let mut importer = Importer::new(options);
    let mut rows = Vec::new();
    let mut keep = |record: Record<'_>| {
        if rows.len() < N_SAMPLE_ROWS {
            rows.push(SampleRow::of(record));
        }
    };
    importer.push(bytes, &mut keep)?;
    let is_cut = importer.format().is_some() && bytes.len() >= N_SAMPLE_BYTES;
    let format = if is_cut { importer.format().cloned() } else { Some(importer.finish(&mut keep)?) };
    if rows.is_empty() {
        return Err(FileFault::Empty);
    }
    Ok(Sample { format, rows })
}

/// What the columns seem to be; a person corrects it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnGuess {
    /// Whether the first row names the columns.
    pub header: Header,
    /// The names of the columns, or `A`, `B`, … as a spreadsheet has them.
    pub names: Vec<String>,
    /// The column of the number, from 0.
    pub number: Option<usize>,
    /// For each variable the columns of its name; one is what is hoped for.
    pub values: Vec<(String, Vec<usize>)>,
}

impl ColumnGuess {
    /// Looks at the first rows of a file for a template with `variables`.
    pub fn of(sample: &Sample, variables: &[&str], reader: NumberReader) -> Self {
        let n_columns = sample.rows.iter().map(|row| row.fields.len()).max().unwrap_or(0);
        let first = sample.rows.first();
        let is_number = |row: &SampleRow, column: usize| reader.read(row.field(column)).is_ok();
        let n_numbers = |column: usize| sample.rows.iter().skip(1).filter(|row| is_number(row, column)).count();
        let name_rank = |column: usize| first.map_or(0, |row| number_rank(row.field(column)));
        // What stands in a column says more than its name: half of the rows must be numbers, or the name must say so.
        let n_others = sample.rows.len().saturating_sub(1);
        let rank = |column: usize| (n_numbers(column) * 2 > n_others, name_rank(column), n_numbers(column));
        let best = (0..n_columns).rev().max_by_key(|&column| rank(column));
        let number = best.filter(|&column| {
            rank(column).0 || name_rank(column) == 2 || first.is_some_and(|row| is_number(row, column))
        });
        let header = match (first, number) {
            (Some(row), Some(column)) if has_number_digits(row.field(column)) => Header::Absent,
            (Some(row), None) if row.fields.iter().any(|field| has_number_digits(field)) => Header::Absent,
            _ => Header::Present,
        };
        let names = (0..n_columns).map(|column| {
            let name = first.filter(|_| header == Header::Present).map_or("", |row| row.field(column));
            if name.is_empty() { letters(column) } else { name.to_owned() }
        });
        let names: Vec<String> = names.collect();
        let plain_names: Vec<String> = names.iter().map(|name| plain(name)).collect();
        let columns_of = |variable: &str| {
            let wanted = plain(variable);
            let exact: Vec<usize> = (0..n_columns).filter(|&at| names.get(at).is_some_and(|n| n == variable)).collect();
            if exact.len() == 1 || header == Header::Absent {
                return exact;
            }
            (0..n_columns).filter(|&at| plain_names.get(at) == Some(&wanted)).collect()
        };
        let values = variables.iter().map(|variable| ((*variable).to_owned(), columns_of(variable))).collect();
        Self { header, names, number, values }
    }

    /// The column that a person calls `name`: by its name, by its name without its looks, or by its letter.
    pub fn find(&self, name: &str) -> Option<usize> {
        let by = |is_it: &dyn Fn(&str) -> bool| self.names.iter().position(|known| is_it(known));
        by(&|known| known == name)
            .or_else(|| by(&|known| plain(known) == plain(name)))
            .or_else(|| (0..self.names.len()).find(|&column| letters(column).eq_ignore_ascii_case(name)))
    }

    /// The guess as it stands.
    ///
    /// # Errors
    ///
    /// Everything that a person must decide first.
    pub fn columns(&self) -> Result<Columns, Vec<ColumnFault>> {
        let mut faults = Vec::new();
        if self.number.is_none() {
            faults.push(ColumnFault::NoNumber);
        }
        let mut values = Vec::new();
        for (variable, columns) in &self.values {
            match columns.as_slice() {
                [column] => values.push(ValueSource::Column { column: *column, if_empty: None }),
                [] => faults.push(ColumnFault::NoValue { variable: variable.clone() }),
                several => {
                    faults.push(ColumnFault::Ambiguous { variable: variable.clone(), n_columns: several.len() });
                }
            }
        }
        match self.number {
            Some(number) if faults.is_empty() => Ok(Columns { header: self.header, number, values }),
            _ => Err(faults),
        }
    }
}

/// Whether a field has as many digits as a phone number, which no name of a column has.
fn has_number_digits(field: &str) -> bool {
    field.chars().filter(|c| c.is_numeric()).count() >= 5
}

/// A column as a spreadsheet names it: `A`, …, `Z`, `AA`.
fn letters(column: usize) -> String {
    let (before, last) = (column / 26, column % 26);
    let last = char::from(b'A' + u8::try_from(last).unwrap_or(0));
    if before == 0 { last.to_string() } else { letters(before - 1) + &last.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guess(file: &str, variables: &[&str], country: Option<&str>) -> ColumnGuess {
        let sample = sample(file.as_bytes(), ImportOptions::default()).unwrap();
        ColumnGuess::of(&sample, variables, NumberReader::new(country).unwrap())
    }

    #[test]
    fn columns_are_matched_by_name() {
        let found = guess("Order-ID,Mobile,first name\nA1,+6591234567,Ann\n", &["first_name", "order_id"], None);
        assert_eq!(found.header, Header::Present);
        assert_eq!(
            (found.number, found.values[0].1.as_slice(), found.values[1].1.as_slice()),
            (Some(1), &[2][..], &[0][..])
        );
        assert!(found.columns().is_ok());
    }

    #[test]
    fn a_column_of_numbers_needs_no_name() {
        let found = guess("Ann;+6591234567\nBob;+6591234568\n", &[], None);
        assert_eq!((found.header, found.number, found.names), (Header::Absent, Some(1), vec!["A".into(), "B".into()]));
        let found = guess("kunde;x\nAnn;0171 1234567\nBob;0171 1234568\n", &["kunde"], Some("DE"));
        assert_eq!((found.header, found.number), (Header::Present, Some(1)));
    }

    /// Errors of columns come all at once, before any row.
    #[test]
    fn what_is_missing_is_said_before_rows_are_read() {
        let found = guess("a,b\nx,y\n", &["name"], None);
        assert_eq!(found.columns(), Err(vec![ColumnFault::NoNumber, ColumnFault::NoValue { variable: "name".into() }]));
        let found = guess("phone,Name,NAME\n+6591234567,Ann,Lee\n", &["name"], None);
        assert_eq!(found.columns(), Err(vec![ColumnFault::Ambiguous { variable: "name".into(), n_columns: 2 }]));
    }

    #[test]
    fn columns_have_the_letters_of_a_spreadsheet() {
        assert_eq!([0, 25, 26, 51, 52, 701, 702].map(letters), ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
    }
}
