//! What belongs together when something is replaced: a letter with its combining marks, and a whole emoji.
//!
//! This is coarser than code points and finer than Unicode's grapheme clusters where those would not help: marks of
//! scripts that GSM-7 cannot write stay on their own.

use crate::Span;

/// How a cluster is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// One character.
    Single,
    /// A character, then a variation selector.
    Styled,
    /// A character, then combining marks.
    Marked,
    /// An emoji of one or more characters: skin tones, joiners, tags, a pair of regional indicators.
    Emoji,
    /// A digit, `#` or `*` in a key cap.
    Keycap,
}

/// A stretch of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cluster<'t> {
    pub(super) text: &'t str,
    pub(super) span: Span,
    pub(super) shape: Shape,
}

/// The stretches of `text`, in order; they concatenate to it.
pub(super) fn clusters(text: &str) -> impl Iterator<Item = Cluster<'_>> {
    let mut at = 0;
    core::iter::from_fn(move || {
        let rest = text.get(at..)?;
        let (n_bytes, shape) = first_cluster(rest)?;
        let start = at;
        at += n_bytes;
        Some(Cluster { text: rest.get(..n_bytes)?, span: Span::new(start, at), shape })
    })
}

fn first_cluster(rest: &str) -> Option<(usize, Shape)> {
    let first = rest.chars().next()?;
    let after = rest.get(first.len_utf8()..).unwrap_or_default();
    let n_bytes = |left: &str| rest.len() - left.len();
    if matches!(first, '0'..='9' | '#' | '*') {
        let cap = after.strip_prefix(EMOJI_STYLE).unwrap_or(after);
        if let Some(left) = cap.strip_prefix(KEY_CAP) {
            return Some((n_bytes(left), Shape::Keycap));
        }
    }
    if is_regional_indicator(first)
        && let Some(left) = after.strip_prefix(is_regional_indicator)
    {
        return Some((n_bytes(left), Shape::Emoji));
    }
    if is_pictograph(first) {
        let mut left = after.trim_start_matches(is_emoji_modifier);
        while let Some(joined) = left.strip_prefix(JOINER).and_then(|joined| joined.strip_prefix(is_pictograph)) {
            left = joined.trim_start_matches(is_emoji_modifier);
        }
        let shape = if left.len() == after.len() { Shape::Single } else { Shape::Emoji };
        return Some((n_bytes(left), shape));
    }
    if !first.is_ascii()
        && let Some(left) = after.strip_prefix([TEXT_STYLE, EMOJI_STYLE])
    {
        return Some((n_bytes(left), Shape::Styled));
    }
    if !first.is_whitespace() && !first.is_control() && !is_mark(first) && !is_invisible(first) {
        let left = after.trim_start_matches(is_mark);
        if left.len() < after.len() {
            return Some((n_bytes(left), Shape::Marked));
        }
    }
    Some((n_bytes(after), Shape::Single))
}

const TEXT_STYLE: char = '\u{FE0E}';
const EMOJI_STYLE: char = '\u{FE0F}';
const KEY_CAP: char = '\u{20E3}';
const JOINER: char = '\u{200D}';

/// Whether `c` is a combining mark of the blocks made for Latin, Greek, Cyrillic and symbols.
pub(super) const fn is_mark(c: char) -> bool {
    matches!(
        c,
        '\u{300}'..='\u{34E}'
            | '\u{350}'..='\u{36F}'
            | '\u{1AB0}'..='\u{1AFF}'
            | '\u{1DC0}'..='\u{1DFF}'
            | '\u{20D0}'..='\u{20FF}'
            | '\u{FE20}'..='\u{FE2F}'
    )
}

/// Whether `c` takes no room and shows nothing.
pub(super) const fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{AD}'
            | '\u{34F}'
            | '\u{61C}'
            | '\u{115F}'
            | '\u{1160}'
            | '\u{17B4}'
            | '\u{17B5}'
            | '\u{180B}'..='\u{180F}'
            | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{FE00}'..='\u{FE0F}'
            | '\u{FEFF}'
            | '\u{FFF9}'..='\u{FFFB}'
            | '\u{E0000}'..='\u{E0FFF}'
    )
}

/// Whether `c` is a picture: an emoji, or of a block that is pictures throughout.
pub(super) const fn is_pictograph(c: char) -> bool {
    matches!(
        c,
        '\u{231A}'..='\u{231B}'
            | '\u{2328}'
            | '\u{23CF}'
            | '\u{23E9}'..='\u{23FA}'
            | '\u{25AA}'..='\u{25AB}'
            | '\u{25B6}'
            | '\u{25C0}'
            | '\u{25FB}'..='\u{25FE}'
            | '\u{2600}'..='\u{27BF}'
            | '\u{2934}'..='\u{2935}'
            | '\u{2B05}'..='\u{2B07}'
            | '\u{2B1B}'..='\u{2B1C}'
            | '\u{2B50}'
            | '\u{2B55}'
            | '\u{1F000}'..='\u{1F0FF}'
            | '\u{1F10D}'..='\u{1F1E5}'
            | '\u{1F200}'..='\u{1FAFF}'
    )
}

/// Whether `c` is one half of a flag.
pub(super) const fn is_regional_indicator(c: char) -> bool {
    matches!(c, '\u{1F1E6}'..='\u{1F1FF}')
}

const fn is_emoji_modifier(c: char) -> bool {
    matches!(c, TEXT_STYLE | EMOJI_STYLE | KEY_CAP | '\u{1F3FB}'..='\u{1F3FF}' | '\u{E0020}'..='\u{E007F}')
}

#[cfg(test)]
mod tests {
    use alloc::vec::Vec;

    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = clusters(text).map(|cluster| cluster.text).collect();
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn an_emoji_is_one_cluster() {
        check("a👨‍👩‍👧‍👦b", &["a", "👨‍👩‍👧‍👦", "b"]);
        check("👍🏽👍", &["👍🏽", "👍"]);
        check("🇮🇹🇸🇬🇸", &["🇮🇹", "🇸🇬", "🇸"]);
        check("🏳️‍🌈", &["🏳️‍🌈"]);
        check("❤️‍🔥❤", &["❤️‍🔥", "❤"]);
        check("🏴󠁧󠁢󠁳󠁣󠁴󠁿", &["🏴󠁧󠁢󠁳󠁣󠁴󠁿"]);
        check("1️⃣2⃣3", &["1️⃣", "2⃣", "3"]);
        check("©️", &["©️"]);
    }

    #[test]
    fn a_joiner_without_emoji_on_both_sides_is_on_its_own() {
        check("a\u{200D}b", &["a", "\u{200D}", "b"]);
        check("👩\u{200D}b", &["👩", "\u{200D}", "b"]);
    }

    #[test]
    fn marks_stay_with_their_letter() {
        check("e\u{301}a", &["e\u{301}", "a"]);
        check("e\u{302}\u{323}", &["e\u{302}\u{323}"]);
        check(" \u{303}", &[" ", "\u{303}"]);
        check("\u{303}a", &["\u{303}", "a"]);
        check("\u{200B}\u{303}", &["\u{200B}", "\u{303}"]);
    }

    #[test]
    fn a_variation_selector_after_ascii_is_on_its_own() {
        check("1\u{FE0F}", &["1", "\u{FE0F}"]);
    }
}
