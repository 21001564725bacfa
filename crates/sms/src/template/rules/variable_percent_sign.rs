//! `variable-percent-sign`: the platform knows `%` only; ％ ﹪ ٪ would reach the recipient as they are.
//!
//! They are reported wherever they stand, around a name or behind a number: the guide asks for English percent signs,
//! and each of them forces Unicode. The two signs of one variable are one finding with one fix.

use alloc::vec::Vec;

#[cfg(test)]
use crate::template::testing::Case;
use crate::{
    Span,
    template::{Applicability, Code, Diagnostic, Edit, Facts, Field, Fix, FixTitle, chars::is_percent_sign, lint::Ctx},
};

pub(super) fn check(ctx: &Ctx, acc: &mut Vec<Diagnostic>) {
    for percent in ctx.template.percents().iter().filter(|percent| percent.has_foreign_sign) {
        let text = percent.span.of(ctx.text());
        let start = percent.span.start as usize;
        let signs = text.char_indices().filter(|&(_, c)| is_percent_sign(c) && c != '%');
        let edits: Vec<Edit> = signs
            .map(|(at, c)| Edit { span: Span::new(start + at, start + at + c.len_utf8()), insert: "%".into() })
            .collect();
        let facts = Facts {
            subject: edits.first().map(|edit| edit.span.of(ctx.text()).into()).unwrap_or_default(),
            n: u32::try_from(edits.len()).unwrap_or(u32::MAX),
            ..Facts::default()
        };
        let fix = Fix { title: FixTitle::UsePercentSign, edits, applicability: Applicability::Safe };
        acc.push(
            Diagnostic::new(Code::VariablePercentSign, Field::Content, percent.span).with_facts(facts).with_fix(fix),
        );
    }
}

#[cfg(test)]
pub(super) const BAD: &[Case] = &[
    Case::new("Hi ％name％"),
    Case::new("Hi ﹪name%"),
    Case::new("Hi %name٪"),
    Case::new("Hi ％客户名％"),
    Case::new("享20％优惠"),
    Case::new("％％％"),
    Case::new("https://e.com/％id％ "),
    Case::new("Hi ％name"),
];
#[cfg(test)]
pub(super) const GOOD: &[Case] = &[Case::new("Hi %name%"), Case::new("享20%优惠"), Case::new("5‰")];

#[cfg(test)]
mod tests {
    use crate::template::{
        Code,
        testing::{check, check_fix},
    };

    #[test]
    fn one_click_puts_both_signs_right() {
        check(
            "
Hi ％name％!
   ^^^^^^ variable-percent-sign
   ^ encoding-unicode
",
        );
        check_fix(Code::VariablePercentSign, "Hi ％name％!", "Hi %name%!");
        check_fix(Code::VariablePercentSign, "享20％优惠 ﹪a٪", "享20%优惠 %a%");
    }
}
