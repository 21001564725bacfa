//! Phone numbers: from what a person or an application wrote to E.164 and a country (R-011, R-111).
//!
//! A country is never guessed: a number whose region the metadata does not know has none.
//!
//! [`plan`] answers nearly everything, [`library`] the rest. Both come from the same metadata and are held against each
//! other, and against Google's own library, by `tests/numbers`.

mod clean;
#[cfg(test)]
mod differential;
mod fault;
mod library;
mod number;
pub(crate) mod plan;
mod reader;

pub use fault::PhoneFault;
pub use number::{LineType, Number};
pub use reader::{NumberReader, Reading, Repair};

/// A valid number with its text, for who needs it as text.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Phone {
    e164: String,
    number: Number,
}

impl From<Number> for Phone {
    fn from(number: Number) -> Self {
        Self { e164: number.to_string(), number }
    }
}

impl Phone {
    /// The number in two words.
    pub fn number(&self) -> Number {
        self.number
    }

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
        self.number.country()
    }

    /// The number for a log row: the country code and the last four digits, `+65 •••• 1234`.
    pub fn masked(&self) -> String {
        let digits = self.digits();
        let n_code_digits = self.number.calling_code().to_string().len();
        let (code, national) = digits.split_at(n_code_digits.min(digits.len()));
        let shown = national.get(national.len().saturating_sub(4)..).unwrap_or(national);
        format!("+{code} •••• {shown}")
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
    parse_number(text, plus_sign).map(Phone::from)
}

/// Reads a number as [`parse_phone`] does, without making a text of it.
///
/// # Errors
///
/// The fault, where the number is not valid in any country.
pub fn parse_number(text: &str, plus_sign: PlusSign) -> Result<Number, PhoneFault> {
    let cleaned = clean::clean(text)?;
    match cleaned.digits() {
        digits if cleaned.has_plus => reader::international(digits),
        [b'0', b'0', rest @ ..] => reader::international(rest),
        digits if plus_sign == PlusSign::Optional => reader::international(digits),
        _ => Err(PhoneFault::NoCountryCode),
    }
}

/// Whether `code` is the ISO 3166-1 alpha-2 code of a country that has phone numbers, in capital letters.
///
/// ```
/// use piecewise_recipients::is_country;
///
/// assert!(is_country("SG") && !is_country("sg") && !is_country("XX"));
/// ```
pub fn is_country(code: &str) -> bool {
    plan::place_of(code).is_some()
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
