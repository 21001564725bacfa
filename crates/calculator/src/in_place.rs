//! Counting a text that JavaScript has put into the module's memory, with the answer left there.
//!
//! This spares the allocation and the objects of the ordinary crossing, which take longer than counting a message.
//! `js/counter.js` is the only caller; it writes UTF-8 at the address of [`text_room`], and reads words of 32 bits:
//! encoding (0 GSM-7, 1 UCS-2), units, pieces, simple pieces, units left, then for each piece its end in UTF-16 code
//! units and its units.

use std::cell::RefCell;

use piecewise_sms::pieces::{self, Count, Encoding, Pieces};
use wasm_bindgen::prelude::*;

/// Words of a [`Count`].
pub(crate) const N_COUNT_WORDS: usize = 5;

struct Place {
    text: Vec<u8>,
    answer: Vec<u32>,
}

thread_local! {
    static PLACE: RefCell<Place> = const { RefCell::new(Place { text: Vec::new(), answer: Vec::new() }) };
}

/// Makes room for a text of `n_bytes` and says where it is. Addresses given before are void.
#[wasm_bindgen]
pub fn text_room(n_bytes: usize) -> *const u8 {
    PLACE.with_borrow_mut(|place| {
        if place.text.len() < n_bytes {
            place.text.resize(n_bytes, 0);
        }
        place.text.as_ptr()
    })
}

/// Counts the first `n_bytes` of the room and says where the answer is; 0 if they are not UTF-8.
#[wasm_bindgen]
pub fn count_text(n_bytes: u32) -> *const u32 {
    PLACE.with_borrow_mut(|Place { text, answer }| match pieces::counts(text, &[n_bytes]).next() {
        Some(Ok(count)) => {
            answer.clear();
            answer.extend_from_slice(&words(count));
            answer.as_ptr()
        }
        _ => std::ptr::null(),
    })
}

/// Cuts the first `n_bytes` of the room and says where the answer is; 0 if they are not UTF-8.
#[wasm_bindgen]
pub fn segment_text(n_bytes: usize) -> *const u32 {
    PLACE.with_borrow_mut(|Place { text, answer }| {
        let Some(Ok(text)) = text.get(..n_bytes).map(str::from_utf8) else { return std::ptr::null() };
        answer.clear();
        let count = pieces::count(text);
        answer.extend_from_slice(&words(count));
        if count.n_pieces == 1 {
            answer.extend_from_slice(&[n_utf16_units(text, count.encoding, count.n_units), count.n_units]);
        } else {
            for (end, n_units) in Utf16Pieces::of(text) {
                answer.extend_from_slice(&[end, n_units]);
            }
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

/// The pieces of a text as their ends in UTF-16 code units, and their units.
pub(crate) struct Utf16Pieces<'t> {
    text: &'t str,
    pieces: Pieces<'t>,
    end: u32,
}

impl<'t> Utf16Pieces<'t> {
    pub(crate) fn of(text: &'t str) -> Self {
        Self { text, pieces: pieces::pieces(text), end: 0 }
    }
}

impl Iterator for Utf16Pieces<'_> {
    type Item = (u32, u32);

    fn next(&mut self) -> Option<(u32, u32)> {
        let piece = self.pieces.next()?;
        self.end += n_utf16_units(piece.span.of(self.text), self.pieces.encoding(), piece.n_units);
        Some((self.end, piece.n_units))
    }
}

/// UTF-16 code units of a piece: its units in UCS-2; its characters in GSM-7, which has none beyond U+FFFF.
fn n_utf16_units(text: &str, encoding: Encoding, n_units: u32) -> u32 {
    match encoding {
        Encoding::Ucs2 => n_units,
        Encoding::Gsm7 => u32::try_from(text.chars().count()).unwrap_or(u32::MAX),
    }
}
