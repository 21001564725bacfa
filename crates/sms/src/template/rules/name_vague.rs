//! `name-vague`: a year later nobody knows what `test2` was.
//!
//! A name is vague if it has fewer than five letters, or only digits, or only words such as `test`. A character of a
//! script that writes words with few characters counts as two letters.

use alloc::vec::Vec;

#[cfg(test)]
use crate::template::{samples, testing::Case};
use crate::{
    Span,
    template::{Code, Diagnostic, Facts, Field, chars::is_foreign_letter, limits, lint::Ctx},
};

const VAGUE: &[&str] = &[
    "abc",
    "asdf",
    "copy",
    "demo",
    "draft",
    "example",
    "foo",
    "message",
    "msg",
    "my",
    "name",
    "new",
    "sample",
    "sms",
    "temp",
    "template",
    "test",
    "testing",
    "text",
    "the",
    "tmp",
    "untitled",
    "xxx",
    "测试",
    "模板",
    "短信",
    "新建",
    "样例",
    "示例",
    "未命名",
    "测试模板",
    "短信模板",
    "测试短信",
];

pub(super) fn check(ctx: &Ctx, acc: &mut Vec<Diagnostic>) {
    let Some(name) = ctx.name.map(str::trim).filter(|name| !name.is_empty()) else { return };
    let n_letters: usize =
        name.chars().map(|c| if is_foreign_letter(c) { 2 } else { usize::from(c.is_ascii_alphabetic()) }).sum();
    let is_vague = |word: &str| VAGUE.iter().any(|vague| vague.eq_ignore_ascii_case(word));
    let mut words =
        name.split(|c: char| !c.is_ascii_alphabetic() && !is_foreign_letter(c)).filter(|word| !word.is_empty());
    if n_letters < limits::N_NAME_LETTERS || words.all(is_vague) {
        let facts = Facts { subject: name.into(), ..Facts::default() };
        let whole = Span::new(0, ctx.name.map_or(0, str::len));
        acc.push(Diagnostic::new(Code::NameVague, Field::Name, whole).with_facts(facts));
    }
}

#[cfg(test)]
pub(super) const BAD: &[Case] = &[
    Case::new("Hi").named("test"),
    Case::new("Hi").named("Test_1"),
    Case::new("Hi").named("my test template 2"),
    Case::new("Hi").named("20260101"),
    Case::new("Hi").named("OTP"),
    Case::new("Hi").named("abcd"),
    Case::new("Hi").named("测试"),
    Case::new("Hi").named("测试模板1"),
];
#[cfg(test)]
pub(super) const GOOD: &[Case] = &[
    Case::new("Hi").named(samples::OTP.name),
    Case::new("Hi").named(samples::NOTIFICATION.name),
    Case::new("Hi").named(samples::MARKETING.name),
    Case::new("Hi").named("Order"),
    Case::new("Hi").named("发货通知"),
    Case::new("Hi").named("Latest_Offer"),
    Case::new("Hi").named(" "),
    Case::new("Hi"),
];
