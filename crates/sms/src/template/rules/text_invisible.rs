//! `text-invisible`: characters nobody sees force Unicode, break links and codes, and come in by copy and paste.
//!
//! Joiners and variation selectors that do work (in emoji, in Persian or Indic words) are left alone. A form feed is
//! GSM-7 and invisible (D10). Other spaces become a space, line and paragraph separators a line break.

use alloc::{format, string::String, vec::Vec};

#[cfg(test)]
use crate::template::testing::Case;
use crate::{
    Span,
    template::{Applicability, Code, Diagnostic, Facts, Field, Fix, FixTitle, lint::Ctx},
};

pub(super) fn check(ctx: &Ctx, acc: &mut Vec<Diagnostic>) {
    let mut found: Option<(Span, &'static str, u32)> = None;
    let mut first = '\0';
    let mut before = None;
    let mut chars = ctx.text().char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let after = chars.peek().map(|&(_, c)| c);
        if let Some(instead) = instead_of(c, before, after) {
            let span = Span::new(at, at + c.len_utf8());
            match &mut found {
                Some((run, same, n)) if run.end == span.start && *same == instead => {
                    run.end = span.end;
                    *n += 1;
                }
                _ => {
                    acc.extend(found.take().map(|run| finding(first, run)));
                    first = c;
                    found = Some((span, instead, 1));
                }
            }
        }
        before = Some(c);
    }
    acc.extend(found.map(|run| finding(first, run)));
}

/// A finding for a run of characters with the same replacement.
fn finding(first: char, (span, instead, n): (Span, &'static str, u32)) -> Diagnostic {
    let insert: String = core::iter::repeat_n(instead, n as usize).collect();
    let fix = if instead.is_empty() {
        Fix::one(FixTitle::Remove, span, "", Applicability::Safe)
    } else {
        Fix::one(FixTitle::Replace, span, &insert, Applicability::Safe)
    };
    let case = match instead {
        "" => "nothing",
        "\n" => "break",
        _ => "space",
    };
    let facts = Facts { subject: format!("U+{:04X}", first as u32), n, case, ..Facts::default() };
    Diagnostic::new(Code::TextInvisible, Field::Content, span).with_facts(facts).with_fix(fix)
}

/// What is written instead of `c` if nobody sees it there.
fn instead_of(c: char, before: Option<char>, after: Option<char>) -> Option<&'static str> {
    let is_foreign = |c: Option<char>| c.is_some_and(|c| !c.is_ascii() && c != '\u{A0}');
    match c {
        '\u{9}' | '\u{A0}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' => Some(" "),
        '\u{85}' | '\u{B}' | '\u{2028}' | '\u{2029}' => Some("\n"),
        '\u{200C}' | '\u{200D}' => (!(is_foreign(before) && is_foreign(after))).then_some(""),
        '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}' => {
            let works = is_foreign(before) || c == '\u{FE0F}' && matches!(before, Some('0'..='9' | '#' | '*'));
            (!works).then_some("")
        }
        '\u{E0020}'..='\u{E007F}' => (!matches!(before, Some('\u{1F3F4}' | '\u{E0020}'..='\u{E007F}'))).then_some(""),
        '\0'..='\u{8}'
        | '\u{C}'
        | '\u{E}'..='\u{1F}'
        | '\u{7F}'..='\u{9F}'
        | '\u{AD}'
        | '\u{34F}'
        | '\u{115F}'
        | '\u{1160}'
        | '\u{17B4}'
        | '\u{17B5}'
        | '\u{180B}'..='\u{180F}'
        | '\u{200B}'
        | '\u{2060}'..='\u{2065}'
        | '\u{206A}'..='\u{206F}'
        | '\u{3164}'
        | '\u{FEFF}'
        | '\u{FFA0}'
        | '\u{FFF9}'..='\u{FFFB}'
        | '\u{E0000}'..='\u{E001F}' => Some(""),
        _ => None,
    }
}

#[cfg(test)]
pub(super) const BAD: &[Case] = &[
    Case::new("Your\u{200B} code"),
    Case::new("Your\u{A0}code"),
    Case::new("Your\tcode"),
    Case::new("Your\u{C}code"),
    Case::new("\u{FEFF}Your code"),
    Case::new("one\u{2028}two"),
    Case::new("a\u{200D}b\u{200C}"),
    Case::new("a\u{FE0F}"),
    Case::new("\u{200B}\u{A0}\u{200B}\u{200B}"),
    Case::new("a\u{E0041}"),
];
#[cfg(test)]
pub(super) const GOOD: &[Case] = &[
    Case::new("Your code\r\nis here"),
    Case::new("👨\u{200D}👩\u{200D}👧 ❤\u{FE0F} 1\u{FE0F}\u{20E3}"),
    Case::new("می\u{200C}خواهم"),
    Case::new("🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}"),
    Case::new("全角　空格"),
];

#[cfg(test)]
mod tests {
    use crate::template::{Code, testing::check_fix};

    #[test]
    fn what_nobody_sees_is_removed_or_made_plain() {
        check_fix(Code::TextInvisible, "Your\u{200B}\u{200B} code\u{A0}is\u{2028}here", "Your code is\nhere");
        check_fix(Code::TextInvisible, "a\u{A0}\u{A0}b", "a  b");
    }
}
