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
        let clamp = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        Self { start: clamp(start), end: clamp(end) }
    }

    /// The text of this span; empty if the span does not fit `text`.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start as usize..self.end as usize).unwrap_or_default()
    }

    /// The same range in UTF-16 code units of `text`.
    pub fn to_utf16(self, text: &str) -> Utf16Span {
        let units = |end: u32| {
            let before = text.get(..end as usize).unwrap_or(text);
            u32::try_from(before.encode_utf16().count()).unwrap_or(u32::MAX)
        };
        Utf16Span { start: units(self.start), end: units(self.end) }
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
