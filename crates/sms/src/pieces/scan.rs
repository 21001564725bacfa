//! One pass over the bytes of a text: its encoding, its units, and how many of its characters are pairs.
//!
//! Bytes are looked at in chunks of fixed size, in loops without branches that the compiler turns into vector code
//! (SSE2 and AVX2, NEON, wasm `simd128`). Only a chunk that is not plain ASCII of GSM-7 is read by character.
//! Nothing here checks that the bytes are UTF-8; the callers know it.

use super::{
    Encoding,
    alphabet::{first_septets, is_ascii_extension, is_ascii_gsm},
};

const N_CHUNK_BYTES: usize = 32;

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
    let (chunks, rest) = bytes.as_chunks::<N_CHUNK_BYTES>();
    let mut n_pairs = 0;
    for chunk in chunks {
        n_pairs += n_plain_pairs(chunk)?;
    }
    if !rest.is_empty() {
        let mut chunk = [b' '; N_CHUNK_BYTES];
        for (byte, &from) in chunk.iter_mut().zip(rest) {
            *byte = from;
        }
        n_pairs += n_plain_pairs(&chunk)?;
    }
    Some(Scan { encoding: Encoding::Gsm7, n_units: bytes.len() + n_pairs, n_pairs })
}

/// Extension characters in a chunk of ASCII characters of GSM-7; `None` if there is anything else.
#[inline]
fn n_plain_pairs(chunk: &[u8; N_CHUNK_BYTES]) -> Option<usize> {
    let mut n_gsm = 0_u8;
    let mut n_pairs = 0_u8;
    for &byte in chunk {
        n_gsm += u8::from(is_ascii_gsm(byte));
        n_pairs += u8::from(is_ascii_extension(byte));
    }
    (usize::from(n_gsm) == N_CHUNK_BYTES).then_some(usize::from(n_pairs))
}

fn scan_mixed(bytes: &[u8]) -> Scan {
    let (mut n_units, mut n_pairs) = (0, 0);
    let mut rest = bytes;
    loop {
        // At least one chunk by character, then chunks again: accents come in groups.
        let mut n_read = 0;
        while n_read < N_CHUNK_BYTES
            && let Some((n, n_bytes)) = first_septets(rest)
            && let Some(after) = rest.get(n_bytes..)
        {
            n_units += n;
            n_pairs += n - 1;
            n_read += n_bytes;
            rest = after;
        }
        if rest.is_empty() {
            return Scan { encoding: Encoding::Gsm7, n_units, n_pairs };
        }
        if n_read < N_CHUNK_BYTES {
            // What was read so far has one UTF-16 unit per character.
            let after = scan_utf16(rest);
            return Scan { n_units: n_units - n_pairs + after.n_units, ..after };
        }
        while let Some((chunk, after)) = rest.split_first_chunk()
            && let Some(n) = n_plain_pairs(chunk)
        {
            n_units += N_CHUNK_BYTES + n;
            n_pairs += n;
            rest = after;
        }
    }
}

/// Counts UTF-16 code units of the UTF-8 text `bytes`.
pub(super) fn scan_utf16(bytes: &[u8]) -> Scan {
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

/// Whether `byte` is the first of a character beyond U+FFFF in UTF-8.
#[inline]
pub(super) const fn starts_surrogates(byte: u8) -> bool {
    byte >= 0xF0
}
