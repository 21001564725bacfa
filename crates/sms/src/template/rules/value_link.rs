//! `value-link`: the platform refuses links in values; they belong into the reviewed text (D6).
//!
//! A domain alone is let through: `Booking.com` is a company's name.

use alloc::vec::Vec;

#[cfg(test)]
use crate::template::testing::Case;
use crate::template::{
    Code, Diagnostic, Facts, Field, Link, LinkScheme, Template, chars::starts_with_ignoring_case, lint::Ctx,
};

pub(super) fn check(ctx: &Ctx, acc: &mut Vec<Diagnostic>) {
    for name in ctx.template.variables() {
        let Some(value) = ctx.values.get(name) else { continue };
        let template = Template::parse(value);
        let Some(link) = template.links().iter().find(|link| leads_somewhere(link)) else { continue };
        let facts = Facts { subject: name.into(), proposal: link.text.clone(), ..Facts::default() };
        let finding = Diagnostic::new(Code::ValueLink, Field::Value(name.into()), link.span).with_facts(facts);
        acc.push(finding.with_severity(super::severity_of_value(ctx)));
    }
}

fn leads_somewhere(link: &Link) -> bool {
    link.scheme != LinkScheme::Missing || starts_with_ignoring_case(&link.text, "www.") || link.text.contains('/')
}

#[cfg(test)]
pub(super) const BAD: &[Case] = &[
    Case::new("Hi %name%").valued(&[("name", "https://e.com")]),
    Case::new("Hi %name%").valued(&[("name", "see www.e.com")]),
    Case::new("Hi %name%").valued(&[("name", "bit.ly/3x")]),
];
#[cfg(test)]
pub(super) const GOOD: &[Case] = &[
    Case::new("Hi %name%").valued(&[("name", "Booking.com")]),
    Case::new("Hi %name%").valued(&[("name", "A/B 3.5%")]),
    Case::new("Hi https://e.com/ ").valued(&[("name", "https://e.com")]),
];
