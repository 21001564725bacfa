//! What JavaScript reads from the module's memory, in a real browser: it is what the declared types say.
//!
//! The scripts over it are tested with the package: `cargo xtask test package` and `cargo xtask test embed`.

#![cfg(target_arch = "wasm32")]
#![expect(clippy::unwrap_used, reason = "a test that unwraps in vain has failed")]

use piecewise_calculator::{
    advice::suggest_room,
    answers::{Replacement, Segmentation, Suggestion, TextRange},
    batch,
    counting::segment_room,
    linting::{findings, lint_room},
    place::{json_address, text_room},
    templates::{readings_room, render_room, rendered},
};
use piecewise_sms::{
    Lang,
    template::{Draft, Purpose},
};
use serde_json::{Value, json};
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

fn buffer() -> JsValue {
    js_sys::Reflect::get(&wasm_bindgen::memory(), &"buffer".into()).unwrap()
}

fn address<T>(pointer: *const T) -> u32 {
    u32::try_from(pointer.addr()).unwrap()
}

/// Puts `units` where `js/place.js` does.
fn put(units: &[u16]) -> usize {
    let address = address(text_room(units.len()));
    let n_units = u32::try_from(units.len()).unwrap();
    js_sys::Uint16Array::new_with_byte_offset_and_length(&buffer(), address, n_units).copy_from(units);
    units.len()
}

fn put_strings(strings: &[Option<&str>]) -> usize {
    let mut all = Vec::new();
    for text in strings {
        let units: Option<Vec<u16>> = text.map(|text| text.encode_utf16().collect());
        let n_units = units.as_ref().map_or(u32::MAX, |units| u32::try_from(units.len()).unwrap());
        all.extend([u16::try_from(n_units & 0xFFFF).unwrap(), u16::try_from(n_units >> 16).unwrap()]);
        all.extend(units.unwrap_or_default());
    }
    put(&all)
}

fn words(address: u32, n_words: u32) -> Vec<u32> {
    js_sys::Uint32Array::new_with_byte_offset_and_length(&buffer(), address, n_words).to_vec()
}

fn json_answer(n_bytes: usize) -> Value {
    let n_bytes = u32::try_from(n_bytes).unwrap();
    let bytes = js_sys::Uint8Array::new_with_byte_offset_and_length(&buffer(), address(json_address()), n_bytes);
    serde_json::from_slice(&bytes.to_vec()).unwrap()
}

/// The answer of [`suggest_room`], as `js/suggestions.js` reads it.
fn suggested(text: &str) -> Vec<Suggestion> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let at = address(suggest_room(put(&units)));
    let mut n_read = 0;
    let mut next = || {
        n_read += 1;
        words(at + 4 * (n_read - 1), 1)[0]
    };
    let utf16 = |units: &[u16]| String::from_utf16(units).unwrap();
    (0..next())
        .map(|_| {
            let (class, pieces_saved, n_insert_units, n_places) = (next(), next(), next(), next());
            let insert: Vec<u16> = (0..n_insert_units).map(|_| u16::try_from(next()).unwrap()).collect();
            let places: Vec<_> = (0..n_places).map(|_| TextRange { start: next(), end: next() }).collect();
            let first = places[0].start as usize..places[0].end as usize;
            let classes = [None, Some("invisible"), Some("typographic"), Some("meaning-changing")];
            let replacement = classes[class as usize].map(|class| Replacement { text: utf16(&insert), class });
            Suggestion { text: utf16(&units[first]), places, replacement, pieces_saved }
        })
        .collect()
}

fn corpus() -> impl Iterator<Item = Value> {
    include_str!("../../sms/tests/data/segmentation-cases.jsonl")
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
}

///
#[wasm_bindgen_test]
fn words_are_the_declared_answers() {
    for case in corpus() {
        let text = case["text"].as_str().unwrap();
        let units: Vec<u16> = text.encode_utf16().collect();
        let expected = Segmentation::of(text);
        let n_words = u32::try_from(5 + 2 * expected.segments.len()).unwrap();
        let found = words(address(segment_room(put(&units))), n_words);
        let encoding = u32::from(case["encoding"] == "UCS-2");
        let mut wanted = vec![encoding, expected.units, expected.pieces, expected.simple_pieces, expected.remaining];
        wanted.extend(expected.segments.iter().flat_map(|segment| [segment.end, segment.units]));
        assert_eq!(found, wanted, "{}", case["id"]);
        assert_eq!(json!(expected.pieces), case["pieces"], "{}", case["id"]);

        assert_eq!(suggested(text), Suggestion::all_of(text), "{}", case["id"]);
    }
}

#[wasm_bindgen_test]
fn every_control_character_is_named_in_words_and_kept_in_json() {
    let text: String = (0..0x20).map(char::from).chain("\u{7F}\"\\中".chars()).collect();
    assert_eq!(suggested(&text), Suggestion::all_of(&text));
    let values = [("a".to_owned(), text.clone())].into_iter().collect();
    let found = json_answer(render_room(put_strings(&[Some("%a%"), Some("a"), Some(&text)])));
    assert_eq!(found, serde_json::to_value(rendered("%a%", &values)).unwrap());
}

#[wasm_bindgen_test]
fn templates_are_rendered_and_read_three_ways() {
    let content = "%name% 您好，%code%";
    let n_units = put_strings(&[Some(content), Some("name"), Some("Wei")]);
    let values = [("name".to_owned(), "Wei".to_owned())].into_iter().collect();
    assert_eq!(json_answer(render_room(n_units)), serde_json::to_value(rendered(content, &values)).unwrap());

    let limit = "\u{5}\0";
    let n_units = put_strings(&[Some("%a%%b%"), Some("a"), Some("x"), Some(limit), Some("b"), None, Some(limit)]);
    let found = json_answer(readings_room(n_units));
    assert_eq!(found["variables"], json!(["a", "b"]));
    assert_eq!(found["unknown"], json!(["b"]));
    assert_eq!((&found["worst"]["units"], &found["worst"]["encoding"]), (&json!(20), &json!("GSM-7")));
}

#[wasm_bindgen_test]
fn a_draft_is_linted_in_words() {
    let content = "Check here:https://example.com/orders ";
    let n_units = put_strings(&[Some("submit"), Some("zh-CN"), Some(content), Some("otp"), None, Some("SG,US")]);
    let draft = Draft {
        content: content.into(),
        content_type: piecewise_sms::template::ContentType::from_name("otp"),
        countries: vec!["SG".into(), "US".into()],
        ..Draft::default()
    };
    let expected = findings(&draft, Purpose::Submit, Lang::ZhCn);
    assert!(expected.iter().any(|finding| finding.code == "link-space-before" && finding.fix.is_some()));
    assert_eq!(json_answer(lint_room(n_units)), serde_json::to_value(expected).unwrap());
}

/// Memory moves when it grows; numbers of batches are used again.
#[wasm_bindgen_test]
fn batches_come_and_go() {
    for n_messages in [1, 100_000, 3] {
        let number = batch::batch(0, n_messages);
        assert_eq!(number, 0);
        assert_eq!(batch::batch_count(number, n_messages), n_messages);
        assert_eq!(words(address(batch::batch_counts(number)), 5), [0, 0, 0, 0, 160]);
        batch::batch_free(number);
    }
}
