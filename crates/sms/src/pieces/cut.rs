//! Cutting: where one piece ends and the next begins.
//!
//! A border never falls inside an escape pair or a surrogate pair (R-023, R-028). It may fall inside a grapheme
//! cluster, and between CR and LF (D16, D14): the network knows characters only.

use alloc::vec::Vec;
use core::iter::FusedIterator;

use super::{
    Count, Encoding,
    count::count_scanned,
    scan::{Scan, scan, starts_char, starts_escape, starts_surrogates},
};
use crate::Span;

const N_CHUNK_BYTES: usize = 16;

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
    pieces.extend(Pieces::new(text.as_bytes(), scan));
    Segmentation { count, pieces }
}

/// Cuts `text` into pieces one by one, without allocating.
pub fn pieces(text: &str) -> Pieces<'_> {
    Pieces::new(text.as_bytes(), scan(text.as_bytes()))
}

/// The pieces of a text in order; made by [`pieces()`].
#[derive(Debug, Clone)]
pub struct Pieces<'t> {
    encoding: Encoding,
    rest: &'t [u8],
    n_rest_units: usize,
    n_budget_units: usize,
    start: usize,
}

impl<'t> Pieces<'t> {
    pub(super) fn new(bytes: &'t [u8], scan: Scan) -> Self {
        let Scan { encoding, n_units, .. } = scan;
        let single = encoding.n_units_single() as usize;
        let n_budget_units = if n_units <= single { single } else { encoding.n_units_part() as usize };
        Self { encoding, rest: bytes, n_rest_units: n_units, n_budget_units, start: 0 }
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
        let (n_bytes, n_units) = self.first_piece();
        let span = Span::new(self.start, self.start + n_bytes);
        self.start += n_bytes;
        self.rest = self.rest.get(n_bytes..).unwrap_or_default();
        self.n_rest_units -= n_units;
        Some(Piece { span, n_units: u32::try_from(n_units).unwrap_or(u32::MAX) })
    }
}

impl FusedIterator for Pieces<'_> {}

impl Pieces<'_> {
    /// Bytes and units of the first piece of the rest.
    #[inline]
    fn first_piece(&self) -> (usize, usize) {
        if self.n_rest_units <= self.n_budget_units {
            return (self.rest.len(), self.n_rest_units);
        }
        // A character's units are counted at its first byte, so that chunks may begin and end anywhere.
        match self.encoding {
            Encoding::Gsm7 => fit(self.rest, self.n_budget_units, starts_escape),
            Encoding::Ucs2 => fit(self.rest, self.n_budget_units, starts_surrogates),
        }
    }
}

/// The most bytes whose units are within the budget.
#[inline]
fn fit(bytes: &[u8], n_budget_units: usize, starts_pair: impl Fn(u8) -> bool) -> (usize, usize) {
    let units_at = |byte| u8::from(starts_char(byte)) + u8::from(starts_pair(byte));
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
