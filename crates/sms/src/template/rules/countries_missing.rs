//! `countries-missing`: the reviewer asks where the message will be sent. It limits nothing.

use alloc::vec::Vec;

#[cfg(test)]
use crate::template::testing::Case;
use crate::{
    Span,
    template::{Code, Diagnostic, Field, lint::Ctx},
};

pub(super) fn check(ctx: &Ctx, acc: &mut Vec<Diagnostic>) {
    if ctx.countries.is_empty() {
        acc.push(Diagnostic::new(Code::CountriesMissing, Field::Countries, Span::default()));
    }
}

#[cfg(test)]
pub(super) const BAD: &[Case] = &[Case::new("Hi")];
#[cfg(test)]
pub(super) const GOOD: &[Case] = &[Case::new("Hi").sent_to(&["SG"])];
