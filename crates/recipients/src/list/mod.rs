//! From rows to recipients: numbers, values, duplicates and suppressions, with every row accounted for.

mod builder;
mod calls;
mod duplicates;
mod reject;
mod rejects_csv;
mod suppression;
mod texts;
mod values;

use serde::{Deserialize, Serialize};

pub use builder::{ListBuilder, ListOptions, Verdict};
pub use calls::Call;
pub use duplicates::Duplicates;
pub use reject::{RejectClass, RejectReason};
pub use rejects_csv::RejectsCsv;
pub use suppression::{Suppression, SuppressionScope};

use crate::{LineType, Number, Repair};
use texts::Texts;

/// What became of the rows: all of them are in one of the four.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct RowCounts {
    /// Rows of the file, without the header and blank ones.
    pub rows: u32,
    /// Rows that are recipients.
    pub accepted: u32,
    /// Rows with a fault.
    pub rejected: u32,
    /// Rows with the number of another one.
    pub duplicate: u32,
    /// Rows whose number must not get this message.
    pub suppressed: u32,
}

impl RowCounts {
    /// Whether every row is accounted for.
    pub fn is_balanced(&self) -> bool {
        let parts = [self.accepted, self.rejected, self.duplicate, self.suppressed];
        parts.iter().try_fold(0_u32, |sum, &part| sum.checked_add(part)) == Some(self.rows)
    }
}

/// The recipients of a file, in the order of its rows.
#[derive(Debug)]
pub struct List {
    variables: Vec<String>,
    entries: Vec<Entry>,
    texts: Texts,
    counts: RowCounts,
    rejects: Vec<RejectClass>,
    repairs: [u32; Repair::ALL.len()],
    line_types: [u32; LineType::ALL.len()],
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Entry {
    number: Number,
    row: u32,
    /// The place of its values; equal values have one place.
    values: u32,
}

/// One recipient of a list.
#[derive(Debug, Clone, Copy)]
pub struct Recipient<'a> {
    /// The row in the person's own file.
    pub row: u32,
    /// The number.
    pub number: Number,
    /// Recipients with equal values have an equal group.
    pub group: u32,
    list: &'a List,
}

impl<'a> Recipient<'a> {
    /// The values, one for each variable, in order.
    pub fn values(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        self.list.group(self.group)
    }
}

impl List {
    /// The variables, in order of first use.
    pub fn variables(&self) -> &[String] {
        &self.variables
    }

    /// What became of the rows.
    pub fn counts(&self) -> RowCounts {
        self.counts
    }

    /// Why rows were rejected, one class after the other: numbers first, then values.
    pub fn rejects(&self) -> &[RejectClass] {
        &self.rejects
    }

    /// How many rows needed each repair.
    pub fn repairs(&self) -> impl Iterator<Item = (Repair, u32)> {
        Repair::ALL.into_iter().zip(self.repairs)
    }

    /// How many recipients there are of each kind of line.
    pub fn line_types(&self) -> impl Iterator<Item = (LineType, u32)> {
        LineType::ALL.into_iter().zip(self.line_types)
    }

    /// Every recipient, in the order of the rows.
    pub fn recipients(&self) -> impl ExactSizeIterator<Item = Recipient<'_>> {
        self.entries.iter().map(|entry| self.recipient_of(entry))
    }

    /// The recipient at a place, from 0.
    pub fn recipient(&self, place: usize) -> Option<Recipient<'_>> {
        self.entries.get(place).map(|entry| self.recipient_of(entry))
    }

    /// How many different combinations of values there are.
    pub fn n_groups(&self) -> usize {
        self.texts.n_texts()
    }

    /// The values of a group, one for each variable, in order.
    pub fn group(&self, group: u32) -> impl Iterator<Item = &str> {
        values::unpack(self.texts.get(group))
    }

    fn recipient_of(&self, entry: &Entry) -> Recipient<'_> {
        Recipient { row: entry.row, number: entry.number, group: entry.values, list: self }
    }
}

#[cfg(test)]
mod tests;
