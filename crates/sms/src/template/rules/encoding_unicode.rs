//! `encoding-unicode`: one character outside GSM-7 makes the whole message Unicode, with 70 characters instead of 160.
//!
//! One note for the text. It has a fix if every such character has a replacement, so that the text becomes GSM-7
//! otherwise the calculator's list shows what there is.

use alloc::{string::String, vec::Vec};

#[cfg(test)]
use crate::template::{samples, testing::Case};
use crate::{
    Span,
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
    let mut applicability = Applicability::Safe;
    let mut edits = Vec::new();
    for NonGsm { spans, replacement, .. } in &kinds {
        let replacement = replacement.as_ref()?;
        if replacement.class == ReplacementClass::MeaningChanging {
            applicability = Applicability::Ask;
        }
        edits.extend(spans.iter().map(|&span| Edit { span, insert: replacement.text.clone() }));
    }
    edits.sort_by_key(|edit| edit.span);
    let title = if edits.iter().all(|edit| edit.insert.is_empty()) { FixTitle::Remove } else { FixTitle::Replace };
    let fix = Fix { title, edits, applicability };
    let is_gsm = |text: String| count(&text).encoding == Encoding::Gsm7;
    (!fix.edits.is_empty() && is_gsm(fix.apply(text))).then_some(fix)
}

#[cfg(test)]
pub(super) const BAD: &[Case] =
    &[Case::new("您好"), Case::new("it’s ready"), Case::new(samples::MARKETING.content), Case::new("façade")];
#[cfg(test)]
pub(super) const GOOD: &[Case] = &[Case::new("it's ready, 5 €"), Case::new("ÄÖÜ àéù Ç [~]"), Case::new("")];

#[cfg(test)]
mod tests {
    use crate::template::testing::check;

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
