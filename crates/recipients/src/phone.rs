//! Phone numbers: from what a person or an application wrote to E.164 and a country (R-011, R-111).
//!
//! A country is never guessed: a number whose region the metadata does not know has none.

use rlibphonenumber::{PHONE_NUMBER_UTIL, ParseError, PhoneNumberFormat, Region, ValidationError};

/// A valid number.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Phone {
    e164: String,
    country: Option<String>,
    n_code_digits: usize,
}

impl Phone {
    /// E.164 with `+`.
    pub fn e164(&self) -> &str {
        &self.e164
    }

    /// E.164 without `+`, as the wire has it.
    pub fn digits(&self) -> &str {
        self.e164.trim_start_matches('+')
    }

    /// The country, ISO 3166-1 alpha-2; `None` for numbers of no country (`+800`) or of one that is not known.
    pub fn country(&self) -> Option<&str> {
        self.country.as_deref()
    }

    /// The number for a log row: the country code and the last four digits, `+65 •••• 1234`.
    pub fn masked(&self) -> String {
        let digits = self.digits();
        let (code, national) = digits.split_at(self.n_code_digits.min(digits.len()));
        let shown = national.get(national.len().saturating_sub(4)..).unwrap_or(national);
        format!("+{code} •••• {shown}")
    }
}

/// What is wrong with a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
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
}

impl PhoneFault {
    /// Every fault.
    pub const ALL: [Self; 5] = [Self::NoCountryCode, Self::TooShort, Self::TooLong, Self::NotANumber, Self::Invalid];

    /// The stable word: `no_country_code`, `too_short`, `too_long`, `not_a_number`, `invalid`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NoCountryCode => "no_country_code",
            Self::TooShort => "too_short",
            Self::TooLong => "too_long",
            Self::NotANumber => "not_a_number",
            Self::Invalid => "invalid",
        }
    }
}

/// Whether a number must say that it starts with a country code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PlusSign {
    /// `+` or `00` is needed: for what a person types.
    Required,
    /// Bare digits start with the country code: for what an application sends.
    Optional,
}

/// Reads a number.
///
/// # Errors
///
/// The fault, where the number is not valid in any country.
///
/// ```
/// use piecewise_recipients::{PhoneFault, PlusSign, parse_phone};
///
/// let phone = parse_phone("+65 9123 4567", PlusSign::Required).unwrap();
/// assert_eq!((phone.e164(), phone.country()), ("+6591234567", Some("SG")));
/// assert_eq!(parse_phone("9123 4567", PlusSign::Required), Err(PhoneFault::NoCountryCode));
/// ```
pub fn parse_phone(text: &str, plus_sign: PlusSign) -> Result<Phone, PhoneFault> {
    let text = text.trim();
    if !text.chars().any(char::is_numeric) {
        return Err(PhoneFault::NotANumber);
    }
    let international = if text.starts_with(['+', '\u{ff0b}']) {
        text.to_owned()
    } else if let Some(rest) = text.strip_prefix("00") {
        format!("+{rest}")
    } else if plus_sign == PlusSign::Optional {
        format!("+{text}")
    } else {
        return Err(PhoneFault::NoCountryCode);
    };
    if international.chars().any(char::is_alphabetic) {
        return Err(PhoneFault::NotANumber);
    }
    let number = PHONE_NUMBER_UTIL.parse(&international, None).map_err(|error| match error {
        ParseError::InvalidCountryCode => PhoneFault::NoCountryCode,
        ParseError::NotANumber(_) => PhoneFault::NotANumber,
        ParseError::TooShortAfterIdd | ParseError::TooShortNsn => PhoneFault::TooShort,
        ParseError::TooLongNsn => PhoneFault::TooLong,
    })?;
    if let Err(error) = PHONE_NUMBER_UTIL.is_possible_number_with_reason(&number) {
        return Err(match error {
            ValidationError::TooShort => PhoneFault::TooShort,
            ValidationError::TooLong => PhoneFault::TooLong,
            ValidationError::InvalidCountryCode | ValidationError::InvalidLength => PhoneFault::Invalid,
        });
    }
    if !PHONE_NUMBER_UTIL.is_valid_number(&number) {
        return Err(PhoneFault::Invalid);
    }
    Ok(Phone {
        e164: PHONE_NUMBER_UTIL.format(&number, PhoneNumberFormat::E164).into_owned(),
        country: PHONE_NUMBER_UTIL.get_region_for_number(&number).and_then(iso_code),
        n_code_digits: number.country_code.to_string().len(),
    })
}

/// The two letters; `None` for `001`, which is no country.
pub(crate) fn iso_code(region: Region) -> Option<String> {
    let code = region.to_string();
    (code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_uppercase())).then_some(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let found = match parse_phone(text, PlusSign::Optional) {
            Ok(phone) => format!("{} {}", phone.e164(), phone.country().unwrap_or("-")),
            Err(fault) => fault.as_str().to_owned(),
        };
        assert_eq!(found, expected, "{text}");
    }

    /// R-011: the country comes from the number and is never guessed.
    #[test]
    fn the_country_comes_from_the_number() {
        check("+6591234567", "+6591234567 SG");
        check("+12423591234", "+12423591234 BS");
        check("+18762101234", "+18762101234 JM");
        check("+14165550123", "+14165550123 CA");
        check("+12125550123", "+12125550123 US");
        check("+77710009998", "+77710009998 KZ");
        check("+79123456789", "+79123456789 RU");
        check("+80012345678", "+80012345678 -");
        check("+999123456789", "no_country_code");
    }

    /// R-111: what an application or a person may write.
    #[test]
    fn the_usual_ways_to_write_a_number_are_read() {
        check(" 65 9123-4567 ", "+6591234567 SG");
        check("0085251234567", "+85251234567 HK");
        check("\u{ff0b}\u{ff16}\u{ff15}91234567", "+6591234567 SG");
    }

    #[test]
    fn faults_are_named() {
        check("", "not_a_number");
        check("hello", "not_a_number");
        check("+1-800-FLOWERS", "not_a_number");
        check("+65912345", "too_short");
        check("+65912345678901", "too_long");
        check("+6511111111", "invalid");
        assert_eq!(parse_phone("9123 4567", PlusSign::Required), Err(PhoneFault::NoCountryCode));
        assert_eq!(parse_phone("0091 98765 43210", PlusSign::Required).as_ref().map(Phone::e164), Ok("+919876543210"));
    }

    #[test]
    fn a_masked_number_keeps_the_country_code_and_four_digits() {
        let masked = |text| parse_phone(text, PlusSign::Required).map(|phone| phone.masked());
        assert_eq!(masked("+6591231234").as_deref(), Ok("+65 •••• 1234"));
        assert_eq!(masked("+14155550142").as_deref(), Ok("+1 •••• 0142"));
    }

    #[test]
    fn every_fault_has_its_own_word() {
        let words: std::collections::BTreeSet<_> = PhoneFault::ALL.into_iter().map(PhoneFault::as_str).collect();
        assert_eq!(words.len(), PhoneFault::ALL.len());
    }
}
