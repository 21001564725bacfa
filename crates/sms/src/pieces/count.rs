//! Counting and cutting.

use alloc::vec::Vec;

use crate::Span;

/// The most pieces that one message can be made of: the UDH counts them in one octet (3GPP TS 23.040 §9.2.3.24.1).
pub const MAX_PIECES: u32 = 255;

/// How a whole message is encoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub enum Encoding {
    /// The GSM 7-bit default alphabet; a unit is a septet.
    #[cfg_attr(feature = "serde", serde(rename = "GSM-7"))]
    Gsm7,
    /// UCS-2; a unit is a UTF-16 code unit.
    #[cfg_attr(feature = "serde", serde(rename = "UCS-2"))]
    Ucs2,
}

impl Encoding {
    /// `GSM-7` or `UCS-2`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Gsm7 => "GSM-7",
            Self::Ucs2 => "UCS-2",
        }
    }

    /// Units that fit in a message of one piece: 160 septets or 70 UTF-16 units.
    pub const fn n_units_single(self) -> u32 {
        match self {
            Self::Gsm7 => 160,
            Self::Ucs2 => 70,
        }
    }

    /// Units that fit in each piece of a longer message: 153 septets or 67 UTF-16 units.
    pub const fn n_units_part(self) -> u32 {
        match self {
            Self::Gsm7 => 153,
            Self::Ucs2 => 67,
        }
    }
}

/// What a text costs in pieces.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Count {
    /// The encoding of the whole message.
    pub encoding: Encoding,
    /// Units used, in septets (GSM-7) or UTF-16 code units (UCS-2), without headers.
    pub n_units: u32,
    /// Pieces, where a pair (escape or surrogate) is never cut.
    pub n_pieces: u32,
    /// Pieces by division alone: `ceil(units / 153)` or `ceil(units / 67)`.
    pub n_pieces_simple: u32,
    /// Units that still fit in the last piece; for an empty text, the whole of one piece.
    pub n_units_left: u32,
}

impl Count {
    /// Whether the message has more than [`MAX_PIECES`] pieces and therefore cannot be concatenated.
    pub const fn is_unsendable(&self) -> bool {
        self.n_pieces > MAX_PIECES
    }
}

/// One piece of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Piece {
    /// Its part of the text.
    pub span: Span,
    /// Units used in it.
    pub n_units: u32,
}

/// A text cut into pieces; the spans concatenate to the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segmentation {
    /// The totals.
    pub count: Count,
    /// The pieces in order; none for an empty text.
    pub pieces: Vec<Piece>,
}

/// Units that `c` takes in `encoding`; `None` if GSM-7 has no such character.
pub fn units_of(c: char, encoding: Encoding) -> Option<u32> {
    match encoding {
        Encoding::Ucs2 => Some(if (c as u32) > 0xFFFF { 2 } else { 1 }),
        Encoding::Gsm7 => n_septets(c),
    }
}

fn n_septets(c: char) -> Option<u32> {
    match c {
        '\u{c}' | '^' | '{' | '}' | '\\' | '[' | '~' | ']' | '|' | '€' => Some(2),
        '\n' | '\r' | ' '..='_' | 'a'..='z' => Some(1),
        c if "@£$¥èéùìòÇØøÅåΔΦΓΛΩΠΨΣΘΞÆæßÉ¤¡ÄÖÑÜ§¿äöñüà".contains(c) => Some(1),
        _ => None,
    }
}

/// Counts `text` without allocating.
pub fn count(text: &str) -> Count {
    segment(text).count
}

/// Cuts `text` into pieces.
pub fn segment(text: &str) -> Segmentation {
    let encoding = if text.chars().all(|c| n_septets(c).is_some()) { Encoding::Gsm7 } else { Encoding::Ucs2 };
    let units = |c| units_of(c, encoding).unwrap_or(1);
    let n_units: u32 = text.chars().map(units).sum();
    let budget = if n_units <= encoding.n_units_single() { encoding.n_units_single() } else { encoding.n_units_part() };
    let mut pieces: Vec<Piece> = Vec::new();
    for (at, c) in text.char_indices() {
        let n = units(c);
        let end = Span::new(at, at + c.len_utf8()).end;
        match pieces.last_mut() {
            Some(piece) if piece.n_units + n <= budget => {
                piece.n_units += n;
                piece.span.end = end;
            }
            _ => pieces.push(Piece { span: Span { start: Span::new(at, at).start, end }, n_units: n }),
        }
    }
    let used = pieces.last().map_or(0, |piece| piece.n_units);
    let count = Count {
        encoding,
        n_units,
        n_pieces: u32::try_from(pieces.len()).unwrap_or(u32::MAX),
        n_pieces_simple: n_units.div_ceil(budget),
        n_units_left: budget - used,
    };
    Segmentation { count, pieces }
}
