//! `percent-in-link`: in `a%20b%20c` the platform may read `%20b%` as a variable, and the link leads nowhere.

use alloc::{string::String, vec::Vec};

#[cfg(test)]
use crate::template::testing::Case;
use crate::{
    Span,
    template::{
        Applicability, Code, Diagnostic, Edit, Facts, Field, Fix, FixTitle,
        lexer::{Percent, PercentKind},
        lint::Ctx,
    },
};

pub(super) fn check(ctx: &Ctx, acc: &mut Vec<Diagnostic>) {
    for in_link in ctx.template.percents().chunk_by(|a, b| a.link == b.link) {
        let found = in_link
            .iter()
            .enumerate()
            .map(|(n, percent)| (percent, in_link.get(n + 1)))
            .find(|(percent, next)| may_be_read_as_variable(percent, *next));
        let Some((percent, next)) = found else { continue };
        let start = percent.span.start;
        let end = if is_run(percent) { start + 4 } else { next.map_or(percent.span.end, |next| next.name.start) };
        let span = Span { start, end };
        let facts = Facts { subject: span.of(ctx.text()).into(), ..Facts::default() };
        let fix = fix(in_link, ctx.text());
        acc.push(Diagnostic::new(Code::PercentInLink, Field::Content, span).with_facts(facts).with_fix(fix));
    }
}

/// Whether `percent` is percent-encoding with another sign behind it in the same link.
pub(super) fn may_be_read_as_variable(percent: &Percent, next: Option<&Percent>) -> bool {
    percent.kind == PercentKind::Encoded && (is_run(percent) || next.is_some_and(|next| next.link == percent.link))
}

fn is_run(percent: &Percent) -> bool {
    percent.span.end - percent.span.start > 3
}

/// Writes every encoded byte of the link without a percent sign, if each can be: a space as `+`, which a person must
/// judge, and the unreserved characters as themselves, which is the same address (RFC 3986 §6.2.2.2).
fn fix(in_link: &[Percent], text: &str) -> Option<Fix> {
    let mut edits = Vec::new();
    let mut applicability = Applicability::Safe;
    for percent in in_link.iter().filter(|percent| percent.kind == PercentKind::Encoded) {
        let mut insert = String::new();
        for code in percent.span.of(text).split('%').skip(1) {
            let byte = u8::from_str_radix(code, 16).ok()?;
            match char::from(byte) {
                ' ' => {
                    applicability = Applicability::Ask;
                    insert.push('+');
                }
                c if c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_' | '~') => insert.push(c),
                _ => return None,
            }
        }
        edits.push(Edit { span: percent.span, insert });
    }
    Some(Fix { title: FixTitle::Replace, edits, applicability })
}

#[cfg(test)]
pub(super) const BAD: &[Case] = &[
    Case::new("https://e.com/a%20b%20c "),
    Case::new("https://e.com/%E4%BD%A0 "),
    Case::new("https://e.com/%7Ebob/%41 "),
    Case::new("https://e.com/a%20%id% "),
    Case::new("https://e.com/%20％name% "),
];
#[cfg(test)]
pub(super) const GOOD: &[Case] = &[
    Case::new("https://e.com/a+b+c "),
    Case::new("https://e.com/a%20b "),
    Case::new("https://e.com/%id%/%date% "),
    Case::new("https://e.com/a%20b https://e.com/a%20b "),
];

#[cfg(test)]
mod tests {
    use crate::template::{
        Code,
        testing::{check, check_fix},
    };

    #[test]
    fn percent_encoding_may_be_read_as_a_variable() {
        check(
            "
https://e.com/a%20b%20c now
               ^^^^^ percent-in-link
",
        );
        check_fix(Code::PercentInLink, "https://e.com/a%20b%20c now", "https://e.com/a+b+c now");
        check_fix(Code::PercentInLink, "https://e.com/%7Ebob/%41 now", "https://e.com/~bob/A now");
    }
}
