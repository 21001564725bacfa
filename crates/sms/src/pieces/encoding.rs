//! The two encodings and their budgets.

use super::alphabet::n_septets;

/// How a whole message is encoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub enum Encoding {
    /// The GSM 7-bit default alphabet; a unit is a septet.
    #[cfg_attr(feature = "serde", serde(rename = "GSM-7"))]
    Gsm7,
    /// UCS-2; a unit is a UTF-16 code unit.
    #[cfg_attr(feature = "serde", serde(rename = "UCS-2"))]
    Ucs2,
}

impl Encoding {
    /// `GSM-7` or `UCS-2`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Gsm7 => "GSM-7",
            Self::Ucs2 => "UCS-2",
        }
    }

    /// Units that fit in a message of one piece: 160 septets or 70 UTF-16 units.
    pub const fn n_units_single(self) -> u32 {
        match self {
            Self::Gsm7 => 160,
            Self::Ucs2 => 70,
        }
    }

    /// Units that fit in each piece of a longer message: 153 septets or 67 UTF-16 units.
    /// The rest is the header that joins the pieces (3GPP TS 23.040 §9.2.3.24.1).
    pub const fn n_units_part(self) -> u32 {
        match self {
            Self::Gsm7 => 153,
            Self::Ucs2 => 67,
        }
    }
}

/// Units that `c` takes in `encoding`; `None` if GSM-7 has no such character.
///
/// ```
/// use piecewise_sms::pieces::{Encoding, units_of};
///
/// assert_eq!(units_of('€', Encoding::Gsm7), Some(2));
/// assert_eq!(units_of('ç', Encoding::Gsm7), None);
/// assert_eq!(units_of('🎉', Encoding::Ucs2), Some(2));
/// ```
pub const fn units_of(c: char, encoding: Encoding) -> Option<u32> {
    match encoding {
        Encoding::Ucs2 => Some(if c as u32 > 0xFFFF { 2 } else { 1 }),
        Encoding::Gsm7 => n_septets(c),
    }
}
