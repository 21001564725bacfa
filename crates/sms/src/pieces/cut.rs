//! Cutting: where one piece ends and the next begins.
//!
//! A border never falls inside an escape pair or a surrogate pair (R-023, R-028). It may fall inside a grapheme
//! cluster, and between CR and LF (D16, D14): the network knows characters only.

use alloc::vec::Vec;

use super::{
    Count, Encoding,
    alphabet::is_ascii_extension,
    count::count_scanned,
    scan::{scan, starts_char, starts_surrogates},
};
use crate::Span;

const N_CHUNK_BYTES: usize = 16;

/// The first byte of € in UTF-8: the only character of GSM-7 with three bytes, and a pair.
const EURO_LEAD: u8 = 0xE2;

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

/// Cuts `text` into pieces.
///
/// ```
/// use piecewise_sms::pieces::segment;
///
/// let text = "亲爱的顾客，您的包裹已到达，请凭取件码领取。".repeat(4);
/// let cut = segment(&text);
/// assert_eq!(cut.pieces.iter().map(|piece| piece.n_units).collect::<Vec<_>>(), [67, 21]);
/// assert_eq!(cut.pieces.iter().map(|piece| piece.span.of(&text)).collect::<String>(), text);
/// ```
pub fn segment(text: &str) -> Segmentation {
    let scan = scan(text.as_bytes());
    let count = count_scanned(text.as_bytes(), scan);
    let mut pieces = Vec::with_capacity(count.n_pieces as usize);
    pieces.extend(Pieces::new(text, scan.encoding, scan.n_units));
    Segmentation { count, pieces }
}

/// Cuts `text` into pieces one by one, without allocating.
pub fn pieces(text: &str) -> Pieces<'_> {
    let scan = scan(text.as_bytes());
    Pieces::new(text, scan.encoding, scan.n_units)
}

/// The pieces of a text in order; made by [`pieces()`].
#[derive(Debug, Clone)]
pub struct Pieces<'t> {
    rest: &'t [u8],
    start: usize,
    encoding: Encoding,
    n_budget_units: usize,
}

impl<'t> Pieces<'t> {
    fn new(text: &'t str, encoding: Encoding, n_units: usize) -> Self {
        let single = encoding.n_units_single() as usize;
        let n_budget_units = if n_units <= single { single } else { encoding.n_units_part() as usize };
        Self { rest: text.as_bytes(), start: 0, encoding, n_budget_units }
    }

    /// The encoding of the whole message.
    pub const fn encoding(&self) -> Encoding {
        self.encoding
    }
}

impl Iterator for Pieces<'_> {
    type Item = Piece;

    fn next(&mut self) -> Option<Piece> {
        if self.rest.is_empty() {
            return None;
        }
        let (n_bytes, n_units) = first_piece(self.rest, self.encoding, self.n_budget_units);
        let span = Span::new(self.start, self.start + n_bytes);
        self.start += n_bytes;
        self.rest = self.rest.get(n_bytes..).unwrap_or_default();
        Some(Piece { span, n_units: u32::try_from(n_units).unwrap_or(u32::MAX) })
    }
}

impl core::iter::FusedIterator for Pieces<'_> {}

/// Bytes and units of the first piece of the UTF-8 text `bytes`, at most `n_budget_units` of them (two or more).
/// In GSM-7, the text holds characters of GSM-7 only.
#[inline]
pub(super) fn first_piece(bytes: &[u8], encoding: Encoding, n_budget_units: usize) -> (usize, usize) {
    // A character's units are counted at its first byte, so that chunks may begin and end anywhere.
    match encoding {
        Encoding::Gsm7 => fit(bytes, n_budget_units, |byte| {
            u8::from(starts_char(byte)) + u8::from(is_ascii_extension(byte) || byte == EURO_LEAD)
        }),
        Encoding::Ucs2 => {
            fit(bytes, n_budget_units, |byte| u8::from(starts_char(byte)) + u8::from(starts_surrogates(byte)))
        }
    }
}

/// The most bytes whose units are within the budget.
#[inline]
fn fit(bytes: &[u8], n_budget_units: usize, units_at: impl Fn(u8) -> u8) -> (usize, usize) {
    let (mut n_bytes, mut n_units) = (0, 0);
    for chunk in bytes.as_chunks::<N_CHUNK_BYTES>().0 {
        let n = usize::from(chunk.iter().map(|&byte| units_at(byte)).sum::<u8>());
        if n_units + n > n_budget_units {
            break;
        }
        n_bytes += N_CHUNK_BYTES;
        n_units += n;
    }
    for &byte in bytes.get(n_bytes..).unwrap_or_default() {
        let n = usize::from(units_at(byte));
        if n_units + n > n_budget_units {
            break;
        }
        n_bytes += 1;
        n_units += n;
    }
    (n_bytes, n_units)
}
