//! `/api/v1/sandbox/clock`: the gateway's time, which a person can move on to see what comes later.

use std::sync::Arc;

use axum::{Json, extract::State};
use piecewise_api::{AdvanceClock, ProblemKind, SandboxClock};

use crate::{
    app::App,
    clock,
    server::{Body, Refusal},
    session::Person,
};

/// The longest step: a year and a day.
const MAX_STEP_MS: i64 = 366 * 24 * 60 * 60 * 1000;

/// No clock goes further on than ten years.
const MAX_ADVANCED_MS: i64 = 3660 * 24 * 60 * 60 * 1000;

/// The gateway's time.
#[utoipa::path(
    get,
    path = "/sandbox/clock",
    responses((status = OK, description = "What the clock shows.", body = SandboxClock))
)]
pub(super) async fn show(State(app): State<Arc<App>>, _: Person) -> Json<SandboxClock> {
    Json(face(&app))
}

/// Moves the clock on. Everything that waits for a time sees the new one, in every gateway on this database.
#[utoipa::path(
    post,
    path = "/sandbox/clock",
    request_body = AdvanceClock,
    responses((status = OK, description = "What the clock shows now.", body = SandboxClock))
)]
pub(super) async fn advance(
    State(app): State<Arc<App>>,
    _: Person,
    Body(step): Body<AdvanceClock>,
) -> Result<Json<SandboxClock>, Refusal> {
    if !(1..=MAX_STEP_MS).contains(&step.advance_ms) {
        return Err(Refusal::of(ProblemKind::Malformed)
            .field("advance_ms")
            .detail("the clock goes on by 1 ms to 366 days at a time, and never back"));
    }
    let mut tx = app.store.write().await?;
    let advanced_ms = clock::store_advance(&mut tx, step.advance_ms).await?;
    if advanced_ms > MAX_ADVANCED_MS {
        return Err(Refusal::of(ProblemKind::Malformed)
            .field("advance_ms")
            .detail("the clock would be more than ten years on; start with a fresh data folder instead"));
    }
    tx.commit().await?;
    app.clock.move_to(advanced_ms);
    app.wake_all();
    Ok(Json(face(&app)))
}

fn face(app: &App) -> SandboxClock {
    SandboxClock { now_ms: app.clock.now_ms(), advanced_ms: app.clock.advanced_ms() }
}
