//! `percent-unclosed`: `%name` without its second sign reaches the recipient as it is.

use alloc::vec::Vec;

#[cfg(test)]
use crate::template::testing::Case;
use crate::{
    Span,
    template::{
        Applicability, Code, Diagnostic, Facts, Field, Fix, FixTitle,
        chars::is_name_char,
        lexer::{Percent, PercentKind},
        limits,
        lint::Ctx,
    },
};

pub(super) fn check(ctx: &Ctx, acc: &mut Vec<Diagnostic>) {
    for percent in ctx.template.percents().iter().filter(|percent| percent.kind == PercentKind::Unclosed) {
        let facts = Facts { subject: percent.span.of(ctx.text()).into(), ..Facts::default() };
        let finding = Diagnostic::new(Code::PercentUnclosed, Field::Content, percent.span).with_facts(facts);
        acc.push(finding.with_fix(fix(percent, ctx.text())));
    }
}

/// Closes the variable behind its English name, if it has one.
fn fix(percent: &Percent, text: &str) -> Option<Fix> {
    let rest = percent.name.of(text);
    let name = rest.split(|c| !is_name_char(c)).next()?.trim_end_matches('-');
    let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic()) && name.len() <= limits::N_VARIABLE_NAME_CHARS;
    let end = percent.name.start as usize + name.len();
    is_name.then(|| Fix::one(FixTitle::CloseVariable, Span::new(end, end), "%", Applicability::Ask))
}

#[cfg(test)]
pub(super) const BAD: &[Case] =
    &[Case::new("Hi %name, welcome"), Case::new("%name"), Case::new("%name您好"), Case::new("https://e.com/%id ")];
#[cfg(test)]
pub(super) const GOOD: &[Case] = &[
    Case::new("Hi %name%, welcome"),
    Case::new("20% off"),
    Case::new("100%sure"),
    Case::new("50%OFF now"),
    Case::new("%"),
];

#[cfg(test)]
mod tests {
    use crate::template::{
        Code,
        testing::{check, check_fix},
    };

    #[test]
    fn an_unclosed_variable_is_closed_behind_its_name() {
        check(
            "
Hi %name, welcome
   ^^^^^ percent-unclosed
",
        );
        check_fix(Code::PercentUnclosed, "Hi %name, welcome", "Hi %name%, welcome");
        check_fix(Code::PercentUnclosed, "https://e.com/%id now", "https://e.com/%id% now");
    }
}
