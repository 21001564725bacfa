//! Templates: their versions, and what can be done with them while they are on the gateway.

use piecewise_api::{BASE, NewTemplate, ReviewTime, Template, TemplateDetail};
use serde::de::IgnoredAny;

use super::{
    super::{IdempotencyKey, http::Call, task::Signal},
    Nothing,
};

/// A template with its versions and what happened in their reviews.
pub(crate) fn detail(id: i64, signal: &Signal) -> Call<TemplateDetail> {
    Call::get(format!("{BASE}/templates/{id}")).with_signal(signal)
}

/// Hands the next version of a template in.
pub(crate) fn submit_version(id: i64, version: &NewTemplate, key: &IdempotencyKey) -> Call<Template> {
    Call::post(format!("{BASE}/templates/{id}/versions"), version).with_key(key)
}

/// Takes a version back from review.
pub(crate) fn withdraw(id: i64) -> Call<Template> {
    Call::post(format!("{BASE}/templates/{id}/withdraw"), &Nothing {})
}

/// Deletes a template.
pub(crate) fn delete(id: i64) -> Call<IgnoredAny> {
    Call::delete(format!("{BASE}/templates/{id}"))
}

/// How long reviews took, by type and countries.
pub(crate) fn review_times(signal: &Signal) -> Call<Vec<ReviewTime>> {
    Call::get(format!("{BASE}/templates/review-times")).with_signal(signal)
}
