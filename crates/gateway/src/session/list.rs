//! `/api/v1/sessions`: one's own sessions, to look at and to end.

use std::sync::Arc;

use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
};
use piecewise_api::{ProblemKind, SessionInfo};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{Person, token};
use crate::{app::App, audit, server::Refusal, store::query_as};

/// The routes below `/api/v1`.
pub(super) fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(list, end_all)).routes(routes!(end))
}

/// One's own sessions, newest first.
#[utoipa::path(
    get,
    path = "/sessions",
    responses((status = OK, description = "The sessions.", body = [SessionInfo]))
)]
async fn list(State(app): State<Arc<App>>, person: Person) -> Result<Json<Vec<SessionInfo>>, Refusal> {
    let mut tx = app.store.read().await?;
    let rows: Vec<(i64, String, String, i64, i64, i64)> = query_as(
        "SELECT id, user_agent, ip_class, created_at_ms, last_seen_at_ms, expires_at_ms FROM session
         WHERE person_id = $1 AND expires_at_ms > $2 ORDER BY id DESC",
    )
    .bind(person.id)
    .bind(app.clock.now_ms())
    .fetch_all(&mut tx)
    .await?;
    let info = |(id, user_agent, ip_class, created_at_ms, last_seen_at_ms, expires_at_ms)| SessionInfo {
        id,
        is_this_one: id == person.session_id,
        user_agent,
        ip_class,
        created_at_ms,
        last_seen_at_ms,
        expires_at_ms,
    };
    Ok(Json(rows.into_iter().map(info).collect()))
}

/// Ends one of one's own sessions.
#[utoipa::path(
    delete,
    path = "/sessions/{id}",
    params(("id" = String, Path, description = "The session's id.")),
    responses((status = NO_CONTENT, description = "The session has ended."))
)]
async fn end(State(app): State<Arc<App>>, person: Person, Path(id): Path<String>) -> Result<StatusCode, Refusal> {
    let not_found = || Refusal::of(ProblemKind::NotFound).detail("there is no such session of yours");
    let id = id.parse().map_err(|_| not_found())?;
    let mut tx = app.store.write().await?;
    if !token::end(&mut tx, person.id, id).await? {
        return Err(not_found());
    }
    audit::write(&mut tx, &person, "session.revoke", &format!("session {id}"), app.clock.now_ms()).await?;
    tx.commit().await?;
    app.people_changed.send_replace(());
    Ok(StatusCode::NO_CONTENT)
}

/// Ends every session of one's own, this one too.
#[utoipa::path(delete, path = "/sessions", responses((status = NO_CONTENT, description = "Signed out everywhere.")))]
async fn end_all(State(app): State<Arc<App>>, person: Person) -> Result<StatusCode, Refusal> {
    let mut tx = app.store.write().await?;
    token::end_all(&mut tx, person.id, None).await?;
    let subject = format!("{} ({})", person.name, person.id);
    audit::write(&mut tx, &person, "session.revoke_all", &subject, app.clock.now_ms()).await?;
    tx.commit().await?;
    app.people_changed.send_replace(());
    Ok(StatusCode::NO_CONTENT)
}
