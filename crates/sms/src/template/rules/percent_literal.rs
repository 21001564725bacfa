//! `percent-literal`: a percent sign that stands for itself is fine; the note says so, in case it was not meant.

use alloc::vec::Vec;

use super::percent_in_link::may_be_read_as_variable;
#[cfg(test)]
use crate::template::testing::Case;
use crate::template::{Code, Diagnostic, Facts, Field, lexer::PercentKind, lint::Ctx};

pub(super) fn check(ctx: &Ctx, acc: &mut Vec<Diagnostic>) {
    let percents = ctx.template.percents();
    for (n, percent) in percents.iter().enumerate() {
        let is_literal = match percent.kind {
            PercentKind::Literal => !percent.has_foreign_sign,
            PercentKind::Encoded => {
                let follows_in_link =
                    n.checked_sub(1).and_then(|n| percents.get(n)).is_some_and(|p| p.link == percent.link);
                !follows_in_link && !may_be_read_as_variable(percent, percents.get(n + 1))
            }
            PercentKind::Variable | PercentKind::Lookalike | PercentKind::BadName | PercentKind::Unclosed => false,
        };
        if is_literal {
            let facts = Facts { subject: percent.span.of(ctx.text()).into(), ..Facts::default() };
            acc.push(Diagnostic::new(Code::PercentLiteral, Field::Content, percent.span).with_facts(facts));
        }
    }
}

#[cfg(test)]
pub(super) const BAD: &[Case] = &[
    Case::new("Get 20% off for %name%!"),
    Case::new("100%"),
    Case::new("50%OFF now"),
    Case::new("%%"),
    Case::new("https://e.com/a%20b "),
];
#[cfg(test)]
pub(super) const GOOD: &[Case] =
    &[Case::new("Hi %name%"), Case::new("https://e.com/a%20b%20c "), Case::new("Hi %name")];

#[cfg(test)]
mod tests {
    use crate::template::testing::check;

    #[test]
    fn a_lone_sign_stands_for_itself() {
        check(
            "
Get 20% off for %name%!
      ^ percent-literal
",
        );
    }
}
