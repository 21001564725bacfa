//! Positions in a text: bytes inside the core, UTF-16 code units outside.

/// A range of bytes in a UTF-8 text, end-exclusive, on character boundaries of the text it came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// Makes a span from byte offsets; texts longer than `u32::MAX` bytes are clamped.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start: clamp(start), end: clamp(end) }
    }

    /// The text of this span; empty if the span does not fit `text`.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start as usize..self.end as usize).unwrap_or_default()
    }

    /// The same range in UTF-16 code units of `text`. An offset past the end or inside a character becomes the end.
    /// For many spans of one text, [`crate::Utf16Index`] is faster.
    pub fn to_utf16(self, text: &str) -> Utf16Span {
        let n_units = |end: u32| {
            let before = text.get(..end as usize).unwrap_or(text);
            // Each character is counted at its first byte, those beyond U+FFFF twice.
            clamp(before.bytes().map(|byte| usize::from(byte & 0xC0 != 0x80) + usize::from(byte >= 0xF0)).sum())
        };
        Utf16Span { start: n_units(self.start), end: n_units(self.end) }
    }
}

/// A range of UTF-16 code units, end-exclusive: how JavaScript counts positions in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Utf16Span {
    /// First code unit.
    pub start: u32,
    /// One past the last code unit.
    pub end: u32,
}

impl Utf16Span {
    /// The same range in bytes of `text`; `None` if an offset is past the end or inside a surrogate pair, or the end
    /// is before the start.
    pub fn to_bytes(self, text: &str) -> Option<Span> {
        let mut n_units = 0;
        let mut start = None;
        let ends = text.char_indices().map(|(at, c)| (at, c.len_utf16())).chain([(text.len(), 0)]);
        for (at, n_char_units) in ends {
            if n_units == self.start as usize {
                start = start.or(Some(at));
            }
            if n_units == self.end as usize {
                return start.map(|start| Span::new(start, at));
            }
            n_units += n_char_units;
        }
        None
    }
}

fn clamp(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, part: &str, start: u32, end: u32) {
        let at = text.find(part).unwrap_or_default();
        let span = Span::new(at, at + part.len());
        let utf16 = Utf16Span { start, end };
        assert_eq!(span.to_utf16(text), utf16, "{text:?}");
        assert_eq!(utf16.to_bytes(text), Some(span), "{text:?}");
    }

    #[test]
    fn spans_convert_both_ways() {
        check("garçon", "ç", 3, 4);
        check("你好", "好", 1, 2);
        check("a🎉b", "🎉", 1, 3);
        check("a🎉b", "b", 3, 4);
        check("👨‍👩‍👧", "👧", 6, 8);
        check("a\r\nb", "\n", 2, 3);
        check("\u{FFFD}x", "x", 1, 2);
        check("", "", 0, 0);
    }

    #[test]
    fn a_place_inside_a_pair_is_no_place() {
        assert_eq!(Utf16Span { start: 0, end: 1 }.to_bytes("🎉"), None);
        assert_eq!(Utf16Span { start: 0, end: 3 }.to_bytes("🎉"), None);
        assert_eq!(Utf16Span { start: 2, end: 0 }.to_bytes("🎉"), None);
    }

    #[test]
    fn a_span_that_does_not_fit_is_clamped() {
        assert_eq!(Span::new(1, 9).to_utf16("🎉"), Utf16Span { start: 2, end: 2 });
        assert_eq!(Span::new(1, 9).of("🎉"), "");
    }
}
