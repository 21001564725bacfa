//! `content-type-missing`: the reviewer needs to know what the message is for; nothing is preselected.

use alloc::vec::Vec;

#[cfg(test)]
use crate::template::{ContentType, testing::Case};
use crate::{
    Span,
    template::{Code, Diagnostic, Field, lint::Ctx},
};

pub(super) fn check(ctx: &Ctx, acc: &mut Vec<Diagnostic>) {
    if ctx.content_type.is_none() {
        acc.push(Diagnostic::new(Code::ContentTypeMissing, Field::ContentType, Span::default()));
    }
}

#[cfg(test)]
pub(super) const BAD: &[Case] = &[Case::new("Hi")];
#[cfg(test)]
pub(super) const GOOD: &[Case] = &[Case::new("Hi").of_type(ContentType::Notification)];
