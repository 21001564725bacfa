//! Stand-ins for `Intl` outside a browser.

use piecewise_sms::{Lang, money::Micros};

pub(super) fn integer(n: u64, _lang: Lang) -> String {
    n.to_string()
}

pub(super) fn decimal(amount: Micros, _lang: Lang) -> String {
    amount.to_string()
}

pub(super) fn unit_price(amount: Micros, _lang: Lang) -> String {
    amount.to_string()
}

pub(super) fn small_letters(text: &str) -> String {
    text.to_lowercase()
}

pub(super) fn country(code: &str, _lang: Lang) -> String {
    code.to_owned()
}

pub(super) fn date_time(at_ms: i64, _lang: Lang) -> String {
    at_ms.to_string()
}

pub(super) fn day(iso: &str, _lang: Lang) -> String {
    iso.to_owned()
}

pub(super) fn day_short(iso: &str, _lang: Lang) -> String {
    iso.to_owned()
}

pub(super) fn begin_of_day_ms(_iso: &str) -> Option<i64> {
    None
}

pub(super) fn day_of(at_ms: i64) -> String {
    at_ms.to_string()
}

pub(super) fn relative(n: i64, unit: &str, _lang: Lang) -> String {
    format!("{n} {unit}")
}

pub(super) fn now_ms() -> i64 {
    0
}

pub(super) fn time_zones() -> (String, Vec<String>) {
    ("UTC".into(), vec!["UTC".into()])
}

pub(super) fn forget_formatters() {}
