//! Characters that come along when credentials are pasted and that nobody sees.

use crate::i18n::t;

/// What was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Space,
    LineBreak,
    Tab,
    NoBreakSpace,
    ZeroWidth,
    OtherBlank,
    Control,
}

/// Where it was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Start,
    End,
    /// After so many characters.
    Inside(usize),
}

/// A character that does not belong into credentials.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Hidden {
    pub(super) kind: Kind,
    pub(super) place: Place,
}

/// Every hidden character of `text`, in order; several of a kind beside each other are one.
pub(super) fn find(text: &str) -> Vec<Hidden> {
    let is_hidden = |c: char| kind_of(c).is_some();
    let n_before = text.chars().take_while(|c| is_hidden(*c)).count();
    let n_chars = text.chars().count();
    let n_after = text.chars().rev().take_while(|c| is_hidden(*c)).count();
    let mut found: Vec<Hidden> = Vec::new();
    let mut last = None;
    for (at, c) in text.chars().enumerate() {
        let kind = kind_of(c);
        if let Some(kind) = kind.filter(|_| kind != last) {
            let place = match at {
                _ if at < n_before => Place::Start,
                _ if at >= n_chars - n_after => Place::End,
                _ => Place::Inside(at),
            };
            found.push(Hidden { kind, place });
        }
        last = kind;
    }
    found
}

/// The text without them.
pub(super) fn without(text: &str) -> String {
    text.chars().filter(|c| kind_of(*c).is_none()).collect()
}

fn kind_of(c: char) -> Option<Kind> {
    Some(match c {
        ' ' => Kind::Space,
        '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => Kind::LineBreak,
        '\t' => Kind::Tab,
        '\u{a0}' | '\u{202f}' => Kind::NoBreakSpace,
        '\u{ad}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2064}'
        | '\u{2066}'..='\u{2069}'
        | '\u{feff}' => Kind::ZeroWidth,
        _ if c.is_control() => Kind::Control,
        _ if c.is_whitespace() => Kind::OtherBlank,
        _ => return None,
    })
}

impl Hidden {
    /// What it is and where.
    pub(super) fn words(self) -> String {
        let name = match self.kind {
            Kind::Space => t!("help.auth.space"),
            Kind::LineBreak => t!("help.auth.line_break"),
            Kind::Tab => t!("help.auth.tab"),
            Kind::NoBreakSpace => t!("help.auth.no_break_space"),
            Kind::ZeroWidth => t!("help.auth.zero_width"),
            Kind::OtherBlank => t!("help.auth.other_blank"),
            Kind::Control => t!("help.auth.control"),
        };
        match self.place {
            Place::Start => t!("help.auth.hidden_start", name = name),
            Place::End => t!("help.auth.hidden_end", name = name),
            Place::Inside(n) => t!("help.auth.hidden_inside", name = name, n = n),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Hidden, Kind, Place, find, without};

    #[track_caller]
    fn check(text: &str, expected: &[(Kind, Place)]) {
        let expected: Vec<_> = expected.iter().map(|(kind, place)| Hidden { kind: *kind, place: *place }).collect();
        assert_eq!(find(text), expected, "{text:?}");
    }

    ///
    #[test]
    fn what_came_along_is_named_with_its_place() {
        check("sms_7f3a", &[]);
        check(" sms_7f3a", &[(Kind::Space, Place::Start)]);
        check("sms_7f3a\r\n", &[(Kind::LineBreak, Place::End)]);
        check("sms\u{200b}_7f3a", &[(Kind::ZeroWidth, Place::Inside(3))]);
        check(
            "\u{feff}a\u{a0}\tb ",
            &[
                (Kind::ZeroWidth, Place::Start),
                (Kind::NoBreakSpace, Place::Inside(2)),
                (Kind::Tab, Place::Inside(3)),
                (Kind::Space, Place::End),
            ],
        );
        check("a   b", &[(Kind::Space, Place::Inside(1))]);
        check("a\u{3000}b\u{7}c", &[(Kind::OtherBlank, Place::Inside(1)), (Kind::Control, Place::Inside(3))]);
    }

    #[test]
    fn what_is_left_has_none() {
        assert_eq!(without("\u{feff} sms\u{200b}_7f3a\r\n"), "sms_7f3a");
        check(&without("\u{202e}a b"), &[]);
    }
}
