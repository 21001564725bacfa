//! `/hooks/aurora/{address}`: where Aurora posts. It is answered at once, whatever the event means.

use std::sync::Arc;

use axum::{
    Router,
    body::Bytes,
    extract::{Path, State},
    http::StatusCode,
    routing::get,
};
use subtle::ConstantTimeEq as _;

use super::{event::Signed, keys};
use crate::{
    app::App,
    error::Result,
    hooks,
    server::log_cause,
    store::{query, query_scalar},
};

/// The platform repeats an event for 43 h 43 min; what is older was kept back by somebody.
const REPEATED_MS: i64 = 44 * 60 * 60_000;

/// Clocks differ by so much.
const TOLERANCE_MS: i64 = 5 * 60_000;

/// The route of events, and of the probes that Aurora makes when the address is saved.
pub(crate) fn routes() -> Router<Arc<App>> {
    Router::new().route("/hooks/aurora/{address}", get(probe).post(take))
}

/// Aurora asks whether somebody is here.
async fn probe(State(app): State<Arc<App>>, Path(address): Path<String>) -> StatusCode {
    match account_of(&app, &address).await {
        Ok(Some(_)) => StatusCode::OK,
        Ok(None) => StatusCode::NOT_FOUND,
        Err(error) => failed(&error),
    }
}

async fn take(State(app): State<Arc<App>>, Path(address): Path<String>, body: Bytes) -> StatusCode {
    try_take(&app, &address, &body).await.unwrap_or_else(|error| failed(&error))
}

/// The platform posts it again later.
fn failed(error: &crate::error::Error) -> StatusCode {
    log_cause(error);
    StatusCode::SERVICE_UNAVAILABLE
}

async fn account_of(app: &App, address: &str) -> Result<Option<i64>> {
    let mut tx = app.store.read().await?;
    keys::account_of(&mut tx, address).await
}

async fn try_take(app: &App, address: &str, body: &[u8]) -> Result<StatusCode> {
    let Some(account_id) = account_of(app, address).await? else { return Ok(StatusCode::NOT_FOUND) };
    let Ok(text) = std::str::from_utf8(body) else { return Ok(StatusCode::BAD_REQUEST) };
    // The probe is a POST without an event.
    if text.trim().is_empty() || text.trim() == "{}" {
        return Ok(StatusCode::OK);
    }
    let Ok(signed) = serde_json::from_str::<Signed>(text) else { return Ok(StatusCode::BAD_REQUEST) };
    let Some(timestamp) = signed.timestamp() else { return Ok(StatusCode::BAD_REQUEST) };
    let now_ms = app.clock.now_ms();
    let at_ms = timestamp.parse::<i64>().unwrap_or(i64::MAX);
    if at_ms > now_ms + TOLERANCE_MS || at_ms < now_ms - REPEATED_MS - TOLERANCE_MS {
        tracing::warn!("an event from Aurora was refused: its time is too far from now");
        return Ok(StatusCode::FORBIDDEN);
    }
    let mut tx = app.store.read().await?;
    let good = keys::good_keys(&mut tx, &app.sealer, account_id, now_ms).await?;
    drop(tx);
    let mut is_ours = false;
    for app_key in &good {
        let expected = hooks::sign(app_key, &timestamp, &signed.token)?;
        is_ours |= bool::from(expected.as_bytes().ct_eq(signed.signature.as_bytes()));
    }
    if !is_ours {
        tracing::warn!("an event from Aurora was refused: its signature is wrong");
        return Ok(StatusCode::FORBIDDEN);
    }
    let mut tx = app.store.write().await?;
    let is_new: Option<i64> = query_scalar(
        "INSERT INTO live_event (account_id, token, event_type, body, received_at_ms) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (account_id, token) DO NOTHING RETURNING id",
    )
    .bind(account_id)
    .bind(&signed.token)
    .bind(signed.event_type())
    .bind(text)
    .bind(now_ms)
    .fetch_optional(&mut tx)
    .await?;
    if is_new.is_none() {
        query("UPDATE live_event SET n_repeats = n_repeats + 1 WHERE account_id = $1 AND token = $2")
            .bind(account_id)
            .bind(&signed.token)
            .execute(&mut tx)
            .await?;
    }
    tx.commit().await?;
    app.wake.live_events.notify_one();
    Ok(StatusCode::OK)
}
