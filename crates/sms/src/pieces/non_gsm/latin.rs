//! Letters with diacritics, and the letter of GSM-7 that remains when they go.
//!
//! Diacritics are taken off from the outside until GSM-7 has the letter, so that ǖ becomes ü and not u. A letter never
//! becomes one with another diacritic: í is i, not ì.

/// `·` where there is no single letter, or GSM-7 has the character itself.
const NONE: char = '·';

/// The letter for each code point from U+00C0.
const LATIN_1: &str = "AAAA····E·EEIIIID·OOOO···UUU·Y···aaa···c··ee·iiid··ooo····uu·y·y";

/// From U+0100.
const EXTENDED_A: &str = "\
    AaAaAaCcCcCcCcDdDdEeEeEeEeEeGgGgGgGgHhHhIiIiIiIiIi··JjKkqLlLlLlL\
    lLlNnNnNn···OoOoOo··RrRrRrSsSsSsSsTtTtTtUuUuUuUuUuUuWwYyYZzZzZzs";

/// From U+0180.
const EXTENDED_B: &str = "\
    bBBb···Cc·DDd····FfG···IKkl··NnOOo··Pp·····tTtTUu·VYyZz·········\
    ·····D··L··N·AaIiOoUuÜüÜüÜüÜü·ÄäAaÆæGgGgKkOoOo··j·D·Gg··NnÅåÆæØø\
    AaAaEeEeIiIiOoOoRrRrUuUuSsTt··HhNd··ZzAaEeÖöOoOoOoYylnt···ACcLTs\
    z··B··EeJj·qRrYy";

/// From U+1E00.
const EXTENDED_ADDITIONAL: &str = "\
    AaBbBbBbÇcDdDdDdDdDdEeEeEeEeEeFfGgHhHhHhHhHhIiIiKkKkKkLlLlLlLlMm\
    MmMmNnNnNnNnOoOoOoOoPpPpRrRrRrRrSsSsSsSsSsTtTtTtTtUuUuUuUuUuVvVv\
    WwWwWwWwWwXxXxYyZzZzZzhtwyas····AaAaAaAaAaAaAaAaAaAaAaAaEeEeEeEe\
    EeEeEeEeIiIiOoOoOoOoOoOoOoOoOoOoOoOoUuUuUuUuUuUuUuYyYyYyYy····Yy";

/// What GSM-7 has composed, by letter and combining mark.
const COMPOSED: [(char, char, char); 18] = [
    ('A', '\u{308}', 'Ä'),
    ('A', '\u{30A}', 'Å'),
    ('C', '\u{327}', 'Ç'),
    ('E', '\u{301}', 'É'),
    ('N', '\u{303}', 'Ñ'),
    ('O', '\u{308}', 'Ö'),
    ('U', '\u{308}', 'Ü'),
    ('a', '\u{300}', 'à'),
    ('a', '\u{308}', 'ä'),
    ('a', '\u{30A}', 'å'),
    ('e', '\u{300}', 'è'),
    ('e', '\u{301}', 'é'),
    ('i', '\u{300}', 'ì'),
    ('n', '\u{303}', 'ñ'),
    ('o', '\u{300}', 'ò'),
    ('o', '\u{308}', 'ö'),
    ('u', '\u{300}', 'ù'),
    ('u', '\u{308}', 'ü'),
];

/// The letter of GSM-7 in the Latin letter `c`, of one character; `None` if GSM-7 has `c`.
pub(super) fn base_letter(c: char) -> Option<char> {
    let (first, letters) = match c {
        '\u{C0}'..='\u{FF}' => (0xC0, LATIN_1),
        '\u{100}'..='\u{17F}' => (0x100, EXTENDED_A),
        '\u{180}'..='\u{24F}' => (0x180, EXTENDED_B),
        '\u{1E00}'..='\u{1EFF}' => (0x1E00, EXTENDED_ADDITIONAL),
        _ => return None,
    };
    letters.chars().nth((c as usize).checked_sub(first)?).filter(|&letter| letter != NONE)
}

/// The letter of GSM-7 that canonically composes from `base` and `mark`.
pub(super) fn compose(base: char, mark: char) -> Option<char> {
    COMPOSED.iter().find(|&&(letter, with, _)| letter == base && with == mark).map(|&(_, _, composed)| composed)
}

#[cfg(test)]
mod tests {
    use alloc::vec::Vec;

    use unicode_normalization::char as unicode;

    use super::*;
    use crate::pieces::{Encoding, units_of};

    fn is_gsm(c: char) -> bool {
        units_of(c, Encoding::Gsm7).is_some()
    }

    /// Takes canonical diacritics off from the outside until GSM-7 has the letter.
    fn reference(c: char) -> Option<char> {
        let mut parts = Vec::new();
        unicode::decompose_canonical(c, |part| parts.push(part));
        let (&letter, marks) = parts.split_first()?;
        (0..marks.len())
            .rev()
            .filter_map(|n_marks| marks.iter().take(n_marks).try_fold(letter, |c, &mark| unicode::compose(c, mark)))
            .find(|&stripped| is_gsm(stripped))
    }

    #[test]
    fn letters_agree_with_canonical_decomposition() {
        for c in ('\u{C0}'..='\u{24F}').chain('\u{1E00}'..='\u{1EFF}') {
            if is_gsm(c) {
                assert_eq!(base_letter(c), None, "{c}");
            } else if let Some(letter) = reference(c) {
                assert_eq!(base_letter(c), Some(letter), "{c}");
            }
        }
    }

    #[test]
    fn letters_are_of_gsm() {
        for c in '\0'..=char::MAX {
            assert!(base_letter(c).is_none_or(is_gsm), "{c}");
        }
    }

    #[test]
    fn strokes_and_dotless_letters_have_a_base_too() {
        let pairs = [('ł', 'l'), ('Đ', 'D'), ('ħ', 'h'), ('ı', 'i'), ('İ', 'I'), ('ǖ', 'ü'), ('ế', 'e'), ('ỹ', 'y')];
        for (c, letter) in pairs {
            assert_eq!(base_letter(c), Some(letter), "{c}");
        }
    }

    #[test]
    fn composition_is_complete_and_canonical() {
        for base in 'A'..='z' {
            for mark in '\u{300}'..='\u{36F}' {
                assert_eq!(compose(base, mark), unicode::compose(base, mark).filter(|&c| is_gsm(c)), "{base}{mark}");
            }
        }
    }
}
