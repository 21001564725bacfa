//! A name for a template, as `<Event>_<Type>_<Purpose>` from what the message speaks of.

use piecewise_sms::template::{Code, ContentType, Purpose, lint};
use yew::AttrValue;

use crate::drafts::Draft;

/// Words of a message, the event that they speak of, and its purpose; the first that fits is taken.
const EVENTS: [(&[&str], &str, &str); 12] = [
    (&["password", "密码"], "Password", "Reset"),
    (&["verif", "code", "otp", "验证码", "校验码"], "Login", "Verification"),
    (&["welcome", "欢迎"], "Welcome", "Greeting"),
    (&["shipped", "track", "parcel", "delivery", "发货", "物流", "快递"], "Order", "Shipped"),
    (&["refund", "退款"], "Refund", "Issued"),
    (&["payment", "invoice", "paid", "支付", "账单"], "Payment", "Received"),
    (&["confirmed", "confirmation", "确认"], "Order", "Confirmation"),
    (&["order", "订单"], "Order", "Update"),
    (&["appointment", "booking", "预约", "预订"], "Appointment", "Reminder"),
    (&["reminder", "remind", "expire", "提醒", "到期"], "Account", "Reminder"),
    (&["sale", "off", "discount", "coupon", "促销", "优惠", "折"], "Sale", "Offer"),
    (&["alert", "warning", "告警", "警报"], "System", "Alert"),
];

/// A name that is free, while the one that is written is missing or vague; none before there is anything to go by.
pub(super) fn suggestion(draft: &Draft, is_taken: &dyn Fn(&str) -> bool) -> Option<AttrValue> {
    let kind = draft.content_type?;
    if draft.content.trim().is_empty() {
        return None;
    }
    let is_vague = lint(&draft.lintable(), Purpose::Submit)
        .iter()
        .any(|finding| matches!(finding.code, Code::NameMissing | Code::NameVague));
    if !is_vague {
        return None;
    }
    let content = draft.content.to_lowercase();
    let found = EVENTS.iter().find(|(words, _, _)| words.iter().any(|word| content.contains(word)));
    let (event, purpose) = found.map_or(("General", "Information"), |(_, event, purpose)| (event, purpose));
    let kind = match kind {
        ContentType::Otp => "OTP",
        ContentType::Notification => "Notification",
        ContentType::Marketing => "Marketing",
    };
    let name = format!("{event}_{kind}_{purpose}");
    let names = std::iter::once(name.clone()).chain((2..100).map(|n| format!("{name}_{n}")));
    names.into_iter().find(|name| !is_taken(name)).map(AttrValue::from)
}

#[cfg(test)]
mod tests {
    use piecewise_sms::template::{ContentType, Purpose, lint, samples};

    use super::suggestion;
    use crate::drafts::Draft;

    fn draft(kind: ContentType, name: &str, content: &str) -> Draft {
        Draft { content_type: Some(kind), name: name.into(), content: content.into(), ..Draft::new("a".into()) }
    }

    ///
    #[test]
    fn a_vague_name_gets_a_better_one_that_is_free() {
        let draft = draft(ContentType::Notification, "test", "您的订单 %order_id% 已发货");
        assert_eq!(suggestion(&draft, &|_| false).as_deref(), Some("Order_Notification_Shipped"));
        let taken = |name: &str| name == "Order_Notification_Shipped";
        assert_eq!(suggestion(&draft, &taken).as_deref(), Some("Order_Notification_Shipped_2"));
    }

    #[test]
    fn a_good_name_is_left_alone_and_an_empty_draft_too() {
        let named = draft(ContentType::Otp, "Welcome_OTP_Verification", "Your code is %code%");
        assert_eq!(suggestion(&named, &|_| false), None);
        assert_eq!(suggestion(&draft(ContentType::Otp, "", " "), &|_| false), None);
        assert_eq!(suggestion(&Draft { content: "Hi".into(), ..Draft::new("a".into()) }, &|_| false), None);
    }

    #[test]
    fn every_suggestion_is_a_good_name() {
        for sample in samples::ALL {
            let draft = draft(sample.content_type, "", sample.content);
            let name = suggestion(&draft, &|_| false).unwrap().to_string();
            let findings = lint(&Draft { name, ..draft }.lintable(), Purpose::Edit);
            assert!(findings.iter().all(|finding| !finding.code.as_str().starts_with("name-")), "{findings:?}");
        }
    }
}
