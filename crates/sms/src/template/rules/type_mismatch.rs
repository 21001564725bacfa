//! `type-mismatch`: content that belongs to another content type is often rejected in review.
//!
//! Only a hint: words can be read in more than one way. In a notification, only words that hardly occur outside of
//! promotions are taken.

use alloc::vec::Vec;

#[cfg(test)]
use crate::template::{samples, testing::Case};
use crate::{
    Span,
    template::{Code, ContentType, Diagnostic, Facts, Field, lint::Ctx},
};

/// In a name of a variable: it holds a code.
const CODE_NAMES: &[&str] =
    &["code", "otp", "pin", "pass", "token", "verif", "captcha", "auth", "2fa", "yzm", "secret", "number"];

/// In a text: it promotes something.
const PROMOTION: &[&str] = &[
    "% off",
    "bargain",
    "black friday",
    "buy now",
    "buy one",
    "clearance",
    "coupon",
    "discount",
    "discounts",
    "exclusive offer",
    "flash sale",
    "free gift",
    "limited time",
    "promo",
    "promotion",
    "sale",
    "shop now",
    "special offer",
    "voucher",
    "促销",
    "优惠",
    "包邮",
    "大促",
    "打折",
    "折扣",
    "抢购",
    "满减",
    "特价",
    "秒杀",
    "立减",
    "红包",
    "限时",
];

/// In a text: it says how to get no more of these.
const OPT_OUT: &[&str] = &[
    "opt out",
    "opt-out",
    "optout",
    "stop",
    "unsub",
    "unsubscribe",
    "取消订阅",
    "回t",
    "回复t",
    "回复 t",
    "拒收",
    "退订",
];

pub(super) fn check(ctx: &Ctx, acc: &mut Vec<Diagnostic>) {
    let Some(content_type) = ctx.content_type.filter(|_| !ctx.text().trim().is_empty()) else { return };
    let whole = Span::default();
    let has_code = || ctx.template.variables().into_iter().any(holds_code);
    let promotion = first_of(PROMOTION, ctx.text());
    let found = match content_type {
        ContentType::Otp => [
            (!has_code()).then_some(("otp-without-code", Field::ContentType, whole)),
            ctx.template.links().first().map(|link| ("otp-with-link", Field::Content, link.span)),
            promotion.map(|span| ("otp-with-promotion", Field::Content, span)),
        ],
        ContentType::Notification => {
            [promotion.map(|span| ("notification-with-promotion", Field::Content, span)), None, None]
        }
        ContentType::Marketing => {
            let has_opt_out = first_of(OPT_OUT, ctx.text()).is_some();
            [(!has_opt_out).then_some(("marketing-without-opt-out", Field::ContentType, whole)), None, None]
        }
    };
    for (case, field, span) in found.into_iter().flatten() {
        let facts = Facts { subject: span.of(ctx.text()).into(), case, ..Facts::default() };
        acc.push(Diagnostic::new(Code::TypeMismatch, field, span).with_facts(facts));
    }
}

fn holds_code(name: &str) -> bool {
    CODE_NAMES.iter().any(|part| find(part, name).is_some())
}

/// The first place where one of `words` stands as a word of its own; Chinese needs no borders.
fn first_of(words: &[&str], text: &str) -> Option<Span> {
    let is_letter = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
    let stands_alone = |start: usize, word: &str| {
        let bytes = text.as_bytes();
        let begins = !word.starts_with(|c: char| c.is_ascii_alphanumeric())
            || !is_letter(start.checked_sub(1).and_then(|at| bytes.get(at)));
        let ends = !word.ends_with(|c: char| c.is_ascii_alphanumeric())
            || !word.is_ascii()
            || !is_letter(bytes.get(start + word.len()));
        begins && ends
    };
    let first = |word: &&str| {
        let starts = text.as_bytes().windows(word.len()).enumerate();
        let mut starts = starts.filter(|(_, bytes)| bytes.eq_ignore_ascii_case(word.as_bytes())).map(|(at, _)| at);
        starts.find(|&at| stands_alone(at, word)).map(|at| Span::new(at, at + word.len()))
    };
    words.iter().filter_map(first).min()
}

/// Where `part` first occurs in `text`, in any case.
fn find(part: &str, text: &str) -> Option<usize> {
    text.as_bytes().windows(part.len()).position(|bytes| bytes.eq_ignore_ascii_case(part.as_bytes()))
}

#[cfg(test)]
pub(super) const BAD: &[Case] = &[
    Case::new("Welcome to our service").of_type(ContentType::Otp),
    Case::new("Code %code% https://e.com/ now").of_type(ContentType::Otp),
    Case::new("Code %code%. Big SALE today").of_type(ContentType::Otp),
    Case::new("验证码 %code%，限时优惠").of_type(ContentType::Otp),
    Case::new("Hi %name%, 20% off today").of_type(ContentType::Notification),
    Case::new(samples::MARKETING.content).of_type(ContentType::Marketing),
    Case::new("Nonstop shopping").of_type(ContentType::Marketing),
];
#[cfg(test)]
pub(super) const GOOD: &[Case] = &[
    Case::new(samples::OTP.content).of_type(ContentType::Otp),
    Case::new(samples::NOTIFICATION.content).of_type(ContentType::Notification),
    Case::new("20% off today! Reply STOP to opt out").of_type(ContentType::Marketing),
    Case::new("今日特价，回T退订").of_type(ContentType::Marketing),
    Case::new("Your wholesale order %id% was shipped").of_type(ContentType::Notification),
    Case::new("Big sale"),
    Case::new("").of_type(ContentType::Otp),
];

#[cfg(test)]
mod tests {
    use crate::template::{
        ContentType,
        testing::{Case, check_form},
    };

    #[test]
    fn a_verification_code_brings_no_link() {
        check_form(
            &Case::new("").of_type(ContentType::Otp),
            "
Your link is https://e.com/a now
content_type: type-mismatch
             ^^^^^^^^^^^^^^^ type-mismatch
",
        );
    }

    #[test]
    fn promotion_in_a_notification_is_pointed_at() {
        check_form(
            &Case::new("").of_type(ContentType::Notification),
            "
Your order shipped. Coupon inside
                    ^^^^^^ type-mismatch
",
        );
    }
}
