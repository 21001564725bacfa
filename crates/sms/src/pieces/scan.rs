//! One pass over the bytes of a text: its encoding, its units, and how many of its characters are pairs.
//!
//! Bytes are looked at in chunks of fixed size, in loops without branches that the compiler turns into vector code
//! (SSE2 and AVX2, NEON, wasm `simd128`). Characters are counted at their first byte, so that a chunk may begin and
//! end anywhere; only first bytes beyond ASCII are looked at one by one.
//! Nothing here checks that the bytes are UTF-8; the callers know it.

use super::{
    Encoding,
    alphabet::{is_ascii_extension, is_ascii_gsm, starts_gsm},
};

const N_CHUNK_BYTES: usize = 32;
const N_LANES: usize = 16;

type Chunk = [u8; N_CHUNK_BYTES];

/// The first byte of € in UTF-8: the only character of GSM-7 with three bytes, and a pair.
const EURO_LEAD: u8 = 0xE2;

/// What one pass finds. A text of `n` bytes has at most `2 * n` units, so that no sum overflows: a slice is at most
/// `isize::MAX` bytes long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Scan {
    pub(super) encoding: Encoding,
    /// Septets or UTF-16 code units.
    pub(super) n_units: usize,
    /// Characters that take two units.
    pub(super) n_pairs: usize,
}

/// Scans the UTF-8 text `bytes`.
#[inline]
pub(super) fn scan(bytes: &[u8]) -> Scan {
    scan_plain(bytes).unwrap_or_else(|| scan_mixed(bytes))
}

/// Scans `bytes` if they are ASCII characters of GSM-7 throughout (and therefore valid UTF-8).
#[inline]
pub(super) fn scan_plain(bytes: &[u8]) -> Option<Scan> {
    let mut n_pairs = 0;
    // A lane counts at most 255 chunks.
    for block in bytes.chunks(N_LANES * 255) {
        let mut lanes = Lanes([0; N_LANES]);
        let (chunks, rest) = block.as_chunks();
        for chunk in chunks {
            lanes.count_plain(chunk, 0)?;
        }
        n_pairs += lanes.sum();
        if !rest.is_empty() {
            let mut lanes = Lanes([0; N_LANES]);
            match block.last_chunk() {
                // Reads again what the chunk before had, and counts only what is new.
                Some(last) => lanes.count_plain(last, N_LANES - rest.len())?,
                None => lanes.count_plain(&padded(rest), 0)?,
            }
            n_pairs += lanes.sum();
        }
    }
    Some(Scan { encoding: Encoding::Gsm7, n_units: bytes.len() + n_pairs, n_pairs })
}

/// A vector of counts, added up only at the end.
struct Lanes([u8; N_LANES]);

impl Lanes {
    /// Counts the extension characters from `start` in a chunk of ASCII characters of GSM-7; `None` if it holds
    /// anything else.
    #[inline]
    fn count_plain(&mut self, chunk: &[u8; N_LANES], start: usize) -> Option<()> {
        let mut odd = [0; N_LANES];
        for (at, (&byte, (odd, n_pairs))) in chunk.iter().zip(odd.iter_mut().zip(&mut self.0)).enumerate() {
            *odd = u8::from(!is_ascii_gsm(byte));
            *n_pairs += u8::from(is_ascii_extension(byte) && at >= start);
        }
        (u128::from_ne_bytes(odd) == 0).then_some(())
    }

    #[inline]
    fn sum(&self) -> usize {
        self.0.iter().map(|&n| usize::from(n)).sum()
    }
}

/// A chunk that ends in spaces.
#[inline]
fn padded<const N: usize>(rest: &[u8]) -> [u8; N] {
    let mut chunk = [b' '; N];
    for (byte, &from) in chunk.iter_mut().zip(rest) {
        *byte = from;
    }
    chunk
}

fn scan_mixed(bytes: &[u8]) -> Scan {
    let (mut n_chars, mut n_pairs) = (0, 0);
    let mut start = 0;
    while let Some(rest) = bytes.get(start..)
        && !rest.is_empty()
    {
        let n_spaces = N_CHUNK_BYTES.saturating_sub(rest.len());
        let chunk = rest.first_chunk().copied().unwrap_or_else(|| padded(rest));
        let mut n_odd = 0_u8;
        let mut n_chunk_chars = 0_u8;
        let mut n_chunk_pairs = 0_u8;
        for &byte in &chunk {
            n_odd += u8::from(byte.is_ascii() && !is_ascii_gsm(byte));
            n_chunk_chars += u8::from(starts_char(byte));
            n_chunk_pairs += u8::from(starts_escape(byte));
        }
        let is_gsm = |offset: usize| rest.get(offset..).is_some_and(starts_gsm);
        if n_odd > 0 || !(chunk.is_ascii() || lead_bytes(&chunk).all(is_gsm)) {
            // Everything before has one UTF-16 unit per character.
            let after = scan_utf16(rest);
            return Scan { n_units: n_chars + after.n_units, ..after };
        }
        n_chars += usize::from(n_chunk_chars) - n_spaces;
        n_pairs += usize::from(n_chunk_pairs);
        start += N_CHUNK_BYTES;
    }
    Scan { encoding: Encoding::Gsm7, n_units: n_chars + n_pairs, n_pairs }
}

/// Where characters beyond ASCII start in a chunk: bytes with both high bits set.
#[inline]
fn lead_bytes(chunk: &Chunk) -> impl Iterator<Item = usize> {
    chunk.as_chunks::<8>().0.iter().zip((0..).step_by(8)).flat_map(|(word, start)| {
        let word = u64::from_le_bytes(*word);
        let mut leads = word & (word << 1) & 0x8080_8080_8080_8080;
        core::iter::from_fn(move || {
            let at = start + (leads.trailing_zeros() / 8) as usize;
            let found = (leads != 0).then_some(at);
            leads &= leads.wrapping_sub(1);
            found
        })
    })
}

/// Counts UTF-16 code units of the UTF-8 text `bytes`.
fn scan_utf16(bytes: &[u8]) -> Scan {
    let (mut n_chars, mut n_pairs) = (0, 0);
    // A u8 counts at most 255 bytes.
    for chunk in bytes.chunks(128) {
        let (mut n_chunk_chars, mut n_chunk_pairs) = (0_u8, 0_u8);
        for &byte in chunk {
            n_chunk_chars += u8::from(starts_char(byte));
            n_chunk_pairs += u8::from(starts_surrogates(byte));
        }
        n_chars += usize::from(n_chunk_chars);
        n_pairs += usize::from(n_chunk_pairs);
    }
    Scan { encoding: Encoding::Ucs2, n_units: n_chars + n_pairs, n_pairs }
}

/// Whether `byte` is the first of a character in UTF-8.
#[inline]
pub(super) const fn starts_char(byte: u8) -> bool {
    byte & 0xC0 != 0x80
}

/// Whether `byte` is, in a GSM-7 text in UTF-8, the first of a character that takes two septets.
#[inline]
pub(super) const fn starts_escape(byte: u8) -> bool {
    is_ascii_extension(byte) || byte == EURO_LEAD
}

/// Whether `byte` is the first of a character beyond U+FFFF in UTF-8.
#[inline]
pub(super) const fn starts_surrogates(byte: u8) -> bool {
    byte >= 0xF0
}
