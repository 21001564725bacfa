//! Unicode names of characters.
//!
//! With the feature `names`: of the characters that people meet in messages, small enough for a browser. With the
//! feature `names-full`: of every character that has one.

mod ranges;
mod rules;
mod table;

use alloc::string::String;

use self::{rules::ruled_name, table::packed_name};

/// The Unicode name of `c`, or for a control character its alias; `None` if it has none, or none is known here.
///
/// ```
/// use piecewise_sms::pieces::name_of;
///
/// assert_eq!(name_of('’').as_deref(), Some("RIGHT SINGLE QUOTATION MARK"));
/// assert_eq!(name_of('中').as_deref(), Some("CJK UNIFIED IDEOGRAPH-4E2D"));
/// assert_eq!(name_of('\t').as_deref(), Some("CHARACTER TABULATION"));
/// ```
pub fn name_of(c: char) -> Option<String> {
    ruled_name(c).or_else(|| packed_name(c)).or_else(|| any_name(c))
}

#[cfg(feature = "names-full")]
fn any_name(c: char) -> Option<String> {
    use alloc::string::ToString;

    unicode_names2::name(c).map(|name| name.to_string())
}

#[cfg(not(feature = "names-full"))]
const fn any_name(_: char) -> Option<String> {
    None
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use alloc::string::ToString;

    use super::*;

    #[test]
    fn the_table_and_the_rules_agree_with_unicode() {
        for &(first, last) in ranges::RANGES {
            for c in (first..=last).filter_map(char::from_u32) {
                let expected = unicode_names2::name(c).map(|name| name.to_string());
                assert_eq!(packed_name(c), expected, "U+{:04X}", u32::from(c));
            }
        }
        for c in ('\u{100}'..=char::MAX).filter(|&c| !matches!(u32::from(c), 0xE0020..=0xE007F)) {
            if let Some(name) = ruled_name(c) {
                let expected = unicode_names2::name(c).map(|name| name.to_string());
                assert_eq!(Some(name), expected, "U+{:04X}", u32::from(c));
            }
        }
    }

    #[test]
    fn every_ideograph_and_syllable_has_a_rule() {
        for c in '\0'..=char::MAX {
            let Some(name) = unicode_names2::name(c).map(|name| name.to_string()) else { continue };
            if name.starts_with("CJK UNIFIED IDEOGRAPH-") || name.starts_with("HANGUL SYLLABLE ") {
                assert_eq!(ruled_name(c), Some(name));
            }
        }
    }

    #[test]
    fn tags_and_selectors_are_named() {
        for c in "\u{E0067}\u{E007F}\u{FE0F}\u{E0100}".chars() {
            assert_eq!(name_of(c), unicode_names2::name(c).map(|name| name.to_string()), "U+{:04X}", u32::from(c));
        }
    }

    #[test]
    fn control_characters_have_their_aliases() {
        let names = ['\0', '\t', '\u{1B}', '\u{7F}', '\u{85}'].map(name_of);
        let expected =
            ["NULL", "CHARACTER TABULATION", "ESCAPE", "DELETE", "NEXT LINE"].map(|name| Some(name.to_string()));
        assert_eq!(names, expected);
    }

    #[test]
    fn what_has_no_name_gets_none() {
        assert_eq!(name_of('\u{378}'), None);
        assert_eq!(name_of('\u{E000}'), None);
        assert_eq!(name_of('\u{FFFF}'), None);
    }
}
