//! Reading the numbers of a list: with a default country, and with what had to be repaired.

use serde::{Deserialize, Serialize};

use super::{
    Number, PhoneFault,
    clean::{Cleaned, Mended, clean},
    library,
    plan::{self, Answer},
};

/// What had to be understood to make a number of what was written, from the mildest to the boldest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Repair {
    /// Spaces, dots, brackets, apostrophes, or digits of another script.
    Writing,
    /// `00` for `+`, or the international prefix of the default country.
    InternationalPrefix,
    /// The default country's code was added.
    DefaultCountry,
    /// A number with its country code, but without `+`.
    LostPlus,
    /// Scientific notation or `.0` without a lost digit.
    Spreadsheet,
}

impl Repair {
    /// Every repair.
    pub const ALL: [Self; 5] =
        [Self::Writing, Self::InternationalPrefix, Self::DefaultCountry, Self::LostPlus, Self::Spreadsheet];

    /// The name in JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Writing => "writing",
            Self::InternationalPrefix => "international_prefix",
            Self::DefaultCountry => "default_country",
            Self::LostPlus => "lost_plus",
            Self::Spreadsheet => "spreadsheet",
        }
    }
}

/// A number, and what had to be repaired.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    /// The number.
    pub number: Number,
    /// The boldest repair; `None` for a number that was E.164 already.
    pub repair: Option<Repair>,
}

/// Reads the numbers of one list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NumberReader {
    default: Option<u8>,
}

impl NumberReader {
    /// A reader that takes numbers without a country code for numbers of `default_country` (ISO 3166-1 alpha-2), if
    /// there is one. `None` if there is no such country.
    pub fn new(default_country: Option<&str>) -> Option<Self> {
        match default_country {
            None => Some(Self { default: None }),
            Some(country) => plan::place_of(country).map(|place| Self { default: Some(place) }),
        }
    }

    /// Reads one number. Where a number could be read both as national and as one that lost its `+`, it is national.
    ///
    /// # Errors
    ///
    /// What is wrong with it.
    ///
    /// ```
    /// use piecewise_recipients::{NumberReader, Repair};
    ///
    /// let reader = NumberReader::new(Some("GB")).expect("a country");
    /// let reading = reader.read("07911 123456").expect("a number");
    /// assert_eq!(reading.number.to_string(), "+447911123456");
    /// assert_eq!(reading.repair, Some(Repair::DefaultCountry));
    /// ```
    pub fn read(&self, text: &str) -> Result<Reading, PhoneFault> {
        let cleaned = clean(text)?;
        let digits = cleaned.digits();
        if cleaned.has_plus {
            return Ok(reading(international(digits)?, &cleaned, None));
        }
        let mut first_fault = None;
        if let Some(place) = self.default {
            match national(digits, place) {
                Ok(number) => {
                    let repair = repair_of_national(number, digits, place);
                    return Ok(reading(number, &cleaned, Some(repair)));
                }
                Err(fault) => first_fault = Some(fault),
            }
        }
        let (rest, repair) = match digits {
            [b'0', b'0', rest @ ..] => (rest, Repair::InternationalPrefix),
            _ => (digits, Repair::LostPlus),
        };
        match international(rest) {
            Ok(number) => Ok(reading(number, &cleaned, Some(repair))),
            Err(fault) if repair == Repair::InternationalPrefix => Err(fault),
            // Without a plus sign nobody knows whether the digits were meant as a national number.
            Err(_) => Err(first_fault.unwrap_or(PhoneFault::NoCountryCode)),
        }
    }
}

fn reading(number: Number, cleaned: &Cleaned, repair: Option<Repair>) -> Reading {
    let mended = match cleaned.mended {
        Mended::Nothing => None,
        Mended::Writing => Some(Repair::Writing),
        Mended::Spreadsheet => Some(Repair::Spreadsheet),
    };
    Reading { number, repair: repair.max(mended) }
}

fn repair_of_national(number: Number, digits: &[u8], place: u8) -> Repair {
    let written = std::str::from_utf8(digits).ok().and_then(|digits| digits.parse().ok());
    if written == Some(number.digits()) && plan::begins_with_own_code(digits, place) {
        Repair::LostPlus
    } else if digits.starts_with(b"00") {
        Repair::InternationalPrefix
    } else {
        Repair::DefaultCountry
    }
}

/// Reads digits that begin with a calling code.
pub(super) fn international(digits: &[u8]) -> Result<Number, PhoneFault> {
    match plan::international(digits) {
        Answer::Valid(number) => Ok(number),
        Answer::Fault(fault) => Err(fault),
        Answer::AskLibrary => library::international(std::str::from_utf8(digits).unwrap_or_default()),
    }
}

/// Reads digits as they are written in the country at `place`.
pub(super) fn national(digits: &[u8], place: u8) -> Result<Number, PhoneFault> {
    if let [b'0', b'0', rest @ ..] = digits
        && plan::is_00_international(place)
        && !rest.starts_with(b"0")
    {
        return international(rest);
    }
    match plan::national(digits, place) {
        Answer::Valid(number) => Ok(number),
        Answer::Fault(fault) => Err(fault),
        Answer::AskLibrary => {
            let country = plan::region(place).country().unwrap_or_default();
            library::national(std::str::from_utf8(digits).unwrap_or_default(), country)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(default: Option<&str>, text: &str, expected: &str) {
        let found = match NumberReader::new(default).unwrap().read(text) {
            Ok(Reading { number, repair }) => {
                format!("{number} {}", repair.map_or("as written", Repair::as_str))
            }
            Err(fault) => fault.as_str().to_owned(),
        };
        assert_eq!(found, expected, "{text:?} in {default:?}");
    }

    /// R-111: a national number becomes E.164 by the default country.
    #[test]
    fn national_numbers_need_a_country() {
        check(Some("GB"), "07911 123456", "+447911123456 default_country");
        check(Some("SG"), "9123-4567", "+6591234567 default_country");
        check(Some("CN"), "138 0013 8000", "+8613800138000 default_country");
        check(Some("US"), "(212) 555-0123", "+12125550123 default_country");
        check(Some("IT"), "06 1234 5678", "+390612345678 default_country");
        check(Some("AR"), "011 15-2345-6789", "+5491123456789 default_country");
        check(Some("KZ"), "8 701 123 4567", "+77011234567 default_country");
        check(Some("AU"), "0011 65 9123 4567", "+6591234567 international_prefix");
        check(None, "07911 123456", "no_country_code");
        check(None, "9123 4567", "no_country_code");
    }

    #[test]
    fn a_country_code_needs_no_country() {
        check(None, "+6591234567", "+6591234567 as written");
        check(Some("US"), "+65 9123 4567", "+6591234567 writing");
        check(Some("US"), "0065 9123 4567", "+6591234567 international_prefix");
        check(None, "006591234567", "+6591234567 international_prefix");
        check(None, "6591234567", "+6591234567 lost_plus");
        check(Some("SG"), "6591234567", "+6591234567 lost_plus");
        check(Some("US"), "6591234567", "+6591234567 lost_plus");
        check(None, "6.591234567E+09", "+6591234567 spreadsheet");
        check(Some("SG"), "6.59123E+09", "digits_lost");
        check(None, "+44 (0)7911 123456", "+447911123456 writing");
    }

    #[test]
    fn there_is_no_country_xx() {
        assert_eq!(NumberReader::new(Some("XX")), None);
        assert_eq!(NumberReader::new(Some("001")), None);
    }
}
