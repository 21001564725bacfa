//! From what stands in a cell to digits: separators, other scripts' digits, and what spreadsheets do to numbers.

use super::PhoneFault;

/// The most digits that are kept; no number has so many.
const N_DIGITS: usize = 24;

/// The digits of a number as somebody wrote it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cleaned {
    digits: [u8; N_DIGITS],
    n_digits: u8,
    /// It begins with a plus sign.
    pub(super) has_plus: bool,
    /// What had to be mended before there were only digits.
    pub(super) mended: Mended,
}

/// What was done to the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mended {
    Nothing,
    /// Separators, apostrophes, quotes or digits of another script.
    Writing,
    /// Scientific notation or a decimal fraction without value.
    Spreadsheet,
}

impl Cleaned {
    /// ASCII digits.
    pub(super) fn digits(&self) -> &[u8] {
        self.digits.get(..usize::from(self.n_digits)).unwrap_or_default()
    }

    fn push(&mut self, digit: u8) -> Result<(), PhoneFault> {
        let slot = self.digits.get_mut(usize::from(self.n_digits)).ok_or(PhoneFault::TooLong)?;
        *slot = b'0' + digit;
        self.n_digits += 1;
        Ok(())
    }
}

/// Finds the digits of `text`.
pub(super) fn clean(text: &str) -> Result<Cleaned, PhoneFault> {
    let mut cleaned = Cleaned { digits: [0; N_DIGITS], n_digits: 0, has_plus: false, mended: Mended::Nothing };
    let bytes = text.as_bytes();
    let (has_plus, plain) = match bytes {
        [b'+', rest @ ..] => (true, rest),
        _ => (false, bytes),
    };
    if (1..=N_DIGITS).contains(&plain.len()) && plain.iter().all(u8::is_ascii_digit) {
        cleaned.has_plus = has_plus;
        cleaned.n_digits = u8::try_from(plain.len()).unwrap_or(0);
        for (slot, byte) in cleaned.digits.iter_mut().zip(plain) {
            *slot = *byte;
        }
        return Ok(cleaned);
    }
    mend(text, cleaned)
}

fn mend(text: &str, mut cleaned: Cleaned) -> Result<Cleaned, PhoneFault> {
    let text = unwrapped(text);
    if let Some(exact) = of_spreadsheet(text) {
        cleaned.mended = Mended::Spreadsheet;
        for digit in exact?.bytes().filter(u8::is_ascii_digit) {
            cleaned.push(digit - b'0')?;
        }
        return Ok(cleaned);
    }
    cleaned.mended = Mended::Writing;
    for c in text.chars() {
        if let Some(digit) = digit(c) {
            cleaned.push(digit)?;
        } else if matches!(c, '+' | '\u{ff0b}') && cleaned.n_digits == 0 && !cleaned.has_plus {
            cleaned.has_plus = true;
        } else if !is_separator(c) {
            return Err(PhoneFault::NotANumber);
        }
    }
    if cleaned.n_digits == 0 { Err(PhoneFault::NotANumber) } else { Ok(cleaned) }
}

/// Without what surrounds a number in a cell: spaces, quotes, `="…"`, the apostrophe that keeps it text, `tel:`.
fn unwrapped(text: &str) -> &str {
    let is_around =
        |c: char| is_separator(c) && !matches!(c, '(' | ')') || matches!(c, '\'' | '"' | '’' | '‘' | '`' | '´');
    let text = text.trim_matches(is_around);
    let text = text.strip_prefix('=').map_or(text, |formula| formula.trim_matches(is_around));
    let is_link = text.get(..4).is_some_and(|scheme| scheme.eq_ignore_ascii_case("tel:"));
    if is_link { text.get(4..).unwrap_or_default() } else { text }
}

/// What a spreadsheet or a data frame made of a number: `6.591234567E+09`, `6591234567.0`. `None` if it is neither; a
/// fault if digits were lost on the way.
fn of_spreadsheet(text: &str) -> Option<Result<String, PhoneFault>> {
    let are_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let Some((mantissa, exponent)) = text.split_once(['e', 'E']) else {
        let (whole, fraction) = text.split_once('.')?;
        let is_float = are_digits(whole) && whole.len() >= 7 && fraction.bytes().all(|byte| byte == b'0');
        return (is_float && !fraction.is_empty()).then(|| Ok(whole.to_owned()));
    };
    let mantissa = mantissa.strip_prefix('+').unwrap_or(mantissa);
    let (whole, fraction) = mantissa.split_once(['.', ',']).unwrap_or((mantissa, ""));
    let exponent = exponent.strip_prefix('+').unwrap_or(exponent);
    if !are_digits(whole) || !(fraction.is_empty() || are_digits(fraction)) || !are_digits(exponent) {
        return None;
    }
    // With fewer places than the exponent, the last digits are gone; they may have been zeros, but who knows.
    let is_exact = whole.len() == 1 && exponent.parse() == Ok(fraction.len());
    Some(if is_exact { Ok(format!("{whole}{fraction}")) } else { Err(PhoneFault::DigitsLost) })
}

fn digit(c: char) -> Option<u8> {
    const ZEROS: [char; 9] =
        ['0', '\u{ff10}', '\u{660}', '\u{6f0}', '\u{966}', '\u{9e6}', '\u{e50}', '\u{1040}', '\u{17e0}'];
    let value = |zero: char| u32::from(c).checked_sub(u32::from(zero)).filter(|value| *value < 10);
    ZEROS.into_iter().find_map(value).and_then(|value| u8::try_from(value).ok())
}

/// What people and programs write between digits, and characters that nobody sees.
fn is_separator(c: char) -> bool {
    c.is_whitespace()
        || matches!(c,
            '-' | '.' | '(' | ')' | '/' | '[' | ']' | '~' | '\u{ad}' | '\u{b7}' | '\u{2010}'..='\u{2015}' | '\u{2212}'
            | '\u{30fb}' | '\u{30fc}' | '\u{ff08}' | '\u{ff09}' | '\u{ff0d}'..='\u{ff0f}' | '\u{ff3b}' | '\u{ff3d}'
            | '\u{ff5e}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}'
            | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Result<&str, PhoneFault>) {
        let found = clean(text).map(|cleaned| {
            let plus = if cleaned.has_plus { "+" } else { "" };
            plus.to_owned() + std::str::from_utf8(cleaned.digits()).unwrap()
        });
        assert_eq!(found.as_deref().map_err(|fault| *fault), expected, "{text:?}");
    }

    /// the ways in which numbers arrive.
    #[test]
    fn what_surrounds_the_digits_does_not_matter() {
        for text in [
            "+6591234567",
            " +65 9123-4567 ",
            "(+65) 9123.4567",
            "'+6591234567",
            "=\"+6591234567\"",
            "tel:+65-9123-4567",
            "\u{202a}+65\u{a0}9123\u{2011}4567\u{202c}",
            "\u{ff0b}\u{ff16}\u{ff15} 9123 4567",
            "+٦٥٩١٢٣٤٥٦٧",
        ] {
            check(text, Ok("+6591234567"));
        }
        check("+44 (0)7911 123456", Ok("+4407911123456"));
    }

    /// Scientific notation is repaired only if no digit was lost.
    #[test]
    fn digits_that_a_spreadsheet_lost_are_not_made_up() {
        check("6.591234567E+09", Ok("6591234567"));
        check("6,591234567e9", Ok("6591234567"));
        check("6.59123E+09", Err(PhoneFault::DigitsLost));
        check("7E+09", Err(PhoneFault::DigitsLost));
        check("65.91234567E+08", Err(PhoneFault::DigitsLost));
        check("6591234567.0", Ok("6591234567"));
        check("6591234567.00", Ok("6591234567"));
        check("9123.4567", Ok("91234567"));
    }

    #[test]
    fn what_is_no_number_is_not_one() {
        for text in ["", " ", "-", "hello", "+1-800-FLOWERS", "12 + 34", "++65", "6591234567;6591234568", "½"] {
            check(text, Err(PhoneFault::NotANumber));
        }
        check("1234567890123456789012345", Err(PhoneFault::TooLong));
    }
}
