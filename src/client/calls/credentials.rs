//! The SMS_USERs: made, named, checked, replaced; who calls with them and who may see their keys.

use piecewise_api::{
    BASE, CallerReport, CallerTick, Connected, Consequences, KeyCheck, KeyCheckRequest, LabelRequest, NewSmsUser,
    Regenerated, Service, ServiceSettings,
};
use serde::de::IgnoredAny;

use super::{
    super::{
        IdempotencyKey,
        http::Call,
        routes::{self, segment},
        task::Signal,
    },
    Nothing,
};

/// What a regeneration replaces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Replaced {
    /// The key; the SMS_USER stays.
    Key,
    /// The SMS_USER and its key.
    UserAndKey,
}

fn of(sms_user: &str, what: &str) -> String {
    format!("{BASE}/service/sms-users/{}/{what}", segment(sms_user))
}

/// Makes one more SMS_USER.
pub(crate) fn create(label: &str, key: &IdempotencyKey) -> Call<Connected> {
    Call::post(routes::connect(), &NewSmsUser { label: label_of(label) }).with_key(key)
}

pub(crate) fn set_label(sms_user: &str, label: &str) -> Call<IgnoredAny> {
    Call::post(of(sms_user, "label"), &LabelRequest { label: label_of(label) })
}

fn label_of(label: &str) -> Option<String> {
    Some(label.trim().to_owned()).filter(|label| !label.is_empty())
}

pub(crate) fn put_reminder_off(sms_user: &str) -> Call<IgnoredAny> {
    Call::post(of(sms_user, "put-reminder-off"), &Nothing {})
}

/// Would this pair be accepted? Without a key: the one that is stored.
pub(crate) fn check(sms_user: &str, sms_key: Option<String>) -> Call<KeyCheck> {
    Call::post(of(sms_user, "check"), &KeyCheckRequest { sms_key })
}

pub(crate) fn set_disabled(sms_user: &str, is_disabled: bool) -> Call<IgnoredAny> {
    Call::post(of(sms_user, if is_disabled { "disable" } else { "enable" }), &Nothing {})
}

pub(crate) fn regenerate(sms_user: &str, replaced: Replaced, key: &IdempotencyKey) -> Call<Regenerated> {
    let what = match replaced {
        Replaced::Key => "regenerate-key",
        Replaced::UserAndKey => "regenerate-user",
    };
    Call::post(of(sms_user, what), &Nothing {}).with_key(key)
}

pub(crate) fn consequences(sms_user: &str, signal: &Signal) -> Call<Consequences> {
    Call::get(of(sms_user, "consequences")).with_signal(signal)
}

pub(crate) fn callers(sms_user: &str, signal: &Signal) -> Call<CallerReport> {
    Call::get(of(sms_user, "callers")).with_signal(signal)
}

/// Notes whether a caller has the new pair.
pub(crate) fn tick(sms_user: &str, tick: &CallerTick) -> Call<CallerReport> {
    Call::post(of(sms_user, "callers/tick"), tick)
}

pub(crate) fn set_settings(settings: ServiceSettings) -> Call<Service> {
    Call::post(format!("{BASE}/service/settings"), &settings)
}
