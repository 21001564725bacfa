//! The national tables: as in the standard, and the corpus of texts with them.

use std::collections::BTreeMap;

use piecewise_sms::pieces::{
    Encoding,
    national::{Language, Reference, Shift, cheapest, segment_with},
    segment,
};
use serde::Deserialize;
use wasm_bindgen_test::wasm_bindgen_test;

#[derive(Deserialize)]
struct Case {
    id: String,
    text: String,
    encoding: String,
    units: u32,
    pieces: u32,
    segments: Vec<String>,
    locking: Option<String>,
    single: Option<String>,
    #[serde(default)]
    ref16: bool,
}

#[derive(Deserialize)]
struct Entry {
    table: String,
    nli: u8,
    code: u8,
    codepoint: Option<u32>,
}

fn language(name: Option<&str>) -> Option<Language> {
    name.map(|name| Language::from_name(name).unwrap())
}

#[wasm_bindgen_test(unsupported = test)]
fn every_case_of_the_corpus_holds() {
    let mut n_cases = 0;
    for line in include_str!("../data/national-cases.jsonl").lines() {
        let case: Case = serde_json::from_str(line).unwrap();
        let shift = Shift::new(language(case.locking.as_deref()), language(case.single.as_deref())).unwrap();
        let reference = if case.ref16 { Reference::Bits16 } else { Reference::Bits8 };
        let cut = segment_with(&case.text, shift, reference);
        let found: Vec<&str> = cut.pieces.iter().map(|piece| piece.span.of(&case.text)).collect();
        assert_eq!(cut.count.encoding.as_str(), case.encoding, "{}", case.id);
        assert_eq!(cut.count.n_units, case.units, "{}", case.id);
        assert_eq!(cut.count.n_pieces, case.pieces, "{}", case.id);
        assert_eq!(found, case.segments, "{}", case.id);
        n_cases += 1;
    }
    assert_eq!(n_cases, 60);
}

#[wasm_bindgen_test(unsupported = test)]
fn the_tables_are_those_of_the_standard() {
    let mut expected: BTreeMap<String, BTreeMap<u8, char>> = BTreeMap::new();
    let entries: Vec<Entry> = serde_json::from_str(include_str!("../data/gsm-tables.json")).unwrap();
    for entry in entries.into_iter().filter(|entry| entry.nli > 0) {
        let table = expected.entry(format!("{} {}", entry.nli, entry.table)).or_default();
        if let Some(codepoint) = entry.codepoint {
            table.insert(entry.code, char::from_u32(codepoint).unwrap());
        }
    }
    let mut found: BTreeMap<String, BTreeMap<u8, char>> = BTreeMap::new();
    for language in Language::ALL {
        let key = |kind: &str| format!("{} {}-{kind}", language.identifier(), language.as_str());
        if language.has_locking_table() {
            found.insert(key("locking"), language.locking_table().collect());
        }
        found.insert(key("single"), language.single_table().collect());
    }
    assert_eq!(found, expected);
}

#[wasm_bindgen_test(unsupported = test)]
fn every_language_round_trips() {
    for language in Language::ALL {
        assert_eq!(Language::from_name(language.as_str()), Some(language));
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn spanish_has_no_locking_table() {
    assert_eq!(Shift::new(Some(Language::Spanish), None), None);
    assert_eq!(Language::Spanish.locking_table().count(), 0);
}

/// 140 octets less the headers: alone, in parts, and in parts with a 16-bit reference.
#[wasm_bindgen_test(unsupported = test)]
fn headers_take_their_room() {
    let tr = Some(Language::Turkish);
    let rows =
        [(None, None, 160, 153, 152), (tr, None, 155, 149, 148), (None, tr, 155, 149, 148), (tr, tr, 152, 146, 145)];
    for (locking, single, n_alone, n_part, n_part_16) in rows {
        let shift = Shift::new(locking, single).unwrap();
        for (reference, n_part) in [(Reference::Bits8, n_part), (Reference::Bits16, n_part_16)] {
            let units = |n: usize| -> Vec<u32> {
                segment_with(&"a".repeat(n), shift, reference).pieces.iter().map(|piece| piece.n_units).collect()
            };
            assert_eq!(units(n_alone), [u32::try_from(n_alone).unwrap()], "{shift:?}");
            assert_eq!(units(n_alone + 1).first(), Some(&n_part), "{shift:?} {reference:?}");
        }
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn without_tables_nothing_changes() {
    for text in ["", "plain", "€[", "您好"] {
        assert_eq!(segment_with(text, Shift::default(), Reference::Bits8), segment(text));
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn the_cheapest_tables_are_found() {
    let turkish = "Siparişiniz kargoya verildi, yarın kapınızda. ".repeat(3);
    let (shift, cut) = cheapest(&turkish).unwrap();
    assert_eq!((shift.locking(), shift.single()), (Some(Language::Turkish), None));
    assert_eq!((cut.count.encoding, cut.count.n_pieces), (Encoding::Gsm7, 1));
    assert_eq!(cheapest("Siparişiniz"), None, "one piece is one piece");
    assert_eq!(cheapest(&"您".repeat(200)), None);
    assert_eq!(cheapest(&"a".repeat(200)), None);
}
