//! Numbers that must not get messages.

use hashbrown::{HashTable, hash_table::Entry};
use piecewise_sms::template::ContentType;
use serde::{Deserialize, Serialize};

use super::texts::hash_of_number;
use crate::Number;

/// What a number gets no more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SuppressionScope {
    /// Any message.
    Everything,
    /// Marketing.
    Marketing,
}

impl SuppressionScope {
    /// Every scope.
    pub const ALL: [Self; 2] = [Self::Everything, Self::Marketing];

    /// The name in JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Everything => "everything",
            Self::Marketing => "marketing",
        }
    }

    /// Reads [`SuppressionScope::as_str`] back.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scope| scope.as_str() == name)
    }

    const fn bit(self) -> u8 {
        match self {
            Self::Everything => 1,
            Self::Marketing => 2,
        }
    }
}

/// The numbers that must not get messages, each with its scopes.
#[derive(Debug, Clone, Default)]
pub struct Suppression {
    numbers: HashTable<(u64, u8)>,
}

impl Suppression {
    /// Adds a number.
    pub fn insert(&mut self, number: Number, scope: SuppressionScope) {
        let digits = number.digits();
        let entry = self.numbers.entry(
            hash_of_number(digits),
            |(known, _)| *known == digits,
            |(known, _)| hash_of_number(*known),
        );
        match entry {
            Entry::Occupied(mut known) => known.get_mut().1 |= scope.bit(),
            Entry::Vacant(place) => {
                place.insert((digits, scope.bit()));
            }
        }
    }

    /// How many numbers there are.
    pub fn n_numbers(&self) -> usize {
        self.numbers.len()
    }

    /// Why `number` must not get a message of this type; `None` if it may.
    pub fn scope_of(&self, number: Number, content_type: ContentType) -> Option<SuppressionScope> {
        let digits = number.digits();
        let (_, scopes) = self.numbers.find(hash_of_number(digits), |(known, _)| *known == digits)?;
        let holds = |scope: SuppressionScope| scopes & scope.bit() != 0;
        if holds(SuppressionScope::Everything) {
            return Some(SuppressionScope::Everything);
        }
        (content_type == ContentType::Marketing && holds(SuppressionScope::Marketing))
            .then_some(SuppressionScope::Marketing)
    }
}

impl Extend<(Number, SuppressionScope)> for Suppression {
    fn extend<T: IntoIterator<Item = (Number, SuppressionScope)>>(&mut self, entries: T) {
        for (number, scope) in entries {
            self.insert(number, scope);
        }
    }
}
