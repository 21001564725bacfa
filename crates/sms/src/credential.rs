//! Credentials as people paste them: with characters around or inside that nobody sees (R-073).

use alloc::{string::String, vec::Vec};

/// What does not belong in a credential, which has letters, digits and signs of ASCII alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StrayKind {
    /// A space or a tab.
    Space,
    /// A space that no line breaks at, as web pages and word processors write it (U+00A0 and its like).
    NoBreakSpace,
    /// The end of a line.
    LineBreak,
    /// A character without width, such as U+200B and the byte order mark.
    ZeroWidth,
    /// Anything else: a curly quote, a letter of another alphabet.
    Other,
}

impl StrayKind {
    /// Every kind.
    pub const ALL: [Self; 5] = [Self::Space, Self::NoBreakSpace, Self::LineBreak, Self::ZeroWidth, Self::Other];

    /// The name in the catalogue.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Space => "space",
            Self::NoBreakSpace => "no_break_space",
            Self::LineBreak => "line_break",
            Self::ZeroWidth => "zero_width",
            Self::Other => "other",
        }
    }

    const fn of(c: char) -> Option<Self> {
        match c {
            '!'..='~' => None,
            ' ' | '\t' => Some(Self::Space),
            '\u{a0}' | '\u{2007}' | '\u{202f}' => Some(Self::NoBreakSpace),
            '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some(Self::LineBreak),
            '\u{ad}'
            | '\u{180e}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}' => Some(Self::ZeroWidth),
            _ => Some(Self::Other),
        }
    }
}

/// What in `text` does not belong in a credential: each kind with the number of its characters, in the order of
/// [`StrayKind::ALL`].
///
/// ```
/// use piecewise_sms::credential::{StrayKind, strays};
///
/// assert_eq!(strays(" k3y\u{200b}\n"), [(StrayKind::Space, 1), (StrayKind::LineBreak, 1), (StrayKind::ZeroWidth, 1)]);
/// assert!(strays("k3y-_~").is_empty());
/// ```
pub fn strays(text: &str) -> Vec<(StrayKind, usize)> {
    let n_of = |kind| text.chars().filter(|c| StrayKind::of(*c) == Some(kind)).count();
    StrayKind::ALL.into_iter().map(|kind| (kind, n_of(kind))).filter(|(_, n_chars)| *n_chars > 0).collect()
}

/// `text` without what does not belong in a credential.
pub fn without_strays(text: &str) -> String {
    text.chars().filter(|c| StrayKind::of(*c).is_none()).collect()
}

#[cfg(test)]
mod tests {
    use super::{StrayKind, strays, without_strays};

    /// R-073.
    #[test]
    fn what_was_pasted_along_is_found_and_taken_out() {
        for (pasted, kind) in [
            ("key ", StrayKind::Space),
            ("\tkey", StrayKind::Space),
            ("\u{a0}key", StrayKind::NoBreakSpace),
            ("key\u{202f}", StrayKind::NoBreakSpace),
            ("key\r", StrayKind::LineBreak),
            ("\u{2028}key", StrayKind::LineBreak),
            ("\u{feff}key", StrayKind::ZeroWidth),
            ("ke\u{200d}y", StrayKind::ZeroWidth),
            ("“key", StrayKind::Other),
        ] {
            assert_eq!(strays(pasted), [(kind, 1)], "{pasted:?}");
            assert_eq!(without_strays(pasted), "key", "{pasted:?}");
        }
        assert_eq!(strays("key\r\n"), [(StrayKind::LineBreak, 2)]);
        assert_eq!(strays(""), []);
    }
}
