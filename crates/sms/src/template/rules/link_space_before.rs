//! `link-space-before`: a phone makes a link of what stands between spaces; glued text breaks it (R-137a).

use alloc::vec::Vec;

#[cfg(test)]
use crate::template::testing::Case;
use crate::{
    Span,
    template::{Applicability, Code, Diagnostic, Facts, Field, Fix, FixTitle, chars::is_space, lint::Ctx},
};

pub(super) fn check(ctx: &Ctx, acc: &mut Vec<Diagnostic>) {
    for link in ctx.template.links() {
        let start = link.span.start;
        let before = Span { start: 0, end: start }.of(ctx.text());
        let Some(glued) = before.chars().next_back().filter(|&c| !is_space(c)) else { continue };
        let facts = Facts { subject: glued.into(), ..Facts::default() };
        let here = Span { start, end: start };
        let fix = Fix::one(FixTitle::InsertSpace, here, " ", Applicability::Safe);
        acc.push(Diagnostic::new(Code::LinkSpaceBefore, Field::Content, link.span).with_facts(facts).with_fix(fix));
    }
}

#[cfg(test)]
pub(super) const BAD: &[Case] = &[
    Case::new("Check your order status here:https://example.com/orders "),
    Case::new("详情https://e.com/a "),
    Case::new("(https://e.com/a "),
    Case::new("%name%https://e.com/a "),
    Case::new("a\u{a0}https://e.com/a "),
    Case::new("see//example.com/a "),
];
#[cfg(test)]
pub(super) const GOOD: &[Case] = &[
    Case::new("Check your order status here: https://example.com/orders "),
    Case::new("https://e.com/a "),
    Case::new("Here:\nhttps://e.com/a "),
    Case::new("mail bob@example.com"),
];

#[cfg(test)]
mod tests {
    use crate::template::{
        Code,
        testing::{check, check_fix},
    };

    #[test]
    fn a_link_needs_a_space_before_it() {
        check(
            "
here:https://e.com/orders ↵
     ^^^^^^^^^^^^^^^^^^^^ link-space-before
",
        );
        check_fix(Code::LinkSpaceBefore, "here:https://e.com/orders ", "here: https://e.com/orders ");
    }
}
