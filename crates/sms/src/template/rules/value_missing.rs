//! `value-missing`: a variable without a value would reach the recipient as `%name%`; examples never stand in.

use alloc::vec::Vec;

#[cfg(test)]
use crate::template::testing::Case;
use crate::{
    Span,
    template::{Code, Diagnostic, Facts, Field, lint::Ctx},
};

pub(super) fn check(ctx: &Ctx, acc: &mut Vec<Diagnostic>) {
    for name in ctx.template.variables() {
        if ctx.values.get(name).is_none_or(|value| value.trim().is_empty()) {
            let facts = Facts { subject: name.into(), ..Facts::default() };
            let field = Field::Value(name.into());
            acc.push(Diagnostic::new(Code::ValueMissing, field, Span::default()).with_facts(facts));
        }
    }
}

#[cfg(test)]
pub(super) const BAD: &[Case] = &[Case::new("Hi %name%"), Case::new("Hi %name%").valued(&[("name", "\n")])];
#[cfg(test)]
pub(super) const GOOD: &[Case] = &[Case::new("Hi"), Case::new("Hi %name%").valued(&[("name", "%name%")])];
