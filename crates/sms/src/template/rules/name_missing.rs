//! `name-missing`: a template is found again by its name.

use alloc::vec::Vec;

#[cfg(test)]
use crate::template::testing::Case;
use crate::{
    Span,
    template::{Code, Diagnostic, Field, lint::Ctx},
};

pub(super) fn check(ctx: &Ctx, acc: &mut Vec<Diagnostic>) {
    if ctx.name.is_none_or(|name| name.trim().is_empty()) {
        acc.push(Diagnostic::new(Code::NameMissing, Field::Name, Span::default()));
    }
}

#[cfg(test)]
pub(super) const BAD: &[Case] = &[Case::new("Hi"), Case::new("Hi").named(" ")];
#[cfg(test)]
pub(super) const GOOD: &[Case] = &[Case::new("Hi").named("Welcome_OTP_Verification")];
