//! The sandbox: its reviewer, its numbers and its clock.

use piecewise_api::{AdvanceClock, BASE, PendingReview, Rejection, SandboxClock, SandboxNumber, Template};

use super::{
    super::{http::Call, task::Signal},
    Nothing,
};

/// The versions that wait for a decision.
pub(crate) fn reviews(signal: &Signal) -> Call<Vec<PendingReview>> {
    Call::get(format!("{BASE}/sandbox/reviews")).with_signal(signal)
}

pub(crate) fn approve(review_id: i64) -> Call<Template> {
    Call::post(format!("{BASE}/sandbox/reviews/{review_id}/approve"), &Nothing {})
}

pub(crate) fn reject(review_id: i64, rejection: &Rejection) -> Call<Template> {
    Call::post(format!("{BASE}/sandbox/reviews/{review_id}/reject"), rejection)
}

/// The endings that choose what becomes of a message.
pub(crate) fn numbers(signal: &Signal) -> Call<Vec<SandboxNumber>> {
    Call::get(format!("{BASE}/sandbox/numbers")).with_signal(signal)
}

pub(crate) fn clock() -> Call<SandboxClock> {
    Call::get(format!("{BASE}/sandbox/clock"))
}

pub(crate) fn advance_clock(advance_ms: i64) -> Call<SandboxClock> {
    Call::post(format!("{BASE}/sandbox/clock"), &AdvanceClock { advance_ms })
}
