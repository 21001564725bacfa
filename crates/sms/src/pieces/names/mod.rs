//! Unicode names of characters.
//!
//! With the feature `names`: of the characters that people meet in messages, small enough for a browser. With the
//! feature `names-full`: of every character that has one.

mod ranges;
mod rules;
mod table;

use alloc::string::String;

#[cfg(feature = "names")]
pub use self::table::NAME_TABLE;
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
#[cfg(feature = "names")]
pub fn name_of(c: char) -> Option<String> {
    name_in(NAME_TABLE, c).or_else(|| any_name(c))
}

/// The name of `c` by a rule or from `table`, a copy of `NAME_TABLE` that was read from a file; `None` if neither has it.
///
/// A program without the feature `names` has no table in it, but knows the names that follow from a rule:
///
/// ```
/// use piecewise_sms::pieces::name_in;
///
/// assert_eq!(name_in(&[], '中').as_deref(), Some("CJK UNIFIED IDEOGRAPH-4E2D"));
/// assert_eq!(name_in(&[], '’'), None);
/// ```
pub fn name_in(table: &[u8], c: char) -> Option<String> {
    ruled_name(c).or_else(|| tag_name(table, c)).or_else(|| packed_name(table, c))
}

/// Tags are invisible doubles of ASCII and named after it.
fn tag_name(table: &[u8], c: char) -> Option<String> {
    let code = u32::from(c).checked_sub(0xE0000).filter(|code| matches!(code, 0x20..=0x7E))?;
    Some(String::from("TAG ") + &packed_name(table, char::from_u32(code)?)?)
}

#[cfg(feature = "names-full")]
fn any_name(c: char) -> Option<String> {
    use alloc::string::ToString;

    unicode_names2::name(c).map(|name| name.to_string())
}

#[cfg(all(feature = "names", not(feature = "names-full")))]
const fn any_name(_: char) -> Option<String> {
    None
}

#[cfg(all(test, feature = "names", not(target_arch = "wasm32")))]
mod tests {
    use alloc::string::ToString;

    use super::*;

    #[test]
    fn the_table_and_the_rules_agree_with_unicode() {
        for &(first, last) in ranges::RANGES {
            for c in (first..=last).filter_map(char::from_u32) {
                let expected = unicode_names2::name(c).map(|name| name.to_string());
                assert_eq!(packed_name(NAME_TABLE, c), expected, "U+{:04X}", u32::from(c));
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
