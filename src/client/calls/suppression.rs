//! Who must not be written to, how often one number may be, and forgetting a number.

use piecewise_api::{
    BASE, ForgetNumber, FrequencyLimits, NewSuppression, NumberForgotten, SuppressionEntry, SuppressionImport,
    SuppressionImported, SuppressionLookup, SuppressionPage, SuppressionState,
};

use super::super::{Export, http::Call, routes::segment, task::Signal};

/// The list with every release in it, newest first.
pub(crate) fn entries(before: Option<&str>, signal: &Signal) -> Call<SuppressionPage> {
    let before = before.map(|cursor| format!("&before={}", segment(cursor))).unwrap_or_default();
    Call::get(format!("{BASE}/suppression?limit=50{before}")).with_signal(signal)
}

/// What holds for a number; in a body, because numbers do not belong in a URL.
pub(crate) fn look_up(phone: &str) -> Call<SuppressionState> {
    Call::post(format!("{BASE}/suppression/lookup"), &SuppressionLookup { phone: phone.into() })
}

pub(crate) fn add(entry: &NewSuppression) -> Call<SuppressionEntry> {
    Call::post(format!("{BASE}/suppression"), entry)
}

pub(crate) fn release(entry: &NewSuppression) -> Call<SuppressionEntry> {
    Call::post(format!("{BASE}/suppression/release"), entry)
}

pub(crate) fn import(csv: String) -> Call<SuppressionImported> {
    Call::post(format!("{BASE}/suppression/import"), &SuppressionImport { csv })
}

/// The whole list as CSV, with whole numbers.
pub(crate) fn export() -> Export {
    Export::new(format!("{BASE}/suppression.csv"), "suppression.csv")
}

pub(crate) fn limits(signal: &Signal) -> Call<FrequencyLimits> {
    Call::get(format!("{BASE}/suppression/limits")).with_signal(signal)
}

pub(crate) fn set_limits(limits: &FrequencyLimits) -> Call<FrequencyLimits> {
    Call::post(format!("{BASE}/suppression/limits"), limits)
}

pub(crate) fn forget(phone: &str) -> Call<NumberForgotten> {
    Call::post(format!("{BASE}/numbers/forget"), &ForgetNumber { phone: phone.into() })
}
