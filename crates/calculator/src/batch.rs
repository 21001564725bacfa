//! Many messages in the module's memory, counted in one call.
//!
//! The messages lie one behind the other in UTF-8; message `i` ends before byte `ends[i]`. Its count is five words at
//! `5 * i`, as in [`counting`](crate::counting). Batches are known by numbers; `js/batch.js` gives views of them.

use alloc::{vec, vec::Vec};

use piecewise_sms::pieces;
use spin::Mutex;
use wasm_bindgen::prelude::*;

use crate::counting::{N_COUNT_WORDS, words};

#[derive(Default)]
struct Batch {
    utf8: Vec<u8>,
    ends: Vec<u32>,
    counts: Vec<u32>,
}

static BATCHES: Mutex<Vec<Batch>> = Mutex::new(Vec::new());

/// Makes room for `n_messages` of together `n_bytes` and gives the number of the batch.
#[wasm_bindgen]
pub fn batch(n_bytes: usize, n_messages: usize) -> usize {
    let batch =
        Batch { utf8: vec![0; n_bytes], ends: vec![0; n_messages], counts: vec![0; n_messages * N_COUNT_WORDS] };
    let batches = &mut *BATCHES.lock();
    // A number that was given back has no memory.
    let free = batches.iter().position(|batch| batch.utf8.capacity() == 0 && batch.ends.capacity() == 0);
    let number = free.unwrap_or(batches.len());
    match batches.get_mut(number) {
        Some(place) => *place = batch,
        None => batches.push(batch),
    }
    number
}

/// The address of the messages.
#[wasm_bindgen]
pub fn batch_utf8(number: usize) -> *const u8 {
    BATCHES.lock().get(number).map_or(core::ptr::null(), |batch| batch.utf8.as_ptr())
}

/// The address of their ends.
#[wasm_bindgen]
pub fn batch_ends(number: usize) -> *const u32 {
    BATCHES.lock().get(number).map_or(core::ptr::null(), |batch| batch.ends.as_ptr())
}

/// The address of their counts.
#[wasm_bindgen]
pub fn batch_counts(number: usize) -> *const u32 {
    BATCHES.lock().get(number).map_or(core::ptr::null(), |batch| batch.counts.as_ptr())
}

/// Counts the first `n_messages` and says how many could be counted: the message of that number is not UTF-8, or its
/// end does not fit.
#[wasm_bindgen]
pub fn batch_count(number: usize, n_messages: usize) -> usize {
    let batches = &mut *BATCHES.lock();
    let Some(Batch { utf8, ends, counts }) = batches.get_mut(number) else { return 0 };
    let places = counts.as_chunks_mut::<N_COUNT_WORDS>().0;
    let mut n_counted = 0;
    for (place, counted) in places.iter_mut().zip(pieces::counts(utf8, ends)).take(n_messages) {
        let Ok(count) = counted else { break };
        *place = words(count);
        n_counted += 1;
    }
    n_counted
}

/// Gives the memory of a batch back. Its number is void.
#[wasm_bindgen]
pub fn batch_free(number: usize) {
    if let Some(batch) = BATCHES.lock().get_mut(number) {
        *batch = Batch::default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counted(utf8: &[u8], ends: &[u32]) -> (usize, Vec<u32>) {
        let number = batch(utf8.len(), ends.len());
        if let Some(batch) = BATCHES.lock().get_mut(number) {
            batch.utf8.copy_from_slice(utf8);
            batch.ends.copy_from_slice(ends);
        }
        let n_counted = batch_count(number, ends.len());
        let counts = BATCHES.lock().get(number).map(|batch| batch.counts.clone()).unwrap_or_default();
        batch_free(number);
        (n_counted, counts)
    }

    #[test]
    fn messages_are_counted_side_by_side() {
        let answer = counted("Hi [Ann]您好".as_bytes(), &[8, 14]);
        assert_eq!(answer, (2, vec![0, 10, 1, 1, 150, 1, 2, 1, 1, 68]));
    }

    #[test]
    fn counting_stops_at_a_message_that_is_cut_inside_a_character() {
        assert_eq!(counted("您好".as_bytes(), &[3, 4, 6]).0, 1);
    }
}
