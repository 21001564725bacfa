//! Ticking callers off after a pair was replaced: each of them has the new one by then.

use std::sync::Arc;

use axum::{
    Json,
    extract::{Path, State},
};
use piecewise_api::{CallerReport, CallerTick, ProblemKind};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{callers::flush_callers, http::find_row, report};
use crate::{
    app::App,
    audit,
    error::Result,
    server::{Body, Refusal},
    session::Person,
    store::{WriteTx, query},
};

/// The routes below `/api/v1`.
pub(super) fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(tick))
}

/// Notes whether a caller has the new pair. The next regeneration, and a call with a replaced pair after the tick, take
/// the tick away.
#[utoipa::path(
    post,
    path = "/service/sms-users/{sms_user}/callers/tick",
    params(("sms_user" = String, Path, description = "The SMS_USER.")),
    request_body = CallerTick,
    responses((status = OK, description = "The callers.", body = CallerReport))
)]
async fn tick(
    State(app): State<Arc<App>>,
    person: Person,
    Path(sms_user): Path<String>,
    Body(request): Body<CallerTick>,
) -> Result<Json<CallerReport>, Refusal> {
    flush_callers(&app).await?;
    let now_ms = app.clock.now_ms();
    let mut tx = app.store.write().await?;
    let row = find_row(&mut tx, &person, &sms_user).await?;
    let n_found = query(
        "UPDATE sms_caller SET ticked_at_ms = $4, ticked_by = $5
         WHERE sms_user_id = $1 AND network = $2 AND client = $3",
    )
    .bind(row.id)
    .bind(&request.network)
    .bind(&request.client)
    .bind(request.is_ticked.then_some(now_ms))
    .bind(request.is_ticked.then_some(person.name.as_str()))
    .execute(&mut tx)
    .await?
    .rows_affected();
    if n_found == 0 {
        return Err(Refusal::of(ProblemKind::NotFound).detail("nobody like that has called with this SMS_USER"));
    }
    let action = if request.is_ticked { "credentials.tick_caller" } else { "credentials.untick_caller" };
    audit::write(&mut tx, &person, action, &sms_user, now_ms).await?;
    let answer = report::caller_report(&mut tx, row.id, now_ms).await?;
    tx.commit().await?;
    Ok(Json(answer))
}

/// Forgets every tick of an SMS_USER, whose pair is being replaced.
pub(super) async fn untick_all(tx: &mut WriteTx, sms_user_id: i64) -> Result<()> {
    query("UPDATE sms_caller SET ticked_at_ms = NULL, ticked_by = NULL WHERE sms_user_id = $1")
        .bind(sms_user_id)
        .execute(tx)
        .await?;
    Ok(())
}
