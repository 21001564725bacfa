//! Several strings in one room: each is its number of UTF-16 code units, in two of them (low, high), and then itself.
//! A string that is absent has the highest number and nothing behind it.

use alloc::string::String;

#[cfg(any(feature = "templates", feature = "lint"))]
use piecewise_sms::collections::Map;

#[cfg(any(feature = "templates", feature = "lint"))]
const ABSENT: u32 = u32::MAX;

/// The text of `units`; a lone surrogate becomes U+FFFD, which is what would be sent.
pub(crate) fn text(units: &[u16]) -> String {
    char::decode_utf16(units.iter().copied()).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

/// Reads strings one by one.
#[cfg(any(feature = "templates", feature = "lint"))]
pub(crate) struct Strings<'u> {
    units: &'u [u16],
}

#[cfg(any(feature = "templates", feature = "lint"))]
impl<'u> Strings<'u> {
    pub(crate) fn new(units: &'u [u16]) -> Self {
        Self { units }
    }

    /// The next string; `None` if it is absent, or there is none.
    pub(crate) fn next(&mut self) -> Option<String> {
        self.units().map(text)
    }

    /// The next string's units.
    pub(crate) fn units(&mut self) -> Option<&'u [u16]> {
        let (&[low, high], rest) = self.units.split_first_chunk()?;
        let n_units = u32::from(low) | u32::from(high) << 16;
        if n_units == ABSENT {
            self.units = rest;
            return None;
        }
        let (units, rest) = rest.split_at_checked(n_units as usize)?;
        self.units = rest;
        Some(units)
    }

    /// Whether all have been read.
    pub(crate) fn is_at_end(&self) -> bool {
        self.units.len() < 2
    }

    /// Names and values to the end.
    pub(crate) fn pairs(mut self) -> Map<String, String> {
        let mut pairs = Map::new();
        while !self.is_at_end() {
            let name = self.next().unwrap_or_default();
            if let Some(value) = self.next() {
                pairs.insert(name, value);
            }
        }
        pairs
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_and_gaps_are_read_in_order() {
        let units = [1, 0, 0x4E2D, u16::MAX, u16::MAX, 0, 0, 2, 0, 0xD83D, 0x61];
        let mut strings = Strings::new(&units);
        assert_eq!(strings.next().as_deref(), Some("中"));
        assert_eq!(strings.next(), None);
        assert!(!strings.is_at_end());
        assert_eq!(strings.next().as_deref(), Some(""));
        assert_eq!(strings.next().as_deref(), Some("\u{FFFD}a"));
        assert!(strings.is_at_end());
    }

    #[test]
    fn a_number_past_the_end_is_no_string() {
        assert_eq!(Strings::new(&[9, 0, 0x61]).next(), None);
        assert_eq!(Strings::new(&[9]).next(), None);
    }
}
