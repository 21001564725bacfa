//! `/api/v1/service/sms-users/{sms_user}/…`: reveal, check and regenerate.

use std::sync::Arc;

use axum::{
    Json,
    extract::{Path, State},
    http::header,
    response::IntoResponse,
};
use piecewise_api::{KeyCheck, KeyCheckRequest, KeyFault, ProblemKind, Regenerated, Revealed};
use subtle::ConstantTimeEq as _;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    authenticate::former_keys,
    callers::flush_callers,
    credentials::{self, Replaced, Row},
    http::{find_row, read_again},
    report,
};
use crate::{
    app::App,
    audit,
    error::Result,
    idempotency::{IdempotencyKey, Scope},
    server::{Body, Refusal},
    session::Person,
    store::{Connection, query_scalar},
};

/// How often one person may reveal keys, and check them, in [`LIMIT_MS`].
const N_AT_MOST: i64 = 30;

const LIMIT_MS: i64 = 10 * 60 * 1000;

/// The routes below `/api/v1`.
pub(super) fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new()
        .routes(routes!(reveal))
        .routes(routes!(check))
        .routes(routes!(regenerate_key))
        .routes(routes!(regenerate_user))
}

/// Refuses who has done `action` too often of late, on whichever gateway.
async fn limit(connection: &mut Connection, person: &Person, action: &str, now_ms: i64) -> Result<(), Refusal> {
    let n: i64 =
        query_scalar("SELECT COUNT(*) FROM audit WHERE account_id = $1 AND actor = $2 AND action = $3 AND at_ms > $4")
            .bind(person.account_id)
            .bind(&person.name)
            .bind(action)
            .bind(now_ms - LIMIT_MS)
            .fetch_one(connection)
            .await?;
    if n >= N_AT_MOST {
        return Err(Refusal::of(ProblemKind::RateLimited).detail("at most 30 times in 10 minutes; try again later"));
    }
    Ok(())
}

/// The one way out for an SMS_KEY: asked for by a person, written down, and kept by no cache.
#[utoipa::path(
    post,
    path = "/service/sms-users/{sms_user}/reveal",
    params(("sms_user" = String, Path, description = "The SMS_USER.")),
    responses((status = OK, description = "The SMS_KEY.", body = Revealed))
)]
async fn reveal(
    State(app): State<Arc<App>>,
    person: Person,
    Path(sms_user): Path<String>,
) -> Result<impl IntoResponse, Refusal> {
    let now_ms = app.clock.now_ms();
    let mut tx = app.store.write().await?;
    let row = find_row(&mut tx, &person, &sms_user).await?;
    limit(&mut tx, &person, "credentials.reveal", now_ms).await?;
    let sms_key = app.sealer.open_key(&sms_user, &row.sealed_key)?;
    audit::write(&mut tx, &person, "credentials.reveal", &sms_user, now_ms).await?;
    tx.commit().await?;
    Ok(([(header::CACHE_CONTROL, "no-store")], Json(Revealed { sms_key: sms_key.as_str().to_owned() })))
}

/// Says whether a call with this pair would be accepted, sends nothing, and keeps the result.
#[utoipa::path(
    post,
    path = "/service/sms-users/{sms_user}/check",
    params(("sms_user" = String, Path, description = "The SMS_USER.")),
    request_body = KeyCheckRequest,
    responses((status = OK, description = "What was found.", body = KeyCheck))
)]
async fn check(
    State(app): State<Arc<App>>,
    person: Person,
    Path(sms_user): Path<String>,
    Body(request): Body<KeyCheckRequest>,
) -> Result<Json<KeyCheck>, Refusal> {
    let now_ms = app.clock.now_ms();
    let mut tx = app.store.write().await?;
    let row = find_row(&mut tx, &person, &sms_user).await?;
    limit(&mut tx, &person, "credentials.check", now_ms).await?;
    let fault = find_fault(&app, &mut tx, &sms_user, &row, request.sms_key.as_deref()).await?;
    let answer = KeyCheck { at_ms: now_ms, fault };
    credentials::keep_check(&mut tx, row.id, &answer).await?;
    audit::write(&mut tx, &person, "credentials.check", &sms_user, now_ms).await?;
    tx.commit().await?;
    Ok(Json(answer))
}

async fn find_fault(
    app: &App,
    connection: &mut Connection,
    sms_user: &str,
    row: &Row,
    given: Option<&str>,
) -> Result<Option<KeyFault>> {
    let Ok(sms_key) = app.sealer.open_key(sms_user, &row.sealed_key) else { return Ok(Some(KeyFault::Unreadable)) };
    let is_same = |one: &str, other: &str| bool::from(one.as_bytes().ct_eq(other.as_bytes()));
    if let Some(given) = given.filter(|given| !is_same(given, &sms_key)) {
        let shown: String = given.chars().filter(char::is_ascii_graphic).collect();
        if is_same(&shown, &sms_key) {
            return Ok(Some(KeyFault::StrayCharacters));
        }
        let former = former_keys(app, connection, sms_user).await?;
        let is_former = former.iter().any(|former| is_same(&shown, former));
        return Ok(Some(if is_former { KeyFault::FormerKey } else { KeyFault::WrongKey }));
    }
    Ok(row.is_disabled.then_some(KeyFault::Disabled))
}

/// Replaces the key and keeps the SMS_USER: from this answer on, the old key is refused everywhere.
#[utoipa::path(
    post,
    path = "/service/sms-users/{sms_user}/regenerate-key",
    params(IdempotencyKey, ("sms_user" = String, Path, description = "The SMS_USER.")),
    responses((status = OK, description = "The SMS_USER, and what follows.", body = Regenerated))
)]
async fn regenerate_key(
    State(app): State<Arc<App>>,
    person: Person,
    Path(sms_user): Path<String>,
    key: IdempotencyKey,
) -> Result<Json<Regenerated>, Refusal> {
    regenerate(&app, &person, &sms_user, &key, Replaced::Key).await
}

/// Replaces the SMS_USER and its key: from this answer on, the old pair is refused everywhere.
#[utoipa::path(
    post,
    path = "/service/sms-users/{sms_user}/regenerate-user",
    params(IdempotencyKey, ("sms_user" = String, Path, description = "The SMS_USER.")),
    responses((status = OK, description = "The new SMS_USER, and what follows.", body = Regenerated))
)]
async fn regenerate_user(
    State(app): State<Arc<App>>,
    person: Person,
    Path(sms_user): Path<String>,
    key: IdempotencyKey,
) -> Result<Json<Regenerated>, Refusal> {
    regenerate(&app, &person, &sms_user, &key, Replaced::UserAndKey).await
}

async fn regenerate(
    app: &App,
    person: &Person,
    sms_user: &str,
    key: &IdempotencyKey,
    replaced: Replaced,
) -> Result<Json<Regenerated>, Refusal> {
    // Who has called until now is among those who need the new pair.
    flush_callers(app).await?;
    let (call, action) = match replaced {
        Replaced::Key => (format!("regenerate-key/{sms_user}"), "credentials.regenerate_key"),
        Replaced::UserAndKey => (format!("regenerate-user/{sms_user}"), "credentials.regenerate_user"),
    };
    let now_ms = app.clock.now_ms();
    let scope = Scope { account_id: person.account_id, call: &call };
    let mut tx = app.store.write().await?;
    if let Some(answer) = key.first_answer(&mut tx, scope, &()).await? {
        return Ok(Json(answer));
    }
    let row = find_row(&mut tx, person, sms_user).await?;
    let name = credentials::regenerate(&mut tx, &app.sealer, &row, replaced, &person.name, now_ms).await?;
    let consequences = report::consequences(&mut tx, person.account_id, row.id, sms_user, now_ms).await?;
    audit::write(&mut tx, person, action, sms_user, now_ms).await?;
    let answer = Regenerated { sms_user: read_again(&mut tx, person, &name, now_ms).await?, consequences };
    key.keep(&mut tx, scope, &(), &answer, now_ms).await?;
    tx.commit().await?;
    Ok(Json(answer))
}
