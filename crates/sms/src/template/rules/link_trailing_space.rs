//! `link-trailing-space`: at the very end nothing is glued to a link, but a platform or carrier may append text (D2).

use alloc::vec::Vec;

#[cfg(test)]
use crate::template::testing::Case;
use crate::{
    Span,
    template::{Applicability, Code, Diagnostic, Field, Fix, FixTitle, lint::Ctx},
};

pub(super) fn check(ctx: &Ctx, acc: &mut Vec<Diagnostic>) {
    let end = Span::new(ctx.text().len(), ctx.text().len());
    if let Some(link) = ctx.template.links().last().filter(|link| link.span.end == end.end) {
        let fix = Fix::one(FixTitle::AddTrailingSpace, end, " ", Applicability::Safe);
        acc.push(Diagnostic::new(Code::LinkTrailingSpace, Field::Content, link.span).with_fix(fix));
    }
}

#[cfg(test)]
pub(super) const BAD: &[Case] = &[Case::new("See https://e.com/a"), Case::new("https://e.com/%id%")];
#[cfg(test)]
pub(super) const GOOD: &[Case] = &[
    Case::new("See https://e.com/a "),
    Case::new("See https://e.com/a\n"),
    Case::new("https://e.com/a."),
    Case::new(""),
];

#[cfg(test)]
mod tests {
    use crate::template::{
        Code,
        testing::{check, check_fix},
    };

    #[test]
    fn a_link_at_the_end_is_no_error() {
        check(
            "
See https://e.com/a
    ^^^^^^^^^^^^^^^ link-trailing-space
",
        );
        check_fix(Code::LinkTrailingSpace, "See https://e.com/a", "See https://e.com/a ");
    }
}
