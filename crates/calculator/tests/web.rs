//! What JavaScript gets, in a real browser: the bindings, and `js/counter.js` over the whole corpus.

#![cfg(target_arch = "wasm32")]
#![expect(clippy::unwrap_used, reason = "a test that unwraps in vain has failed")]

use piecewise_calculator::{answers, message_buffer};
use serde_json::{Value, json};
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen(module = "/js/counter.js")]
extern "C" {
    type Counter;

    #[wasm_bindgen(constructor)]
    fn new(module: &JsValue) -> Counter;

    #[wasm_bindgen(method)]
    fn count(this: &Counter, text: &str) -> JsValue;

    #[wasm_bindgen(method)]
    fn segment(this: &Counter, text: &str) -> JsValue;
}

fn json_of(value: impl Into<JsValue>) -> Value {
    serde_wasm_bindgen::from_value(value.into()).unwrap()
}

fn corpus() -> impl Iterator<Item = Value> {
    include_str!("../../sms/tests/data/segmentation-cases.jsonl")
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
}

///
#[wasm_bindgen_test]
fn both_ways_answer_the_corpus() {
    let counter = Counter::new(&wasm_bindgen::exports());
    for case in corpus() {
        let text = case["text"].as_str().unwrap();
        let units: Vec<u16> = text.encode_utf16().collect();
        for (way, answer) in [
            ("counter", json_of(counter.segment(text))),
            ("bindings", json_of(answers::segment(text).unwrap().js_value())),
        ] {
            for field in ["encoding", "units", "pieces"] {
                assert_eq!(answer[field], case[field], "{field} of {} by {way}", case["id"]);
            }
            let segments: Vec<String> = answer["segments"]
                .as_array()
                .unwrap()
                .iter()
                .map(|segment| {
                    let at = |field: &str| usize::try_from(segment[field].as_u64().unwrap()).unwrap();
                    String::from_utf16(&units[at("start")..at("end")]).unwrap()
                })
                .collect();
            assert_eq!(json!(segments), case["segments"], "{} by {way}", case["id"]);
        }
    }
}

#[wasm_bindgen_test]
fn the_shape_of_an_answer_is_pinned() {
    let counter = Counter::new(&wasm_bindgen::exports());
    let count = json!({ "encoding": "UCS-2", "units": 71, "pieces": 2, "simplePieces": 2, "remaining": 63 });
    let text = "中".repeat(71);
    assert_eq!(json_of(counter.count(&text)), count);
    assert_eq!(json_of(answers::count(&text).unwrap().js_value()), count);
    let segments = json!([{ "start": 0, "end": 67, "units": 67 }, { "start": 67, "end": 71, "units": 4 }]);
    assert_eq!(json_of(counter.segment(&text))["segments"], segments);
    assert_eq!(json_of(answers::segment(&text).unwrap().js_value())["segments"], segments);
}

/// Memory moves when it grows; the counter must look at the new one.
#[wasm_bindgen_test]
fn a_text_larger_than_the_room_is_counted() {
    let counter = Counter::new(&wasm_bindgen::exports());
    for n_chars in [10, 2_048, 2_049, 3_000_000, 10] {
        let answer = json_of(counter.count(&"a".repeat(n_chars)));
        assert_eq!(answer["units"], n_chars);
    }
}

/// They share one room, which moves when one of them needs more.
#[wasm_bindgen_test]
fn counters_of_one_module_do_not_disturb_each_other() {
    let (one, other) = (Counter::new(&wasm_bindgen::exports()), Counter::new(&wasm_bindgen::exports()));
    let mut in_between = Vec::new();
    for n_chars in [10_000, 20_000, 40_000, 80_000] {
        assert_eq!(json_of(one.count(&"a".repeat(n_chars)))["units"], n_chars);
        in_between.push(vec![0_u8; 1_000]);
        assert_eq!(json_of(other.count("[b]"))["units"], 5);
        assert_eq!(json_of(one.count("中"))["encoding"], "UCS-2");
    }
}

#[wasm_bindgen_test]
fn many_messages_are_counted_in_one_call() {
    let counts = message_buffer::count_many("Hi [Ann]您好".as_bytes(), &[8, 14]).unwrap();
    assert_eq!(counts, [0, 10, 1, 1, 150, 1, 2, 1, 1, 68]);
    let error: JsValue = message_buffer::count_many(&[0xFF], &[1]).unwrap_err().into();
    assert_eq!(js_sys::Error::from(error).message(), "message 0 is not UTF-8");
}
