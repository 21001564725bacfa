//! A string in, a plain object out.

use piecewise_sms::pieces::{self, Encoding};
use serde::{Deserialize, Serialize};
use tsify::{Ts, Tsify};
use wasm_bindgen::prelude::*;

/// What a text costs in pieces.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct TextCount {
    /// The encoding of the whole message.
    #[tsify(type = "\"GSM-7\" | \"UCS-2\"")]
    pub encoding: Encoding,
    /// Septets (GSM-7) or UTF-16 code units (UCS-2).
    pub units: u32,
    /// Pieces; an escape pair or a surrogate pair is never cut.
    pub pieces: u32,
    /// Pieces by division alone.
    pub simple_pieces: u32,
    /// Units that still fit in the last piece.
    pub remaining: u32,
}

/// One piece; its text is `text.slice(start, end)`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Tsify)]
pub struct Segment {
    /// First UTF-16 code unit.
    pub start: u32,
    /// One past the last UTF-16 code unit.
    pub end: u32,
    /// Units used in it.
    pub units: u32,
}

/// What a text costs and where it is cut.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct Segmentation {
    /// The encoding of the whole message.
    #[tsify(type = "\"GSM-7\" | \"UCS-2\"")]
    pub encoding: Encoding,
    /// Septets (GSM-7) or UTF-16 code units (UCS-2).
    pub units: u32,
    /// Pieces; an escape pair or a surrogate pair is never cut.
    pub pieces: u32,
    /// Pieces by division alone.
    pub simple_pieces: u32,
    /// Units that still fit in the last piece.
    pub remaining: u32,
    /// The pieces in order.
    pub segments: Vec<Segment>,
}

impl From<pieces::Count> for TextCount {
    fn from(count: pieces::Count) -> Self {
        Self {
            encoding: count.encoding,
            units: count.n_units,
            pieces: count.n_pieces,
            simple_pieces: count.n_pieces_simple,
            remaining: count.n_units_left,
        }
    }
}

impl Segmentation {
    /// Cuts `text`.
    pub fn of(text: &str) -> Self {
        let units: Vec<u16> = text.encode_utf16().collect();
        let mut segments = Vec::new();
        let mut start = 0;
        let count = pieces::segment_utf16(&units, |piece| {
            segments.push(Segment { start, end: piece.end, units: piece.n_units });
            start = piece.end;
        });
        let TextCount { encoding, units, pieces, simple_pieces, remaining } = count.into();
        Self { encoding, units, pieces, simple_pieces, remaining, segments }
    }
}

/// Counts `text`.
///
/// # Errors
///
/// Never in practice: numbers and two words are always turned into an object.
#[wasm_bindgen]
pub fn count(text: &str) -> Result<Ts<TextCount>, JsError> {
    Ok(TextCount::from(pieces::count(text)).into_ts()?)
}

/// Cuts `text` into pieces.
///
/// # Errors
///
/// Never in practice, as for [`count`].
#[wasm_bindgen]
pub fn segment(text: &str) -> Result<Ts<Segmentation>, JsError> {
    Ok(Segmentation::of(text).into_ts()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn segments_are_utf16_ranges() {
        let text = format!("{}[{}", "é".repeat(152), "😀a");
        let cut = Segmentation::of(&text);
        assert_eq!(cut.encoding, Encoding::Ucs2);
        let ends: Vec<_> = cut.segments.iter().map(|segment| (segment.start, segment.end)).collect();
        assert_eq!(ends, [(0, 67), (67, 134), (134, 156)]);

        let text = format!("{}[{}", "é".repeat(152), "a".repeat(10));
        let ends: Vec<_> =
            Segmentation::of(&text).segments.iter().map(|segment| (segment.end, segment.units)).collect();
        assert_eq!(ends, [(152, 152), (163, 12)]);
    }
}
