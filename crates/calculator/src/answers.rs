//! What JavaScript gets: the shapes of every answer, from which the TypeScript declarations are made.
//!
//! Absent is `undefined`, never `null`. Positions are UTF-16 code units, as in `text.slice(start, end)`.

use piecewise_sms::pieces::{Count, Encoding};
#[cfg(feature = "types")]
use tsify::Tsify;

#[cfg(feature = "advice")]
pub use advice::{Replacement, Suggestion, TextRange};
#[cfg(feature = "lint")]
pub use lint::{Edit, Finding, Fix};
#[cfg(feature = "templates")]
pub use templates::{Part, Readings, Rendered};

/// What a text costs in pieces.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "types", derive(Tsify))]
#[serde(rename_all = "camelCase")]
pub struct TextCount {
    /// The encoding of the whole message.
    #[cfg_attr(feature = "types", tsify(type = "\"GSM-7\" | \"UCS-2\""))]
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

impl From<Count> for TextCount {
    fn from(count: Count) -> Self {
        Self {
            encoding: count.encoding,
            units: count.n_units,
            pieces: count.n_pieces,
            simple_pieces: count.n_pieces_simple,
            remaining: count.n_units_left,
        }
    }
}

/// One piece; its text is `text.slice(start, end)`.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "types", derive(Tsify))]
pub struct Segment {
    /// First UTF-16 code unit.
    pub start: u32,
    /// One past the last UTF-16 code unit.
    pub end: u32,
    /// Units used in it.
    pub units: u32,
}

/// What a text costs and where it is cut.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "types", derive(Tsify))]
#[serde(rename_all = "camelCase")]
pub struct Segmentation {
    /// The encoding of the whole message.
    #[cfg_attr(feature = "types", tsify(type = "\"GSM-7\" | \"UCS-2\""))]
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
    pub segments: alloc::vec::Vec<Segment>,
}

impl Segmentation {
    /// What the words of [`segment_room`](crate::counting::segment_room) must say of `text`.
    pub fn of(text: &str) -> Self {
        let units: alloc::vec::Vec<u16> = text.encode_utf16().collect();
        let mut segments = alloc::vec::Vec::new();
        let mut start = 0;
        let count = piecewise_sms::pieces::segment_utf16(&units, |piece| {
            segments.push(Segment { start, end: piece.end, units: piece.n_units });
            start = piece.end;
        });
        let TextCount { encoding, units, pieces, simple_pieces, remaining } = count.into();
        Self { encoding, units, pieces, simple_pieces, remaining, segments }
    }
}

#[cfg(feature = "advice")]
mod advice {
    use alloc::{string::String, vec::Vec};

    use piecewise_sms::{
        Utf16Index, Utf16Span,
        pieces::{self, ReplacementClass},
    };
    #[cfg(feature = "types")]
    use tsify::Tsify;

    /// A stretch of a text: `text.slice(start, end)`.
    #[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
    #[cfg_attr(feature = "types", derive(Tsify))]
    pub struct TextRange {
        /// First UTF-16 code unit.
        pub start: u32,
        /// One past the last UTF-16 code unit.
        pub end: u32,
    }

    impl From<Utf16Span> for TextRange {
        fn from(Utf16Span { start, end }: Utf16Span) -> Self {
            Self { start, end }
        }
    }

    /// One kind of character that forces UCS-2, with every place where it stands.
    #[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
    #[cfg_attr(feature = "types", derive(Tsify))]
    #[serde(rename_all = "camelCase")]
    pub struct Suggestion {
        /// The character, a letter with its combining marks, or a whole emoji.
        pub text: String,
        /// Where it stands, in order; never empty.
        pub places: Vec<TextRange>,
        /// What could stand in its place, if anything could.
        #[serde(skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "types", tsify(optional))]
        pub replacement: Option<Replacement>,
        /// Pieces saved if every one of this kind is replaced; 0 if the text stays UCS-2.
        pub pieces_saved: u32,
    }

    impl Suggestion {
        /// What the words of [`suggest_room`](crate::advice::suggest_room) must say of `text`.
        pub fn all_of(text: &str) -> Vec<Self> {
            let index = Utf16Index::new(text);
            let kinds = pieces::non_gsm(text).into_iter();
            kinds
                .map(|kind| Self {
                    text: kind.text,
                    places: kind.spans.into_iter().map(|span| index.span(span).into()).collect(),
                    replacement: kind.replacement.map(Into::into),
                    pieces_saved: kind.n_pieces_saved,
                })
                .collect()
        }
    }

    /// A text of GSM-7 that could stand in the place of another.
    #[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
    #[cfg_attr(feature = "types", derive(Tsify))]
    pub struct Replacement {
        /// What to put there; empty removes the character.
        pub text: String,
        /// What it does to the meaning: nobody sees it, the shape changes, a reader may notice.
        #[cfg_attr(feature = "types", tsify(type = "\"invisible\" | \"typographic\" | \"meaning-changing\""))]
        pub class: &'static str,
    }

    impl From<pieces::Replacement> for Replacement {
        fn from(replacement: pieces::Replacement) -> Self {
            let class = match replacement.class {
                ReplacementClass::Invisible => "invisible",
                ReplacementClass::Typographic => "typographic",
                ReplacementClass::MeaningChanging => "meaning-changing",
            };
            Self { text: replacement.text, class }
        }
    }
}

#[cfg(feature = "templates")]
mod templates {
    use alloc::{string::String, vec::Vec};

    #[cfg(feature = "types")]
    use tsify::Tsify;

    use super::TextCount;

    /// A template with its values in.
    #[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
    #[cfg_attr(feature = "types", derive(Tsify))]
    pub struct Rendered {
        /// The text that a recipient gets.
        pub text: String,
        /// Where the values landed in it, in order.
        pub parts: Vec<Part>,
        /// Variables without a value, each once; they stay `%name%` in the text.
        pub missing: Vec<String>,
    }

    /// Where a value landed.
    #[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
    #[cfg_attr(feature = "types", derive(Tsify))]
    pub struct Part {
        /// The variable.
        pub name: String,
        /// First UTF-16 code unit.
        pub start: u32,
        /// One past the last UTF-16 code unit.
        pub end: u32,
    }

    /// Three readings of a template.
    #[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
    #[cfg_attr(feature = "types", derive(Tsify))]
    pub struct Readings {
        /// Every variable of the text, once, in order of first use.
        pub variables: Vec<String>,
        /// The text as written, `%name%` counted letter by letter.
        pub raw: TextCount,
        /// With the example of each variable.
        pub examples: TextCount,
        /// With every variable at its longest, and Unicode where a variable may be.
        pub worst: TextCount,
        /// Variables without an example; in `examples` they count as written.
        pub unknown: Vec<String>,
    }
}

#[cfg(feature = "lint")]
mod lint {
    use alloc::{string::String, vec::Vec};

    #[cfg(feature = "types")]
    use tsify::Tsify;

    /// What is wrong, in words, and where.
    #[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
    #[cfg_attr(feature = "types", derive(Tsify))]
    pub struct Finding {
        /// What it is about, such as `link-space-before`.
        pub code: &'static str,
        /// `error` will not be accepted, `warning` will cost or surprise, `info` is worth knowing.
        #[cfg_attr(feature = "types", tsify(type = "\"error\" | \"warning\" | \"info\""))]
        pub severity: &'static str,
        /// Where in the draft: `content`, `name`, `content_type`, `countries` or `values.<variable>`.
        pub field: String,
        /// First UTF-16 code unit in that field; equal to `end` where the whole field is meant.
        pub start: u32,
        /// One past the last UTF-16 code unit.
        pub end: u32,
        /// What, why, and what to do.
        pub message: String,
        /// A proposed change.
        #[serde(skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "types", tsify(optional))]
        pub fix: Option<Fix>,
    }

    /// A proposed change to a field.
    #[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
    #[cfg_attr(feature = "types", derive(Tsify))]
    pub struct Fix {
        /// What a button for it says.
        pub title: String,
        /// `safe` cannot change the meaning, `ask` wants a look, `show-only` has something to fill in.
        #[cfg_attr(feature = "types", tsify(type = "\"safe\" | \"ask\" | \"show-only\""))]
        pub safety: &'static str,
        /// What is replaced, in order, against the text that was linted.
        pub edits: Vec<Edit>,
    }

    /// One replacement: `text.slice(start, end)` becomes `insert`.
    #[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
    #[cfg_attr(feature = "types", derive(Tsify))]
    pub struct Edit {
        /// First UTF-16 code unit.
        pub start: u32,
        /// One past the last UTF-16 code unit.
        pub end: u32,
        /// What is put there.
        pub insert: String,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn segments_are_utf16_ranges() {
        let text = "é".repeat(152) + "[😀a";
        let cut = Segmentation::of(&text);
        assert_eq!(cut.encoding, Encoding::Ucs2);
        let ends: Vec<_> = cut.segments.iter().map(|segment| (segment.start, segment.end)).collect();
        assert_eq!(ends, [(0, 67), (67, 134), (134, 156)]);

        let text = "é".repeat(152) + "[" + &"a".repeat(10);
        let ends: Vec<_> =
            Segmentation::of(&text).segments.iter().map(|segment| (segment.end, segment.units)).collect();
        assert_eq!(ends, [(152, 152), (163, 12)]);
    }
}
