//! UTF-16 in, the same answer as for UTF-8.

use piecewise_sms::pieces::{Segmentation, segment, segment_utf16};

/// Texts whose borders fall everywhere: on plain characters, escape pairs, surrogate pairs.
fn texts() -> impl Iterator<Item = String> {
    let parts = ["a", "é", "€", "[", "a[", "中", "😀", "中😀a", "é{a}€Δ", "a`", "\u{c}\r\n", "e\u{301}"];
    parts.into_iter().flat_map(|part| (0..=330).map(|n| part.repeat(n).chars().chain("x".chars()).collect()))
}

///
#[test]
fn utf16_and_utf8_are_cut_alike() {
    for text in texts() {
        let units: Vec<u16> = text.encode_utf16().collect();
        let mut pieces = Vec::new();
        let count = segment_utf16(&units, |piece| pieces.push((piece.end, piece.n_units)));
        let Segmentation { count: expected, pieces: expected_pieces } = segment(&text);
        assert_eq!(count, expected, "{text:?}");
        let mut end = 0;
        let expected_pieces: Vec<_> = expected_pieces
            .iter()
            .map(|piece| {
                end += u32::try_from(piece.span.of(&text).encode_utf16().count()).unwrap();
                (end, piece.n_units)
            })
            .collect();
        assert_eq!(pieces, expected_pieces, "{text:?}");
    }
}

#[test]
fn an_empty_text_has_no_piece() {
    assert_eq!(segment_utf16(&[], |_| panic!("a piece of nothing")), segment("").count);
}
