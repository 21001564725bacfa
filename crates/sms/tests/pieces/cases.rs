//! The corpus of texts with their pieces.

use piecewise_sms::pieces::segment;
use serde::Deserialize;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::reference::check;

#[derive(Deserialize)]
struct Case {
    id: String,
    text: String,
    encoding: String,
    units: u32,
    pieces: u32,
    segments: Vec<String>,
}

#[wasm_bindgen_test(unsupported = test)]
fn every_case_of_the_corpus_holds() {
    let mut n_cases = 0;
    for line in include_str!("../data/segmentation-cases.jsonl").lines() {
        let case: Case = serde_json::from_str(line).unwrap();
        let cut = segment(&case.text);
        let found: Vec<&str> = cut.pieces.iter().map(|piece| piece.span.of(&case.text)).collect();
        assert_eq!(cut.count.encoding.as_str(), case.encoding, "{}", case.id);
        assert_eq!(cut.count.n_units, case.units, "{}", case.id);
        assert_eq!(cut.count.n_pieces, case.pieces, "{}", case.id);
        assert_eq!(found, case.segments, "{}", case.id);
        check(&case.text);
        n_cases += 1;
    }
    assert_eq!(n_cases, 518);
}
