//! `link-scheme`: links start with http:// or https://, in lower case, as the guide has it (R-137c).

use alloc::vec::Vec;

#[cfg(test)]
use crate::template::testing::Case;
use crate::{
    Span,
    template::{
        Applicability, Code, Diagnostic, Facts, Field, Fix, FixTitle, Link, LinkScheme,
        chars::starts_with_ignoring_case, lint::Ctx,
    },
};

pub(super) fn check(ctx: &Ctx, acc: &mut Vec<Diagnostic>) {
    for link in ctx.template.links() {
        let case = match link.scheme {
            LinkScheme::Https | LinkScheme::Http => continue,
            LinkScheme::Missing => "missing",
            LinkScheme::Broken => "broken",
            LinkScheme::Other => "other",
            LinkScheme::Script => "script",
        };
        let fix = fix(link);
        let proposal = fix.edits.first().map(|edit| edit.insert.clone()).unwrap_or_default();
        let facts = Facts { subject: link.text.clone(), proposal, case, ..Facts::default() };
        acc.push(Diagnostic::new(Code::LinkScheme, Field::Content, link.span).with_facts(facts).with_fix(fix));
    }
}

fn fix(link: &Link) -> Fix {
    if link.scheme == LinkScheme::Script {
        return Fix::one(FixTitle::Remove, link.span, "", Applicability::Ask);
    }
    let start = link.span.start as usize;
    let prefix = Span::new(start, start + link.n_prefix_bytes);
    let (scheme, applicability) = if starts_with_ignoring_case(&link.text, "https://") {
        ("https://", Applicability::Safe)
    } else if starts_with_ignoring_case(&link.text, "http://") {
        ("http://", Applicability::Safe)
    } else {
        ("https://", Applicability::Ask)
    };
    Fix::one(FixTitle::UseHttps, prefix, scheme, applicability)
}

#[cfg(test)]
pub(super) const BAD: &[Case] = &[
    Case::new("www.example.com "),
    Case::new("example.com/x "),
    Case::new("HTTP//e.com "),
    Case::new("Https://e.com "),
    Case::new("ftp://e.com/f "),
    Case::new("javascript:alert(1) "),
    Case::new("//e.com/f "),
    Case::new("http：//e.com "),
];
#[cfg(test)]
pub(super) const GOOD: &[Case] = &[
    Case::new("https://example.com/orders "),
    Case::new("http://example.com/orders "),
    Case::new("3.5 e.g. U.S.A order.Thanks bob@example.com"),
];

#[cfg(test)]
mod tests {
    use crate::template::{
        Code,
        testing::{check, check_fix},
    };

    #[test]
    fn a_link_starts_with_a_scheme() {
        check(
            "
Shop at www.example.com now
        ^^^^^^^^^^^^^^^ link-scheme
",
        );
        check_fix(Code::LinkScheme, "Shop at www.example.com now", "Shop at https://www.example.com now");
        check_fix(Code::LinkScheme, "See example.com/x now", "See https://example.com/x now");
        check_fix(Code::LinkScheme, "See //example.com/x now", "See https://example.com/x now");
        check_fix(Code::LinkScheme, "See ftp://example.com/x now", "See https://example.com/x now");
        check_fix(Code::LinkScheme, "See HTTP//example.com/x now", "See https://example.com/x now");
        check_fix(Code::LinkScheme, "See HTTP://example.com/x now", "See http://example.com/x now");
        check_fix(Code::LinkScheme, "See javascript:alert(1) now", "See  now");
    }
}
