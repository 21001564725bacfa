//! `percent-ambiguous`: two percent signs that the platform and a person may read differently (R-141, D5).
//!
//! `50%OFF% now` has a variable `OFF` that was hardly meant; `%1st%` has none, but the platform may see one.

use alloc::{string::String, vec::Vec};

#[cfg(test)]
use crate::template::testing::Case;
use crate::{
    Span,
    template::{
        Applicability, Code, Diagnostic, Facts, Field, Fix, FixTitle,
        chars::is_digit,
        lexer::{Percent, PercentKind},
        limits,
        lint::Ctx,
    },
};

pub(super) fn check(ctx: &Ctx, acc: &mut Vec<Diagnostic>) {
    for percent in ctx.template.percents().iter().filter(|percent| !percent.has_foreign_sign) {
        let before = Span { start: 0, end: percent.span.start }.of(ctx.text());
        let follows_digit = percent.link.is_none() && before.ends_with(is_digit);
        let (case, fix) = match percent.kind {
            PercentKind::Variable if follows_digit => ("variable", split(percent)),
            PercentKind::Lookalike if follows_digit => ("lookalike", split(percent)),
            PercentKind::Lookalike => ("lookalike", rename(percent, ctx.text())),
            _ => continue,
        };
        let subject = percent.name.of(ctx.text()).into();
        let finding = Diagnostic::new(Code::PercentAmbiguous, Field::Content, percent.span);
        acc.push(finding.with_facts(Facts { subject, case, ..Facts::default() }).with_fix(fix));
    }
}

/// Parts the number from what follows: `50% OFF%`.
fn split(percent: &Percent) -> Fix {
    let here = Span { start: percent.name.start, end: percent.name.start };
    Fix::one(FixTitle::InsertSpace, here, " ", Applicability::Ask)
}

/// Makes a name of it that begins with a letter: `%v1st%`.
fn rename(percent: &Percent, text: &str) -> Fix {
    let rest = percent.name.of(text).trim_start_matches(['_', '-']);
    let mut name = String::from(if rest.starts_with(|c: char| c.is_ascii_alphabetic()) { "" } else { "v" });
    name.extend(rest.chars().take(limits::N_VARIABLE_NAME_CHARS - name.len()));
    Fix::one(FixTitle::RenameVariable, percent.name, &name, Applicability::Ask)
}

#[cfg(test)]
pub(super) const BAD: &[Case] = &[
    Case::new("50%OFF% now"),
    Case::new("20%-30% off"),
    Case::new("Our %1st% try"),
    Case::new("%_name% %-%"),
    Case::new("https://e.com/%_a% now"),
];
#[cfg(test)]
pub(super) const GOOD: &[Case] = &[
    Case::new("50% OFF, 20% to 30%"),
    Case::new("Get 20% off for %name%!"),
    Case::new("Order#%order_id%"),
    Case::new("你好%name%"),
    Case::new("https://e.com/v2%id% now"),
];

#[cfg(test)]
mod tests {
    use crate::template::{
        Code,
        testing::{check, check_fix},
    };

    #[test]
    fn a_variable_glued_to_a_number_was_hardly_meant() {
        check(
            "
50%OFF% now
  ^^^^^ percent-ambiguous
",
        );
        check_fix(Code::PercentAmbiguous, "50%OFF% now", "50% OFF% now");
        check_fix(Code::PercentAmbiguous, "20%-30% off", "20% -30% off");
    }

    #[test]
    fn a_name_begins_with_a_letter() {
        check(
            "
Our %1st% try
    ^^^^^ percent-ambiguous
",
        );
        check_fix(Code::PercentAmbiguous, "Our %1st% try", "Our %v1st% try");
        check_fix(Code::PercentAmbiguous, "Our %_first% try", "Our %first% try");
    }
}
