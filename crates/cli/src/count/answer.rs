//! The shapes of `count` in JSON.

use std::borrow::Cow;

use piecewise_sms::{
    Span, Utf16Index,
    pieces::{self, Encoding, units_of},
};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::jsonl::present;

/// What one line asks. Fields that are not ours are ignored, so that a line of any log can be counted as it is.
#[derive(Debug, Deserialize)]
pub(crate) struct Question<'a> {
    #[serde(borrow, default, deserialize_with = "present")]
    pub(crate) id: Option<&'a RawValue>,
    #[serde(borrow)]
    pub(crate) text: Cow<'a, str>,
}

/// What a text costs, where it is cut, and why.
#[derive(Debug, Serialize)]
pub(crate) struct Answer<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a RawValue>,
    encoding: Encoding,
    units: u32,
    pieces: u32,
    simple_pieces: u32,
    remaining: u32,
    segments: Vec<Segment<'a>>,
    non_gsm: Vec<NonGsm<'a>>,
}

#[derive(Debug, Serialize)]
struct Segment<'a> {
    text: &'a str,
    units: u32,
}

/// One occurrence of something that GSM-7 does not have.
#[derive(Debug, Serialize)]
pub(crate) struct NonGsm<'a> {
    #[serde(rename = "char")]
    pub(crate) text: &'a str,
    pub(crate) code_point: String,
    pub(crate) name: String,
    pub(crate) utf16_offset: u32,
    pub(crate) replacement: Option<String>,
}

impl<'a> Answer<'a> {
    pub(crate) fn new(id: Option<&'a RawValue>, text: &'a str) -> Self {
        let segmentation = pieces::segment(text);
        let count = segmentation.count;
        let segment = |piece: &pieces::Piece| Segment { text: piece.span.of(text), units: piece.n_units };
        Self {
            id,
            encoding: count.encoding,
            units: count.n_units,
            pieces: count.n_pieces,
            simple_pieces: count.n_pieces_simple,
            remaining: count.n_units_left,
            segments: segmentation.pieces.iter().map(segment).collect(),
            non_gsm: non_gsm(text),
        }
    }
}

/// Every occurrence of what forces `text` into UCS-2, in the order of the text.
///
/// A composed emoji that can only be removed as a whole is listed character by character; a letter with its marks,
/// or whatever else has a replacement of its own, is one entry.
fn non_gsm(text: &str) -> Vec<NonGsm<'_>> {
    let kinds = pieces::non_gsm(text);
    let mut places: Vec<(Span, &pieces::NonGsm)> =
        kinds.iter().flat_map(|kind| kind.spans.iter().map(move |&span| (span, kind))).collect();
    places.sort_unstable_by_key(|(span, _)| span.start);
    let index = Utf16Index::new(text);
    let mut occurrences = Vec::with_capacity(places.len());
    for (span, kind) in places {
        let replacement = kind.replacement.as_ref().map(|replacement| replacement.text.as_str());
        let entry = |span: Span, first| NonGsm {
            text: span.of(text),
            code_point: format!("U+{:04X}", u32::from(first)),
            name: pieces::name_of(first).unwrap_or_default(),
            utf16_offset: index.offset(span.start),
            replacement: replacement.map(str::to_owned),
        };
        if replacement.is_some_and(|text| !text.is_empty()) {
            occurrences.push(entry(span, kind.first));
            continue;
        }
        let start = span.start as usize;
        let others = span.of(text).char_indices().filter(|&(_, c)| units_of(c, Encoding::Gsm7).is_none());
        occurrences.extend(others.map(|(at, c)| entry(Span::new(start + at, start + at + c.len_utf8()), c)));
    }
    occurrences
}
