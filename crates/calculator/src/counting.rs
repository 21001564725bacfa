//! Counting and cutting the text in the [`place`](crate::place): the answer is words of 32 bits.
//!
//! Encoding (0 GSM-7, 1 UCS-2), units, pieces, simple pieces, units left; then for each piece its end in UTF-16 code
//! units, and its units. `js/counter.js` makes the objects of [`answers`](crate::answers) of them.

use piecewise_sms::pieces::{Count, Encoding, segment_utf16};
use wasm_bindgen::prelude::*;

use crate::place::{PLACE, Place};

/// Words of a [`Count`].
pub(crate) const N_COUNT_WORDS: usize = 5;

/// Counts and cuts the first `n_units` of the text and says where the answer is.
#[wasm_bindgen]
pub fn segment_room(n_units: usize) -> *const u32 {
    let Place { text, words: answer, .. } = &mut *PLACE.lock();
    let text = text.get(..n_units).unwrap_or(text);
    answer.clear();
    answer.resize(N_COUNT_WORDS, 0);
    let count = segment_utf16(text, |piece| answer.extend_from_slice(&[piece.end, piece.n_units]));
    if let Some(place) = answer.first_chunk_mut() {
        *place = words(count);
    }
    answer.as_ptr()
}

pub(crate) fn words(count: Count) -> [u32; N_COUNT_WORDS] {
    let encoding = match count.encoding {
        Encoding::Gsm7 => 0,
        Encoding::Ucs2 => 1,
    };
    [encoding, count.n_units, count.n_pieces, count.n_pieces_simple, count.n_units_left]
}
