//! The names that do not follow from a rule, packed at build time.
//!
//! First, for each block of code points, where its names start behind these starts, in four bytes (little endian).
//! Then the names, one behind the other in ASCII. Before each is a byte from 0x80: its low four bits are the number of
//! words that it takes from the start of the name before, the next three the number of words from the end. A byte 1
//! stands for a code point without a name. `brotli -q 11` makes 24 KB of that for 8,000 names.

use alloc::{string::String, vec::Vec};
use core::str;

use super::ranges::{N_BLOCK_CODES, RANGES};

/// The table, to be put into a file.
#[cfg(feature = "names")]
pub static NAME_TABLE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/names.bin"));

const HEADER: u8 = 0x80;
const NO_NAME: u8 = 1;

/// The name of `c`, if `table` has it.
pub(super) fn packed_name(table: &[u8], c: char) -> Option<String> {
    let n_before = n_before(c)?;
    let mut rest = block(table, n_before / N_BLOCK_CODES)?;
    let mut words: Vec<&str> = Vec::new();
    let mut n_left = n_before % N_BLOCK_CODES;
    loop {
        let (&header, after) = rest.split_first()?;
        let n_bytes = after.iter().position(|&byte| byte >= HEADER || byte == NO_NAME).unwrap_or(after.len());
        let (new, after) = after.split_at_checked(n_bytes)?;
        rest = after;
        if header != NO_NAME {
            let n_words_before = usize::from(header & 0x0F);
            let n_words_after = usize::from(header >> 4 & 0x07);
            let end = words.len().checked_sub(n_words_after)?.max(n_words_before);
            let new_words = str::from_utf8(new).ok()?.split(' ').filter(|word| !word.is_empty());
            words.get(n_words_before..end)?;
            words.splice(n_words_before..end, new_words);
        }
        if n_left == 0 {
            return (header != NO_NAME).then(|| words.join(" "));
        }
        n_left -= 1;
    }
}

/// The names from a block on.
fn block(table: &[u8], index: usize) -> Option<&[u8]> {
    let (starts, names) = table.split_at_checked(4 * N_CODES.div_ceil(N_BLOCK_CODES))?;
    let start = u32::from_le_bytes(*starts.as_chunks().0.get(index)?);
    names.get(start as usize..)
}

/// Code points of all ranges.
const N_CODES: usize = {
    let (mut n_codes, mut at) = (0, 0);
    while at < RANGES.len() {
        n_codes += RANGES[at].1 - RANGES[at].0 + 1;
        at += 1;
    }
    n_codes as usize
};

/// Entries of the table before that of `c`.
fn n_before(c: char) -> Option<usize> {
    let code = u32::from(c);
    let mut n_entries = 0;
    for &(first, last) in RANGES {
        if code < first {
            return None;
        }
        if code <= last {
            return Some((n_entries + code - first) as usize);
        }
        n_entries += last - first + 1;
    }
    None
}
