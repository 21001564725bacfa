//! A slow and obviously correct reading of the rules, and the check of the fast one against it.

use piecewise_sms::{
    Span,
    pieces::{Count, Encoding, Segmentation, count, count_many, counts, pieces, segment},
};

const BASIC: &str = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡\
    ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
const EXTENSION: &str = "\u{c}^{}\\[~]|€";

/// A text by the rules, one character after the other.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Expected {
    pub(crate) encoding: Encoding,
    /// Text and units of each piece.
    pub(crate) pieces: Vec<(String, u32)>,
}

impl Expected {
    fn of(text: &str) -> Self {
        let is_gsm = |c| BASIC.contains(c) || EXTENSION.contains(c);
        let encoding = if text.chars().all(is_gsm) { Encoding::Gsm7 } else { Encoding::Ucs2 };
        let units = |c: char| match encoding {
            Encoding::Gsm7 => 1 + u32::from(EXTENSION.contains(c)),
            Encoding::Ucs2 => u32::try_from(c.len_utf16()).unwrap(),
        };
        let (single, part) = match encoding {
            Encoding::Gsm7 => (160, 153),
            Encoding::Ucs2 => (70, 67),
        };
        let n_units: u32 = text.chars().map(units).sum();
        let budget = if n_units <= single { single } else { part };
        let mut pieces: Vec<(String, u32)> = Vec::new();
        for c in text.chars() {
            match pieces.last_mut() {
                Some((piece, n)) if *n + units(c) <= budget => {
                    piece.push(c);
                    *n += units(c);
                }
                _ => pieces.push((c.into(), units(c))),
            }
        }
        Self { encoding, pieces }
    }

    fn count(&self) -> Count {
        let (single, part) = (self.encoding.n_units_single(), self.encoding.n_units_part());
        let n_units: u32 = self.pieces.iter().map(|(_, n)| n).sum();
        let budget = if n_units <= single { single } else { part };
        let n_last_units = self.pieces.last().map_or(0, |(_, n)| *n);
        Count {
            encoding: self.encoding,
            n_units,
            n_pieces: u32::try_from(self.pieces.len()).unwrap(),
            n_pieces_simple: n_units.div_ceil(budget),
            n_units_left: budget - n_last_units,
        }
    }
}

/// Checks every way to count `text` against the reference, and gives what the reference says.
#[track_caller]
pub(crate) fn check(text: &str) -> Expected {
    let expected = Expected::of(text);
    let expected_count = expected.count();
    assert_eq!(count(text), expected_count, "count of {text:?}");
    let Segmentation { count, pieces: cut } = segment(text);
    assert_eq!(count, expected_count, "count while cutting {text:?}");
    let found: Vec<_> = cut.iter().map(|piece| (piece.span.of(text).to_owned(), piece.n_units)).collect();
    assert_eq!(found, expected.pieces, "pieces of {text:?}");
    assert_eq!(pieces(text).collect::<Vec<_>>(), cut, "pieces one by one of {text:?}");
    assert!(follow_each_other(cut.iter().map(|piece| piece.span), text), "borders of {text:?}");

    // The same text between others in a buffer.
    let buffer = format!("[{text}ж");
    let ends: Vec<u32> = [1, 1 + text.len(), buffer.len()].map(|end| u32::try_from(end).unwrap()).into();
    let mut out = [Count::EMPTY; 3];
    count_many(buffer.as_bytes(), &ends, &mut out).unwrap();
    assert_eq!(out[1], expected_count, "count in a buffer of {text:?}");
    assert!(counts(buffer.as_bytes(), &ends).map(Result::unwrap).eq(out));
    expected
}

fn follow_each_other(spans: impl Iterator<Item = Span>, text: &str) -> bool {
    let mut at = 0;
    for span in spans {
        if span.start != at || span.end <= span.start {
            return false;
        }
        at = span.end;
    }
    at as usize == text.len()
}
