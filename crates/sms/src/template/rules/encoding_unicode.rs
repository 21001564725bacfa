//! `encoding-unicode`: one character outside GSM-7 makes the whole message Unicode, with 70 characters instead of 160.
//!
//! One note for the text. It has a fix if every such character has a replacement, so that the text becomes GSM-7
//! otherwise the calculator's list shows what there is.

use alloc::{string::String, vec::Vec};

#[cfg(test)]
use crate::template::{samples, testing::Case};
use crate::{
    Span,
    collections::sort_by,
    pieces::{Encoding, NonGsm, ReplacementClass, count, non_gsm, units_of},
    template::{Applicability, Code, Diagnostic, Edit, Facts, Field, Fix, FixTitle, lint::Ctx},
};

pub(super) fn check(ctx: &Ctx, acc: &mut Vec<Diagnostic>) {
    let text = ctx.text();
    let mut forcing = text.char_indices().filter(|&(_, c)| units_of(c, Encoding::Gsm7).is_none());
    let Some((at, first)) = forcing.next() else { return };
    let n = u32::try_from(forcing.count()).unwrap_or(u32::MAX).saturating_add(1);
    let fix = fix(text);
    let n_saved =
        fix.as_ref().map_or(0, |fix| ctx.counts.raw.count.n_pieces.saturating_sub(count(&fix.apply(text)).n_pieces));
    let facts = Facts { subject: first.into(), n, m: n_saved, case: case(fix.as_ref(), n_saved), ..Facts::default() };
    let span = Span::new(at, at + first.len_utf8());
    acc.push(Diagnostic::new(Code::EncodingUnicode, Field::Content, span).with_facts(facts).with_fix(fix));
}

fn case(fix: Option<&Fix>, n_saved: u32) -> &'static str {
    match fix {
        None => "",
        Some(_) if n_saved == 0 => "replaceable",
        Some(_) => "saves",
    }
}

fn fix(text: &str) -> Option<Fix> {
    let kinds = non_gsm(text);
    let mut edits = Vec::new();
    for NonGsm { spans, replacement, .. } in &kinds {
        let replacement = replacement.as_ref()?;
        let edit = |&span| (Edit { span, insert: replacement.text.clone() }, replacement.class);
        edits.extend(spans.iter().map(edit));
    }
    let changes_meaning = edits.iter().any(|(_, class)| *class == ReplacementClass::MeaningChanging);
    let applicability = if changes_meaning { Applicability::Ask } else { Applicability::Safe };
    sort_by(&mut edits, |(a, _), (b, _)| a.span.cmp(&b.span));
    let edits = without_left_spaces(edits, text);
    let title = if edits.iter().all(|edit| edit.insert.is_empty()) { FixTitle::Remove } else { FixTitle::Replace };
    let fix = Fix { title, edits, applicability };
    let is_gsm = |text: String| count(&text).encoding == Encoding::Gsm7;
    (!fix.edits.is_empty() && is_gsm(fix.apply(text))).then_some(fix)
}

/// A removed word such as 🎉 takes one space with it, so that none is left at the start or twice in the middle.
fn without_left_spaces(edits: Vec<(Edit, ReplacementClass)>, text: &str) -> Vec<Edit> {
    let byte = |at: u32| text.as_bytes().get(at as usize);
    let mut run_start = 0;
    let mut run_end = None;
    let mut kept: Vec<Edit> = Vec::with_capacity(edits.len());
    for (mut edit, class) in edits {
        if run_end != Some(edit.span.start) {
            run_start = edit.span.start;
        }
        let is_word = class == ReplacementClass::MeaningChanging && edit.insert.is_empty();
        run_end = is_word.then_some(edit.span.end);
        let follows_space = run_start.checked_sub(1).is_none_or(|before| byte(before) == Some(&b' '));
        if is_word && follows_space && byte(edit.span.end) == Some(&b' ') {
            edit.span.end += 1;
        }
        kept.push(edit);
    }
    kept
}

#[cfg(test)]
pub(super) const BAD: &[Case] =
    &[Case::new("您好"), Case::new("it’s ready"), Case::new(samples::MARKETING.content), Case::new("façade")];
#[cfg(test)]
pub(super) const GOOD: &[Case] = &[Case::new("it's ready, 5 €"), Case::new("ÄÖÜ àéù Ç [~]"), Case::new("")];

#[cfg(test)]
mod tests {
    use crate::template::{
        Code,
        testing::{check, check_fix},
    };

    #[test]
    fn a_removed_emoji_takes_its_space_along() {
        check_fix(Code::EncodingUnicode, "🎉 Sale 🎊🎁 now", "Sale now");
        check_fix(Code::EncodingUnicode, "Sale🎉 now", "Sale now");
        check_fix(Code::EncodingUnicode, "It’s 🎉 now…", "It's now...");
    }

    #[test]
    fn one_note_for_the_whole_text() {
        check(
            "
您好，再见
^ encoding-unicode
",
        );
    }
}
