//! `name-too-long`: a name has at most 64 characters (D6).

use alloc::vec::Vec;

#[cfg(test)]
use crate::template::testing::Case;
use crate::{
    Span,
    template::{Code, Diagnostic, Facts, Field, limits, lint::Ctx},
};

pub(super) fn check(ctx: &Ctx, acc: &mut Vec<Diagnostic>) {
    let name = ctx.name.unwrap_or_default();
    let Some((first_over, _)) = name.char_indices().nth(limits::N_NAME_CHARS) else { return };
    let facts = Facts {
        n: u32::try_from(name.chars().count()).unwrap_or(u32::MAX),
        m: u32::try_from(limits::N_NAME_CHARS).unwrap_or(u32::MAX),
        ..Facts::default()
    };
    acc.push(Diagnostic::new(Code::NameTooLong, Field::Name, Span::new(first_over, name.len())).with_facts(facts));
}

#[cfg(test)]
pub(super) const BAD: &[Case] =
    &[Case::new("Hi").named("Welcome_OTP_Verification_For_The_Second_Step_Of_The_New_Registration")];
#[cfg(test)]
pub(super) const GOOD: &[Case] =
    &[Case::new("Hi").named("Welcome_OTP_Verification_For_The_Second_Step_Of_The_Registration")];
