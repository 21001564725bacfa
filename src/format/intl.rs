//! `Intl`, with one formatter per language and kind.

use std::cell::RefCell;

use js_sys::{Array, Date, Function, JsString, Object, Reflect};
use piecewise_sms::{Lang, money::Micros};
use wasm_bindgen::{JsCast, JsValue};

thread_local! {
    static FORMATTERS: RefCell<Vec<(&'static str, Lang, Function)>> = const { RefCell::new(Vec::new()) };
}

pub(super) fn integer(n: u64, lang: Lang) -> String {
    #[expect(clippy::cast_precision_loss, reason = "counts in a page stay far below 2^53")]
    let value = JsValue::from_f64(n as f64);
    call("integer", lang, &value).unwrap_or_else(|| n.to_string())
}

pub(super) fn decimal(amount: Micros, lang: Lang) -> String {
    #[expect(clippy::cast_precision_loss, reason = "six places of amounts below 9 billion are exact in an f64")]
    let value = JsValue::from_f64(amount.0 as f64 / 1e6);
    // Prices have four places; sums of whole cents need only two.
    let kind = if amount.0 % 10_000 == 0 { "cents" } else { "decimal" };
    call(kind, lang, &value).unwrap_or_else(|| amount.to_string())
}

pub(super) fn unit_price(amount: Micros, lang: Lang) -> String {
    #[expect(clippy::cast_precision_loss, reason = "six places of amounts below 9 billion are exact in an f64")]
    let value = JsValue::from_f64(amount.0 as f64 / 1e6);
    call("decimal", lang, &value).unwrap_or_else(|| amount.to_string())
}

/// In small letters. The browser knows them all, and the module needs no table of its own.
pub(super) fn small_letters(text: &str) -> String {
    JsString::from(text).to_lower_case().into()
}

pub(super) fn country(code: &str, lang: Lang) -> String {
    call("country", lang, &JsValue::from_str(code)).unwrap_or_else(|| code.to_owned())
}

pub(super) fn date_time(at_ms: i64, lang: Lang) -> String {
    #[expect(clippy::cast_precision_loss, reason = "milliseconds since 1970 stay far below 2^53")]
    let value = JsValue::from_f64(at_ms as f64);
    call("date_time", lang, &value).unwrap_or_default()
}

pub(super) fn day(iso: &str, lang: Lang) -> String {
    let date = Date::new(&JsValue::from_str(iso));
    call("day", lang, &date).unwrap_or_else(|| iso.to_owned())
}

pub(super) fn day_short(iso: &str, lang: Lang) -> String {
    let date = Date::new(&JsValue::from_str(iso));
    call("day_short", lang, &date).unwrap_or_else(|| iso.to_owned())
}

pub(super) fn begin_of_day_ms(iso: &str) -> Option<i64> {
    // Without a zone behind it, a date with a time is one of the reader's zone.
    let begins_ms = Date::new(&JsValue::from_str(&format!("{iso}T00:00:00"))).get_time();
    #[expect(clippy::cast_possible_truncation, reason = "a date's time is a whole number below 2^53")]
    begins_ms.is_finite().then_some(begins_ms as i64)
}

pub(super) fn day_of(at_ms: i64) -> String {
    #[expect(clippy::cast_precision_loss, reason = "milliseconds since 1970 stay far below 2^53")]
    let date = Date::new(&JsValue::from_f64(at_ms as f64));
    format!("{:04}-{:02}-{:02}", date.get_full_year(), date.get_month() + 1, date.get_date())
}

pub(super) fn relative(n: i64, unit: &str, lang: Lang) -> String {
    #[expect(clippy::cast_precision_loss, reason = "a distance in days at most")]
    let value = JsValue::from_f64(n as f64);
    formatter("relative", lang)
        .and_then(|format| format.call2(&JsValue::UNDEFINED, &value, &JsValue::from_str(unit)).ok())
        .and_then(|text| text.as_string())
        .unwrap_or_default()
}

#[expect(clippy::cast_possible_truncation, reason = "Date.now() is a whole number below 2^53")]
pub(super) fn now_ms() -> i64 {
    Date::now() as i64
}

pub(super) fn time_zones() -> (String, Vec<String>) {
    let get = |object: &JsValue, name: &str| Reflect::get(object, &name.into()).ok();
    let intl = get(&js_sys::global(), "Intl").unwrap_or_default();
    let own = (|| {
        let class: Function = get(&intl, "DateTimeFormat")?.dyn_into().ok()?;
        let made = Reflect::construct(&class, &Array::new()).ok()?;
        let options = get(&made, "resolvedOptions")?.dyn_into::<Function>().ok()?.call0(&made).ok()?;
        get(&options, "timeZone")?.as_string()
    })();
    let known = (|| {
        let list =
            get(&intl, "supportedValuesOf")?.dyn_into::<Function>().ok()?.call1(&intl, &"timeZone".into()).ok()?;
        Some(Array::from(&list).iter().filter_map(|zone| zone.as_string()).collect::<Vec<_>>())
    })();
    (own.unwrap_or_default(), known.unwrap_or_default())
}

/// Formatters are made anew, because they know their time zone.
pub(super) fn forget_formatters() {
    FORMATTERS.with_borrow_mut(Vec::clear);
}

fn call(kind: &'static str, lang: Lang, value: &JsValue) -> Option<String> {
    formatter(kind, lang)?.call1(&JsValue::UNDEFINED, value).ok()?.as_string()
}

/// The bound formatting function of one kind in one language, made once.
fn formatter(kind: &'static str, lang: Lang) -> Option<Function> {
    FORMATTERS.with_borrow_mut(|made| {
        if let Some((_, _, found)) = made.iter().find(|(of_kind, of_lang, _)| *of_kind == kind && *of_lang == lang) {
            return Some(found.clone());
        }
        let function = make(kind, lang)?;
        made.push((kind, lang, function.clone()));
        Some(function)
    })
}

fn make(kind: &str, lang: Lang) -> Option<Function> {
    let (class, method, options): (&str, &str, &[(&str, &str)]) = match kind {
        "cents" => ("NumberFormat", "format", &[("minimumFractionDigits", "2")]),
        "decimal" => ("NumberFormat", "format", &[("minimumFractionDigits", "4"), ("maximumFractionDigits", "6")]),
        "country" => ("DisplayNames", "of", &[("type", "region")]),
        "date_time" => ("DateTimeFormat", "format", &[("dateStyle", "medium"), ("timeStyle", "medium")]),
        "day_short" => ("DateTimeFormat", "format", &[("month", "short"), ("day", "numeric"), ("timeZone", "UTC")]),
        "day" => ("DateTimeFormat", "format", &[("dateStyle", "medium"), ("timeZone", "UTC")]),
        "relative" => ("RelativeTimeFormat", "format", &[("numeric", "auto")]),
        _ => ("NumberFormat", "format", &[]),
    };
    let bag = Object::new();
    for (name, value) in options {
        Reflect::set(&bag, &JsString::from(*name), &JsString::from(*value)).ok()?;
    }
    if let Some(zone) = super::time_zone::chosen().filter(|_| kind == "date_time") {
        Reflect::set(&bag, &"timeZone".into(), &zone.as_str().into()).ok()?;
    }
    // The classes differ and only `format`/`of` is used, so one reflective path is smaller than five typed ones.
    let intl = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
    let class: Function = Reflect::get(&intl, &class.into()).ok()?.dyn_into().ok()?;
    let made = Reflect::construct(&class, &Array::of2(&lang.tag().into(), &bag)).ok()?;
    let method: Function = Reflect::get(&made, &method.into()).ok()?.dyn_into().ok()?;
    Some(method.bind0(&made))
}
