//! Why a row is no recipient.

use piecewise_sms::template::limits::N_VALUE_CHARS;
use serde::{Deserialize, Serialize};

use crate::PhoneFault;

/// Why a row was rejected. The order is that in which classes are shown: a person mends one after the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "reason", rename_all = "snake_case")]
#[non_exhaustive]
pub enum RejectReason {
    /// Something is wrong with the number.
    Number {
        /// What.
        fault: PhoneFault,
    },
    /// A value is empty.
    ValueMissing {
        /// The place of the variable.
        variable: u16,
    },
    /// A value has more characters than the platform takes.
    ValueTooLong {
        /// The place of the variable.
        variable: u16,
    },
    /// A value has a link, which belongs into the reviewed text.
    ValueLink {
        /// The place of the variable.
        variable: u16,
    },
    /// A value has characters that could not be read.
    ValueDamaged {
        /// The place of the variable.
        variable: u16,
    },
}

impl RejectReason {
    /// A sentence that says what is wrong and what to do. `variables` are the names, in order.
    pub fn sentence(self, variables: &[String]) -> String {
        let name = |place: u16| variables.get(usize::from(place)).map_or("", String::as_str);
        match self {
            Self::Number { fault } => fault.sentence().to_owned(),
            Self::ValueMissing { variable } => format!("It has no value for “{}”.", name(variable)),
            Self::ValueTooLong { variable } => {
                format!("The value for “{}” has more than {N_VALUE_CHARS} characters.", name(variable))
            }
            Self::ValueLink { variable } => {
                format!("The value for “{}” has a link; links belong into the template.", name(variable))
            }
            Self::ValueDamaged { variable } => {
                format!("The value for “{}” could not be read; save the file as UTF-8.", name(variable))
            }
        }
    }
}

/// Every row that was rejected for one reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RejectClass {
    /// The reason.
    #[serde(flatten)]
    pub reason: RejectReason,
    /// How many rows.
    pub n_rows: u32,
    /// The first of them, at most [`RejectClass::N_FIRST_ROWS`].
    pub first_rows: Vec<u32>,
}

impl RejectClass {
    /// How many rows are named.
    pub const N_FIRST_ROWS: usize = 5;
}
