//! What forces UCS-2, and what its replacement saves.

use piecewise_sms::pieces::{Encoding, ReplacementClass, count, non_gsm, replace_all};
use wasm_bindgen_test::wasm_bindgen_test;

use ReplacementClass::{Invisible, MeaningChanging, Typographic};

/// Text, places, replacement with its class, and saved pieces of a kind.
type Kind<'t> = (&'t str, usize, Option<(&'t str, ReplacementClass)>, u32);

#[track_caller]
fn check(text: &str, expected: &[Kind]) {
    let kinds = non_gsm(text);
    let found: Vec<_> = kinds
        .iter()
        .map(|kind| {
            assert!(kind.spans.iter().all(|span| span.of(text) == kind.text), "{kind:?}");
            let replacement =
                kind.replacement.as_ref().map(|replacement| (replacement.text.as_str(), replacement.class));
            (kind.text.as_str(), kind.spans.len(), replacement, kind.n_pieces_saved)
        })
        .collect();
    assert_eq!(found, expected, "{text:?}");
}

/// "remove 🎉" is 2 → 1 piece.
#[wasm_bindgen_test(unsupported = test)]
fn the_party_popper_costs_a_piece() {
    let sample = "🎉 Special offer for %name%! Get 20% off your next purchase. Use code: SAVE20. \
                  Shop now: https://example.com/sale ";
    check(sample, &[("🎉", 1, Some(("", MeaningChanging)), 1)]);
    let [popper] = &non_gsm(sample)[..] else { panic!("one kind") };
    let after = count(&popper.replace_in(sample));
    assert_eq!((after.encoding, after.n_pieces), (Encoding::Gsm7, 1));
}

#[wasm_bindgen_test(unsupported = test)]
fn a_gsm_text_has_nothing_to_replace() {
    check("Déjà vu? 9,99 € [Ω]", &[]);
    check("", &[]);
}

#[wasm_bindgen_test(unsupported = test)]
fn one_of_two_kinds_saves_nothing_both_together_do() {
    let text = format!("It’s {} – now", "a".repeat(100));
    check(&text, &[("’", 1, Some(("'", Typographic)), 0), ("–", 1, Some(("-", Typographic)), 0)]);
    let replaced = replace_all(&text, Typographic);
    assert_eq!((replaced.count.encoding, replaced.n_pieces_saved), (Encoding::Gsm7, 1));
    assert_eq!(replace_all(&text, Invisible).text, text);
}

#[wasm_bindgen_test(unsupported = test)]
fn a_text_that_stays_unicode_saves_nothing() {
    let text = "’".repeat(3) + &"中".repeat(68);
    check(&text, &[("’", 3, Some(("'", Typographic)), 0), ("中", 68, None, 0)]);
    assert_eq!(replace_all(&text, MeaningChanging).n_pieces_saved, 0);
}

#[wasm_bindgen_test(unsupported = test)]
fn every_place_of_a_kind_is_replaced() {
    let text = "\u{201C}a\u{201D} \u{201C}b\u{201D}";
    check(text, &[("“", 2, Some(("\"", Typographic)), 0), ("”", 2, Some(("\"", Typographic)), 0)]);
    assert_eq!(replace_all(text, Typographic).text, "\"a\" \"b\"");
}

#[wasm_bindgen_test(unsupported = test)]
fn a_decomposed_letter_is_one_kind_named_by_its_mark() {
    let text = "cafe\u{301}";
    check(text, &[("e\u{301}", 1, Some(("é", Invisible)), 0)]);
    assert_eq!(non_gsm(text)[0].first, '\u{301}');
    assert_eq!(replace_all(text, Invisible).text, "café");
}

/// A replacement may cost units: three dots for one ellipsis. It is offered all the same, with what it really saves.
#[wasm_bindgen_test(unsupported = test)]
fn savings_count_the_units_of_the_replacement() {
    let text = "a".repeat(159) + "…";
    check(&text, &[("…", 1, Some(("...", Typographic)), 1)]);
}
