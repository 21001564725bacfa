//! Counting, without cutting where arithmetic is enough.

#[cfg(not(feature = "count-by-utf16"))]
use super::scan::scan;
use super::{Encoding, cut::Pieces, scan::Scan};

/// The most pieces that one message can be made of: the header counts them in one octet
/// (3GPP TS 23.040 §9.2.3.24.1).
pub const MAX_PIECES: u32 = 255;

/// What a text costs in pieces.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Count {
    /// The encoding of the whole message.
    pub encoding: Encoding,
    /// Units used, in septets (GSM-7) or UTF-16 code units (UCS-2), without headers.
    pub n_units: u32,
    /// Pieces, where a pair (escape or surrogate) is never cut (R-023, R-028).
    pub n_pieces: u32,
    /// Pieces by division alone: `ceil(units / 153)` or `ceil(units / 67)`.
    pub n_pieces_simple: u32,
    /// Units that still fit in the last piece; for an empty text, the whole of one piece.
    pub n_units_left: u32,
}

impl Count {
    /// The count of an empty text: nothing, in no piece (D15).
    pub const EMPTY: Self =
        Self { encoding: Encoding::Gsm7, n_units: 0, n_pieces: 0, n_pieces_simple: 0, n_units_left: 160 };

    /// Whether the message has more than [`MAX_PIECES`] pieces and therefore cannot be concatenated (D17).
    pub const fn is_unsendable(&self) -> bool {
        self.n_pieces > MAX_PIECES
    }
}

/// Counts `text` without allocating (with the feature `count-by-utf16`, by way of UTF-16).
///
/// ```
/// use piecewise_sms::pieces::{Encoding, count};
///
/// let plain = count("Your code is 482913.");
/// assert_eq!((plain.encoding, plain.n_units, plain.n_pieces), (Encoding::Gsm7, 20, 1));
///
/// let unicode = count("您的验证码是 482913。");
/// assert_eq!((unicode.encoding, unicode.n_units, unicode.n_units_left), (Encoding::Ucs2, 14, 56));
/// ```
#[inline]
pub fn count(text: &str) -> Count {
    #[cfg(not(feature = "count-by-utf16"))]
    return count_scanned(text.as_bytes(), scan(text.as_bytes()));
    // No second way in a module that counts UTF-16 anyway.
    #[cfg(feature = "count-by-utf16")]
    super::segment_utf16(&text.encode_utf16().collect::<alloc::vec::Vec<u16>>(), |_| ())
}

/// Turns the scan of the UTF-8 text `bytes` into its count.
#[inline]
pub(super) fn count_scanned(bytes: &[u8], scan: Scan) -> Count {
    let Scan { encoding, n_units, n_pairs } = scan;
    let n_single = encoding.n_units_single() as usize;
    let n_part = encoding.n_units_part() as usize;
    let (n_pieces, n_pieces_simple, n_units_left) = if n_units <= n_single {
        let n_pieces = usize::from(n_units > 0);
        (n_pieces, n_pieces, n_single - n_units)
    } else {
        let n_pieces_simple = n_units.div_ceil(n_part);
        if n_pairs == 0 {
            (n_pieces_simple, n_pieces_simple, n_pieces_simple * n_part - n_units)
        } else {
            let (n_pieces, n_units_left) = cut(bytes, scan);
            (n_pieces, n_pieces_simple, n_units_left)
        }
    };
    let clamp = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    Count {
        encoding,
        n_units: clamp(n_units),
        n_pieces: clamp(n_pieces),
        n_pieces_simple: clamp(n_pieces_simple),
        n_units_left: clamp(n_units_left),
    }
}

/// Pieces, and units left in the last, of a text of several pieces that may have pairs at its borders.
fn cut(bytes: &[u8], scan: Scan) -> (usize, usize) {
    let (n_pieces, n_last_units) = Pieces::new(bytes, scan).fold((0, 0), |(n, _), piece| (n + 1, piece.n_units));
    (n_pieces, (scan.encoding.n_units_part() - n_last_units) as usize)
}
