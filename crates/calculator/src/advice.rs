//! What forces the text in the [`place`](crate::place) into UCS-2. The answer is words of 32 bits.
//!
//! The number of kinds; then for each kind the class of its replacement (0 where there is none, 1 invisible,
//! 2 typographic, 3 meaning-changing), pieces saved, the replacement's UTF-16 code units, the number of places, the
//! replacement, and start and end of each place. `js/suggestions.js` makes the objects of
//! [`Suggestion`](crate::answers::Suggestion) of them.

use alloc::vec::Vec;

use piecewise_sms::{
    Utf16Index,
    pieces::{self, NonGsm, ReplacementClass},
};
use wasm_bindgen::prelude::*;

use crate::{
    place::{PLACE, Place},
    strings,
};

/// Lists what forces the first `n_units` of the text into UCS-2 and says where the answer is.
#[wasm_bindgen]
pub fn suggest_room(n_units: usize) -> *const u32 {
    let Place { text, words, .. } = &mut *PLACE.lock();
    let text = strings::text(text.get(..n_units).unwrap_or(text));
    let index = Utf16Index::new(&text);
    let kinds = pieces::non_gsm(&text);
    words.clear();
    words.push(narrow(kinds.len()));
    for kind in &kinds {
        push(kind, &index, words);
    }
    words.as_ptr()
}

fn push(kind: &NonGsm, index: &Utf16Index<'_>, words: &mut Vec<u32>) {
    let (class, insert) = match &kind.replacement {
        None => (0, ""),
        Some(replacement) => {
            let class = match replacement.class {
                ReplacementClass::Invisible => 1,
                ReplacementClass::Typographic => 2,
                ReplacementClass::MeaningChanging => 3,
            };
            (class, replacement.text.as_str())
        }
    };
    let n_insert_units = narrow(insert.encode_utf16().count());
    words.extend_from_slice(&[class, kind.n_pieces_saved, n_insert_units, narrow(kind.spans.len())]);
    words.extend(insert.encode_utf16().map(u32::from));
    for &span in &kind.spans {
        let span = index.span(span);
        words.extend_from_slice(&[span.start, span.end]);
    }
}

fn narrow(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
