//! `/api/v1/audit`: look, check, export.

use std::sync::Arc;

use axum::{
    Json,
    body::Body,
    extract::State,
    http::{HeaderName, header},
    response::IntoResponse,
};
use futures_util::stream;
use piecewise_api::{AuditCheck, AuditEntry, AuditPage, ProblemKind};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    chain::write,
    read::{self, Wanted},
};
use crate::{
    app::App,
    error::{Error, Result},
    server::{Asked, Refusal},
    session::Person,
    store::page,
};

/// Entries in a page, unless the query says otherwise.
const N_USUAL: i64 = 50;

/// No page holds more.
const N_MOST: i64 = 500;

/// The routes below `/api/v1`.
pub(crate) fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(verify)).routes(routes!(export))
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Filter {
    /// Only entries before this one.
    before: Option<i64>,
    /// Only this action, such as `credentials.reveal`; `credentials.` means all that start so.
    #[param(pattern = "^[a-z._]*$")]
    action: Option<String>,
    /// Only what the person with this id did.
    actor: Option<i64>,
    /// Not before this time.
    from_ms: Option<i64>,
    /// Before this time.
    to_ms: Option<i64>,
    /// At most so many: 50 unless said, up to 500.
    #[param(minimum = 1, maximum = 500)]
    limit: Option<i64>,
}

/// The audit log, newest first.
#[utoipa::path(
    get,
    path = "/audit",
    params(Filter),
    responses((status = OK, description = "The entries.", body = AuditPage))
)]

async fn list(
    State(app): State<Arc<App>>,
    person: Person,
    Asked(filter): Asked<Filter>,
) -> Result<Json<AuditPage>, Refusal> {
    let n_rows = filter.limit.unwrap_or(N_USUAL);
    if !(1..=N_MOST).contains(&n_rows) {
        return Err(malformed("limit", "limit must be from 1 to 500"));
    }
    let is_name = |action: &String| action.chars().all(|c| c.is_ascii_lowercase() || matches!(c, '.' | '_'));
    if !filter.action.as_ref().is_none_or(is_name) {
        return Err(malformed(
            "action",
            "an action is small letters, dots and underscores, such as credentials.reveal",
        ));
    }
    let wanted = Wanted {
        before: filter.before,
        action: filter.action,
        actor_id: filter.actor,
        from_ms: filter.from_ms,
        to_ms: filter.to_ms,
    };
    let mut tx = app.store.read().await?;
    let mut rows = read::page(&mut tx, person.account_id, &wanted, n_rows + 1).await?;
    let n_wanted = usize::try_from(n_rows).unwrap_or_default();
    let next = page::cut(&mut rows, n_wanted, |row| row.number);
    Ok(Json(AuditPage { entries: rows.into_iter().map(AuditEntry::from).collect(), next }))
}

/// Whether every entry is as it was written.
#[utoipa::path(
    get,
    path = "/audit/verify",
    responses((status = OK, description = "The chain, computed anew.", body = AuditCheck))
)]
async fn verify(State(app): State<Arc<App>>, person: Person) -> Result<Json<AuditCheck>, Refusal> {
    Ok(Json(read::verify(&app.store, person.account_id).await?))
}

/// The whole log as JSON lines, oldest first; that it was exported is its last line.
#[utoipa::path(
    get,
    path = "/audit/export",
    responses((
        status = OK, description = "One entry on each line.", body = AuditEntry, content_type = "application/jsonl"
    ))
)]
async fn export(State(app): State<Arc<App>>, person: Person) -> Result<impl IntoResponse, Refusal> {
    let now_ms = app.clock.now_ms();
    let mut tx = app.store.write().await?;
    write(&mut tx, &person, "audit.export", "audit log", now_ms).await?;
    tx.commit().await?;
    let lines = stream::try_unfold(0, move |last_number| {
        let app = Arc::clone(&app);
        async move {
            let mut tx = app.store.read().await?;
            let rows = read::after(&mut tx, person.account_id, last_number).await?;
            let Some(last) = rows.last() else { return Ok::<_, Error>(None) };
            let last_number = last.number;
            let mut text = String::new();
            for row in rows {
                text.push_str(&serde_json::to_string(&AuditEntry::from(row)).map_err(|_| Error::Damaged("audit row"))?);
                text.push('\n');
            }
            Ok(Some((text, last_number)))
        }
    });
    let headers: [(HeaderName, &str); 2] = [
        (header::CONTENT_TYPE, "application/jsonl; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"audit.jsonl\""),
    ];
    Ok((headers, Body::from_stream(lines)))
}

fn malformed(field: &str, detail: &str) -> Refusal {
    Refusal::of(ProblemKind::Malformed).field(field).detail(detail)
}
