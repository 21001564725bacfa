//! Counting a text that JavaScript has put into the module's memory, with the answer left there.
//!
//! This spares the allocation and the objects of the ordinary crossing, which take longer than counting a message.
//! `js/counter.js` is the only caller; it writes UTF-16 at the address of [`text_room`], and reads words of 32 bits:
//! encoding (0 GSM-7, 1 UCS-2), units, pieces, simple pieces, units left, then for each piece its end in UTF-16 code
//! units and its units.

use std::cell::RefCell;

use piecewise_sms::pieces::{Count, Encoding, segment_utf16};
use wasm_bindgen::prelude::*;

/// Words of a [`Count`].
pub(crate) const N_COUNT_WORDS: usize = 5;

struct Place {
    text: Vec<u16>,
    answer: Vec<u32>,
}

thread_local! {
    static PLACE: RefCell<Place> = const { RefCell::new(Place { text: Vec::new(), answer: Vec::new() }) };
}

/// Makes room for a text of `n_units` UTF-16 code units and says where it is. Addresses given before are void.
#[wasm_bindgen]
pub fn text_room(n_units: usize) -> *const u16 {
    PLACE.with_borrow_mut(|place| {
        if place.text.len() < n_units {
            place.text.resize(n_units, 0);
        }
        place.text.as_ptr()
    })
}

/// Counts and cuts the first `n_units` of the room and says where the answer is.
#[wasm_bindgen]
pub fn segment_room(n_units: usize) -> *const u32 {
    PLACE.with_borrow_mut(|Place { text, answer }| {
        let text = text.get(..n_units).unwrap_or(text);
        answer.clear();
        answer.resize(N_COUNT_WORDS, 0);
        let count = segment_utf16(text, |piece| answer.extend_from_slice(&[piece.end, piece.n_units]));
        if let Some(place) = answer.first_chunk_mut() {
            *place = words(count);
        }
        answer.as_ptr()
    })
}

pub(crate) fn words(count: Count) -> [u32; N_COUNT_WORDS] {
    let encoding = match count.encoding {
        Encoding::Gsm7 => 0,
        Encoding::Ucs2 => 1,
    };
    [encoding, count.n_units, count.n_pieces, count.n_pieces_simple, count.n_units_left]
}
