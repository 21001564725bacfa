//! Borders, one row each: text, encoding and the units of the pieces.

use piecewise_sms::pieces::{
    Encoding::{self, Gsm7, Ucs2},
    MAX_PIECES, count, units_of,
};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::reference::{Expected, check};

macro_rules! pieces {
    ($($(#[$doc:meta])* $name:ident: $text:expr => $encoding:expr, $units:expr;)+) => {
        $($(#[$doc])* #[wasm_bindgen_test(unsupported = test)]
        fn $name() {
            let units: &[u32] = &$units;
            check_units($text.as_ref(), $encoding, units);
        })+
    };
}

#[track_caller]
fn check_units(text: &str, encoding: Encoding, units: &[u32]) {
    let Expected { encoding: found, pieces } = check(text);
    let found_units: Vec<u32> = pieces.into_iter().map(|(_, n_units)| n_units).collect();
    assert_eq!((found, found_units.as_slice()), (encoding, units), "{text:?}");
}

pieces! {
    /// R-029, D15.
    nothing_is_no_piece:               ""                                       => Gsm7, [];
    ///
    gsm_1_is_one:                      "a"                                      => Gsm7, [1];
    gsm_160_is_one:                    "a".repeat(160)                          => Gsm7, [160];
    ///
    gsm_161_is_two:                    "a".repeat(161)                          => Gsm7, [153, 8];
    gsm_306_is_two:                    "a".repeat(306)                          => Gsm7, [153, 153];
    gsm_307_is_three:                  "a".repeat(307)                          => Gsm7, [153, 153, 1];
    gsm_459_is_three:                  "a".repeat(459)                          => Gsm7, [153; 3];
    gsm_460_is_four:                   "a".repeat(460)                          => Gsm7, [153, 153, 153, 1];
    gsm_612_is_four:                   "a".repeat(612)                          => Gsm7, [153; 4];
    gsm_613_is_five:                   "a".repeat(613)                          => Gsm7, [153, 153, 153, 153, 1];
    ///
    the_nine_together_are_18:          "|€^{}[]~\\"                             => Gsm7, [18];
    pipe_80_is_one:                    "|".repeat(80)                           => Gsm7, [160];
    pipe_81_is_two:                    "|".repeat(81)                           => Gsm7, [152, 10];
    euro_80_is_one:                    "€".repeat(80)                           => Gsm7, [160];
    euro_81_is_two:                    "€".repeat(81)                           => Gsm7, [152, 10];
    /// D10.
    form_feed_is_two:                  "\u{c}"                                  => Gsm7, [2];
    /// R-023, D1.
    escape_is_not_split:               "a".repeat(152) + "[" + &"a".repeat(152) => Gsm7, [152, 153, 1];
    euro_is_not_split:                 "a".repeat(152) + "€" + &"a".repeat(152) => Gsm7, [152, 153, 1];
    escape_fits_exactly:               "a".repeat(151) + "[" + &"a".repeat(152) => Gsm7, [153, 152];
    accents_are_one_each:              "é".repeat(160)                          => Gsm7, [160];
    accents_are_cut_by_unit:           "é".repeat(200)                          => Gsm7, [153, 47];
    ///
    unicode_70_is_one:                 "中".repeat(70)                          => Ucs2, [70];
    ///
    unicode_71_is_two:                 "中".repeat(71)                          => Ucs2, [67, 4];
    unicode_134_is_two:                "中".repeat(134)                         => Ucs2, [67, 67];
    unicode_135_is_three:              "中".repeat(135)                         => Ucs2, [67, 67, 1];
    unicode_201_is_three:              "中".repeat(201)                         => Ucs2, [67; 3];
    unicode_202_is_four:               "中".repeat(202)                         => Ucs2, [67, 67, 67, 1];
    ///
    extension_is_one_in_unicode:       "|".repeat(69) + "∞"                     => Ucs2, [70];
    ///
    emoji_35_is_one:                   "😀".repeat(35)                          => Ucs2, [70];
    emoji_36_is_two:                   "🎉".repeat(36)                          => Ucs2, [66, 6];
    emoji_is_not_split:                "中".repeat(66) + "😀" + &"中".repeat(66) => Ucs2, [66, 67, 1];
    /// R-030, D14.
    line_feed_is_one:                  "a\nb"                                   => Gsm7, [3];
    carriage_return_is_one:            "a\rb"                                   => Gsm7, [3];
    crlf_is_two:                       "a\r\nb"                                 => Gsm7, [4];
    crlf_may_be_divided:               "a".repeat(152) + "\r\n" + &"a".repeat(9) => Gsm7, [153, 10];
    /// D16.
    a_cluster_may_be_divided:          "a".repeat(66) + "e\u{301}" + "aaaa"     => Ucs2, [67, 5];
    escape_is_no_character:            "\u{1B}"                                 => Ucs2, [1];
    small_c_cedilla_is_not_gsm:        "ç"                                      => Ucs2, [1];
    capital_c_cedilla_is_gsm:          "Ç"                                      => Gsm7, [1];
    tab_is_not_gsm:                    "\t"                                     => Ucs2, [1];
    backtick_is_not_gsm:               "`"                                      => Ucs2, [1];
    late_unicode_counts_all:           "[".repeat(100) + "ж"                    => Ucs2, [67, 34];
}

/// the simple figure differs where a pair stands on the border.
#[wasm_bindgen_test(unsupported = test)]
fn the_simple_count_divides_only() {
    let escape = "a".repeat(152) + "[" + &"a".repeat(152);
    assert_eq!((count(&escape).n_pieces, count(&escape).n_pieces_simple), (3, 2));
    let surrogates = "中".repeat(66) + "😀" + &"中".repeat(66);
    assert_eq!((count(&surrogates).n_pieces, count(&surrogates).n_pieces_simple), (3, 2));
}

/// Longer than what is counted in one block, and ending anywhere in a chunk.
#[wasm_bindgen_test(unsupported = test)]
fn long_texts_count_like_short_ones() {
    for pattern in ["[", "abcdefghi[", "a€é^", "né", "您🎉", "a🎉"] {
        for n_more in 0..40 {
            check(&(pattern.repeat(4000) + &"a".repeat(n_more)));
        }
    }
}

///
#[wasm_bindgen_test(unsupported = test)]
fn the_marketing_sample_is_114_units() {
    let sample = "🎉 Special offer for %name%! Get 20% off your next purchase. Use code: SAVE20. \
                  Shop now: https://example.com/sale ";
    check_units(sample, Ucs2, &[67, 47]);
}

/// D17.
#[wasm_bindgen_test(unsupported = test)]
fn more_than_255_pieces_are_counted_and_unsendable() {
    let longest = count(&"a".repeat(153 * 255));
    assert_eq!((longest.n_pieces, longest.is_unsendable()), (MAX_PIECES, false));
    let too_long = count(&"a".repeat(153 * 255 + 1));
    assert_eq!((too_long.n_pieces, too_long.is_unsendable()), (MAX_PIECES + 1, true));
}

/// every scalar of the first plane, alone and behind a chunk of plain text.
#[wasm_bindgen_test(unsupported = test)]
fn every_character_decides_the_encoding() {
    for c in '\0'..='\u{FFFF}' {
        let alone = check(&String::from(c));
        let encoding = if units_of(c, Gsm7).is_some() { Gsm7 } else { Ucs2 };
        assert_eq!(alone.encoding, encoding, "U+{:04X}", c as u32);
        let behind = count(&format!("Your code is 482913. Never share it. {c}"));
        assert_eq!(behind.encoding, encoding, "U+{:04X} behind text", c as u32);
    }
}
