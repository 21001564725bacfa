//! Amounts of money as people type them, read exactly or not at all.

use piecewise_sms::money::Micros;

/// Why a text is no amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AmountFault {
    /// Nothing was typed.
    Empty,
    /// It is no number, or not written as one.
    NotANumber,
    /// It has more than six places after the decimal sign.
    TooManyPlaces,
    /// It is below nothing, or too large to be counted.
    OutOfRange,
}

/// Reads an amount: `1234.5`, `1,234.50`, `1 234,50`, `１２．５`.
///
/// A single separator before exactly three digits could mean both; a point is then the decimal sign and a comma groups
/// thousands, as the console writes numbers in both of its languages. Whoever has the field shows what was read.
pub fn read_amount(typed: &str) -> Result<Micros, AmountFault> {
    let typed: String = typed.trim().chars().map(plain).filter(|c| !is_space(*c) && *c != '\'').collect();
    if typed.is_empty() {
        return Err(AmountFault::Empty);
    }
    if typed.starts_with('-') && typed.len() > 1 {
        return Err(AmountFault::OutOfRange);
    }
    if !typed.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b',')) {
        return Err(AmountFault::NotANumber);
    }
    let (whole, places) = match decimal_sign(&typed) {
        Some(at) => (&typed[..at], &typed[at + 1..]),
        None => (&*typed, ""),
    };
    if places.len() > 6 {
        return Err(AmountFault::TooManyPlaces);
    }
    let whole = without_groups(whole).ok_or(AmountFault::NotANumber)?;
    if whole.is_empty() && places.is_empty() || places.contains(['.', ',']) {
        return Err(AmountFault::NotANumber);
    }
    let whole = whole.trim_start_matches('0');
    let or_nought = |digits: &str| if digits.is_empty() { "0".to_owned() } else { digits.to_owned() };
    format!("{}.{}", or_nought(whole), or_nought(places)).parse().map_err(|_| AmountFault::OutOfRange)
}

/// Where the decimal sign stands; `None` where every separator groups thousands.
fn decimal_sign(typed: &str) -> Option<usize> {
    let last = typed.rfind(['.', ','])?;
    let first = typed.find(['.', ','])?;
    let sign = typed.as_bytes()[last];
    let n_places = typed.len() - last - 1;
    let stands_once = typed.bytes().filter(|byte| *byte == sign).count() == 1;
    if !stands_once {
        None
    } else if first == last {
        let is_group = sign == b',' && n_places == 3 && !typed.starts_with(['0', ',']);
        (!is_group).then_some(last)
    } else {
        Some(last)
    }
}

/// The digits without the separators between thousands; `None` where those stand anywhere else.
fn without_groups(whole: &str) -> Option<String> {
    let mut groups = whole.split(['.', ',']);
    let separators: Vec<u8> = whole.bytes().filter(|byte| !byte.is_ascii_digit()).collect();
    let first = groups.next()?;
    let is_grouped = !separators.is_empty();
    let is_regular = groups.all(|group| group.len() == 3)
        && separators.windows(2).all(|pair| pair[0] == pair[1])
        && (!is_grouped || (1..=3).contains(&first.len()));
    is_regular.then(|| whole.bytes().filter(u8::is_ascii_digit).map(char::from).collect())
}

/// The plain form of a character that an input method for Chinese writes wide.
fn plain(c: char) -> char {
    match c {
        '０'..='９' => char::from_u32(u32::from(c) - u32::from('０') + u32::from('0')).unwrap_or(c),
        '．' | '。' => '.',
        '，' => ',',
        '−' | '－' => '-',
        other => other,
    }
}

/// The spaces that group thousands somewhere.
fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{a0}' | '\u{202f}' | '’')
}

#[cfg(test)]
mod tests {
    use piecewise_sms::money::Micros;

    use super::{AmountFault, read_amount};

    /// what is typed is what is paid in, to the millionth.
    #[test]
    fn an_amount_is_read_as_people_write_it() {
        for (typed, micros) in [
            ("50", 50_000_000),
            (" 50 ", 50_000_000),
            ("0050", 50_000_000),
            ("12.5", 12_500_000),
            ("12,5", 12_500_000),
            ("12,50", 12_500_000),
            (".5", 500_000),
            ("1.", 1_000_000),
            ("0.000001", 1),
            ("1,000", 1_000_000_000),
            ("1.000", 1_000_000),
            ("1,234.56", 1_234_560_000),
            ("1.234,56", 1_234_560_000),
            ("1 234,56", 1_234_560_000),
            ("1\u{202f}234,56", 1_234_560_000),
            ("1’234.56", 1_234_560_000),
            ("1,234,567", 1_234_567_000_000),
            ("1.234.567", 1_234_567_000_000),
            ("0,125", 125_000),
            ("１２．５", 12_500_000),
        ] {
            assert_eq!(read_amount(typed), Ok(Micros(micros)), "{typed}");
        }
    }

    #[test]
    fn what_is_no_amount_is_told_why() {
        for (typed, fault) in [
            ("", AmountFault::Empty),
            ("  ", AmountFault::Empty),
            ("abc", AmountFault::NotANumber),
            ("1e3", AmountFault::NotANumber),
            ("$5", AmountFault::NotANumber),
            (".", AmountFault::NotANumber),
            ("1,23,456", AmountFault::NotANumber),
            ("1,234.567.8", AmountFault::NotANumber),
            ("1234,567,890", AmountFault::NotANumber),
            ("1.0000001", AmountFault::TooManyPlaces),
            ("-5", AmountFault::OutOfRange),
            ("99999999999999999", AmountFault::OutOfRange),
        ] {
            assert_eq!(read_amount(typed), Err(fault), "{typed}");
        }
    }
}
