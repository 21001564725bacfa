//! A valid number in two words, and what kind of line it is.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{PlusSign, parse_number, plan};

/// What kind of line a number belongs to, as far as its digits tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LineType {
    /// Callers pay more.
    Premium,
    /// Callers pay nothing.
    TollFree,
    /// Callers pay a part.
    SharedCost,
    /// A line over the internet.
    Voip,
    /// It follows a person.
    Personal,
    /// A pager.
    Pager,
    /// A company's number for the whole country.
    Uan,
    /// A mailbox.
    Voicemail,
    /// A landline.
    Landline,
    /// A mobile phone.
    Mobile,
    /// A landline or a mobile phone: the country does not tell them apart.
    LandlineOrMobile,
}

impl LineType {
    /// Every type. `build.rs` has the same order.
    pub const ALL: [Self; 11] = [
        Self::Premium,
        Self::TollFree,
        Self::SharedCost,
        Self::Voip,
        Self::Personal,
        Self::Pager,
        Self::Uan,
        Self::Voicemail,
        Self::Landline,
        Self::Mobile,
        Self::LandlineOrMobile,
    ];

    /// The name in JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Premium => "premium",
            Self::TollFree => "toll_free",
            Self::SharedCost => "shared_cost",
            Self::Voip => "voip",
            Self::Personal => "personal",
            Self::Pager => "pager",
            Self::Uan => "uan",
            Self::Voicemail => "voicemail",
            Self::Landline => "landline",
            Self::Mobile => "mobile",
            Self::LandlineOrMobile => "landline_or_mobile",
        }
    }

    /// Whether an SMS can arrive there, going by the digits alone: `None` where they do not tell.
    pub const fn takes_sms(self) -> Option<bool> {
        match self {
            Self::Mobile => Some(true),
            Self::LandlineOrMobile | Self::Personal | Self::Voip => None,
            _ => Some(false),
        }
    }
}

/// A valid number: its digits, its country and its type. Written and read as E.164 with `+`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Number {
    digits: u64,
    region: u8,
    line_type: LineType,
}

impl Number {
    pub(super) const fn new(digits: u64, region: u8, line_type: LineType) -> Self {
        Self { digits, region, line_type }
    }

    /// The digits of E.164 as one number; no calling code begins with 0.
    pub const fn digits(self) -> u64 {
        self.digits
    }

    /// The country, ISO 3166-1 alpha-2; `None` for numbers of no country (`+800`).
    pub fn country(self) -> Option<&'static str> {
        plan::region(self.region).country()
    }

    /// The country's calling code, such as 65.
    pub fn calling_code(self) -> u16 {
        plan::region(self.region).calling_code
    }

    /// The country's place in the numbering plan, for tables by country.
    pub(crate) const fn place(self) -> u8 {
        self.region
    }

    /// The kind of line.
    pub const fn line_type(self) -> LineType {
        self.line_type
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "+{}", self.digits)
    }
}

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        parse_number(&text, PlusSign::Required).map_err(|fault| serde::de::Error::custom(fault.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_type_is_written_as_it_is_named() {
        for line_type in LineType::ALL {
            assert_eq!(serde_json::to_string(&line_type).unwrap(), format!("\"{}\"", line_type.as_str()));
        }
    }

    #[test]
    fn a_number_is_written_as_e164() {
        let number: Number = serde_json::from_str("\"+65 9123 4567\"").unwrap();
        assert_eq!((number.country(), number.calling_code(), number.line_type()), (Some("SG"), 65, LineType::Mobile));
        assert_eq!(serde_json::to_string(&number).unwrap(), "\"+6591234567\"");
        assert!(serde_json::from_str::<Number>("\"91234567\"").is_err());
    }
}
