//! The one place in the module's memory where JavaScript puts a text and finds the answer.

#[cfg(feature = "json")]
use alloc::vec;
use alloc::vec::Vec;

use spin::Mutex;
use wasm_bindgen::prelude::*;

/// A text in UTF-16 and the answers to it.
pub(crate) struct Place {
    pub(crate) text: Vec<u16>,
    pub(crate) words: Vec<u32>,
    #[cfg(feature = "json")]
    json: Vec<u8>,
}

/// Never waited for: a module has one thread, and no function here calls another of them.
pub(crate) static PLACE: Mutex<Place> = Mutex::new(Place {
    text: Vec::new(),
    words: Vec::new(),
    #[cfg(feature = "json")]
    json: Vec::new(),
});

/// Makes room for a text of `n_units` UTF-16 code units and says where it is. Addresses given before are void.
#[wasm_bindgen]
pub fn text_room(n_units: usize) -> *const u16 {
    let text = &mut PLACE.lock().text;
    if text.len() < n_units {
        text.resize(n_units, 0);
    }
    text.as_ptr()
}

/// Where the last answer in JSON begins; the function that gave it said how many bytes it has.
#[cfg(feature = "json")]
#[wasm_bindgen]
pub fn json_address() -> *const u8 {
    PLACE.lock().json.as_ptr()
}

#[cfg(feature = "json")]
impl Place {
    /// The first `n_units` of the text.
    pub(crate) fn units(&self, n_units: usize) -> &[u16] {
        self.text.get(..n_units).unwrap_or(&self.text)
    }

    /// Writes `answer` as JSON and says how many bytes it has.
    pub(crate) fn answer(&mut self, answer: &impl serde::Serialize) -> usize {
        loop {
            if let Ok(n_bytes) = serde_json_core::to_slice(answer, &mut self.json) {
                return n_bytes;
            }
            // Grown until it fits: the only way in which writing these answers can fail.
            let n_bytes = (2 * self.json.len()).max(4096);
            self.json = vec![0; n_bytes];
        }
    }
}
