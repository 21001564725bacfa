//! Counting and cutting texts in UTF-16, for callers in JavaScript: their strings need no conversion, and every
//! position is theirs.
//!
//! A lone surrogate is one unit of UCS-2, as is the U+FFFD that it becomes in UTF-8.

use super::{Count, Encoding, alphabet::n_septets};

const N_CHUNK_UNITS: usize = 16;
const EURO: u16 = 0x20AC;

/// One piece of a text in UTF-16.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Utf16Piece {
    /// One past its last UTF-16 code unit; it starts where the one before it ends.
    pub end: u32,
    /// Units used in it.
    pub n_units: u32,
}

/// Counts `text` and calls `each` with its pieces in order, without allocating.
///
/// ```
/// use piecewise_sms::pieces::segment_utf16;
///
/// let text: Vec<u16> = "亲爱的顾客🎉".repeat(12).encode_utf16().collect();
/// let mut ends = Vec::new();
/// let count = segment_utf16(&text, |piece| ends.push(piece.end));
/// assert_eq!((count.n_units, count.n_pieces), (84, 2));
/// assert_eq!(ends, [67, 84]);
/// ```
pub fn segment_utf16(text: &[u16], mut each: impl FnMut(Utf16Piece)) -> Count {
    let n_pairs = n_gsm_pairs(text);
    let (encoding, n_units) = match n_pairs {
        Some(n_pairs) => (Encoding::Gsm7, text.len() + n_pairs),
        None => (Encoding::Ucs2, text.len()),
    };
    let n_single = encoding.n_units_single() as usize;
    let n_budget_units = if n_units <= n_single { n_single } else { encoding.n_units_part() as usize };
    let (mut end, mut n_pieces, mut n_last_units) = (0, 0, 0);
    while let Some(rest) = text.get(end..).filter(|rest| !rest.is_empty()) {
        let (n_taken, n_piece_units) = match n_pairs {
            Some(0) => {
                let n_taken = rest.len().min(n_budget_units);
                (n_taken, n_taken)
            }
            Some(_) => first_gsm_piece(rest, n_budget_units),
            None => first_ucs2_piece(rest, n_budget_units),
        };
        end += n_taken;
        n_pieces += 1;
        n_last_units = n_piece_units;
        each(Utf16Piece { end: clamp(end), n_units: clamp(n_piece_units) });
    }
    Count {
        encoding,
        n_units: clamp(n_units),
        n_pieces: clamp(n_pieces),
        n_pieces_simple: clamp(n_units.div_ceil(n_budget_units)),
        n_units_left: clamp(n_budget_units - n_last_units),
    }
}

fn clamp(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// Characters of the extension table in `text`; `None` if it is not GSM-7.
fn n_gsm_pairs(text: &[u16]) -> Option<usize> {
    let (chunks, rest) = text.as_chunks::<N_CHUNK_UNITS>();
    let mut n_pairs = 0;
    for chunk in chunks {
        let (mut n_plain, mut n_chunk_pairs) = (0_u16, 0_u16);
        for &unit in chunk {
            n_plain += u16::from(is_ascii_gsm(unit));
            n_chunk_pairs += u16::from(is_extension(unit));
        }
        if usize::from(n_plain) < N_CHUNK_UNITS && !chunk.iter().all(|&unit| is_gsm(unit)) {
            return None;
        }
        n_pairs += usize::from(n_chunk_pairs);
    }
    for &unit in rest {
        if !is_gsm(unit) {
            return None;
        }
        n_pairs += usize::from(is_extension(unit));
    }
    Some(n_pairs)
}

/// Code units and units of the first piece of a GSM-7 text: as many characters as fit.
fn first_gsm_piece(text: &[u16], n_budget_units: usize) -> (usize, usize) {
    let (mut n_taken, mut n_units) = (0, 0);
    for chunk in text.as_chunks::<N_CHUNK_UNITS>().0 {
        let n_pairs: u16 = chunk.iter().map(|&unit| u16::from(is_extension(unit))).sum();
        let n = N_CHUNK_UNITS + usize::from(n_pairs);
        if n_units + n > n_budget_units {
            break;
        }
        n_taken += N_CHUNK_UNITS;
        n_units += n;
    }
    for &unit in text.get(n_taken..).unwrap_or_default() {
        let n = 1 + usize::from(is_extension(unit));
        if n_units + n > n_budget_units {
            break;
        }
        n_taken += 1;
        n_units += n;
    }
    (n_taken, n_units)
}

/// The same of a UCS-2 text: whole budgets, but never half a surrogate pair.
fn first_ucs2_piece(text: &[u16], n_budget_units: usize) -> (usize, usize) {
    let n_taken = match (text.get(n_budget_units - 1), text.get(n_budget_units)) {
        (Some(0xD800..0xDC00), Some(0xDC00..0xE000)) => n_budget_units - 1,
        _ => text.len().min(n_budget_units),
    };
    (n_taken, n_taken)
}

/// Whether `unit` is an ASCII character of GSM-7. Written so that a loop over it becomes vector code, as in
/// `alphabet`.
#[inline]
const fn is_ascii_gsm(unit: u16) -> bool {
    (unit.wrapping_sub(0x20) < 0x5F && unit != 0x60) || (unit.wrapping_sub(0x0A) < 4 && unit != 0x0B)
}

/// Whether `unit`, which is a character of GSM-7, is one of the extension table. Written likewise.
#[inline]
const fn is_extension(unit: u16) -> bool {
    (unit | 0x20).wrapping_sub(0x7B) < 4 || unit == 0x0C || unit == EURO
}

#[inline]
fn is_gsm(unit: u16) -> bool {
    is_ascii_gsm(unit) || char::from_u32(u32::from(unit)).is_some_and(|c| n_septets(c).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_arithmetic_on_units_agrees_with_the_tables() {
        for unit in 0..=u16::MAX {
            let septets = char::from_u32(u32::from(unit)).and_then(n_septets);
            assert_eq!(is_gsm(unit), septets.is_some(), "U+{unit:04X}");
            assert_eq!(is_ascii_gsm(unit), septets.is_some() && unit < 0x80, "U+{unit:04X}");
            assert_eq!(is_gsm(unit) && is_extension(unit), septets == Some(2), "U+{unit:04X}");
        }
    }

    #[test]
    fn a_lone_surrogate_is_one_unit() {
        let text = [0xD83D; 71];
        let mut ends = alloc::vec::Vec::new();
        let count = segment_utf16(&text, |piece| ends.push((piece.end, piece.n_units)));
        assert_eq!((count.encoding, count.n_units, count.n_pieces), (Encoding::Ucs2, 71, 2));
        assert_eq!(ends, [(67, 67), (71, 4)]);
    }
}
