//! `value-too-long`: the platform refuses values of more than 32 characters (D6). An example is only warned about.

use alloc::vec::Vec;

#[cfg(test)]
use crate::template::testing::Case;
use crate::{
    Span,
    template::{Code, Diagnostic, Facts, Field, limits, lint::Ctx},
};

pub(super) fn check(ctx: &Ctx, acc: &mut Vec<Diagnostic>) {
    for name in ctx.template.variables() {
        let Some(value) = ctx.values.get(name) else { continue };
        let Some((first_over, _)) = value.char_indices().nth(limits::N_VALUE_CHARS) else { continue };
        let facts = Facts {
            subject: name.into(),
            n: u32::try_from(value.chars().count()).unwrap_or(u32::MAX),
            m: u32::try_from(limits::N_VALUE_CHARS).unwrap_or(u32::MAX),
            ..Facts::default()
        };
        let span = Span::new(first_over, value.len());
        let finding = Diagnostic::new(Code::ValueTooLong, Field::Value(name.into()), span).with_facts(facts);
        acc.push(finding.with_severity(super::severity_of_value(ctx)));
    }
}

#[cfg(test)]
pub(super) const BAD: &[Case] = &[
    Case::new("Hi %name%").valued(&[("name", "123456789012345678901234567890123")]),
    Case::new("Hi %name%").valued(&[("name", "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三")]),
];
#[cfg(test)]
pub(super) const GOOD: &[Case] = &[
    Case::new("Hi %name%").valued(&[("name", "12345678901234567890123456789012")]),
    Case::new("Hi").valued(&[("name", "123456789012345678901234567890123")]),
];
