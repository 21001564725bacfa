//! What holds for every text.

use piecewise_sms::{
    Span, Utf16Index,
    pieces::{ReplacementClass, count, non_gsm, replace_all, segment},
};
use proptest::prelude::*;

use crate::reference::check;

/// Texts of the kinds that meet borders: plain, extension characters, accents, two planes, anything.
fn texts() -> impl Strategy<Value = String> {
    let character = prop_oneof![
        20 => proptest::char::range(' ', '~'),
        3 => proptest::sample::select("^{}\\[~]|€\u{c}".chars().collect::<Vec<_>>()),
        3 => proptest::sample::select("éèÇøΩ§¿ä\r\n".chars().collect::<Vec<_>>()),
    ];
    let unicode = prop_oneof![
        5 => proptest::char::range('一', '十'),
        5 => proptest::sample::select("’–…ç🎉👍🏽\u{200D}\u{FE0F}e\u{301}🇸🇬1\u{20E3}ж".chars().collect::<Vec<_>>()),
        1 => any::<char>(),
    ];
    prop_oneof![
        proptest::collection::vec(character.clone(), 0..700),
        proptest::collection::vec(prop_oneof![character, unicode], 0..400),
    ]
    .prop_map(String::from_iter)
}

proptest! {
    // What is found is written down as a row of a table, not in a file of seeds.
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_fast_way_agrees_with_the_reference(text in texts()) {
        check(&text);
    }

    #[test]
    fn pieces_are_within_budget_and_concatenate(text in texts()) {
        let cut = segment(&text);
        let budget = if cut.pieces.len() == 1 { cut.count.encoding.n_units_single() } else { cut.count.encoding.n_units_part() };
        prop_assert!(cut.pieces.iter().all(|piece| piece.n_units <= budget));
        prop_assert_eq!(cut.pieces.iter().map(|piece| piece.span.of(&text)).collect::<String>(), text);
        prop_assert!(cut.count.n_pieces >= cut.count.n_pieces_simple);
    }

    #[test]
    fn another_character_never_lowers_the_count(text in texts(), c in any::<char>()) {
        let before = count(&text);
        let after = count(&format!("{text}{c}"));
        prop_assert!(after.n_pieces >= before.n_pieces && after.n_pieces_simple >= before.n_pieces_simple);
    }

    #[test]
    fn spans_convert_to_utf16_and_back(text in texts()) {
        let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let spans: Vec<Span> = ends.windows(2).map(|ends| Span::new(ends[0], ends[1])).collect();
        let index = Utf16Index::new(&text);
        for span in spans {
            let utf16 = span.to_utf16(&text);
            prop_assert_eq!(utf16.start as usize, text[..span.start as usize].encode_utf16().count());
            prop_assert_eq!(index.span(span), utf16);
            prop_assert_eq!(utf16.to_bytes(&text), Some(span));
        }
    }

    #[test]
    fn every_place_that_forces_unicode_is_listed_once(text in texts()) {
        let mut covered = vec![false; text.len()];
        for kind in non_gsm(&text) {
            for span in kind.spans {
                for place in &mut covered[span.start as usize..span.end as usize] {
                    prop_assert!(!*place);
                    *place = true;
                }
            }
        }
        let left: String = text.char_indices().filter(|&(at, _)| !covered[at]).map(|(_, c)| c).collect();
        prop_assert!(non_gsm(&left).is_empty());
    }

    #[test]
    fn replacing_twice_is_replacing_once(text in texts()) {
        let once = replace_all(&text, ReplacementClass::MeaningChanging).text;
        prop_assert_eq!(&replace_all(&once, ReplacementClass::MeaningChanging).text, &once);
    }
}
