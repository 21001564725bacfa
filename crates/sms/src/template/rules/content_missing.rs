//! `content-missing`: a template without a text cannot be reviewed.

use alloc::vec::Vec;

#[cfg(test)]
use crate::template::testing::Case;
use crate::{
    Span,
    template::{Code, Diagnostic, Field, lint::Ctx},
};

pub(super) fn check(ctx: &Ctx, acc: &mut Vec<Diagnostic>) {
    if ctx.text().trim().is_empty() {
        acc.push(Diagnostic::new(Code::ContentMissing, Field::Content, Span::default()));
    }
}

#[cfg(test)]
pub(super) const BAD: &[Case] = &[Case::new(""), Case::new(" \n")];
#[cfg(test)]
pub(super) const GOOD: &[Case] = &[Case::new("Hi"), Case::new("您好")];
