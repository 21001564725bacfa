//! Row after row into a list: what each is, and why not.

use std::collections::BTreeMap;

use hashbrown::{HashTable, hash_table};
use piecewise_sms::template::{ContentType, Template};
use serde::{Deserialize, Serialize};

use super::{
    Duplicates, Entry, List, RejectClass, RejectReason, RowCounts, Suppression, SuppressionScope, Texts,
    texts::hash_of_number, values,
};
use crate::{
    LineType, Number, NumberReader, PhoneFault, Repair,
    columns::{ColumnFault, Columns, Header, ValueSource},
    import::Record,
};

/// What a person decided about a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListOptions {
    /// The country of numbers without a country code, ISO 3166-1 alpha-2.
    pub default_country: Option<String>,
    /// What each column is.
    pub columns: Columns,
    /// Which row of a number counts.
    pub duplicates: Duplicates,
    /// What the message is for: marketing is not sent to who declined it.
    pub content_type: ContentType,
}

/// What became of one row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "verdict", rename_all = "snake_case")]
pub enum Verdict {
    /// It names the columns.
    Header,
    /// It is a recipient.
    Accepted {
        /// What had to be repaired.
        repair: Option<Repair>,
    },
    /// It has a fault.
    Rejected {
        /// Which.
        reason: RejectReason,
    },
    /// Another row has its number.
    Duplicate {
        /// That row.
        of: u32,
    },
    /// Its number must not get this message.
    Suppressed {
        /// What the number gets no more.
        scope: SuppressionScope,
    },
}

/// Makes a list of rows. Rows may come in any order: their numbers decide which is first.
#[derive(Debug)]
pub struct ListBuilder<'a> {
    options: ListOptions,
    reader: NumberReader,
    suppression: &'a Suppression,
    is_begun: bool,
    list: List,
    /// By number, the place of its entry.
    places: HashTable<u32>,
    rejects: BTreeMap<RejectReason, RejectClass>,
    packed: Vec<u8>,
}

impl<'a> ListBuilder<'a> {
    /// A builder for recipients of `template`.
    ///
    /// # Errors
    ///
    /// The columns do not fit the template, or the default country does not exist.
    pub fn new(template: &Template, options: ListOptions, suppression: &'a Suppression) -> Result<Self, ColumnFault> {
        let variables: Vec<String> = template.variables().into_iter().map(str::to_owned).collect();
        let sources = &options.columns.values;
        if sources.len() != variables.len() {
            return Err(ColumnFault::WrongNumber { n_variables: variables.len(), n_sources: sources.len() });
        }
        for (source, variable) in sources.iter().zip(&variables) {
            let fixed = match source {
                ValueSource::Fixed(text) => Some(text),
                ValueSource::Column { if_empty, .. } => if_empty.as_ref(),
            };
            if fixed.is_some_and(|text| text.trim().is_empty() || values::check(text.trim(), 0).is_err()) {
                return Err(ColumnFault::BadFixedValue { variable: variable.clone() });
            }
        }
        let country = options.default_country.as_deref();
        let reader = NumberReader::new(country)
            .ok_or_else(|| ColumnFault::NoSuchCountry { country: country.unwrap_or_default().to_owned() })?;
        let list = List {
            variables,
            entries: Vec::new(),
            texts: Texts::default(),
            counts: RowCounts::default(),
            rejects: Vec::new(),
            repairs: [0; Repair::ALL.len()],
            line_types: [0; LineType::ALL.len()],
        };
        Ok(Self {
            options,
            reader,
            suppression,
            is_begun: false,
            list,
            places: HashTable::new(),
            rejects: BTreeMap::new(),
            packed: Vec::new(),
        })
    }

    /// The names of the variables, in order of first use.
    pub fn variables(&self) -> &[String] {
        &self.list.variables
    }

    /// What became of the rows so far.
    pub fn counts(&self) -> RowCounts {
        self.list.counts
    }

    /// Takes a row; the first one may be the header.
    pub fn push(&mut self, record: Record<'_>) -> Verdict {
        if !self.is_begun {
            self.is_begun = true;
            if self.options.columns.header == Header::Present {
                return Verdict::Header;
            }
        }
        self.list.counts.rows += 1;
        let verdict = match self.read(record) {
            Ok((number, repair)) => self.keep(number, record.row(), repair),
            Err(reason) => Verdict::Rejected { reason },
        };
        let counts = &mut self.list.counts;
        match verdict {
            Verdict::Header => {}
            Verdict::Accepted { .. } => counts.accepted += 1,
            Verdict::Rejected { reason } => self.reject(record.row(), reason),
            Verdict::Duplicate { .. } => counts.duplicate += 1,
            Verdict::Suppressed { .. } => counts.suppressed += 1,
        }
        verdict
    }

    /// The list, with its recipients in the order of their rows.
    ///
    /// # Panics
    ///
    /// If a row is not accounted for, which no file can bring about.
    pub fn finish(mut self) -> List {
        if self.options.duplicates == Duplicates::Merge {
            self.reject_incomplete();
        }
        self.list.entries.sort_unstable_by_key(|entry| entry.row);
        for entry in &self.list.entries {
            if let Some(n) = self.list.line_types.get_mut(entry.number.line_type() as usize) {
                *n += 1;
            }
        }
        self.list.rejects = self.rejects.into_values().collect();
        let counts = self.list.counts;
        assert!(counts.is_balanced(), "every row is accepted, rejected, a duplicate or suppressed: {counts:?}");
        self.list
    }

    /// Under [`Duplicates::Merge`] rows that lack a value for good are found only when every row has come: which they
    /// would be if there were no more.
    pub fn late_rejects(&self) -> Vec<(u32, RejectReason)> {
        let incomplete = |entry: &Entry| missing(self.list.texts.get(entry.values)).map(|reason| (entry.row, reason));
        self.list.entries.iter().filter_map(incomplete).collect()
    }

    fn reject(&mut self, row: u32, reason: RejectReason) {
        self.list.counts.rejected += 1;
        let class =
            self.rejects.entry(reason).or_insert_with(|| RejectClass { reason, n_rows: 0, first_rows: Vec::new() });
        class.n_rows += 1;
        let place = class.first_rows.partition_point(|&earlier| earlier < row);
        if place < RejectClass::N_FIRST_ROWS {
            class.first_rows.insert(place, row);
            class.first_rows.truncate(RejectClass::N_FIRST_ROWS);
        }
    }

    /// Reads the number, and the values into `packed`.
    fn read(&mut self, record: Record<'_>) -> Result<(Number, Option<Repair>), RejectReason> {
        let text = record.field(self.options.columns.number).unwrap_or_default();
        let fault = |fault: PhoneFault| RejectReason::Number { fault };
        let reading = self.reader.read(text).map_err(fault)?;
        self.packed.clear();
        for (source, variable) in self.options.columns.values.iter().zip(0..) {
            let value = match source {
                ValueSource::Fixed(text) => Some(text.trim()),
                ValueSource::Column { column, if_empty } => {
                    let value = record.field(*column).unwrap_or_default().trim();
                    if value.is_empty() { if_empty.as_deref().map(str::trim) } else { Some(value) }
                }
            };
            match value {
                Some(value) => values::check(value, variable)?,
                None if self.options.duplicates == Duplicates::Merge => {}
                None => return Err(RejectReason::ValueMissing { variable }),
            }
            values::pack(&mut self.packed, value);
        }
        if let Some(n) = reading.repair.and_then(|repair| self.list.repairs.get_mut(repair as usize)) {
            *n += 1;
        }
        Ok((reading.number, reading.repair))
    }

    fn keep(&mut self, number: Number, row: u32, repair: Option<Repair>) -> Verdict {
        if let Some(scope) = self.suppression.scope_of(number, self.options.content_type) {
            return Verdict::Suppressed { scope };
        }
        let List { entries, texts, .. } = &mut self.list;
        let digits_at =
            |entries: &[Entry], place: u32| entries.get(place as usize).map_or(0, |entry| entry.number.digits());
        let digits = number.digits();
        let found = self.places.entry(
            hash_of_number(digits),
            |&place| digits_at(entries, place) == digits,
            |&place| hash_of_number(digits_at(entries, place)),
        );
        match found {
            hash_table::Entry::Occupied(place) => {
                let Some(entry) = entries.get_mut(*place.get() as usize) else { return Verdict::Duplicate { of: row } };
                let of = entry.row;
                let is_preferred = match self.options.duplicates {
                    Duplicates::First => row < entry.row,
                    Duplicates::Last => row > entry.row,
                    Duplicates::Merge => {
                        merge(texts, entry, &self.packed, row);
                        false
                    }
                };
                if is_preferred && let Some(values) = texts.place_of(&self.packed) {
                    *entry = Entry { number, row, values };
                }
                Verdict::Duplicate { of }
            }
            hash_table::Entry::Vacant(place) => {
                let values = texts.place_of(&self.packed);
                let (Some(values), Ok(next)) = (values, u32::try_from(entries.len())) else {
                    // Beyond four thousand million texts or rows; files end long before.
                    return Verdict::Rejected { reason: RejectReason::Number { fault: PhoneFault::NotANumber } };
                };
                entries.push(Entry { number, row, values });
                place.insert(next);
                Verdict::Accepted { repair }
            }
        }
    }

    fn reject_incomplete(&mut self) {
        let late = self.late_rejects();
        let List { entries, texts, .. } = &mut self.list;
        entries.retain(|entry| missing(texts.get(entry.values)).is_none());
        for (row, reason) in late {
            self.list.counts.accepted -= 1;
            self.reject(row, reason);
        }
    }
}

/// The first value that is missing.
fn missing(packed: &[u8]) -> Option<RejectReason> {
    let (_, variable) = values::unpack_all(packed).zip(0..).find(|(value, _)| value.is_none())?;
    Some(RejectReason::ValueMissing { variable })
}

/// Fills what the earlier of two rows lacks with what the later one has.
fn merge(texts: &mut Texts, entry: &mut Entry, packed: &[u8], row: u32) {
    let known = texts.get(entry.values);
    let (first, second) = if row < entry.row { (packed, known) } else { (known, packed) };
    let mut merged = Vec::with_capacity(first.len().max(second.len()));
    for (value, other) in values::unpack_all(first).zip(values::unpack_all(second)) {
        values::pack(&mut merged, value.or(other));
    }
    if let Some(values) = texts.place_of(&merged) {
        entry.values = values;
    }
    entry.row = entry.row.min(row);
}
