//! Many messages in one buffer.

use piecewise_sms::pieces::{Count, CountManyError, CountManyErrorKind, count, count_many, counts};
use wasm_bindgen_test::wasm_bindgen_test;

#[track_caller]
fn check_error(utf8: &[u8], offsets: &[u32], message_index: usize, kind: CountManyErrorKind) {
    let mut out = vec![Count::EMPTY; offsets.len()];
    assert_eq!(count_many(utf8, offsets, &mut out), Err(CountManyError { message_index, kind }));
}

#[wasm_bindgen_test(unsupported = test)]
fn each_message_counts_as_on_its_own() {
    let texts = ["", "Hello", "您好", "€", "", "🎉 sale"];
    let mut buffer = String::new();
    let mut ends = Vec::new();
    for text in texts {
        buffer.push_str(text);
        ends.push(u32::try_from(buffer.len()).unwrap());
    }
    buffer.push_str("left alone");
    let mut out = [Count::EMPTY; 7];
    count_many(buffer.as_bytes(), &ends, &mut out).unwrap();
    assert!(texts.into_iter().map(count).eq(out.into_iter().take(6)));
    assert_eq!(out[6], Count::EMPTY);
}

#[wasm_bindgen_test(unsupported = test)]
fn a_bad_message_is_named() {
    check_error(b"abc", &[2, 1], 1, CountManyErrorKind::OffsetsDescend);
    check_error(b"abc", &[2, 4], 1, CountManyErrorKind::PastEnd);
    check_error(b"ab\xFF", &[2, 3], 1, CountManyErrorKind::NotUtf8);
    check_error("aç".as_bytes(), &[2, 3], 0, CountManyErrorKind::NotUtf8);
    check_error(b"\xED\xA0\x80", &[3], 0, CountManyErrorKind::NotUtf8);
}

#[wasm_bindgen_test(unsupported = test)]
fn a_place_is_needed_for_each_message() {
    let error = count_many(b"abc", &[1, 2, 3], &mut [Count::EMPTY; 2]).unwrap_err();
    assert_eq!(error, CountManyError { message_index: 2, kind: CountManyErrorKind::NoRoom });
    assert_eq!(error.to_string(), "message 2 has no place in the output");
}

#[wasm_bindgen_test(unsupported = test)]
fn the_iteration_goes_on_behind_a_bad_message() {
    let found: Vec<_> = counts(b"a\xFFbc", &[1, 2, 4]).map(Result::ok).collect();
    assert_eq!(found, [Some(count("a")), None, Some(count("bc"))]);
}
