//! From byte offsets to UTF-16 offsets, for many positions in one text.
//!
//! [`Span::to_utf16`] reads the text from its start on every call, which is right for one position and quadratic for
//! all positions of a long text. An index is built in one pass and answers in constant time.

use alloc::vec::Vec;

use crate::{Span, Utf16Span};

const N_BLOCK_BYTES: usize = 64;

/// An index of one text.
#[derive(Debug, Clone)]
pub struct Utf16Index<'a> {
    bytes: &'a [u8],
    /// UTF-16 code units before each block of [`N_BLOCK_BYTES`].
    before_block: Vec<u32>,
}

impl<'a> Utf16Index<'a> {
    /// Reads `text` once.
    pub fn new(text: &'a str) -> Self {
        let bytes = text.as_bytes();
        let mut before_block = Vec::with_capacity(bytes.len() / N_BLOCK_BYTES + 1);
        let mut n_units: u32 = 0;
        for block in bytes.chunks(N_BLOCK_BYTES) {
            before_block.push(n_units);
            n_units = n_units.saturating_add(n_units_in(block));
        }
        if bytes.len().is_multiple_of(N_BLOCK_BYTES) {
            before_block.push(n_units);
        }
        Self { bytes, before_block }
    }

    /// The UTF-16 offset of a byte offset of the same text; offsets past the end are taken as the end.
    pub fn offset(&self, byte_offset: u32) -> u32 {
        let end = (byte_offset as usize).min(self.bytes.len());
        let block = end / N_BLOCK_BYTES;
        let before = self.before_block.get(block).copied().unwrap_or_default();
        before.saturating_add(n_units_in(self.bytes.get(block * N_BLOCK_BYTES..end).unwrap_or_default()))
    }

    /// The same range in UTF-16 code units.
    pub fn span(&self, span: Span) -> Utf16Span {
        Utf16Span { start: self.offset(span.start), end: self.offset(span.end) }
    }
}

/// UTF-16 code units of the characters that begin in `bytes`: continuation bytes begin none, four-byte leads begin
/// a surrogate pair.
fn n_units_in(bytes: &[u8]) -> u32 {
    bytes.iter().map(|&byte| u32::from(byte & 0xC0 != 0x80) + u32::from(byte >= 0xF0)).sum()
}

#[cfg(test)]
mod tests {
    use alloc::string::String;

    use super::*;

    #[test]
    fn agrees_with_the_slow_conversion_at_every_border() {
        for sample in ["", "a", "ç 你 🎉 👨‍👩‍👧\r\n\u{fffd}", "🎉é"] {
            let text: String = core::iter::repeat_n(sample, 40).collect();
            let index = Utf16Index::new(&text);
            for (at, c) in text.char_indices() {
                let span = Span::new(at, at + c.len_utf8());
                assert_eq!(index.span(span), span.to_utf16(&text), "{sample:?} at byte {at}");
            }
            let whole = Span::new(0, text.len());
            assert_eq!(index.span(whole), whole.to_utf16(&text));
        }
    }

    #[test]
    fn an_offset_past_the_end_is_the_end() {
        assert_eq!(Utf16Index::new("a🎉").offset(u32::MAX), 3);
        assert_eq!(Utf16Index::new("").offset(7), 0);
    }
}
