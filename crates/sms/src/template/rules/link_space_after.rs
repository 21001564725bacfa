//! `link-space-after`: a phone takes glued text into the link, which then leads nowhere (R-137b, D2).

use alloc::vec::Vec;

#[cfg(test)]
use crate::template::testing::Case;
use crate::{
    Span,
    template::{Applicability, Code, Diagnostic, Facts, Field, Fix, FixTitle, chars::is_space, lint::Ctx},
};

pub(super) fn check(ctx: &Ctx, acc: &mut Vec<Diagnostic>) {
    for link in ctx.template.links() {
        let end = link.span.end as usize;
        let after = ctx.text().get(end..).unwrap_or_default();
        let Some(glued) = after.chars().next().filter(|&c| !is_space(c)) else { continue };
        let facts = Facts { subject: glued.into(), ..Facts::default() };
        let fix = Fix::one(FixTitle::InsertSpace, Span::new(end, end), " ", Applicability::Safe);
        let span = Span::new(end, end + glued.len_utf8());
        acc.push(Diagnostic::new(Code::LinkSpaceAfter, Field::Content, span).with_facts(facts).with_fix(fix));
    }
}

#[cfg(test)]
pub(super) const BAD: &[Case] = &[
    Case::new("https://e.com/a,next"),
    Case::new("https://e.com/a。"),
    Case::new("https://e.com/a."),
    Case::new("(see https://e.com/a)"),
    Case::new("https://e.com/a点击"),
    Case::new("https://e.com/a\u{a0}now"),
    Case::new("https://e.com/a🎉"),
];
#[cfg(test)]
pub(super) const GOOD: &[Case] = &[
    Case::new("https://e.com/a next"),
    Case::new("https://e.com/a\nnext"),
    Case::new("https://e.com/a\r\nnext"),
    Case::new("https://e.com/a"),
    Case::new("https://e.com/%id% now"),
];

#[cfg(test)]
mod tests {
    use crate::template::{
        Code,
        testing::{check, check_fix},
    };

    #[test]
    fn a_link_needs_a_space_after_it() {
        check(
            "
https://e.com/a,next
               ^ link-space-after
",
        );
        check_fix(Code::LinkSpaceAfter, "https://e.com/a,next", "https://e.com/a ,next");
        check_fix(Code::LinkSpaceAfter, "https://e.com/a。", "https://e.com/a 。");
    }
}
