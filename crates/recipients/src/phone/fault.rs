//! What can be wrong with a number.

use serde::{Deserialize, Serialize};

/// What is wrong with a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum PhoneFault {
    /// It does not start with a country code.
    NoCountryCode,
    /// It has too few digits for its country.
    TooShort,
    /// It has too many digits for its country.
    TooLong,
    /// It is no phone number at all.
    NotANumber,
    /// Its country has no such number.
    Invalid,
    /// A spreadsheet has rounded it (`6.59E+09`): the last digits are gone.
    DigitsLost,
}

impl PhoneFault {
    /// Every fault.
    pub const ALL: [Self; 6] =
        [Self::NoCountryCode, Self::TooShort, Self::TooLong, Self::NotANumber, Self::Invalid, Self::DigitsLost];

    /// The stable word: `no_country_code`, `too_short`, `too_long`, `not_a_number`, `invalid`, `digits_lost`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NoCountryCode => "no_country_code",
            Self::TooShort => "too_short",
            Self::TooLong => "too_long",
            Self::NotANumber => "not_a_number",
            Self::Invalid => "invalid",
            Self::DigitsLost => "digits_lost",
        }
    }

    /// A sentence that says what is wrong and what to do.
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::NoCountryCode => "It has no country code. Write it with + and the country code, or set the country.",
            Self::TooShort => "It has too few digits for its country.",
            Self::TooLong => "It has too many digits for its country.",
            Self::NotANumber => "It is not a phone number.",
            Self::Invalid => "Its country has no such number.",
            Self::DigitsLost => {
                "A spreadsheet has rounded it, and its last digits are gone. Format the column as text and export again."
            }
        }
    }
}
