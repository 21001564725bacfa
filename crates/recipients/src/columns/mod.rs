//! Which column is what: the number, and the value of each variable.
//!
//! A guess is made by the names of the columns and by what stands in them; a person corrects it, and only then are
//! rows looked at. Errors of columns come before errors of rows.

mod guess;
mod names;

use serde::{Deserialize, Serialize};

pub use guess::{ColumnGuess, Sample, SampleRow, sample};

/// Whether the first row names the columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Header {
    /// It does, and is no recipient.
    Present,
    /// It is a recipient already.
    Absent,
}

/// Where the value of a variable comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ValueSource {
    /// What stands in a column.
    Column {
        /// The column, from 0.
        column: usize,
        /// What is taken where nothing stands.
        if_empty: Option<String>,
    },
    /// The same for every recipient.
    Fixed(String),
}

/// What each column is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Columns {
    /// Whether the first row names the columns.
    pub header: Header,
    /// The column of the number, from 0.
    pub number: usize,
    /// For each variable of the template, in order of first use, where its value comes from.
    pub values: Vec<ValueSource>,
}

/// What is wrong with columns, before any row is looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "fault", rename_all = "snake_case")]
#[non_exhaustive]
pub enum ColumnFault {
    /// No column looks like phone numbers.
    #[error("no column looks like phone numbers; name the column “phone”, or choose it")]
    NoNumber,
    /// A variable has neither a column nor a fixed value.
    #[error("the variable “{variable}” has no column; name a column so, choose one, or give a value for all")]
    NoValue {
        /// The variable.
        variable: String,
    },
    /// Several columns have the name of a variable.
    #[error("{n_columns} columns are named “{variable}”; choose one of them")]
    Ambiguous {
        /// The variable.
        variable: String,
        /// How many columns.
        n_columns: usize,
    },
    /// There are more or fewer sources than variables.
    #[error("the template has {n_variables} variables, and {n_sources} of them were given a source")]
    WrongNumber {
        /// Variables of the template.
        n_variables: usize,
        /// Sources that were given.
        n_sources: usize,
    },
    /// A value for every recipient that no recipient may get.
    #[error("the value for the variable “{variable}” is empty, too long, or has a link")]
    BadFixedValue {
        /// The variable.
        variable: String,
    },
    /// There is no such country.
    #[error("there is no country “{country}”")]
    NoSuchCountry {
        /// What was given.
        country: String,
    },
}
