//! `link-http`: http:// is allowed, https:// is what phones and people trust (R-137c).

use alloc::vec::Vec;

#[cfg(test)]
use crate::template::testing::Case;
use crate::{
    Span,
    template::{Applicability, Code, Diagnostic, Facts, Field, Fix, FixTitle, LinkScheme, lint::Ctx},
};

pub(super) fn check(ctx: &Ctx, acc: &mut Vec<Diagnostic>) {
    for link in ctx.template.links().iter().filter(|link| link.scheme == LinkScheme::Http) {
        let start = link.span.start as usize;
        let prefix = Span::new(start, start + link.n_prefix_bytes);
        let facts = Facts { subject: link.text.clone(), proposal: "https://".into(), ..Facts::default() };
        let fix = Fix::one(FixTitle::UseHttps, prefix, "https://", Applicability::Ask);
        acc.push(Diagnostic::new(Code::LinkHttp, Field::Content, prefix).with_facts(facts).with_fix(fix));
    }
}

#[cfg(test)]
pub(super) const BAD: &[Case] = &[Case::new("http://e.com/a "), Case::new("Go: http://%host%/ now")];
#[cfg(test)]
pub(super) const GOOD: &[Case] = &[Case::new("https://e.com/a "), Case::new("http is a protocol")];

#[cfg(test)]
mod tests {
    use crate::template::{
        Code,
        testing::{check, check_fix},
    };

    #[test]
    fn an_unencrypted_link_is_worth_a_note() {
        check(
            "
Pay at http://e.com/a now
       ^^^^^^^ link-http
",
        );
        check_fix(Code::LinkHttp, "Pay at http://e.com/a now", "Pay at https://e.com/a now");
    }
}
