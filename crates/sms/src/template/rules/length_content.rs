//! `length-content`: the platform may refuse texts of more than 500 characters (D6).

use alloc::vec::Vec;

#[cfg(test)]
use crate::template::testing::Case;
use crate::{
    Span,
    template::{Code, Diagnostic, Facts, Field, limits, lint::Ctx},
};

pub(super) fn check(ctx: &Ctx, acc: &mut Vec<Diagnostic>) {
    let Some((first_over, _)) = ctx.text().char_indices().nth(limits::N_CONTENT_CHARS) else { return };
    let facts = Facts {
        n: u32::try_from(ctx.text().chars().count()).unwrap_or(u32::MAX),
        m: u32::try_from(limits::N_CONTENT_CHARS).unwrap_or(u32::MAX),
        ..Facts::default()
    };
    let span = Span::new(first_over, ctx.text().len());
    acc.push(Diagnostic::new(Code::LengthContent, Field::Content, span).with_facts(facts));
}

#[cfg(test)]
pub(super) const BAD: &[Case] = &[Case::new("abc").repeated(167), Case::new("中").repeated(501)];
#[cfg(test)]
pub(super) const GOOD: &[Case] = &[Case::new("abcd").repeated(125), Case::new("中").repeated(500)];
