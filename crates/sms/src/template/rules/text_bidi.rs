//! `text-bidi`: controls of writing direction can make a text or a link read differently from what it is.
//!
//! Overrides, embeddings and isolates are always reported. Plain direction marks are only reported in a text without
//! letters that are written from right to left, where they do nothing.

use alloc::{format, vec::Vec};

#[cfg(test)]
use crate::template::testing::Case;
use crate::{
    Span,
    template::{Applicability, Code, Diagnostic, Facts, Field, Fix, FixTitle, lint::Ctx},
};

pub(super) fn check(ctx: &Ctx, acc: &mut Vec<Diagnostic>) {
    let has_rtl = ctx.text().chars().any(is_rtl);
    for (at, c) in ctx.text().char_indices() {
        let is_mark = matches!(c, '\u{200E}' | '\u{200F}' | '\u{61C}');
        if !(is_mark && !has_rtl || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')) {
            continue;
        }
        let span = Span::new(at, at + c.len_utf8());
        let applicability = if has_rtl { Applicability::Ask } else { Applicability::Safe };
        let facts = Facts { subject: format!("U+{:04X}", c as u32), ..Facts::default() };
        let fix = Fix::one(FixTitle::Remove, span, "", applicability);
        acc.push(Diagnostic::new(Code::TextBidi, Field::Content, span).with_facts(facts).with_fix(fix));
    }
}

/// A letter of a script written from right to left, by block.
const fn is_rtl(c: char) -> bool {
    matches!(c,
        '\u{590}'..='\u{61B}' | '\u{61D}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}'
        | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}')
}

#[cfg(test)]
pub(super) const BAD: &[Case] = &[
    Case::new("pay \u{202E}moc.elpmaxe"),
    Case::new("\u{2066}abc\u{2069}"),
    Case::new("abc\u{200F}"),
    Case::new("\u{202B}שלום\u{202C}"),
];
#[cfg(test)]
pub(super) const GOOD: &[Case] = &[Case::new("שלום\u{200F} abc"), Case::new("مرحبا %name%"), Case::new("abc")];

#[cfg(test)]
mod tests {
    use crate::template::{Code, testing::check_fix};

    #[test]
    fn direction_controls_are_removed() {
        check_fix(Code::TextBidi, "pay \u{202E}abc\u{202C} now", "pay abc now");
    }
}
