//! Many messages in the module's memory, counted in one call.

use piecewise_sms::pieces;
use wasm_bindgen::prelude::*;

use crate::in_place::{N_COUNT_WORDS, words};

/// A place in the module's memory for many messages; `js/counter.js` gives views of it.
///
/// The messages lie one behind the other in UTF-8; message `i` ends before byte `ends[i]`. Its count is five words at
/// `5 * i`: encoding (0 GSM-7, 1 UCS-2), units, pieces, simple pieces, units left.
#[wasm_bindgen]
#[derive(Debug)]
pub struct MessageBuffer {
    utf8: Vec<u8>,
    ends: Vec<u32>,
    counts: Vec<u32>,
}

#[wasm_bindgen]
impl MessageBuffer {
    /// Makes room for `n_messages` of together `n_bytes`.
    #[wasm_bindgen(constructor)]
    pub fn new(n_bytes: usize, n_messages: usize) -> Self {
        Self { utf8: vec![0; n_bytes], ends: vec![0; n_messages], counts: vec![0; n_messages * N_COUNT_WORDS] }
    }

    /// The address of the messages.
    #[wasm_bindgen(js_name = utf8Address)]
    pub fn utf8_address(&self) -> *const u8 {
        self.utf8.as_ptr()
    }

    /// The address of the ends.
    #[wasm_bindgen(js_name = endsAddress)]
    pub fn ends_address(&self) -> *const u32 {
        self.ends.as_ptr()
    }

    /// The address of the counts.
    #[wasm_bindgen(js_name = countsAddress)]
    pub fn counts_address(&self) -> *const u32 {
        self.counts.as_ptr()
    }

    /// Counts the first `n_messages`.
    ///
    /// # Errors
    ///
    /// Names the first message that is not UTF-8 or whose end does not fit.
    pub fn count(&mut self, n_messages: usize) -> Result<(), JsError> {
        let Some(ends) = self.ends.get(..n_messages) else {
            return Err(JsError::new(&format!("the buffer has no room for {n_messages} messages")));
        };
        count_into(&self.utf8, ends, &mut self.counts).map_err(JsError::from)
    }
}

/// Counts the messages of `utf8`, which are copied into the module for it: five words each, as in [`MessageBuffer`].
///
/// # Errors
///
/// Names the first message that is not UTF-8 or whose end does not fit.
#[wasm_bindgen(js_name = countMany)]
pub fn count_many(utf8: &[u8], ends: &[u32]) -> Result<Vec<u32>, JsError> {
    let mut counts = vec![0; ends.len() * N_COUNT_WORDS];
    count_into(utf8, ends, &mut counts)?;
    Ok(counts)
}

fn count_into(utf8: &[u8], ends: &[u32], counts: &mut [u32]) -> Result<(), pieces::CountManyError> {
    let places = counts.as_chunks_mut::<N_COUNT_WORDS>().0;
    for (place, counted) in places.iter_mut().zip(pieces::counts(utf8, ends)) {
        *place = words(counted?);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_are_counted_side_by_side() {
        let utf8 = "Hi [Ann]您好";
        let mut counts = [0; 10];
        count_into(utf8.as_bytes(), &[8, 14], &mut counts).unwrap();
        assert_eq!(counts, [0, 10, 1, 1, 150, 1, 2, 1, 1, 68]);
    }

    #[test]
    fn a_message_that_is_cut_inside_a_character_is_named() {
        let error = count_into("您好".as_bytes(), &[1, 6], &mut [0; 10]).unwrap_err();
        assert_eq!(error.to_string(), "message 0 is not UTF-8");
    }
}
