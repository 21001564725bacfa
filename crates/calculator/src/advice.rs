//! What forces the text in the [`place`](crate::place) into UCS-2. The answer is JSON.

use alloc::vec::Vec;

use piecewise_sms::{Utf16Index, pieces};
use wasm_bindgen::prelude::*;

use crate::{answers::Suggestion, place::PLACE, strings};

/// Lists what forces the first `n_units` of the text into UCS-2: a list of [`Suggestion`].
#[wasm_bindgen]
pub fn suggest_room(n_units: usize) -> usize {
    let mut place = PLACE.lock();
    let answer = suggestions(&strings::text(place.units(n_units)));
    place.answer(&answer)
}

/// The kinds of characters that force `text` into UCS-2.
pub fn suggestions(text: &str) -> Vec<Suggestion> {
    let index = Utf16Index::new(text);
    let kinds = pieces::non_gsm(text).into_iter();
    kinds
        .map(|kind| Suggestion {
            text: kind.text,
            places: kind.spans.into_iter().map(|span| index.span(span).into()).collect(),
            replacement: kind.replacement.map(Into::into),
            pieces_saved: kind.n_pieces_saved,
        })
        .collect()
}
