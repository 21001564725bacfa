//! What happens to a number that comes several times.

use serde::{Deserialize, Serialize};

/// Which row of a number counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Duplicates {
    /// The first one in the file.
    First,
    /// The last one in the file.
    Last,
    /// The first one, with the values that it lacks taken from the rows after it.
    Merge,
}

impl Duplicates {
    /// Every way.
    pub const ALL: [Self; 3] = [Self::First, Self::Last, Self::Merge];

    /// The name in JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::First => "first",
            Self::Last => "last",
            Self::Merge => "merge",
        }
    }

    /// Reads [`Duplicates::as_str`] back.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|way| way.as_str() == name)
    }
}
