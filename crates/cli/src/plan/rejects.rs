//! The file of rejected rows.

use std::{
    collections::BTreeMap,
    fs::File,
    io::{BufWriter, Write},
    path::PathBuf,
};

use piecewise_recipients::{
    import::Record,
    list::{Duplicates, ListBuilder, RejectReason, RejectsCsv, Verdict},
};

use super::PlanArgs;
use crate::error::Error;

/// Writes rejected rows as they come, if that was asked for.
pub(super) struct Rejects {
    output: Option<(PathBuf, BufWriter<File>)>,
    variables: Vec<String>,
    csv: Option<RejectsCsv>,
    /// Under `merge`: rows that lack a value, which may be rejected at the end.
    may_be_late: Option<BTreeMap<u32, Vec<String>>>,
}

impl Rejects {
    pub(super) fn new(args: &PlanArgs, builder: &ListBuilder<'_>) -> Result<Self, Error> {
        let output = match &args.rejects {
            None => None,
            Some(path) => {
                let file = File::create(path).map_err(|source| Error::Create { path: path.clone(), source })?;
                Some((path.clone(), BufWriter::new(file)))
            }
        };
        let is_merge = args.duplicates == Duplicates::Merge && output.is_some();
        let may_be_late = is_merge.then(BTreeMap::new);
        Ok(Self { output, variables: builder.variables().to_vec(), csv: None, may_be_late })
    }

    pub(super) fn take(&mut self, record: Record<'_>, verdict: Verdict) -> Result<(), Error> {
        if self.output.is_none() {
            return Ok(());
        }
        match verdict {
            Verdict::Header => {
                let mut text = String::new();
                self.csv = Some(RejectsCsv::new(&self.variables, Some(record), &mut text));
                self.write(&text)
            }
            Verdict::Rejected { reason } => self.reject(record, reason),
            Verdict::Accepted { .. } => {
                if let Some(rows) = &mut self.may_be_late
                    && record.fields().any(|field| field.trim().is_empty())
                {
                    rows.insert(record.row(), record.fields().map(str::to_owned).collect());
                }
                Ok(())
            }
            Verdict::Duplicate { .. } | Verdict::Suppressed { .. } => Ok(()),
        }
    }

    /// Writes what is rejected only now that all rows are known.
    pub(super) fn finish(mut self, builder: &ListBuilder<'_>) -> Result<(), Error> {
        if let Some(rows) = self.may_be_late.take() {
            for (row, reason) in builder.late_rejects() {
                let fields = rows.get(&row).cloned().unwrap_or_default();
                let mut ends = Vec::new();
                for field in &fields {
                    ends.push(ends.last().unwrap_or(&0) + field.len());
                }
                self.reject(Record::new(row, &fields.concat(), &ends), reason)?;
            }
        }
        match &mut self.output {
            Some((path, output)) => output.flush().map_err(|source| Error::Create { path: path.clone(), source }),
            None => Ok(()),
        }
    }

    fn reject(&mut self, record: Record<'_>, reason: RejectReason) -> Result<(), Error> {
        let mut text = String::new();
        let variables = &self.variables;
        let csv = self.csv.get_or_insert_with(|| RejectsCsv::new(variables, None, &mut String::new()));
        csv.push(record, reason, &mut text);
        self.write(&text)
    }

    fn write(&mut self, text: &str) -> Result<(), Error> {
        match &mut self.output {
            Some((path, output)) => {
                output.write_all(text.as_bytes()).map_err(|source| Error::Create { path: path.clone(), source })
            }
            None => Ok(()),
        }
    }
}
