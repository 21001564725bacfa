//! `length-unsendable`: a phone can put at most 255 pieces together (D17, 3GPP TS 23.040 §9.2.3.24.1).

use alloc::vec::Vec;

#[cfg(test)]
use crate::template::testing::Case;
use crate::{
    Span,
    pieces::MAX_PIECES,
    template::{Code, Diagnostic, Facts, Field, lint::Ctx},
};

pub(super) fn check(ctx: &Ctx, acc: &mut Vec<Diagnostic>) {
    let count = ctx.counts.examples.count;
    if count.is_unsendable() {
        let facts = Facts { n: count.n_pieces, m: MAX_PIECES, ..Facts::default() };
        acc.push(Diagnostic::new(Code::LengthUnsendable, Field::Content, Span::default()).with_facts(facts));
    }
}

#[cfg(test)]
pub(super) const BAD: &[Case] = &[Case::new("a").repeated(255 * 153 + 1), Case::new("中").repeated(255 * 67 + 1)];
#[cfg(test)]
pub(super) const GOOD: &[Case] = &[Case::new("a").repeated(255 * 153), Case::new("中").repeated(255 * 67)];
