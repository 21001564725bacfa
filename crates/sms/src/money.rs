//! Money: integer micro-units with a currency, never a float.

use core::{fmt, str::FromStr};

/// An ISO 4217 code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Currency([u8; 3]);

impl Currency {
    /// US dollar.
    pub const USD: Self = Self(*b"USD");

    /// Reads three capital letters.
    pub fn from_code(code: &str) -> Option<Self> {
        let bytes: [u8; 3] = code.as_bytes().try_into().ok()?;
        bytes.iter().all(u8::is_ascii_uppercase).then_some(Self(bytes))
    }

    /// The three letters.
    pub fn code(&self) -> &str {
        core::str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// An amount in millionths of a currency unit. Its currency stands beside it, once per table or wallet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(transparent))]
pub struct Micros(pub i64);

impl Micros {
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// This unit price times a number of pieces; `None` on overflow.
    pub fn times(self, n_pieces: u64) -> Option<Self> {
        i64::try_from(n_pieces).ok().and_then(|n| self.0.checked_mul(n)).map(Self)
    }

    /// The sum; `None` on overflow.
    pub fn plus(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(Self)
    }
}

impl fmt::Display for Micros {
    /// Decimal with a point, at least two and at most six places: `0.0412`, `12.00`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (whole, mut rest) = (self.0.unsigned_abs() / 1_000_000, self.0.unsigned_abs() % 1_000_000);
        let mut n_places = 6;
        while n_places > 2 && rest % 10 == 0 {
            rest /= 10;
            n_places -= 1;
        }
        write!(f, "{sign}{whole}.{rest:0n_places$}")
    }
}

/// A text that is no amount of money.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotAnAmount;

impl fmt::Display for NotAnAmount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a decimal number with a point and at most six places")
    }
}

impl core::error::Error for NotAnAmount {}

impl FromStr for Micros {
    type Err = NotAnAmount;

    /// Reads what [`Micros`] is written as: digits, perhaps a minus before them, perhaps a point and up to six places.
    fn from_str(text: &str) -> Result<Self, NotAnAmount> {
        let (sign, digits) = match text.strip_prefix('-') {
            Some(digits) => (-1_i128, digits),
            None => (1, text),
        };
        let (whole, places) = digits.split_once('.').unwrap_or((digits, "0"));
        let are_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        if !are_digits(whole) || !are_digits(places) || whole.len() > 13 || places.len() > 6 {
            return Err(NotAnAmount);
        }
        let value = |part: &str| part.bytes().fold(0_i128, |sum, digit| sum * 10 + i128::from(digit - b'0'));
        let n_missing = 6 - places.len();
        let micros = value(whole) * 1_000_000 + (0..n_missing).fold(value(places), |sum, _| sum * 10);
        i64::try_from(sign * micros).map(Self).map_err(|_| NotAnAmount)
    }
}

#[cfg(test)]
mod tests {
    use alloc::string::ToString;

    use super::{Currency, Micros};

    #[test]
    fn amounts_are_written_with_two_to_six_places() {
        let cases = [
            (0, "0.00"),
            (41_200, "0.0412"),
            (7_900, "0.0079"),
            (12_000_000, "12.00"),
            (1, "0.000001"),
            (1_500_000, "1.50"),
            (-172_700, "-0.1727"),
            (i64::MIN, "-9223372036854.775808"),
        ];
        for (micros, written) in cases {
            assert_eq!(Micros(micros).to_string(), written);
        }
    }

    #[test]
    fn amounts_are_read_as_they_are_written() {
        for micros in [0, 1, 41_200, 7_900, 1_500_000, 12_000_000, -172_700, i64::MAX, i64::MIN] {
            assert_eq!(Micros(micros).to_string().parse(), Ok(Micros(micros)));
        }
        assert_eq!("12".parse(), Ok(Micros(12_000_000)));
        assert_eq!("0.5".parse(), Ok(Micros(500_000)));
        for wrong in
            ["", ".", "1.", ".5", "0,04", "+1", "1e3", "1.0000001", " 1", "--1", "1.2.3", "٣", "9223372036854.775808"]
        {
            assert_eq!(wrong.parse::<Micros>(), Err(super::NotAnAmount), "{wrong:?}");
        }
    }

    /// integers that never wrap.
    #[test]
    fn sums_and_products_are_exact_or_nothing() {
        assert_eq!(Micros(41_200).times(4).and_then(|sum| sum.plus(Micros(7_900))), Some(Micros(172_700)));
        assert_eq!(Micros(2).times(u64::MAX), None);
        assert_eq!(Micros(i64::MAX).plus(Micros(1)), None);
        assert_eq!(Micros(i64::MAX).times(2), None);
    }

    #[test]
    fn a_currency_is_three_capital_letters() {
        assert_eq!(Currency::from_code("USD"), Some(Currency::USD));
        assert_eq!(Currency::USD.to_string(), "USD");
        for code in ["", "usd", "USDX", "US1", "日本"] {
            assert_eq!(Currency::from_code(code), None, "{code:?}");
        }
    }
}
