//! `length-pieces`: every piece is charged, for every recipient. Counted with the examples, as it will be sent.

use alloc::vec::Vec;

#[cfg(test)]
use crate::template::{samples, testing::Case};
use crate::{
    Span,
    template::{Code, Diagnostic, Facts, Field, lint::Ctx},
};

pub(super) fn check(ctx: &Ctx, acc: &mut Vec<Diagnostic>) {
    let (count, worst) = (ctx.counts.examples.count, ctx.counts.worst.count);
    if count.n_pieces <= 1 {
        return;
    }
    let facts = Facts {
        subject: count.encoding.as_str().into(),
        n: count.n_pieces,
        m: worst.n_pieces.max(count.n_pieces),
        case: if worst.n_pieces > count.n_pieces { "or-more" } else { "" },
        ..Facts::default()
    };
    acc.push(Diagnostic::new(Code::LengthPieces, Field::Content, Span::default()).with_facts(facts));
}

#[cfg(test)]
pub(super) const BAD: &[Case] = &[
    Case::new("a").repeated(161),
    Case::new("中").repeated(71),
    Case::new(samples::MARKETING.content).valued(samples::MARKETING.examples),
    Case::new("Sixty-six characters, if one counts the variable as it is: %name%中").valued(&[("name", "Maximiliane")]),
];
#[cfg(test)]
pub(super) const GOOD: &[Case] = &[
    Case::new("a").repeated(160),
    Case::new(samples::OTP.content).valued(samples::OTP.examples),
    Case::new(samples::NOTIFICATION.content).valued(samples::NOTIFICATION.examples),
    Case::new(""),
];
